"""Texts that a firm's people sign: assigned, one of them signed, somebody told."""

from sqlalchemy import select

from club.acknowledgements import actions
from club.acknowledgements.models import Delta, Telling
from club.acknowledgements.rules import ASKED
from club.core import clock
from club.core.db import session
from club.documents.models import Document, Revision
from club.firms.audience_rules import Audience
from club.firms.models import Membership
from club.policy import FirmRole
from tests.makers import as_firm, saved
from tests.world.tenants import Tenant


def sign_texts(tenant: Tenant, members: dict[FirmRole, Membership]) -> None:
    """Everybody signs the standard, and staff by name the ladder; staff signed the ladder."""
    owner, today = tenant.people[FirmRole.OWNER.value].id, clock.today("Asia/Shanghai")
    facts = {"days": 7, "today": today, "by": owner}
    with as_firm(tenant.firm, owner):
        standard, ladder = (_text(tenant, name) for name in ("service_standard", "operator_ladder"))
        everybody = actions.assign(standard, Audience.EVERYBODY, at=clock.now(), **facts)
        named = [session().merge(members[FirmRole.STAFF])]
        by_name = actions.assign(ladder, Audience.PEOPLE, people=named, at=clock.now(), **facts)
        for row in (everybody, by_name):
            tenant.note("assignment", row)
        tenant.values["assignment"] = everybody.ref
        told = {"document_id": ladder.id, "membership_id": named[0].id, "day": today, "at": clock.now()}
        saved(Telling(number=1, what=f"{ASKED}:{today}", **told))
    with as_firm(tenant.firm, tenant.people[FirmRole.STAFF.value].id):
        ladder = _text(tenant, "operator_ladder")
        revision = session().scalars(select(Revision).where(Revision.document_id == ladder.id)).one()
        signed = {"number": 1, "digest": revision.digest, "lang": "en", "without_pay": False, "today": today}
        staff = session().merge(members[FirmRole.STAFF])
        made = actions.sign(ladder, staff, at=clock.now(), **signed)
        session().flush()
        exam = _text(tenant, "exam")
        saved(Delta(signature_id=made.id, exam_id=exam.id, clauses=["entry"], done_at=clock.now()))
        tenant.note("signature", made)


def _text(tenant: Tenant, name: str) -> Document:
    return session().scalars(select(Document).where(Document.ref == tenant.values[f"document.{name}"])).one()
