"""Which day a tick counts for, what was due, and who sees whom."""

from datetime import date, timedelta

import pytest

from club.growth.rules import Ticked, is_due, may_see, may_start, may_tick, minutes_left, stage_of, ticked
from club.policy import FirmRole
from tests.documents.bodies import a_ladder, a_stage, a_task

MONDAY = date(2026, 11, 23)


def days_before(count: int) -> date:
    return MONDAY - timedelta(days=count)


@pytest.mark.parametrize(("ago", "counts"), [(0, True), (1, True), (2, False), (-1, False)])
def test_a_page_counts_for_its_own_day_until_the_next_ends(ago: int, counts: bool) -> None:
    assert (may_tick(days_before(ago), today=MONDAY) is None) == counts


def test_a_start_is_a_day_of_this_time() -> None:
    assert may_start(MONDAY, today=MONDAY) is None
    assert may_start(date(206, 11, 23), today=MONDAY) is not None


def test_a_first_day_may_lie_ahead_for_three_months() -> None:
    assert may_start(MONDAY + timedelta(days=90), today=MONDAY) is None
    refusal = may_start(MONDAY + timedelta(days=91), today=MONDAY)
    assert refusal is not None
    assert refusal.code == "placement.too_far_ahead"


def test_another_stage_begins_on_a_day_that_has_come() -> None:
    refusal = may_start(MONDAY + timedelta(days=1), today=MONDAY, previous=MONDAY)
    assert refusal is not None
    assert refusal.code == "placement.day_ahead"


def test_a_stage_does_not_begin_before_the_one_it_follows() -> None:
    assert may_start(days_before(3), today=MONDAY, previous=days_before(2)) is not None
    assert may_start(days_before(2), today=MONDAY, previous=days_before(2)) is None


def test_working_days_are_due_and_today_only_once_it_is_begun() -> None:
    stage = a_stage(daily=(a_task("report"),))
    friday = ("report", days_before(3))
    assert ticked(stage, {friday}, started_on=days_before(4), today=MONDAY) == Ticked(done=1, due=2)
    today = ("report", MONDAY)
    assert ticked(stage, {friday, today}, started_on=days_before(4), today=MONDAY) == Ticked(done=2, due=3)


def test_a_free_day_counts_only_where_it_was_worked() -> None:
    stage = a_stage(daily=(a_task("report"), a_task("note")))
    saturday = ("report", days_before(2))
    assert ticked(stage, {saturday}, started_on=days_before(2), today=MONDAY) == Ticked(done=1, due=2)


def test_a_weekly_line_is_due_once_a_week() -> None:
    stage = a_stage(daily=(a_task("review", how_often="weekly"),))
    assert ticked(stage, {("review", days_before(7))}, started_on=days_before(7), today=MONDAY) == Ticked(1, 1)


def test_before_anything_was_due_there_is_no_share() -> None:
    assert ticked(a_stage(daily=(a_task(),)), set(), started_on=MONDAY, today=MONDAY).percent is None
    assert Ticked(17, 20).percent == 85


def test_older_ticks_than_thirty_days_are_left_out() -> None:
    stage = a_stage(daily=(a_task("report"),))
    found = ticked(stage, {("report", days_before(40))}, started_on=days_before(60), today=MONDAY)
    assert found.done == 0


def test_minutes_left_leave_out_what_is_done_in_its_period() -> None:
    tasks = (a_task("report", minutes=8), a_task("review", minutes=20, how_often="weekly"))
    wednesday = MONDAY + timedelta(days=2)
    assert minutes_left(tasks, {("review", MONDAY)}, wednesday) == 8
    assert not is_due(tasks[1], {("review", MONDAY)}, wednesday)


@pytest.mark.parametrize(
    ("role", "viewer", "lead", "sees"),
    [
        (FirmRole.STAFF, 1, None, True),
        (FirmRole.STAFF, 2, None, False),
        (FirmRole.STAFF, 2, 2, False),
        (FirmRole.LEAD, 2, 2, True),
        (FirmRole.LEAD, 2, 3, False),
        (FirmRole.LEAD, 2, None, False),
        (FirmRole.PEOPLE_OFFICE, 2, None, True),
        (FirmRole.OWNER, 2, 3, True),
    ],
)
def test_who_sees_the_position_of_person_one(role: FirmRole, viewer: int, lead: int | None, sees: bool) -> None:
    assert may_see(role=role, viewer=viewer, subject=1, lead_of_subject=lead) == sees


def test_a_stage_is_found_by_its_key() -> None:
    found = stage_of(a_ladder(), "entry")
    assert found is not None
    assert found.title == "Entry"
    assert stage_of(a_ladder(), "nobody") is None
