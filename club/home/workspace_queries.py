"""The front page of a firm's workspace: what is in force, who stands where, what waits."""

from typing import Any

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import bindparam, exists, func, select

from club.core import mail
from club.core.db import read
from club.core.site import club_here
from club.core.walls import reads
from club.documents.kinds import kinds
from club.documents.models import Document, Draft, Revision
from club.documents.queries import in_force
from club.dues.models import Invoice, InvoiceStatus
from club.firms.models import Department, DepartmentLead, Firm, Invitation, Membership
from club.firms.queries import OFFERS
from club.firms.views.blueprint import blueprint
from club.growth.models import Placement
from club.home.rules import Standing, next_step
from club.policy import Can, FirmRole, needs

_has_lead = exists().where(
    DepartmentLead.club_id == Department.club_id,
    DepartmentLead.firm_id == Department.firm_id,
    DepartmentLead.department_id == Department.id,
)


def _count(what: Any, *where: Any) -> Any:
    return select(func.count()).select_from(what).where(*where).scalar_subquery()


FIRM = reads(
    select(
        Firm.set_up_at,
        _count(Membership, Membership.left_at.is_(None)).label("people"),
        _count(Invitation, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None)).label("invited"),
        _count(Draft).label("drafts"),
        _count(Placement, Placement.ended_on.is_(None)).label("placed"),
        _count(Department, ~_has_lead).label("leaderless"),
    ).where(Firm.id == bindparam("firm_id"))
)
IN_FORCE = reads(
    select(
        Document.ref,
        Document.kind,
        Document.title,
        Revision.number,
        Revision.effective_on,
        _count(
            Placement,
            Placement.club_id == Document.club_id,
            Placement.firm_id == Document.firm_id,
            Placement.document_id == Document.id,
            Placement.ended_on.is_(None),
        ).label("people"),
    )
    .join(Revision, in_force())
    .where(Document.retired_at.is_(None))
    .order_by(Document.kind, Document.title)
)
OWED = reads(
    select(Invoice.number, Invoice.amount_minor, Invoice.currency, Invoice.due_on)
    .where(Invoice.firm_id == bindparam("firm_id"), Invoice.status == InvoiceStatus.OPEN)
    .order_by(Invoice.due_on)
)


@blueprint.get("/firms/<slug:firm>/")
@needs(Can.FIRM_ENTER)
def home(firm: str) -> ResponseReturnValue:
    """The workspace; an owner's first visit leads to the three questions."""
    row = read(FIRM, firm_id=g.standing.firm_id).one()
    if row.set_up_at is None and g.standing.can(Can.FIRM_SET):
        return redirect(url_for("firms.set_up", firm=firm), 303)
    today = g.standing.today(club_here().zone)
    texts = [one for one in read(IN_FORCE, today=today) if not kinds()[one.kind].is_secret or _writes()]
    standing = Standing(
        people=row.people,
        invited=row.invited,
        in_force=len(texts),
        drafts=row.drafts,
        placed=row.placed,
        leaderless=row.leaderless,
    )
    return render_template(
        "firms/home.html",
        today=today,
        texts=texts,
        ladders=[one for one in texts if one.people] if g.standing.can(Can.PLACEMENT_READ) else [],
        owed=read(OWED, firm_id=g.standing.firm_id).all() if g.standing.can(Can.FIRM_DUES_READ) else [],
        offers=[one for one in read(OFFERS) if one.to_person == g.who.person_id],
        counts=standing,
        step=next_step(standing),
        slug=firm,
        should_prove_mail=g.standing.role is FirmRole.OWNER and not g.who.has_proven_mail and mail.is_on(),
        shelf=_shelf,
    )


def _writes() -> bool:
    """Whether whoever reads writes texts, so that secret ones are theirs to read."""
    writes: bool = g.standing.can(Can.DOCUMENT_WRITE)
    return writes


def _shelf(kind: str) -> str:
    """The word under which documents of a kind stand in the address."""
    return kinds()[kind].shelf or kind
