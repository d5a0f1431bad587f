"""Where a person stands on a stage: calendar months, days ahead or behind, what is missing for promotion."""

from datetime import date
from decimal import Decimal

import pytest

from club.documents.kinds.ladder.standing import (
    Facts,
    Span,
    Standing,
    add_months,
    ends_on,
    expected_start,
    is_ready,
    missing_for_promotion,
    share_counts_from,
    spans,
    standing,
    tick_period,
)
from tests.documents.bodies import a_ladder, a_promotion, a_stage


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_are_calendar_months_and_a_missing_day_is_the_last(day, months, later):
    assert add_months(day, months) == later


def test_a_stage_ends_after_its_months_and_days():
    assert ends_on(a_stage(months=3), date(2026, 11, 23)) == date(2027, 2, 23)
    assert ends_on(a_stage(months=None, days=14), date(2026, 11, 23)) == date(2026, 12, 7)
    assert ends_on(a_stage(months=None), date(2026, 11, 23)) is None


def test_the_first_day_is_day_one_of_month_one():
    begun = standing(a_stage(months=3), started_on=date(2026, 9, 5), today=date(2026, 9, 5))
    assert begun == Standing(day=1, month=1, months=3, ends_on=date(2026, 12, 5), days_left=91, days_ahead=0)


def test_the_month_turns_on_the_day_of_the_month():
    stage = a_stage(months=3)
    assert standing(stage, started_on=date(2026, 9, 5), today=date(2026, 10, 4)).month == 1
    assert standing(stage, started_on=date(2026, 9, 5), today=date(2026, 10, 5)).month == 2
    assert standing(stage, started_on=date(2026, 8, 31), today=date(2026, 9, 30)).month == 2


@pytest.mark.parametrize(("today", "ahead"), [(date(2026, 12, 5), 0), (date(2026, 12, 6), -1), (date(2027, 1, 5), -31)])
def test_behind_counts_the_days_past_the_end(today, ahead):
    assert standing(a_stage(months=3), started_on=date(2026, 9, 5), today=today).days_ahead == ahead


def test_who_began_before_the_ladder_expected_is_ahead_until_the_time_is_used_up():
    def ahead(today: date) -> int:
        place = standing(a_stage(months=3), started_on=date(2026, 9, 5), today=today, expected_on=date(2026, 9, 11))
        return place.days_ahead

    assert ahead(date(2026, 9, 5)) == 6
    assert ahead(date(2026, 12, 11)) == 6
    assert ahead(date(2026, 12, 12)) == -1


def test_who_began_later_is_behind_from_the_first_day():
    place = standing(
        a_stage(months=3), started_on=date(2026, 9, 5), today=date(2026, 9, 5), expected_on=date(2026, 9, 1)
    )
    assert place.days_ahead == -4


def test_an_open_end_is_never_late():
    place = standing(a_stage(months=None), started_on=date(2020, 1, 1), today=date(2026, 11, 23))
    assert (place.ends_on, place.days_left, place.days_ahead, place.month) == (None, None, 0, 83)


def test_a_start_in_the_future_has_not_begun():
    place = standing(a_stage(), started_on=date(2026, 12, 1), today=date(2026, 11, 23))
    assert (place.day, place.month, place.days_ahead) == (0, 1, 0)


def test_stages_lie_one_after_the_other_and_a_join_waits_for_the_longest_way():
    ladder = a_ladder(
        a_stage("trunk", months=2, days=15),
        a_stage("gold", after=("trunk",), months=6),
        a_stage("lead", after=("trunk",), months=1),
        a_stage("manager", after=("gold", "lead"), months=None),
    )
    assert spans(ladder) == {
        "trunk": Span(Decimal(0), Decimal("2.5")),
        "gold": Span(Decimal("2.5"), Decimal("8.5")),
        "lead": Span(Decimal("2.5"), Decimal("3.5")),
        "manager": Span(Decimal("8.5"), None),
    }
    assert {key: expected_start(span, date(2026, 1, 31)) for key, span in spans(ladder).items()} == {
        "trunk": date(2026, 1, 31),
        "gold": date(2026, 4, 15),
        "lead": date(2026, 4, 15),
        "manager": date(2026, 10, 15),
    }


