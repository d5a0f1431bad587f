"""How a document falls into passages; no database."""

import pytest

from club.documents.body import Blank, Pair
from club.documents.kinds import kind_of
from club.documents.kinds.ladder.body import Salary
from club.library.starters import STARTERS, starter
from club.search.passages import passages
from tests.documents.bodies import a_ladder, a_stage, a_task

LADDER = kind_of("ladder")


def test_each_stage_is_a_passage_with_what_stands_in_it() -> None:
    ladder = a_ladder(a_stage("entry", title="Entry", daily=(a_task("greet", what="Greet every buyer"),)))
    entry = next(each for each in passages(LADDER, ladder, "en") if each.anchor)
    assert entry.anchor == "s-entry"
    assert entry.heading == "Entry"
    assert "Greet every buyer" in entry.text
    assert " greet every buyer " in entry.words


def test_what_is_said_of_pay_is_in_no_passage() -> None:
    pay = Salary(form="agreed", source="Market survey of wages")
    ladder = a_ladder(a_stage("entry", salary=pay))
    assert not any("wages" in each.words for each in passages(LADDER, ladder, "en"))


def test_blanks_are_filled_in_as_on_the_page() -> None:
    blank = Blank(key="days", label="Days", type="number", value="7")
    ladder = a_ladder(a_stage("entry", aim="Answer within {days} days"), blanks=(blank,))
    assert any(" within 7 days " in each.words for each in passages(LADDER, ladder, "en"))


def test_a_text_in_two_languages_is_found_by_both_and_shown_in_its_own() -> None:
    ladder = a_ladder(a_stage("entry", title=Pair("Entry", "入门"), aim=Pair("Learn the trade", "学会入行")))
    entry = next(each for each in passages(LADDER, ladder, "zh") if each.anchor)
    assert " learn the trade " in entry.words
    assert " 学 会 入 行 " in entry.words
    assert "学会入行" in entry.text
    assert "Learn" not in entry.text


@pytest.mark.parametrize("name", STARTERS)
def test_each_text_of_the_library_falls_into_passages_with_places_of_their_own(name: str) -> None:
    kind, body = starter(name)
    found = passages(kind, body, "zh")
    assert found[0].anchor == ""
    assert len({each.anchor for each in found}) == len(found)
    assert all(len(each.anchor) <= 60 for each in found)
