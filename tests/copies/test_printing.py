"""A text on paper: what stands on it, for whom, and that whatever sets PDF gets all of it in one page."""

import re
from base64 import b64encode
from datetime import UTC, date, datetime
from typing import Any

import pytest

from club.copies.printing import Edition, contents, for_setting, page
from club.core import clock, pdf
from club.core.clock import Days
from club.core.refusals import Refusal
from club.documents.kinds import kind_of
from club.documents.kinds.ladder.body import Salary
from club.library.starters import starter
from tests.client import HouseClient
from tests.copies.place import Place
from tests.core.test_files import a_picture
from tests.documents.bodies import a_clause, a_ladder, a_stage, a_standard

pytestmark = pytest.mark.slow  # pages are set by a process of its own

AT = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
PAID = Salary(form="range", low=450_000, high=520_000)


def an_edition(body: Any = None, kind: str = "ladder", **facts: Any) -> Edition:
    values = {"own_lang": "en", "firm": "Lantern", "days": Days("Asia/Shanghai"), "number": 3} | facts
    return Edition(kind_of(kind), body or a_ladder(), effective_on=date(2026, 11, 3), **values)


def test_paper_has_a_cover_contents_and_lines_to_sign(app) -> None:
    with app.app_context():
        drawn = page(an_edition(), "en", at=AT)
    assert "Edition 3, from 3 November 2026 on." in drawn
    assert "28 November 2026" in drawn  # the day in the firm's zone
    assert "I have read edition 3 of this text" in drawn
    assert ("t-entry", "Entry") in contents(drawn)
    assert "<details open>" in drawn
    assert "<details>" not in drawn


def test_a_draft_says_so_and_is_not_signed(app) -> None:
    with app.app_context():
        drawn = page(an_edition(number=None), "en", at=AT)
    assert "Draft. Nothing of it is in force." in drawn
    assert "Lines to sign" not in drawn


def test_a_text_in_both_languages_is_printed_in_the_one_that_is_wished(app) -> None:
    kind, body = starter("culture")
    first: Any = body.values[0].name  # type: ignore[attr-defined]
    with app.app_context():
        drawn = page(an_edition(body, kind.name), "zh", at=AT)
    assert '<html lang="zh-CN">' in drawn
    assert first.zh in drawn
    assert first.en not in drawn


def test_what_is_set_holds_its_styles_and_fetches_nothing(app) -> None:
    with app.app_context():
        whole = for_setting(page(an_edition(), "en", at=AT))
    assert "<link" not in whole
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', whole) == []
    picture = whole[whole.index('<svg class="wide"') :]
    assert picture.index("<style>") < picture.index("</svg>")


def test_pages_are_told_while_they_are_set(app) -> None:
    clauses = (a_clause(f"c{number}", text="客服在三十秒内回复买家，语气要客气。" * 12) for number in range(60))
    heard: list[int] = []
    with app.app_context():
        made = pdf.drawn(for_setting(page(an_edition(a_standard(*clauses), "standard"), "zh", at=AT)), heard.append)
    assert not isinstance(made, Refusal)
    assert made.startswith(b"%PDF-")
    assert heard == list(range(1, len(heard) + 1))
    assert len(heard) > 5


@pytest.mark.slow
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_culture_statement_takes_two_leaves(app, lang: str) -> None:
    kind, body = starter("culture")
    heard: list[int] = []
    with app.app_context():
        pdf.drawn(for_setting(page(an_edition(body, kind.name, number=None), lang, at=AT)), heard.append)
    assert heard[-1] == 4  # the cover, the two leaves, the worked example


def test_contents_stand_on_the_cover_while_they_are_short(app) -> None:
    with app.app_context():
        short = page(an_edition(), "en", at=AT)
        long = page(an_edition(a_ladder(*(a_stage(f"s{n}") for n in range(12)))), "en", at=AT)
    assert short.index('class="contents"') < short.index("</header>")
    assert long.index('class="contents"') > long.index("</header>")


def test_staff_print_what_they_may_read_and_no_more(app, client: HouseClient) -> None:
    body = a_ladder(a_stage("entry", salary=PAID), visibility="own")
    place = Place(client, body, role="staff")
    printed = client.get(f"{place.at}/print?draft=1&revision=1").text
    assert "4,500" not in printed
    assert "left out: each person sees the own level on Today" in printed
    place.sign_in("lead")
    assert "4,500" in client.get(f"{place.at}/print").text


def test_a_draft_is_printed_by_its_writers_only(app, client: HouseClient) -> None:
    place = Place(client, a_ladder(a_stage("entry")))
    client.submit(f"{place.at}/edit/item?key=entry", {"title": "Newcomer"})
    assert "Newcomer" in client.get(f"{place.at}/print?draft=1").text
    assert "Newcomer" not in client.get(f"{place.at}/print").text
    place.sign_in("staff")
    assert "Newcomer" not in client.get(f"{place.at}/print?draft=1").text


def test_the_record_of_a_consultation_is_printed_with_lines_to_sign(app, client: HouseClient) -> None:
    place = Place(client, a_ladder(a_stage("entry")))
    last = clock.today("Asia/Shanghai").isoformat()
    opened = client.submit(f"{place.at}/consultations", {"closes_on": last, "note": "Please read it"})
    at = opened.headers["Location"]
    client.submit(f"{at}?item=entry", {"item": "entry", "text": "Too short"}, to=f"{at}/comments")
    printed = client.get(f"{at}/evidence/print")
    assert printed.status_code == 200
    assert "Too short" in printed.text
    assert "For the firm or for staff" in printed.text
    assert "<form" not in printed.text
    place.sign_in("staff")
    assert client.get(f"{at}/evidence/print").status_code == 404


def test_a_picture_stands_in_the_page_and_nothing_else_is_fetched(app) -> None:
    picture = f"data:image/jpeg;base64,{b64encode(a_picture(size=(300, 200))).decode()}"
    made = [pdf.drawn(f'<html><body><img src="{src}"></body></html>') for src in (picture, "file:///etc/hostname")]
    assert [b"/DCTDecode" in one for one in made if isinstance(one, bytes)] == [True, False]
