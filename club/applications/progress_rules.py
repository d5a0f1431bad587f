"""Where an application stands: its statuses, what may follow what, and the one next step."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from club.applications.models import ApplicationStatus as Status
from club.core.money import Money
from club.core.refusals import Refusal
from club.core.text import N_, Phrase

TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.WITH_BOARD, Status.QUESTION_OPEN, Status.DECLINED, Status.WITHDRAWN}),
    Status.QUESTION_OPEN: frozenset({Status.RECEIVED, Status.WITH_BOARD, Status.DECLINED, Status.WITHDRAWN}),
    Status.WITH_BOARD: frozenset(
        {Status.RECEIVED, Status.QUESTION_OPEN, Status.APPROVED, Status.DECLINED, Status.WITHDRAWN}
    ),
    Status.APPROVED: frozenset(),
    Status.DECLINED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}
GATED = frozenset({Status.WITH_BOARD, Status.APPROVED})
"""Where nobody comes whose verified figure doesn’t pass the gate."""
OPEN_STATUSES = frozenset(status for status, following in TRANSITIONS.items() if following)


class WaitingOn(StrEnum):
    """Whose turn it is."""

    STAFF = "staff"
    APPLICANT = "applicant"
    BOARD = "board"
    TREASURER = "treasurer"
    NOBODY = "nobody"


WAITING_ON = {
    Status.RECEIVED: WaitingOn.STAFF,
    Status.QUESTION_OPEN: WaitingOn.APPLICANT,
    Status.WITH_BOARD: WaitingOn.BOARD,
    Status.APPROVED: WaitingOn.NOBODY,
    Status.DECLINED: WaitingOn.NOBODY,
    Status.WITHDRAWN: WaitingOn.NOBODY,
}


ALREADY_DECIDED = Refusal(
    "already_decided",
    N_("This application is already decided; nothing in it changes any more."),
    N_("The firm may apply again."),
)


BELOW_GATE = Refusal(
    "below_gate",
    N_("There is no verified figure that passes the gate, so the board has nothing to vote on."),
    N_("A verifier sets the figure, the desk asks the applicant, or it declines the application."),
)


def passes(verified: Money | None, gate: Money) -> bool:
    """Whether a verified figure is there, in the gate’s currency, and not below it."""
    return verified is not None and verified.currency == gate.currency and gate <= verified


def back_to(verified: Money | None, gate: Money) -> Status:
    """Where a case goes once its question is answered: to whoever has to look at it next."""
    return Status.WITH_BOARD if passes(verified, gate) else Status.RECEIVED


def transition_problem(now: Status, then: Status, *, passes_gate: bool) -> Refusal | None:
    """Why an application can’t go from one status to the other."""
    if now not in OPEN_STATUSES:
        return ALREADY_DECIDED
    if then in TRANSITIONS[now]:
        return BELOW_GATE if then in GATED and not passes_gate else None
    message = N_("The application has moved on since you opened the page.")
    return Refusal("moved_on", message, N_("Load the page again and look at where it stands."))


@dataclass(frozen=True)
class Standing:
    """What the next step of an applicant is told from; the dues and the firm speak only after approval."""

    status: Status
    owed: Money | None = None
    due_on: date | None = None
    is_overdue: bool = False
    is_paid: bool = False
    has_password: bool = False
    is_link_over: bool = False
    has_reason: bool = False


@dataclass(frozen=True)
class NextStep:
    """The one sentence an applicant needs, and whose turn it is."""

    waiting_on: WaitingOn
    say: Phrase


def next_step(standing: Standing) -> NextStep:
    """What happens next, in one sentence for the applicant."""
    if standing.status is Status.APPROVED:
        return _after_approval(standing)
    if standing.status is Status.DECLINED and standing.has_reason:
        return NextStep(WaitingOn.NOBODY, Phrase(_REASON_BELOW))
    return NextStep(WAITING_ON[standing.status], Phrase(_SENTENCES[standing.status]))


_SENTENCES = {
    Status.RECEIVED: N_("We have your application and check your evidence next. You have nothing to do now."),
    Status.QUESTION_OPEN: N_("The club has a question. Answer it below; the decision waits for you."),
    Status.WITH_BOARD: N_("The board is voting. You have nothing to do now."),
    Status.DECLINED: N_(
        "The board of the club has decided not to admit the firm. You may ask a person at the club why."
    ),
    Status.WITHDRAWN: N_("You have withdrawn the application. You may apply again at any time."),
}


_REASON_BELOW = N_("The club has decided not to admit the firm. The reason is below, and you may ask a person.")


def _after_approval(standing: Standing) -> NextStep:
    values = {"owed": standing.owed, "due_on": standing.due_on}
    if standing.is_paid and standing.has_password:
        return NextStep(WaitingOn.NOBODY, Phrase(N_("The firm is a member. Sign in to its workspace.")))
    if standing.is_paid and standing.is_link_over:
        over = N_("The dues are paid, but the link to the workspace has run out. Make a new one.")
        return NextStep(WaitingOn.APPLICANT, Phrase(over))
    if standing.is_paid:
        return NextStep(WaitingOn.APPLICANT, Phrase(N_("The dues are paid. Set your password and open the workspace.")))
    if standing.owed is None:
        return NextStep(WaitingOn.TREASURER, Phrase(N_("The firm is admitted. The club is writing the invoice.")))
    if standing.is_overdue:
        late = N_("The firm is admitted. The dues of %(owed)s were due on %(due_on)s; please pay them now.")
        return NextStep(WaitingOn.APPLICANT, Phrase(late, values))
    return NextStep(WaitingOn.APPLICANT, Phrase(N_("The firm is admitted. Pay %(owed)s by %(due_on)s."), values))
