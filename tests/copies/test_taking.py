"""Taking a text out: ordered once, made by a job, told while it goes on, kept for a week for whoever asked."""

import io
import zipfile
from datetime import timedelta

import openpyxl
import pytest
import time_machine

from club.copies import actions
from club.copies.rules import PATIENCE, Stand, pages_expected, stand
from club.core import clock, outbox
from club.core.audit import FirmEvent
from club.core.db import session
from club.core.jobs import finish_all
from club.documents.codec import write
from club.documents.kinds import kind_of
from club.home.export_parts import PARTS
from club.library.starters import STARTERS, starter
from tests.client import HouseClient
from tests.copies.place import Place, as_json
from tests.documents.bodies import a_ladder, a_stage, a_standard
from tests.makers import as_firm

NOW = clock.now()


@pytest.mark.parametrize(
    ("ago", "done", "failed", "at"),
    [
        (timedelta(), False, "", Stand.RUNNING),
        (timedelta(minutes=1), True, "", Stand.READY),
        (timedelta(minutes=1), False, "not_set", Stand.FAILED),
        (PATIENCE + timedelta(seconds=1), False, "", Stand.FAILED),
        (timedelta(days=6, hours=23), True, "", Stand.READY),
        (timedelta(days=7, seconds=1), True, "", Stand.GONE),
    ],
)
def test_how_far_a_copy_is(ago: timedelta, done: bool, failed: str, at: Stand) -> None:
    assert stand(ordered_at=NOW - ago, done_at=NOW if done else None, failed=failed, now=NOW) is at


def test_chinese_fills_a_page_sooner() -> None:
    assert pages_expected(9000, "zh") > pages_expected(9000, "en")


def test_json_is_the_text_exactly(app, client: HouseClient) -> None:
    body = a_ladder(a_stage("entry", title="=1+1"))
    place = Place(client, body)
    assert as_json(place.taken("json")) == write(kind_of("ladder"), body)


def test_a_copy_asked_for_twice_is_one_job_and_one_event(app, client: HouseClient) -> None:
    place = Place(client)
    for _ in range(2):
        place.order("json")
    finish_all()
    place.order("json")
    assert len(place.copies()) == 1
    with as_firm(place.firm):
        events = session().query(FirmEvent).filter_by(did="document.copied").all()
        assert [(event.row, event.facts["form"], event.facts["number"]) for event in events] == [
            (place.document.ref, "json", 1)
        ]


def test_another_form_or_a_changed_draft_is_another_copy(app, client: HouseClient) -> None:
    place = Place(client)
    place.order("json")
    place.order("sheets")
    client.submit(f"{place.at}/edit/item?key=entry", {"title": "Newcomer"})
    place.order("json", text="draft")
    assert [(copy.form.value, copy.number) for copy in place.copies()] == [("json", 1), ("sheets", 1), ("json", None)]


def test_a_copy_is_for_whoever_asked(app, client: HouseClient) -> None:
    place = Place(client)
    place.taken("json")
    address = f"{place.at}/copies/{place.copies()[0].ref}"
    place.sign_in("lead")
    assert client.get(address).status_code == 404
    assert "What you took out" not in client.get(f"{place.at}/copies").text
    place.sign_in("staff")
    assert client.get(f"{place.at}/copies").status_code == 404


@pytest.mark.slow
def test_the_page_tells_how_far_it_is_until_it_is_ready(app, client: HouseClient) -> None:
    place = Place(client)
    place.order("pdf")
    told = client.get(f"{place.at}/copies").text
    assert "PDF: 0 pages are set, of about" in told
    assert 'hx-trigger="every 2s"' in told
    assert '<meta http-equiv="refresh" content="3">' in told
    finish_all()
    ready = client.get(f"{place.at}/copies").text
    assert "hx-trigger" not in ready
    (copy,) = place.copies()
    waited_for = client.part(f"{place.at}/copies").text.partition('id="copies"')[2].partition("</div>")[0]
    assert f'/copies/{copy.ref}">PDF</a>' in waited_for
    answer = client.get(f"{place.at}/copies/{copy.ref}")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].endswith("-1.pdf")
    assert copy.pages >= 1


