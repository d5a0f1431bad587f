"""Who is asked to sit an exam until when, when they are reminded, and what the club that asked may know of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from club.core.refusals import Refusal
from club.core.text import N_
from club.firms.audience_rules import Audience
from club.policy import FIRM, Can

MOST_CALLED, LONGEST_DAYS, REMIND_DAYS = 500, 365, 3
KEPT_DAYS = 365
"""So many days after its last day the club forgets whom it asked."""
LONGEST_NAME = 300
"""Letters that are kept of what a stage is called, with its ladder, and of how the club names somebody."""
SITTING = tuple(role for role, may in FIRM.items() if Can.EXAM_SIT in may)
"""Roles whose people sit exams."""


BY_CLUB = (Audience.PEOPLE, Audience.ROLE, Audience.CLUB_STAGE)
BY_FIRM = (Audience.PEOPLE, Audience.DEPARTMENT, Audience.ROLE, Audience.STAGE, Audience.STANDARD)
CALLED = (*BY_FIRM, Audience.CLUB_STAGE)


class Verdict(StrEnum):
    """What the club that asked somebody to sit its exam knows of them."""

    WAITING = "waiting"
    UNKNOWN = "unknown"
    CALLED = "called"
    FAILED = "failed"
    PASSED = "passed"


NOBODY = Refusal("call.nobody", N_("Nobody is named."), N_("Choose whoever is to sit the exam."))
TOO_MANY = Refusal(
    "call.too_many",
    N_("At most %(most)s people are asked at once."),
    N_("Ask them in several goes."),
    {"most": MOST_CALLED},
)
NO_DAY = Refusal(
    "call.no_day", N_("The last day lies between today and a year from now."), N_("Choose another last day.")
)
ONE_FIRM = Refusal("call.one_firm", N_("People by name belong to one firm."), N_("Choose this one firm."))


def lacks(due_on: date | None, *, today: date) -> Refusal | None:
    """Why a last day is none."""
    if due_on is None or not today <= due_on <= today + timedelta(days=LONGEST_DAYS):
        return NO_DAY
    return None


def is_forgotten(due_on: date, *, today: date) -> bool:
    """Whether the club knows of somebody no more, whom it asked to sit by a day."""
    return due_on <= today - timedelta(days=KEPT_DAYS)


def due_for(due_on: date, *, called_on: date, today: date) -> date:
    """The last day of somebody who is reached today: whoever comes later has as many days as the others had."""
    return today + (due_on - called_on)


def reminder(due_on: date, *, today: date, told: str) -> str:
    """What somebody is to be told about their last day now: once before it, once after it, else nothing."""
    if today > due_on:
        word = "late"
    elif today >= due_on - timedelta(days=REMIND_DAYS):
        word = "soon"
    else:
        return ""
    return "" if told in {word, "late"} else word


def verdict_of(passed: Sequence[bool | None]) -> Verdict:
    """What is known of somebody from what their attempts that count came to."""
    if True in passed:
        return Verdict.PASSED
    return Verdict.FAILED if False in passed else Verdict.CALLED