def test_what_follows_an_open_end_begins_where_it_begins():
    ladder = a_ladder(a_stage("open", months=None), a_stage("after", after=("open",), months=2))
    assert spans(ladder)["after"] == Span(Decimal(0), Decimal(2))


def test_a_draft_is_drawn_as_far_as_it_can_be():
    gone = a_ladder(a_stage("entry", after=("gone",), months=1))
    circle = a_ladder(a_stage("a", after=("b",)), a_stage("b", after=("a",)))
    assert spans(gone) == {"entry": Span(Decimal(0), Decimal(1))}
    assert spans(circle) == {}


@pytest.mark.parametrize(
    ("how_often", "first"),
    [("daily", date(2026, 11, 25)), ("weekly", date(2026, 11, 23)), ("monthly", date(2026, 11, 1))],
)
def test_a_tick_belongs_to_its_day_week_or_month(how_often, first):
    assert tick_period(how_often, date(2026, 11, 25)) == first


def conditions(facts: Facts) -> list[tuple[bool, str, str]]:
    listed = missing_for_promotion(a_stage(promotion=a_promotion()), facts)
    return [(each.is_met, each.message % each.values, each.detail % each.values) for each in listed]


def test_at_first_everything_is_missing():
    assert conditions(Facts()) == [
        (False, "2 assessments in a row at 80 points or more", "0 of 2 reached"),
        (False, "The work of this stage has passed", "Not passed yet"),
        (False, "At least 85 % of the process table ticked in the last 30 days", "Nothing ticked yet"),
    ]


def test_each_condition_is_met_by_itself():
    facts = Facts(30, (Decimal(70), Decimal(80), Decimal(83)), work_passed=True, ticked_percent=91)
    assert conditions(facts) == [
        (True, "2 assessments in a row at 80 points or more", "2 of 2 reached"),
        (True, "The work of this stage has passed", ""),
        (True, "At least 85 % of the process table ticked in the last 30 days", "91 % so far"),
    ]
    assert is_ready(a_stage(promotion=a_promotion()), facts)


@pytest.mark.parametrize(
    ("scores", "met"),
    [((90,), False), ((90, 79), False), ((90, 79, 80), False), ((79, 80, 80), True), ((90, 90, 90), True)],
)
def test_scores_count_in_a_row_from_the_last(scores, met):
    facts = Facts(30, tuple(Decimal(each) for each in scores), work_passed=True, ticked_percent=85)
    assert is_ready(a_stage(promotion=a_promotion()), facts) is met


def test_a_share_of_few_days_is_not_reached_yet():
    few = conditions(Facts(day=19, ticked_percent=91))[-1]
    assert (few[0], few[2]) == (False, "91 % so far, on day 19; it counts from day 20")
    enough = conditions(Facts(day=20, ticked_percent=91))[-1]
    assert (enough[0], enough[2]) == (True, "91 % so far")


@pytest.mark.parametrize(("months", "days", "first"), [(1, 0, 20), (3, 0, 20), (None, 0, 20), (0, 14, 10), (0, 1, 1)])
def test_a_share_counts_after_two_thirds_of_its_days_or_of_a_shorter_stage(months, days, first):
    assert share_counts_from(a_stage(months=months, days=days)) == first


def test_only_what_the_rule_asks_for_is_listed():
    stage = a_stage(promotion=a_promotion(periods=0, work_passed=False, ticked_percent=0))
    assert missing_for_promotion(stage, Facts()) == ()
    assert is_ready(stage, Facts())


def test_without_a_rule_people_decide():
    assert missing_for_promotion(a_stage(), Facts()) == ()
    assert not is_ready(a_stage(), Facts(work_passed=True))
