"""A long list in the editor: searched, and a page at a time; each part is opened on its own."""

from typing import Any

import pytest
from flask import Flask

from club.documents.kinds import kind_of
from club.documents.kinds.answers.body import Answers
from club.documents.outlines import PAGE, Looking, Outline, outlines
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_catalogue, a_stage, an_answer, an_indicator
from tests.documents.counting import statements
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, sign_in

KIND = kind_of("answers")


def a_long_one(size: int = 120) -> Answers:
    answers = [an_answer(f"a{n}", title=f"Problem {n}", code=f"c{n}", wordings=(f"Wording {n}",)) for n in range(size)]
    return a_catalogue(*answers)


def the_list(app: Flask, catalogue: Answers, looking: Looking) -> Outline:
    with app.test_request_context():
        return next(one for one in outlines(KIND, catalogue, "", looking) if one.slot == "answers")


def test_a_short_list_is_shown_whole_whatever_is_looked_for(sqlite_app: Flask) -> None:
    shown = the_list(sqlite_app, a_long_one(PAGE), Looking("nothing of this", 7))
    assert (len(shown.rows), shown.is_long, shown.has_next, shown.page) == (PAGE, False, False, 1)


def test_a_weighted_table_says_what_its_weights_come_to(sqlite_app: Flask) -> None:
    stage = a_stage(indicators=(an_indicator("pace", weight=60), an_indicator("care", weight=39)))
    with sqlite_app.test_request_context():
        found = {one.slot: one for one in outlines(kind_of("ladder"), stage, stage.key, Looking())}
    assert found["indicators"].hint == "The weights come to 99 of 100."
    assert found["indicators"].values == {"pace": "weight 60", "care": "weight 39"}


@pytest.mark.parametrize(("page", "first", "length", "has_next"), [(1, "a0", 50, True), (3, "a100", 20, False)])
def test_a_long_list_has_pages(sqlite_app: Flask, page: int, first: str, length: int, has_next: bool) -> None:
    shown = the_list(sqlite_app, a_long_one(), Looking(page=page))
    assert (shown.rows[0][0], len(shown.rows), shown.has_next) == (first, length, has_next)


@pytest.mark.parametrize("page", [-5, 0, 99, 10**12])
def test_a_page_that_is_not_there_is_the_nearest(sqlite_app: Flask, page: int) -> None:
    assert the_list(sqlite_app, a_long_one(), Looking(page=page)).page == (1 if page < 1 else 3)


@pytest.mark.parametrize("text", ["problem 77", "WORDING 77", "ｗｏｒｄｉｎｇ 77", "c77", "77 wording"])
def test_a_part_is_found_by_its_words_and_its_code(sqlite_app: Flask, text: str) -> None:
    assert the_list(sqlite_app, a_long_one(), Looking(text)).rows == [("a77", "Problem 77")]


@pytest.mark.slow
def test_the_editor_shows_a_page_and_finds_the_rest(app: Flask, client: HouseClient) -> None:
    at = opened(client, a_long_one())
    page = client.get(f"{at}/edit").text
    assert page.count(">Problem ") == PAGE
    assert "120 in all" in page
    found = client.get(f"{at}/edit?find=c77").text
    assert "Problem 77" in found
    assert "Problem 76" not in found
    assert "Nothing has these words." in client.get(f"{at}/edit?find=nowhere").text
    assert "Problem 100" in client.get(f"{at}/edit?page=3").text
    assert client.get(f"{at}/edit?page=many").status_code == 200


@pytest.mark.slow
def test_a_long_catalogue_costs_as_many_statements_as_a_short_one(app: Flask, client: HouseClient) -> None:
    sent = []
    for size in (3, 300):
        at = opened(client, a_long_one(size), f"mill-{size}")
        with statements() as found:
            client.get(f"{at}/edit")
            client.get(f"{at}/edit/item?key=a2")
        sent.append(len(found))
    assert sent[0] == sent[1]


def opened(client: HouseClient, catalogue: Any, slug: str = "mill") -> str:
    club = a_club(f"crown-{slug}")
    firm, person = a_firm(club, slug), a_person()
    a_membership(firm, FirmRole.LEAD, person)
    document = a_document(firm, catalogue, "answers")
    sign_in(client, person)
    return f"/crown-{slug}/firms/{slug}/answers/{document.ref}"
