"""Who is current, what somebody owes until when, and when they are reminded: all from values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from club.core.refusals import Refusal
from club.core.text import N_
from club.firms.audience_rules import Audience
from club.policy import FIRM, Can


class State(StrEnum):
    """How somebody stands with a text that they are to sign."""

    CURRENT = "current"
    TO_SIGN = "to_sign"
    TO_SIGN_AGAIN = "to_sign_again"
    EXAM = "exam"


ASKED, AGAIN, CHANGED = "asked", "again", "changed"
"""What people are told: to sign a text, to sign its changes, and of changes that ask nothing of them."""
LONGEST_DAYS = 365
DAYS_BEFORE, LATE_WEEKS = 3, 4
"""A reminder comes so many days before the last day, on it, and so many times every week after it."""
SIGNERS = tuple(role for role, may in FIRM.items() if Can.TEXT_SIGN in may)
"""Roles whose people read the firm's texts."""
SIGNING = (Audience.EVERYBODY, Audience.DEPARTMENT, Audience.ROLE, Audience.PEOPLE)

ASSIGNED = Refusal(
    "assignment.assigned",
    N_("This text is assigned to them already."),
    N_("Change that assignment instead, or end it first."),
)
NOBODY = Refusal("assignment.nobody", N_("Nobody is named."), N_("Tick whoever is to sign."))
ENDED = Refusal("assignment.ended", N_("This assignment was ended meanwhile."), N_("Look at who signs the text again."))
RETIRED = Refusal(
    "assignment.retired", N_("This text is retired, so nobody signs it."), N_("What was signed stays on record.")
)
SECRET = Refusal(
    "assignment.secret",
    N_("Only those who write texts read this one, so nobody else can sign it."),
    N_("Have the text signed that it belongs to."),
)
NO_DAYS = Refusal(
    "assignment.no_days",
    N_("The time to sign is from one day to a year."),
    N_("Give a number of days, or a day after today."),
)
NOT_ASKED = Refusal(
    "signature.not_asked",
    N_("Nobody asks you to sign this text any more."),
    N_("What you signed before stays on record."),
)
NEWER = Refusal(
    "signature.newer",
    N_("Edition %(now)s came into force while you read edition %(read)s, so nothing was signed yet."),
    N_("Read what is different now; then sign edition %(now)s."),
)
OTHER_TEXT = Refusal(
    "signature.other_text",
    N_("What this page shows is not the text in force, so nothing was signed."),
    N_("Read the text below and sign it."),
)
REMINDED = Refusal(
    "reminder.reminded",
    N_("Everybody who still has to sign was told within the last day."),
    N_("Remind them again tomorrow."),
)


@dataclass(frozen=True)
class Term:
    """One assignment as it reaches somebody: since when, and within how many days."""

    since_on: date
    days: int


@dataclass(frozen=True)
class Facts:
    """What is known of one person and one text in force.

    `begins_on`: when there was first something to sign: the first number of the text, or after a signature the number
    that brought the first major change since. None: nothing has changed much. `is_same`: word by word what they signed.
    `signed_on` is the day of their last signature, `lacks_exam` that the exam on what changed then is not passed.
    """

    number: int
    terms: Sequence[Term]
    begins_on: date | None
    signed: int | None = None
    signed_on: date | None = None
    is_same: bool = False
    lacks_exam: bool = False


@dataclass(frozen=True)
class Standing:
    """How somebody stands: what is owed, and the last day for it."""

    state: State
    due_on: date | None = None
    is_overdue: bool = False

    @property
    def is_owed(self) -> bool:
        return self.state is not State.CURRENT


def standing(facts: Facts, *, today: date) -> Standing:
    """How somebody stands with a text; of several assignments the one that ends first counts."""
    state = _state(facts)
    if state is State.CURRENT:
        return Standing(state)
    begins_on = facts.signed_on if state is State.EXAM else facts.begins_on
    due_on = min(due(term, begins_on or term.since_on) for term in facts.terms)
    return Standing(state, due_on, due_on < today)


def _state(facts: Facts) -> State:
    if facts.signed is None:
        return State.TO_SIGN
    if facts.signed < facts.number and facts.begins_on is not None and not facts.is_same:
        return State.TO_SIGN_AGAIN
    return State.EXAM if facts.lacks_exam else State.CURRENT


def due(term: Term, begins_on: date) -> date:
    """The last day: so many days after the text reached the person, or after what is to be signed came into force."""
    return max(term.since_on, begins_on) + timedelta(days=term.days)


def since(*, known: date | None, starts_on: date, joined_on: date, today: date) -> date:
    """Since when an assignment reaches somebody: as written down; else from joining, or for a mover from today."""
    if known is not None:
        return known
    return joined_on if joined_on > starts_on else today


def days_for(*, days: int | None, by: date | None, starts_on: date) -> int | None:
    """Within how many days, given them or a last day, which counts where it is given; None where none is left."""
    found = days if by is None else (by - starts_on).days
    return found if found is not None and 0 < found <= LONGEST_DAYS else None


def news(
    state: State, *, number: int, since_on: date, major: int | None, minor: int | None, told: Iterable[tuple[int, str]]
) -> tuple[int, str] | None:
    """What somebody is to be told now about a text, and about which number; nothing where they were told.

    `major` and `minor` are the newest numbers since their signature that changed so much; `told` what they were told.
    Whoever is asked anew, after they were asked no more, is told anew: `since_on` is since when they are.
    """
    before = set(told)
    if state is State.TO_SIGN:
        asked = f"{ASKED}:{since_on.isoformat()}"
        return None if any(what == asked for _number, what in before) else (number, asked)
    newest, what = (major, AGAIN) if state is State.TO_SIGN_AGAIN else (minor, CHANGED)
    return None if newest is None or (newest, what) in before else (newest, what)


def reminder(due_on: date, *, today: date, told_on: date | None) -> str | None:
    """The reminder that is due today, by a name that it bears once; nobody is told twice on one day."""
    late = (today - due_on).days
    if told_on == today or late < -DAYS_BEFORE or late // 7 > LATE_WEEKS:
        return None
    step = "before" if late < 0 else f"late{late // 7}" if late >= 7 else "due"  # noqa: PLR2004  a week
    return f"{step}:{due_on.isoformat()}"


def by_hand(*, today: date, told_on: date | None) -> str | None:
    """The reminder that somebody sends by hand, if there was none today."""
    return None if told_on == today else f"by_hand:{today.isoformat()}"


def sign_refusal(*, in_force: int, digest: str, read: int, seen: str) -> Refusal | None:
    """Why a signature is not taken: the text that was read is not the one in force."""
    if read != in_force:
        return replace(NEWER, values={"now": in_force, "read": read}) if 0 < read < in_force else OTHER_TEXT
    return None if seen == digest else OTHER_TEXT


FILTERS = ("all", "current", "to_sign", "overdue", "exam")


def is_in(found: Standing, name: str) -> bool:
    """Whether somebody who stands so is in a filter of the list."""
    to_sign = found.state in {State.TO_SIGN, State.TO_SIGN_AGAIN}
    return {
        "all": True,
        "current": found.state is State.CURRENT,
        "to_sign": to_sign,
        "overdue": found.is_overdue,
        "exam": found.state is State.EXAM,
    }[name]


def counts(found: Iterable[Standing]) -> dict[str, int]:
    """How many stand in each filter."""
    listed = list(found)
    return {name: sum(is_in(one, name) for one in listed) for name in FILTERS}
