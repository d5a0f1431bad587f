"""The panel and what its keeper reads, through the browser's eyes; nothing of it is another firm's."""

import csv
import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from club.answers.models import CopyCount, Gap, GapReport, SentOtherwise
from club.core.db import session
from club.core.jobs import finish_all
from club.core.office import read_workbook
from club.core.sheets import MEDIA_TYPE
from club.documents.body import Pair
from club.policy import FirmRole
from tests.answers.shop import Shop
from tests.client import HouseClient
from tests.documents.bodies import a_catalogue, an_answer
from tests.documents.counting import statements
from tests.makers import a_document, a_membership, a_person, as_firm


@pytest.fixture
def shop(app: Flask, client: HouseClient) -> Shop:
    made = Shop(client)
    return made.sees(made.agent)


def rows(shop: Shop, kind: Any) -> list[Any]:
    with as_firm(shop.firm):
        return list(session().scalars(select(kind).order_by(kind.id)))


def test_an_agent_finds_an_answer_without_a_script(shop: Shop) -> None:
    page = shop.client.get(f"{shop.at}/panel?q=thyf").text
    assert "退货运费谁出" in page
    assert "怀疑是假货" not in page
    assert page.count("<details name=") == 1
    assert "We do, within 7 days." in page
    assert "We pay." in page


def test_a_script_gets_what_was_found_alone(shop: Shop) -> None:
    part = shop.client.part(f"{shop.at}/panel?q=th2").text
    assert part.lstrip().startswith('<section id="found"')
    assert "<html" not in part
    assert 'data-typed="th2"' in part


def test_a_value_that_is_asked_for_is_marked_in_the_text(shop: Shop) -> None:
    page = shop.client.get(f"{shop.at}/panel?q=wl1").text
    assert ">{Order number}</mark> is on its way." in page
    assert "Order number" in page


def test_a_sensitive_answer_says_first_who_takes_it_over(shop: Shop) -> None:
    page = shop.client.get(f"{shop.at}/panel?q=mg1").text
    assert page.index("To the lead in 5 minutes.") < page.index("We do, within 7 days.")


@pytest.mark.parametrize("typed", ["", "%00", "%E4%B8", "x" * 3000, "<script>", "zzzzzz", "[(*"])
def test_whatever_is_typed_the_panel_answers(shop: Shop, typed: str) -> None:
    page = shop.client.get(f"{shop.at}/panel?q={typed}")
    assert page.status_code == 200
    assert "<script>" not in page.text.replace("<script src", "")


def test_a_firm_without_a_catalogue_reads_what_will_be_here(app: Flask, client: HouseClient) -> None:
    made = Shop(client)
    with as_firm(made.firm):
        session().merge(made.document).retired_at = made.document.created_at
    page = made.sees(made.agent).client.get(f"{made.at}/panel").text
    assert "No catalogue is in force yet" in page


def test_a_buyers_words_find_the_answer_in_their_language(app: Flask, client: HouseClient) -> None:
    freight = an_answer("freight", title=Pair("Who pays the return", "退货运费谁出"), text=Pair("We pay.", "我们出。"))
    both = a_catalogue(freight, title=Pair("Answers", "答案"))
    shop = Shop(client, catalogue=both)
    panel = f"{shop.sees(shop.agent).at}/panel"
    page = client.get(f"{panel}?q=运费").text
    assert "我们出。" in page
    assert '<b lang="zh-CN">退货运费谁出</b>' in page
    assert "Nothing has all" not in page
    assert "We pay." in client.get(f"{panel}?q=return").text
    assert "Nothing has all of these words" in client.get(f"{panel}?q=退货的运费要给吗").text


def test_two_catalogues_are_searched_as_one(shop: Shop) -> None:
    a_document(shop.firm, a_catalogue(an_answer("other", title="退货运费险"), title="Second"), "answers")
    page = shop.client.get(f"{shop.at}/panel?q=运费").text
    assert page.index("退货运费谁出") < page.index("退货运费险")
    assert "Second" in page


def test_the_panel_asks_the_database_as_often_for_many_answers_as_for_few(app: Flask, client: HouseClient) -> None:
    sent = []
    for size in (2, 200):
        catalogue = a_catalogue(*(an_answer(f"a{n}", title=f"运费 {n}") for n in range(size)))
        made = Shop(client, f"mill-{size}", catalogue=catalogue)
        made.sees(made.agent)
        client.get(f"{made.at}/panel?q=运费")
        with statements() as found:
            client.get(f"{made.at}/panel?q=yf")
        sent.append(len(found))
    assert sent[0] == sent[1] <= 3


def test_many_catalogues_are_read_by_one_statement_and_kept(shop: Shop) -> None:
    panel = f"{shop.at}/panel?q=yf"
    shop.client.get(panel)
    sent = []
    for _ in range(2):
        for number in range(3):
            a_document(shop.firm, a_catalogue(title=f"More {number}"), "answers")
        for _ in range(2):
            with statements() as found:
                shop.client.get(panel)
            sent.append(len(found))
    assert sent[0] == sent[2] == sent[1] + 1 == sent[3] + 1


