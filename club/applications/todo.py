"""What the desk has to do with one application, and what it should look at twice."""

from typing import Any

from club.applications import queries
from club.applications.actions import code_hash
from club.applications.addresses import gate_here
from club.applications.case import Case
from club.applications.labels import STATUSES
from club.applications.models import ApplicationStatus as Status
from club.applications.progress import OPEN_STATUSES
from club.core import clock
from club.core.audit import Did
from club.core.db import read
from club.core.text import N_, Phrase

_TODO = {
    Status.QUESTION_OPEN: N_("A question is open: the applicant answers next."),
    Status.WITH_BOARD: N_("The board votes next."),
    Status.APPROVED: N_("Admitted. The dues follow."),
    Status.DECLINED: N_("Nothing is left to do."),
    Status.WITHDRAWN: N_("The applicant has withdrawn it. Nothing is left to do."),
}


def todo(case: Case) -> Phrase:
    """The one next step at the desk."""
    if case.row.status is Status.WITH_BOARD and case.standing.decided:
        return Phrase(N_("The votes decide already: close the vote."))
    if case.row.status is not Status.RECEIVED:
        return Phrase(_TODO[case.row.status])
    if case.verified is None:
        return Phrase(N_("A verifier opens the evidence and sets the figure."))
    return Phrase(N_("The verified figure is below the gate: ask the applicant, or decline."))


def warnings(case: Case) -> list[Phrase]:
    """What may be nothing, and should be looked at."""
    found = [
        Phrase(
            N_("The same credit code applied before: %(firm)s, %(day)s, %(status)s."),
            {"firm": row.legal_name, "day": row.received_at.date(), "status": Phrase(STATUSES[row.status])},
        )
        for row in read(queries.SAME_CODE, code=case.row.credit_code, but=case.row.ref)
    ]
    if case.row.status in OPEN_STATUSES and (refused := _refused_before(case.row.credit_code)) is not None:
        said = N_("This credit code was turned away at the gate on %(day)s (%(reason)s).")
        found.append(Phrase(said, {"day": refused.refused_at.date(), "reason": refused.reason}))
    if case.verified is not None and case.verified != case.stated:
        values = {"verified": case.verified, "stated": case.stated}
        found.append(Phrase(N_("Verified %(verified)s, stated %(stated)s."), values))
    if case.verified is not None and case.verified < gate_here().least:
        found.append(Phrase(N_("The verified figure is below the gate.")))
    return found


def _refused_before(credit_code: str) -> Any:
    return read(queries.REFUSED_BEFORE, code_hash=code_hash(credit_code), at=clock.now()).first()


def openings(case: Case) -> list[Any]:
    """Who opened which paper, and when."""
    refs = [one.ref for one in case.evidence]
    return list(read(queries.HAPPENED_TO, rows=refs, did=Did.EVIDENCE_OPENED.value)) if refs else []
