"""The front page of a firm's workspace: what is in force, who stands where, what waits."""

from collections.abc import Sequence
from typing import Any

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from club.acknowledgements.queries import owed_by
from club.core import mail
from club.core.db import read
from club.core.walls import reads
from club.documents.joins import its_document
from club.documents.kinds import kinds
from club.documents.models import Document, DocumentPointer, Draft, Revision
from club.documents.outdated import EXAM
from club.documents.queries import in_force
from club.documents.views.looking_again import of_firm
from club.dues.models import Invoice, InvoiceStatus
from club.firms.models import Department, DepartmentLead, Firm, Invitation, Membership, OwnershipOffer
from club.firms.views.blueprint import blueprint
from club.growth.models import Placement
from club.home.rules import Standing, Step, next_step
from club.policy import Can, FirmRole, needs

_has_lead = exists().where(
    DepartmentLead.club_id == Department.club_id,
    DepartmentLead.firm_id == Department.firm_id,
    DepartmentLead.department_id == Department.id,
)
_expects_lead = exists().where(
    Invitation.club_id == Department.club_id,
    Invitation.firm_id == Department.firm_id,
    Invitation.department_id == Department.id,
    Invitation.role == FirmRole.LEAD,
    Invitation.accepted_at.is_(None),
    Invitation.revoked_at.is_(None),
)


def _count(what: Any, *where: Any) -> Any:
    return select(func.count()).select_from(what).where(*where).scalar_subquery()


_giver = aliased(Membership, name="giver")
FIRM = reads(
    select(
        Firm.set_up_at,
        OwnershipOffer.ref.label("offer_ref"),
        _giver.name.label("offer_from"),
        _count(Membership, Membership.left_at.is_(None)).label("people"),
        _count(Invitation, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None)).label("invited"),
        _count(
            Invitation,
            Invitation.came_at.is_not(None),
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
        ).label("waiting"),
        _count(Draft).label("drafts"),
        _count(Placement, Placement.ended_on.is_(None)).label("placed"),
        _count(Department, ~_has_lead, ~_expects_lead).label("leaderless"),
    )
    .outerjoin(
        OwnershipOffer,
        and_(
            OwnershipOffer.club_id == Firm.club_id,
            OwnershipOffer.firm_id == Firm.id,
            OwnershipOffer.to_id == bindparam("membership_id"),
            OwnershipOffer.accepted_at.is_(None),
            OwnershipOffer.ended_at.is_(None),
        ),
    )
    .outerjoin(
        _giver,
        and_(
            _giver.club_id == OwnershipOffer.club_id,
            _giver.firm_id == OwnershipOffer.firm_id,
            _giver.id == OwnershipOffer.from_id,
        ),
    )
    .where(Firm.id == bindparam("firm_id"))
    .order_by(OwnershipOffer.offered_at.desc(), OwnershipOffer.id.desc())
)
"""The firm in figures, once for each offer of ownership that waits on whoever opens the page, or once without one."""
_newer = aliased(Revision, name="newer")
_is_doubtful = exists().where(
    DocumentPointer.club_id == Document.club_id,
    DocumentPointer.firm_id == Document.firm_id,
    DocumentPointer.document_id == Document.id,
    Document.kind == EXAM,
    _newer.club_id == DocumentPointer.club_id,
    _newer.firm_id == DocumentPointer.firm_id,
    _newer.document_id == DocumentPointer.target_id,
    _newer.published_at > Revision.published_at,
)
"""Whether the standard of an exam was published anew since; `looking_again` says what of it matters."""
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
        _is_doubtful.correlate(Document, Revision).label("is_doubtful"),
    )
    .join(Revision, in_force())
    .where(Document.retired_at.is_(None))
    .order_by(Document.kind, Document.title)
)
LAST_WRITTEN = reads(
    select(Document.ref, Document.kind, Document.title)
    .join(Draft, its_document(Draft))
    .order_by(Draft.changed_at.desc(), Draft.id.desc())
    .limit(1)
)
"""The text that somebody worked on last and nobody has published."""
OWED = reads(
    select(Invoice.number, Invoice.amount_minor, Invoice.currency, Invoice.due_on)
    .where(Invoice.firm_id == bindparam("firm_id"), Invoice.status == InvoiceStatus.OPEN)
    .order_by(Invoice.due_on)
)


@blueprint.get("/firms/<slug:firm>/")
@needs(Can.FIRM_ENTER)
def home(firm: str) -> ResponseReturnValue:
    """The workspace; an owner's first visit leads to the two questions."""
    me = g.standing.membership_id
    rows = read(FIRM, firm_id=g.standing.firm_id, membership_id=me).all()
    row = rows[0]
    if row.set_up_at is None and g.standing.can(Can.FIRM_SET):
        return redirect(url_for("firms.set_up", firm=firm), 303)
    today = g.standing.today()
    texts = [one for one in read(IN_FORCE, today=today) if not kinds()[one.kind].is_secret or _writes()]
    standing = Standing(
        people=row.people,
        invited=row.invited,
        waiting=row.waiting,
        in_force=len(texts),
        ladders=sum(one.kind == "ladder" for one in texts),
        drafts=row.drafts,
        placed=row.placed,
        leaderless=row.leaderless,
    )
    step = next_step(standing)
    return render_template(
        "firms/home.html",
        today=today,
        texts=texts,
        ladders=[one for one in texts if one.people] if g.standing.can(Can.PLACEMENT_READ) else [],
        **_waiting(rows, texts),
        counts=standing,
        step=step,
        written=read(LAST_WRITTEN).first() if step is Step.PUBLISH and g.standing.can(Can.DOCUMENT_PUBLISH) else None,
        slug=firm,
        should_prove_mail=g.standing.role is FirmRole.OWNER and not g.who.has_proven_mail and mail.is_on(),
        shelf=_shelf,
    )


def _waiting(rows: Sequence[Any], texts: Sequence[Any]) -> dict[str, Any]:
    """What waits on whoever opens the page; exams to look at once nothing else does."""
    found = {
        "owed": read(OWED, firm_id=g.standing.firm_id).all() if g.standing.can(Can.FIRM_DUES_READ) else [],
        "offers": [one for one in rows if one.offer_ref],
        "to_sign": owed_by(g.standing.membership_id, g.standing.days) if g.standing.can(Can.TEXT_SIGN) else [],
    }
    is_doubtful = _writes() and any(one.is_doubtful for one in texts)
    return {**found, "to_look_at": of_firm() if is_doubtful and not any(found.values()) else []}


def _writes() -> bool:
    """Whether whoever reads writes texts, so that secret ones are theirs to read."""
    writes: bool = g.standing.can(Can.DOCUMENT_WRITE)
    return writes


def _shelf(kind: str) -> str:
    """The word under which documents of a kind stand in the address."""
    return kinds()[kind].shelf or kind