def test_what_was_not_made_says_what_to_do(app, client: HouseClient) -> None:
    place = Place(client)
    place.order("pdf")
    (copy,) = place.copies()
    with as_firm(place.firm):
        session().merge(copy).failed = "no_typesetter"
    told = client.get(f"{place.at}/copies").text
    assert "This server lacks what it sets PDF with." in told
    assert "Open the page for printing" in told
    place.order("pdf")
    assert len(place.copies()) == 2


@pytest.mark.slow
def test_a_copy_whose_time_is_over_loses_its_bytes_and_not_its_row(app, client: HouseClient) -> None:
    place = Place(client)
    place.taken("json")
    (copy,) = place.copies()
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        assert client.get(f"{place.at}/copies/{copy.ref}").status_code in {303, 404}
        outbox.order_daily()
        finish_all()
    assert place.copies()[0].stored_as == ""
    with app.app_context(), pytest.raises(FileNotFoundError):
        actions.store().read(copy.stored_as)


def test_a_draft_published_meanwhile_is_taken_as_its_number(app, client: HouseClient) -> None:
    place = Place(client)
    client.submit(f"{place.at}/edit/item?key=entry", {"title": "Newcomer"})
    place.order("json", text="draft")
    client.submit(f"{place.at}/edit", to=f"{place.at}/discard")
    finish_all()
    (copy,) = place.copies()
    assert copy.done_at is not None
    answer = client.get(f"{place.at}/copies/{copy.ref}")
    assert as_json(answer.data)["body"]["stages"][0]["title"] == "Entry"


def test_wishes_that_there_are_not_are_refused(app, client: HouseClient) -> None:
    place = Place(client)
    for wish in ({"form": "exe"}, {"text": "2"}, {"text": "draft"}, {"lang": "zh"}):
        assert place.order(**wish).status_code == 422
    assert place.copies() == []


def test_sheets_open_in_a_program_and_hold_no_formula(app, client: HouseClient) -> None:
    place = Place(client, a_ladder(a_stage("entry", title="=cmd|' /C calc'!A0", aim="+1")))
    book = openpyxl.load_workbook(io.BytesIO(place.taken("sheets")))
    assert book.sheetnames[:3] == ["General", "Blanks", "Tracks"]
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=cmd|' /C calc'!A0" in [cell.value for cell in cells]


def test_word_has_a_heading_for_each_chapter(app, client: HouseClient) -> None:
    place = Place(client, a_standard(), "standard")
    with zipfile.ZipFile(io.BytesIO(place.taken("word"))) as package:
        text = package.read("word/document.xml").decode()
    assert "Work" in text
    assert 'w:name="_k_reply"' in text


@pytest.mark.slow
@pytest.mark.parametrize("slug", STARTERS)
def test_every_kind_is_printed_in_both_languages(app, client: HouseClient, slug: str) -> None:
    kind, body = starter(slug)
    place = Place(client, body, kind.name)
    for lang in ("en", "zh"):
        client.set_cookie("lang", lang)
        page = client.get(f"{place.at}/print")
        assert page.status_code == 200
        assert getattr(body.title, lang) in page.text


def test_a_firm_takes_along_who_took_out_what(app, client: HouseClient) -> None:
    place = Place(client)
    place.order("sheets")
    with as_firm(place.firm):
        (told,) = PARTS["copies"]()
    assert (told["document"], told["form"], told["number"]) == (place.document.ref, "sheets", 1)


def test_word_is_made_for_a4_and_begins_with_what_is_known_of_the_text(app, client: HouseClient) -> None:
    from docx import Document as Word

    place = Place(client, a_standard(), kind="standard")
    made = Word(io.BytesIO(place.taken("word")))
    paper = made.sections[0]
    assert (round(paper.page_width.cm, 1), round(paper.page_height.cm, 1)) == (21.0, 29.7)
    cover = [one.text for one in made.paragraphs if one.style.name == "Cover"]
    assert cover[0] == f"Firm\t{place.firm.name}"
    assert cover[1].startswith("State\tEdition 1, from ")
