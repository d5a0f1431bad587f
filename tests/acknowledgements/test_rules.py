"""Who is current, what is owed until when, who is told and reminded."""

from datetime import date, timedelta
from typing import Any

import pytest

from club.acknowledgements import rules
from club.acknowledgements.rules import Facts, Standing, State, Term, standing

TODAY = date(2026, 11, 27)
ASKED_ON = date(2026, 11, 20)
FIRST_DAY = date(2026, 1, 1)


def facts(**changes: Any) -> Facts:
    """Somebody who was asked a week ago, for two weeks, and has signed nothing."""
    return Facts(**({"number": 3, "terms": [Term(ASKED_ON, 14)], "begins_on": FIRST_DAY} | changes))


def of(**changes: Any) -> Standing:
    return standing(facts(**changes), today=TODAY)


def test_whoever_has_signed_nothing_signs_within_the_days_from_being_asked() -> None:
    assert of() == Standing(State.TO_SIGN, date(2026, 12, 4))
    assert of(terms=[Term(ASKED_ON, 6)]) == Standing(State.TO_SIGN, date(2026, 11, 26), is_overdue=True)
    assert of(terms=[Term(ASKED_ON, 7)]).is_overdue is False, "the last day is a day to sign on"


def test_a_text_that_begins_later_is_owed_from_its_first_day() -> None:
    assert of(begins_on=TODAY).due_on == TODAY + timedelta(days=14)


def test_of_several_assignments_the_one_that_ends_first_counts() -> None:
    assert of(terms=[Term(ASKED_ON, 14), Term(TODAY, 3), Term(FIRST_DAY, 365)]).due_on == date(2026, 11, 30)


def test_whoever_signed_the_number_in_force_is_current() -> None:
    assert of(signed=3, signed_on=ASKED_ON, begins_on=None) == Standing(State.CURRENT)


def test_a_typo_and_a_minor_change_ask_nothing() -> None:
    assert of(signed=1, signed_on=ASKED_ON, begins_on=None).is_owed is False


def test_a_major_change_is_signed_within_the_days_from_its_own_day() -> None:
    found = of(signed=2, signed_on=ASKED_ON, begins_on=TODAY)
    assert found == Standing(State.TO_SIGN_AGAIN, TODAY + timedelta(days=14))


def test_a_text_restored_word_by_word_is_not_signed_again() -> None:
    assert of(signed=1, signed_on=ASKED_ON, begins_on=TODAY, is_same=True) == Standing(State.CURRENT)


def test_the_exam_on_what_changed_is_owed_within_the_days_from_the_signature() -> None:
    found = of(signed=3, signed_on=date(2026, 11, 1), begins_on=None, lacks_exam=True)
    assert found == Standing(State.EXAM, date(2026, 12, 4))
    late = of(signed=3, signed_on=date(2026, 11, 1), begins_on=None, lacks_exam=True, terms=[Term(FIRST_DAY, 14)])
    assert late == Standing(State.EXAM, date(2026, 11, 15), is_overdue=True)


def test_a_new_major_change_comes_before_an_exam_that_was_left_open() -> None:
    assert of(signed=2, signed_on=ASKED_ON, begins_on=TODAY, lacks_exam=True).state is State.TO_SIGN_AGAIN


@pytest.mark.parametrize(
    ("known", "joined_on", "expected"),
    [
        (ASKED_ON, FIRST_DAY, ASKED_ON),
        (None, date(2026, 11, 25), date(2026, 11, 25)),
        (None, FIRST_DAY, TODAY),
    ],
    ids=["written down", "joined since", "moved here"],
)
def test_since_when_somebody_is_reached(known: date | None, joined_on: date, expected: date) -> None:
    assert rules.since(known=known, starts_on=ASKED_ON, joined_on=joined_on, today=TODAY) == expected