def test_what_was_published_is_ready_before_anybody_asks(shop: Shop) -> None:
    owner = a_person("owner@mill.example")
    a_membership(shop.firm, FirmRole.OWNER, owner)
    shop.sees(owner)
    text = f"{shop.at}/{shop.document.ref}"
    shop.client.submit(f"{text}/edit/item?key=freight", {"title": "Who pays"})
    assert shop.client.submit(f"{text}/publish", {"note": "Shorter"}).status_code == 303
    finish_all()
    sent = []
    for _ in range(2):
        with statements() as found:
            assert "Who pays" in shop.client.get(f"{shop.at}/panel?q=pays").text
        sent.append(len(found))
    assert sent[0] == sent[1]


def test_not_here_goes_to_the_list_and_twice_is_once(shop: Shop) -> None:
    page = f"{shop.at}/panel?q=能送到新疆吗"
    assert "能送到新疆吗</textarea>" in shop.client.get(page).text
    sent = {**shop.client.form(page), "words": "能送到新疆吗"}
    assert shop.client.post(f"{shop.at}/panel/missing", data=sent).status_code == 303
    assert [gap.words for gap in rows(shop, Gap)] == ["能送到新疆吗"]
    shop.client.post(f"{shop.at}/panel/missing", data=sent)
    assert len(rows(shop, GapReport)) == 1


@pytest.mark.parametrize("words", ["", "   ", "x" * 301, "a\x07b"])
def test_words_that_cannot_be_kept_come_back(shop: Shop, words: str) -> None:
    answer = shop.client.submit(f"{shop.at}/panel", {"words": words}, to=f"{shop.at}/panel/missing")
    assert answer.status_code == 422
    assert rows(shop, Gap) == []
    assert words.strip() in answer.text


def test_an_agent_tells_that_an_answer_was_changed(shop: Shop) -> None:
    at = f"{shop.at}/{shop.document.ref}/1/sent"
    answer = shop.client.submit(f"{shop.at}/panel?q=th2", {"item": "freight", "sent": "We pay."}, to=at)
    assert answer.status_code == 303
    assert [(row.item, row.sent, row.number) for row in rows(shop, SentOtherwise)] == [("freight", "We pay.", 1)]
    later = f"{shop.at}/{shop.document.ref}/2/sent"
    assert shop.client.submit(f"{shop.at}/panel?q=th2", {"item": "freight"}, to=later).status_code == 404
    gone = shop.client.submit(f"{shop.at}/panel?q=th2", {"item": "nowhere", "sent": "Lost?"}, to=at)
    assert gone.status_code == 422
    assert "Lost?" in gone.text
    long = {"item": "freight", "sent": "x" * 4001}
    refused = shop.client.submit(f"{shop.at}/panel?q=th2", long, to=at)
    assert refused.status_code == 422
    assert "x" * 4001 in refused.text


def test_copies_are_counted_and_nonsense_is_not(shop: Shop) -> None:
    ref = shop.document.ref
    told = [f"{ref}:freight:2", f"{ref}:freight:1", f"{ref}:nowhere:1", f"{'a' * 16}:freight:1", "x", f"{ref}:where:-1"]
    told += [f"{ref}:where:1e9", f"{ref}:where:9999", f"{ref}:where:٣"]
    answer = shop.client.submit(f"{shop.at}/panel", {"copied": told}, to=f"{shop.at}/panel/copied")
    assert (answer.status_code, answer.data) == (204, b"")
    assert [(row.item, row.times) for row in rows(shop, CopyCount)] == [("freight", 3)]


def test_the_keeper_reads_who_asked_and_which_answer_is_like_it(shop: Shop) -> None:
    for words in ("退货的运费谁出啊", "退货的运费谁出啊？"):
        shop.client.submit(f"{shop.at}/panel", {"words": words}, to=f"{shop.at}/panel/missing")
    assert shop.client.get(f"{shop.at}/queue").status_code == 404
    page = shop.sees(shop.lead).client.get(f"{shop.at}/queue").text
    assert "1 question waits for an answer" in page
    assert "asked 2 times" in page
    assert "one@mill.example" in page
    assert f'value="{shop.document.ref}:freight"' in page


def test_the_keeper_writes_a_new_answer(shop: Shop) -> None:
    shop.client.submit(f"{shop.at}/panel", {"words": "能送到新疆吗"}, to=f"{shop.at}/panel/missing")
    gap = rows(shop, Gap)[0].ref
    shop.sees(shop.lead)
    to = f"{shop.at}/queue/{gap}/draft"
    assert shop.client.submit(f"{shop.at}/queue", {"catalogue": ""}, to=to).status_code == 422
    answer = shop.client.submit(f"{shop.at}/queue", {"catalogue": shop.document.ref}, to=to)
    assert answer.status_code == 303
    assert "能送到新疆吗" in shop.client.get(answer.headers["Location"]).text
    again = shop.client.submit(f"{shop.at}/queue", {"catalogue": shop.document.ref}, to=to)
    assert again.status_code == 422
    assert "New answer in the draft" in shop.client.get(f"{shop.at}/queue").text


