"""Who may begin an attempt when: how often an exam may be sat, and the days between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from club.core.refusals import Refusal
from club.core.text import N_
from club.documents.kinds.exam.body import Exam, Typing
from club.exams.rules import Purpose

NOT_OPEN = Refusal("exam.not_open", N_("This exam cannot be sat now."), N_("Look at the list of exams again."))
NO_PRACTICE = Refusal("exam.no_practice", N_("This exam has no practice run."))
NOTHING_ASKED = Refusal("exam.nothing_asked", N_("No question of this exam asks about what changed."))
NOTHING_THERE = Refusal(
    "exam.nothing_there",
    N_("This exam has no question at the moment: the bank has none with the tag from which it draws."),
    N_("Tell whoever writes it."),
)
PASSED = Refusal("exam.passed", N_("You have passed this exam."))
NONE_LEFT = Refusal(
    "exam.none_left",
    N_("You have used every attempt at this exam."),
    N_("Ask your lead or the people office: they can allow another one."),
)
OTHER_OPEN = Refusal(
    "exam.other_open", N_("You are in the middle of another attempt at this exam."), N_("Hand that one in first.")
)
HAS_LEFT = Refusal("exam.has_left", N_("This person has left the firm."))
FINISHED = Refusal(
    "exam.finished",
    N_("This attempt is handed in, so this answer was not saved."),
    N_("The result shows what counted."),
)
LATE = Refusal(
    "exam.late",
    N_("The time was over when this answer arrived, so it was not saved."),
    N_("Everything saved before counts."),
)
NOT_ASKED = Refusal("exam.not_asked", N_("This question is not part of your attempt."))
NO_ANSWER = Refusal("exam.no_answer", N_("This is not an answer to this question."), N_("Choose again, or write less."))
NOT_SHOWN = Refusal("exam.not_shown", N_("The text has not been shown yet."), N_("Begin to type with the button."))
TYPED_LATE = Refusal(
    "exam.typed_late", N_("The time for this text was over when this arrived."), N_("What was saved before counts.")
)
GRADED_FIRST = Refusal(
    "exam.graded_first",
    N_("Your last attempt waits to be graded."),
    N_("You hear of it as soon as that is done."),
)
NOT_TO_GRADE = Refusal("exam.not_to_grade", N_("There is nothing to grade in this attempt any more."))
CLUBS = Refusal(
    "exam.clubs",
    N_("The club holds this exam, so nobody of the firm allows another attempt."),
    N_("The club can ask this person to sit it once more."),
)
NEEDS_NO_EXTRA = Refusal("exam.needs_no_extra", N_("This person may sit the exam anyway."))


@dataclass(frozen=True, slots=True)
class Try:
    """A counted attempt that is over; `passed` is None while somebody has yet to grade it."""

    finished_at: datetime
    finished_on: date
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Done:
    """What all the counted attempts of somebody that are over come to: how many, the first passed, and the last.

    `is_ungraded`: one of them is neither passed nor failed yet.
    """

    used: int = 0
    passed_on: date | None = None
    last_at: datetime | None = None
    last_on: date | None = None
    is_ungraded: bool = False


@dataclass(frozen=True, slots=True)
class Allowed:
    """How many further attempts somebody was allowed, and when the last of them."""

    count: int = 0
    latest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands with an exam: passed when, tried how often, how often yet, and from which day on.

    `left` is None where there is no limit; `begins_on` is None where nobody has to wait. `is_ungraded`: what was handed
    in has yet to be graded by a person. `anew_on`: the day since which it is sat anew, None in the first round.
    """

    passed_on: date | None
    used: int
    left: int | None
    begins_on: date | None
    is_ungraded: bool = False
    anew_on: date | None = None


NOTHING_ALLOWED = Allowed()


def is_of_round(finished_at: datetime, began_at: datetime | None) -> bool:
    """Whether an attempt counts in the round that began at a moment: what was handed in before does no more."""
    return began_at is None or finished_at >= began_at


