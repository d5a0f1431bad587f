"""What is missing for a lesson, when a course is finished, when somebody is reminded."""

from datetime import date, timedelta

import pytest

from club.courses.learning_rules import Missing, is_finished, missing, reminder
from club.courses.qualification_rules import news

FIRST, OTHER = Missing("lesson", "1", "First"), Missing("course", "other", "Other")
DUE = date(2026, 11, 30)


def test_a_lesson_names_what_is_missing_and_never_locks_again_once_done() -> None:
    needs = [(1, FIRST)]
    assert missing(lesson=2, done={1}, needs=needs, of_course=[]) == []
    assert missing(lesson=2, done=set(), needs=needs, of_course=[OTHER]) == [OTHER, FIRST]
    assert missing(lesson=2, done={2}, needs=needs, of_course=[OTHER]) == []


def test_a_course_is_finished_with_what_is_published_now() -> None:
    assert is_finished({1, 2}, {1, 2, 3})
    assert not is_finished({1, 2, 4}, {1, 2, 3})
    assert not is_finished(set(), set())


@pytest.mark.parametrize(
    ("days", "told", "word"),
    [
        (-4, "", ""),
        (-3, "", "soon:2026-11-30"),
        (0, "", "soon:2026-11-30"),
        (0, "soon:2026-11-30", ""),
        (0, "soon:2026-11-20", "soon:2026-11-30"),
        (1, "soon:2026-11-30", "late:2026-11-30"),
        (9, "late:2026-11-30", ""),
    ],
)
def test_somebody_is_reminded_before_their_day_and_once_after_it(days: int, told: str, word: str) -> None:
    assert reminder(DUE, today=DUE + timedelta(days=days), told=told) == word
    assert reminder(None, today=DUE, told="") == ""


@pytest.mark.parametrize(
    ("days", "told", "word"),
    [(-31, "", ""), (-30, "", "ending"), (0, "ending", ""), (1, "ending", "over"), (9, "over", "")],
)
def test_a_holder_hears_before_a_qualification_ends_and_once_after_it(days: int, told: str, word: str) -> None:
    assert news(DUE, today=DUE + timedelta(days=days), told=told) == word
    assert news(None, today=DUE, told="") == ""
