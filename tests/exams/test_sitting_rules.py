"""Who may begin an attempt when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from club.documents.kinds.exam.body import Wait
from club.exams import sitting_rules as rules
from club.exams.sitting_rules import Allowed, Done, Standing, Try, done, is_over, may_allow, may_begin, standing
from tests.documents.bodies import an_exam

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
EXAM = an_exam(attempts=3, waits=(Wait(days=2), Wait(days=5)))


def failed(*days: int) -> Done:
    return done([a_try(day) for day in days])


def a_try(day: int, *, passed: bool = False) -> Try:
    return Try(NOON.replace(day=day), date(2026, 11, day), passed)


def test_who_never_tried_has_every_attempt():
    assert standing(EXAM, Done()) == Standing(None, 0, 3, None)


@pytest.mark.parametrize(
    ("tries", "begins_on"),
    [((2,), date(2026, 11, 4)), ((2, 4), date(2026, 11, 9)), ((2, 4, 9), date(2026, 11, 14))],
)
def test_each_failed_attempt_has_its_days_and_the_last_number_holds_on(tries, begins_on):
    assert standing(EXAM, failed(*tries)).begins_on == begins_on


@pytest.mark.parametrize(("today", "may"), [(2, False), (3, False), (4, True), (5, True)])
def test_the_day_itself_is_late_enough(today, may):
    refusal = may_begin(standing(EXAM, failed(2)), today=date(2026, 11, today))
    assert (refusal is None) is may
    if refusal is not None:
        assert refusal.values == {"day": date(2026, 11, 4)}


def test_after_the_last_attempt_there_is_none():
    assert may_begin(standing(EXAM, failed(2, 4, 9)), today=date(2026, 12, 31)) == rules.NONE_LEFT


def test_who_passed_does_not_sit_it_again():
    found = standing(EXAM, done([a_try(2), a_try(4, passed=True)]))
    assert found.passed_on == date(2026, 11, 4)
    assert may_begin(found, today=date(2026, 12, 31)) == rules.PASSED


def test_without_limits_everybody_may_begin_at_once():
    assert may_begin(standing(an_exam(), failed(2, 2, 2)), today=date(2026, 11, 2)) is None


def test_a_further_attempt_adds_one_and_ends_the_waiting():
    after = NOON.replace(day=9) + timedelta(seconds=1)
    found = standing(EXAM, failed(2, 4, 9), Allowed(1, after))
    assert (found.left, found.begins_on) == (1, None)
    assert may_begin(found, today=date(2026, 11, 9)) is None


def test_one_allowed_before_the_last_failure_ends_no_waiting_after_it():
    before = NOON.replace(day=2) + timedelta(seconds=1)
    assert standing(EXAM, failed(2, 3), Allowed(1, before)).begins_on == date(2026, 11, 8)


@pytest.mark.parametrize(
    ("found", "may"),
    [
        (Standing(None, 0, 3, None), False),
        (Standing(None, 3, 0, None), True),
        (Standing(None, 1, 2, date(2026, 11, 4)), True),
        (Standing(None, 1, 2, date(2026, 11, 3)), False),
        (Standing(date(2026, 11, 2), 3, 0, None), False),
    ],
)
def test_one_is_allowed_only_to_whom_the_rules_refuse_it(found, may):
    assert (may_allow(found, today=date(2026, 11, 3)) is None) is may


@pytest.mark.parametrize(("seconds", "over"), [(-1, False), (0, True), (1, True)])
def test_the_moment_of_the_end_is_over(seconds, over):
    assert is_over(NOON, NOON + timedelta(seconds=seconds)) is over


def test_without_an_end_time_is_never_over():
    assert not is_over(None, NOON)


@pytest.mark.parametrize(("seconds", "counts"), [(-1, False), (0, True), (1, True)])
def test_what_was_handed_in_before_a_round_does_not_count_in_it(seconds, counts):
    assert rules.is_of_round(NOON + timedelta(seconds=seconds), NOON) is counts
    assert rules.is_of_round(NOON + timedelta(seconds=seconds), None)


@pytest.mark.parametrize(
    ("waits", "told_at", "is_read", "news"),
    [
        ([], None, False, False),
        ([NOON], None, False, True),
        ([NOON], NOON - timedelta(days=1), False, False),
        ([NOON], NOON - timedelta(days=1), True, True),
        ([NOON], NOON, True, False),
        ([NOON, NOON + timedelta(days=2)], NOON + timedelta(days=1), True, False),
        ([], NOON, True, False),
    ],
)
def test_a_grader_hears_of_more_once_the_last_message_is_read_and_graded(waits, told_at, is_read, news):
    assert rules.is_news(waits, told_at, is_read=is_read) is news
