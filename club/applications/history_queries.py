"""What happened to an application, oldest first, as each side may read it."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from club.applications.after_queries import After
from club.applications.labels import STATUSES
from club.core.saying import said

Step = tuple[datetime, str]
Line = tuple[datetime, str, bool]


def as_applicant_sees(application: Any, questions: Any, decision: Any, after: After) -> list[Line]:
    """Steps without the names of anybody at the club, and what followed an admission."""
    steps = _steps(application, questions, decision)
    if after.invoice is not None:
        steps.append((after.invoice.issued_at, _("Invoice %(number)s issued", number=after.invoice.number)))
        if after.invoice.paid_at is not None:
            steps.append((after.invoice.paid_at, _("Dues paid")))
    return _in_order(steps)


def as_board_sees(application: Any, questions: Any, decision: Any) -> list[Line]:
    """Steps without the names of those who took them."""
    return _in_order(_steps(application, questions, decision))


def _steps(application: Any, questions: Any, decision: Any) -> list[Step]:
    steps = [(application.received_at, _("Application received"))]
    if application.verified_at is not None:
        steps.append((application.verified_at, _("Figure verified by the club")))
    for question in questions:
        steps.append((question.asked_at, _("Question asked")))
        if question.answered_at is not None:
            steps.append((question.answered_at, _("Question answered")))
    return steps + _ends(application, decision)


def _ends(application: Any, decision: Any) -> list[Step]:
    steps = []
    if decision is not None:
        steps.append((decision.decided_at, _("Admitted") if decision.is_admitted else _("Not admitted")))
    if application.withdrawn_at is not None:
        steps.append((application.withdrawn_at, said(STATUSES[application.status])))
    return steps


def as_desk_sees(case: Any) -> list[Line]:
    """Steps with the names of those who took them."""
    names = case.names
    steps = [(case.row.received_at, _("Application received"))]
    steps += [(one.at, _said_figure(one, names)) for one in case.figures]
    for question in case.questions:
        who = names.get(question.asked_by_id, "")
        steps.append((question.asked_at, _("Question by %(name)s", name=who)))
        if question.answered_at is not None:
            steps.append((question.answered_at, _("The applicant answered")))
    steps += [(vote.cast_at, _("Vote of %(name)s", name=names.get(vote.person_id, ""))) for vote in case.votes]
    return _in_order(steps + _ends(case.row, case.decision))


def _said_figure(event: Any, names: dict[int, str]) -> str:
    who = names.get(event.person_id, "")
    if event.passes:
        return str(_("Figure set by %(name)s: passes the gate", name=who))
    return str(_("Figure set by %(name)s: below the gate", name=who))


def _in_order(steps: list[Step]) -> list[Line]:
    ordered = sorted(steps, key=lambda step: step[0])
    return [(at, text, place == len(ordered)) for place, (at, text) in enumerate(ordered, start=1)]
