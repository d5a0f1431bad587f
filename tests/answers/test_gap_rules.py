"""What counts as the same question, and how copies are counted."""

from datetime import date

import pytest

from club.answers.gap_rules import MOST_COPIES, MOST_COUNTED, counted, same_as, sign_of, week_of


@pytest.mark.parametrize("other", ["能送到新疆吗？", " 能送到 新疆吗", "能送到新疆嗎", "能送到新疆吗!!"])
def test_spaces_marks_and_traditional_characters_make_no_other_question(other: str) -> None:
    assert sign_of("能送到新疆吗") == sign_of(other)


def test_marks_alone_are_no_question() -> None:
    assert sign_of("?!… ，。") == ""


def test_a_question_like_a_known_one_is_that_one() -> None:
    known = (("first", "能开发票吗"), ("second", "新疆能送到吗"))
    assert same_as("能送到新疆吗", known) == "second"
    assert same_as("有没有赠品", known) is None


def test_what_a_page_tells_is_cut_to_what_one_page_can_copy() -> None:
    assert counted([("a", 2), ("a", 3), ("b", 0), ("c", -1), ("d", 999)]) == {"a": 5, "d": MOST_COPIES}
    assert len(counted((f"a{n}", 1) for n in range(1000))) == MOST_COUNTED


@pytest.mark.parametrize(("day", "monday"), [(23, 23), (24, 23), (29, 23), (30, 30)])
def test_a_week_begins_on_monday(day: int, monday: int) -> None:
    assert week_of(date(2026, 11, day)) == date(2026, 11, monday)