def done(tries: Sequence[Try]) -> Done:
    """Sum up counted attempts, the oldest first."""
    if not tries:
        return Done()
    passed_on = next((each.finished_on for each in tries if each.passed), None)
    is_ungraded = passed_on is None and any(each.passed is None for each in tries)
    return Done(len(tries), passed_on, tries[-1].finished_at, tries[-1].finished_on, is_ungraded)


def standing(exam: Exam, found: Done, allowed: Allowed = NOTHING_ALLOWED, *, anew_on: date | None = None) -> Standing:
    """Derive it from the counted attempts of this round, and from what was allowed besides.

    A further attempt adds one to the limit, and ends the waiting that was under way when it was allowed.
    """
    left = None if exam.attempts is None else max(exam.attempts + allowed.count - found.used, 0)
    begins_on = None
    is_free = (
        found.is_ungraded or found.last_at is None or (allowed.latest is not None and allowed.latest > found.last_at)
    )
    if found.passed_on is None and found.last_on is not None and exam.waits and not is_free:
        days = exam.waits[min(found.used, len(exam.waits)) - 1].days
        begins_on = found.last_on + timedelta(days=days)
    return Standing(found.passed_on, found.used, left, begins_on, found.is_ungraded, anew_on)


def may_begin(found: Standing, *, today: date) -> Refusal | None:
    """Whether a counted attempt may begin."""
    if found.passed_on is not None:
        return PASSED
    if found.is_ungraded:
        return GRADED_FIRST
    if found.left == 0:
        return NONE_LEFT
    if is_waiting(found, today=today):
        return Refusal(
            "exam.waiting",
            N_("You can sit this exam again from %(day)s on."),
            N_("Use the days to practise."),
            {"day": found.begins_on},
        )
    return None


def lacks(asked: str) -> Refusal:
    """Why somebody may not begin an exam that asks for qualifications first."""
    return Refusal(
        "exam.lacks",
        N_("This exam asks for a qualification that you do not hold: %(asked)s."),
        N_("Its page leads to where you get it."),
        {"asked": asked},
    )


def is_waiting(found: Standing, *, today: date) -> bool:
    """Whether the days after a failed attempt are not over."""
    return found.begins_on is not None and today < found.begins_on


def may_allow(found: Standing, *, today: date) -> Refusal | None:
    """Whether a further attempt can be allowed: only to whom the rules refuse one."""
    if found.passed_on is not None or found.is_ungraded or (found.left != 0 and not is_waiting(found, today=today)):
        return NEEDS_NO_EXTRA
    return None


def may_type(typing: Typing, started_at: datetime | None, at: datetime) -> Refusal | None:
    """Whether what was typed of a text can still be kept: after it was shown, and within its seconds."""
    if started_at is None:
        return NOT_SHOWN
    return TYPED_LATE if is_over(typed_until(typing, started_at), at) else None


def typed_until(typing: Typing, started_at: datetime) -> datetime:
    """When the time for a text is over that was shown at a moment."""
    return started_at + timedelta(seconds=typing.seconds)


def waits_for_grades(purpose: Purpose, finished_at: datetime | None, *, passed: bool | None) -> bool:
    """Whether an attempt is handed in and a person has yet to grade answers in it; nobody grades practice."""
    return finished_at is not None and passed is None and purpose is not Purpose.PRACTICE


def is_news(waits: Iterable[datetime], told_at: datetime | None, *, is_read: bool) -> bool:
    """Whether somebody who grades is told of what waits for them, handed in at these moments.

    Told once, they hear of more when they have read that and nothing waits any more of what it told of.
    """
    moments = list(waits)
    if told_at is None:
        return bool(moments)
    return is_read and bool(moments) and min(moments) > told_at


def is_over(ends_at: datetime | None, at: datetime) -> bool:
    """Whether the time of an attempt is over; the moment at which it ends is too late already."""
    return ends_at is not None and at >= ends_at


def keeps_answers_back(purpose: Purpose, ends_at: datetime | None, at: datetime) -> bool:
    """Whether an attempt that is not finished keeps back what is right: it counts, and answers can still be changed."""
    return purpose is not Purpose.PRACTICE and not is_over(ends_at, at)