@pytest.mark.parametrize(
    ("days", "by", "expected"),
    [
        (7, None, 7),
        (7, date(2026, 12, 7), 10),
        (None, date(2026, 12, 7), 10),
        (None, TODAY, None),
        (None, FIRST_DAY, None),
        (0, None, None),
        (-1, None, None),
        (366, None, None),
        (None, date(9999, 12, 31), None),
        (None, None, None),
    ],
)
def test_the_time_to_sign(days: int | None, by: date | None, expected: int | None) -> None:
    assert rules.days_for(days=days, by=by, starts_on=TODAY) == expected


def days_of_reminders(due_on: date) -> list[tuple[int, str]]:
    """Each reminder of a year, as the days after the last day, where each is sent once."""
    told_on, sent = None, []
    for late in range(-30, 365):
        today = due_on + timedelta(days=late)
        what = rules.reminder(due_on, today=today, told_on=told_on)
        if what is not None and what not in {before for _late, before in sent}:
            sent.append((late, what))
            told_on = today
    return sent


def test_reminders_come_before_on_and_after_the_last_day_and_then_end() -> None:
    due = "2026-11-27"
    assert days_of_reminders(TODAY) == [
        (-3, f"before:{due}"),
        (0, f"due:{due}"),
        (7, f"late1:{due}"),
        (14, f"late2:{due}"),
        (21, f"late3:{due}"),
        (28, f"late4:{due}"),
    ]


def test_nobody_is_reminded_twice_on_one_day() -> None:
    assert rules.reminder(TODAY, today=TODAY, told_on=TODAY) is None
    assert rules.by_hand(today=TODAY, told_on=TODAY) is None
    assert rules.by_hand(today=TODAY, told_on=ASKED_ON) == "by_hand:2026-11-27"


def told(state: State, *before: tuple[int, str], major: int | None = None, minor: int | None = None) -> Any:
    return rules.news(state, number=5, since_on=ASKED_ON, major=major, minor=minor, told=before)


def test_each_is_told_once_what_a_number_asks_of_them() -> None:
    asked = "asked:2026-11-20"
    assert told(State.TO_SIGN) == (5, asked)
    assert told(State.TO_SIGN, (3, asked)) is None, "another number before they signed is not told anew"
    assert told(State.TO_SIGN, (3, "asked:2026-01-01")) == (5, asked), "asked anew"
    assert told(State.TO_SIGN_AGAIN, (3, asked), major=4) == (4, "again")
    assert told(State.TO_SIGN_AGAIN, (3, asked), (4, "again"), major=4, minor=5) is None
    assert told(State.TO_SIGN_AGAIN, (4, "again"), major=5) == (5, "again")
    assert told(State.CURRENT, minor=5) == (5, "changed")
    assert told(State.CURRENT, (5, "changed"), minor=5) is None
    assert told(State.CURRENT) is None, "a typo is told to nobody"
    assert told(State.EXAM) is None


def test_only_the_text_in_force_is_signed() -> None:
    assert rules.sign_refusal(in_force=3, digest="a", read=3, seen="a") is None
    newer = rules.sign_refusal(in_force=3, digest="a", read=2, seen="b")
    assert newer is not None
    assert str(newer) == "Edition 3 came into force while you read edition 2, so nothing was signed yet."
    for read, seen in ((4, "a"), (0, "a"), (3, "b"), (3, "")):
        assert rules.sign_refusal(in_force=3, digest="a", read=read, seen=seen) == rules.OTHER_TEXT


def test_filters_count_those_who_stand_so() -> None:
    found = [
        Standing(State.CURRENT),
        Standing(State.TO_SIGN, TODAY),
        Standing(State.TO_SIGN_AGAIN, ASKED_ON, is_overdue=True),
        Standing(State.EXAM, ASKED_ON, is_overdue=True),
    ]
    assert rules.counts(found) == {"all": 4, "current": 1, "to_sign": 2, "overdue": 2, "exam": 1}
