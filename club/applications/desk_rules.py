"""What the desk has to do with one application, and what it should look at twice."""

from typing import Any

from club.applications import queries
from club.applications.actions import code_hash
from club.applications.board_rules import BoardOutcome
from club.applications.case_queries import Case, own_firms
from club.applications.labels import STATUSES
from club.applications.models import ApplicationStatus as Status
from club.applications.progress_rules import OPEN_STATUSES
from club.core import clock
from club.core.db import read
from club.core.text import N_, Phrase

_TODO = {
    Status.QUESTION_OPEN: N_("A question is open: the applicant answers next."),
    Status.WITH_BOARD: N_("The board votes next."),
    Status.APPROVED: N_("Admitted. The dues follow."),
    Status.DECLINED: N_("Nothing is left to do."),
    Status.WITHDRAWN: N_("The applicant has withdrawn it. Nothing is left to do."),
}

TOO_FEW = Phrase(
    N_(
        "Too few of the board are left to decide. Name another member under “The club’s people”, "
        "or ask for fewer votes under Settings."
    )
)


_IS_MEMBER = N_("A firm with this credit code is a member of the club already; it can’t be admitted twice.")


_ERASED = N_("Erased on %(day)s, as the notice for applicants promises. Nothing is left to do.")


def todo(case: Case, *, may_decline: bool) -> Phrase:
    """The one next step at the desk; only some there may decline."""
    if case.is_too_low:
        return Phrase(_TOO_LOW if may_decline else _TOO_LOW_FOR_A_VERIFIER)
    if case.row.erased_at is not None:
        return Phrase(_ERASED, {"day": case.row.erased_at.date()})
    if case.row.status is Status.WITH_BOARD and case.standing.outcome is BoardOutcome.TOO_FEW:
        return TOO_FEW
    if case.row.status is Status.RECEIVED and case.unsettled:
        return Phrase(N_("Say under “To be kept away” whom the applicant’s names mean."))
    if case.row.status is not Status.RECEIVED:
        return Phrase(_beyond_the_desk(case))
    return Phrase(_before_the_board(case))


def _before_the_board(case: Case) -> str:
    if case.verified is None:
        return N_("A verifier opens the evidence and sets the figure.")
    if case.is_through:
        return N_("The verified figure passes the gate as it is now: set it again, and the board is called.")
    return N_("The applicant answered: look again and set the figure anew.")


_TOO_LOW = N_("The verified figure is below the gate: ask the applicant, or decline.")
_TOO_LOW_FOR_A_VERIFIER = N_(
    "The verified figure is below the gate: ask the applicant, or leave it to the secretary to decline."
)


def _beyond_the_desk(case: Case) -> str:
    if case.row.status is Status.WITH_BOARD and case.standing.decided:
        return N_("The votes decide already: close the vote.")
    if is_unexplained(case):
        return N_("The board refused it: give the applicant the reason.")
    return _TODO[case.row.status]


def is_unexplained(case: Case) -> bool:
    """Whether the applicant still waits for the reason of a refusal."""
    is_erased = case.row.erased_at is not None
    return bool(case.decision and not case.decision.is_admitted and not case.decision.reason and not is_erased)


def warnings(case: Case) -> list[Phrase]:
    """What may be nothing, and should be looked at."""
    found = [Phrase(_IS_MEMBER)] if case.is_member else []
    found += [_came_before(row, case) for row in _earlier(case) if row.status or case.row.status in OPEN_STATUSES]
    if case.row.status is not Status.WITH_BOARD and case.standing.outcome is BoardOutcome.TOO_FEW and case.kept_away:
        found.append(TOO_FEW)
    if case.verified is not None and case.verified != case.stated:
        values = {"verified": case.verified, "stated": case.stated}
        found.append(Phrase(N_("Verified %(verified)s, stated %(stated)s."), values))
    if case.verified is not None and not case.is_through:
        found.append(Phrase(N_("The verified figure is below the gate.")))
    return found


_BY_ANOTHER = N_(
    "The same credit code applied under another contact: %(firm)s, %(day)s, %(status)s. "
    "Find out from the firm who speaks for it."
)


def _earlier(case: Case) -> list[Any]:
    code = case.row.credit_code
    if not code:
        return []
    values = {"code": code, "code_hash": code_hash(code), "but": case.row.ref, "at": clock.now()}
    return list(read(queries.CAME_BEFORE, **values, **own_firms()))


def _came_before(row: Any, case: Case) -> Phrase:
    if row.status:
        is_other = bool(row.contact) and row.contact != (case.row.contact_email or case.row.contact_phone)
        said = _BY_ANOTHER if is_other else N_("The same credit code applied before: %(firm)s, %(day)s, %(status)s.")
        values = {"firm": row.legal_name, "day": row.at.date(), "status": Phrase(STATUSES[Status(row.status)])}
        return Phrase(said, values)
    said = N_("This credit code was turned away at the gate on %(day)s (%(reason)s).")
    return Phrase(said, {"day": row.at.date(), "reason": row.reason})