def test_the_keeper_adds_a_wording_or_declines_with_a_reason(shop: Shop) -> None:
    for words in ("退货的运费谁出啊", "能送到新疆吗"):
        shop.client.submit(f"{shop.at}/panel", {"words": words}, to=f"{shop.at}/panel/missing")
    first, second = (gap.ref for gap in rows(shop, Gap))
    shop.sees(shop.lead)
    name = f"{shop.document.ref}:freight"
    assert (
        shop.client.submit(f"{shop.at}/queue", {"answer": name}, to=f"{shop.at}/queue/{first}/word").status_code == 303
    )
    to = f"{shop.at}/queue/{second}/decline"
    assert shop.client.submit(f"{shop.at}/queue", {"why": " "}, to=to).status_code == 422
    assert shop.client.submit(f"{shop.at}/queue", {"why": "No carrier"}, to=to).status_code == 303
    page = shop.client.get(f"{shop.at}/queue").text
    assert "Every question has its answer" in page
    assert "Declined: No carrier" in page


def test_what_was_sent_otherwise_is_suggested_on_the_answer(shop: Shop) -> None:
    at = f"{shop.at}/{shop.document.ref}/1/sent"
    for sent in ("We pay the way back.", ""):
        shop.client.submit(f"{shop.at}/panel?q=th2", {"item": "freight", "sent": sent}, to=at)
    first, second = (row.ref for row in rows(shop, SentOtherwise))
    shop.sees(shop.lead)
    page = shop.client.get(f"{shop.at}/queue").text
    assert "2 times" in page
    assert "into what was not said" in page
    at = f"{shop.at}/{shop.document.ref}/sent"
    made = shop.client.submit(f"{shop.at}/queue", {}, to=f"{at}/{first}/suggest")
    assert "We pay the way back." in shop.client.get(made.headers["Location"]).text
    assert shop.client.submit(f"{shop.at}/queue", {}, to=f"{at}/{second}/keep").status_code == 303
    assert "Changed before sending" not in shop.client.get(f"{shop.at}/queue").text


def test_the_keeper_sees_what_is_used_and_what_never(shop: Shop) -> None:
    told = {"copied": [f"{shop.document.ref}:where:7"]}
    shop.client.submit(f"{shop.at}/panel", told, to=f"{shop.at}/panel/copied")
    page = shop.sees(shop.lead).client.get(f"{shop.at}/{shop.document.ref}/use").text
    assert "Copied 7 times" in page
    assert page.index("快递到哪了") < page.index("Not used") < page.index("退货运费谁出")


def armed(shop: Shop) -> str:
    catalogue = a_catalogue(
        an_answer("f", title="=1+1", text="@SUM(A1)", code="f1"),
        an_answer("g", title="-2", text="+3\t=4"),
        title="Armed",
    )
    return str(a_document(shop.firm, catalogue, "answers").ref)


@pytest.mark.slow
def test_quick_phrases_are_texts_whatever_they_begin_with(shop: Shop) -> None:
    at = f"{shop.sees(shop.lead).at}/{armed(shop)}/phrases"
    answer = shop.client.get(f"{at}.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    listed = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert listed == [
        ["Group", "Short code", "Problem", "Text"],
        ["", "f1", "'=1+1", "'@SUM(A1)"],
        ["", "", "'-2", "'+3\t=4"],
    ]
    answer = shop.client.get(f"{at}.xlsx")
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    grid = read_workbook(answer.data, "phrases.xlsx")[0]
    assert (grid.rows[1], grid.formulas) == ([None, "f1", "=1+1", "@SUM(A1)"], frozenset())


def test_variants_are_phrases_of_their_own(shop: Shop) -> None:
    answer = shop.sees(shop.lead).client.get(f"{shop.at}/{shop.document.ref}/phrases.csv")
    assert "退货运费谁出: Shorter,We pay." in answer.data.decode("utf-8-sig")


@pytest.mark.parametrize("page", ["queue", "{ref}/use", "{ref}/phrases.csv", "{ref}/phrases.xlsx"])
def test_agents_and_other_firms_do_not_read_what_is_the_keepers(app: Flask, client: HouseClient, page: str) -> None:
    mill, bamboo = Shop(client), Shop(client, "bamboo")
    path = f"{mill.at}/{page.format(ref=mill.document.ref)}"
    assert mill.sees(mill.agent).client.get(path).status_code == 404
    assert bamboo.sees(bamboo.lead).client.get(path).status_code == 404
    theirs = f"{bamboo.at}/{page.format(ref=mill.document.ref)}"
    assert bamboo.client.get(theirs).status_code == (200 if page == "queue" else 404)
