"""An approval makes the firm and its first invoice, in the same commit."""

from sqlalchemy import select

from club.applications.models import Application, Evidence
from club.clubs.models import Plan
from club.core import clock
from club.core.db import session
from club.core.refusals import Refusal, Refused
from club.core.text import N_
from club.dues.actions import invoice_for
from club.firms import actions as firms
from club.firms.models import FirmRecord


def is_member(application: Application) -> bool:
    """Whether the club has admitted a firm with this credit code already."""
    code = application.credit_code
    return session().scalar(select(FirmRecord.id).where(FirmRecord.credit_code == code)) is not None


def admit(application: Application) -> None:
    """Make the firm of an approved application, and what it owes for the first year."""
    if is_member(application):
        raise Refused(_IS_MEMBER)
    plan, at = _plan_now(), clock.now()
    firm = firms.admit(
        legal_name=application.legal_name,
        name=application.legal_name,
        credit_code=application.credit_code,
        city=application.city,
        platforms=application.platforms,
        categories=application.categories,
        contact_name=application.contact_name,
        contact_email=application.contact_email,
        contact_phone=application.contact_phone,
        verified_minor=application.verified_minor,
        verified_currency=application.currency,
        lang=application.lang,
        at=at,
        case_ref=application.ref,
    )
    application.firm_id = firm.id
    for paper in session().scalars(select(Evidence).where(Evidence.application_id == application.id)):
        paper.firm_id = firm.id  # its own papers are in the firm's export
    invoice_for(firm, debtor=application.legal_name, plan=plan, at=at)


def _plan_now() -> Plan:
    offered = select(Plan).where(Plan.offered_from <= clock.now(), Plan.withdrawn_at.is_(None))
    plan = session().scalars(offered.order_by(Plan.offered_from.desc(), Plan.id.desc()).limit(1)).first()
    if plan is None:
        raise Refused(_NO_PLAN)
    return plan


_IS_MEMBER = Refusal(
    "is_member",
    N_("A firm with this credit code is a member of the club already."),
    N_("Your vote was not counted. The club’s office declines the application or puts the firm’s record right."),
)
_NO_PLAN = Refusal(
    "no_plan",
    N_("The club hasn’t set what a year of membership costs, so nobody can be admitted yet."),
    N_("An administrator sets the plan under Settings; your vote was not counted, cast it again then."),
)
