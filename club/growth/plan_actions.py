"""Keeping a stage for somebody who is invited, and placing them there as they come in."""

from datetime import date, datetime

from sqlalchemy import delete, select

from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.refusals import Refusal, Refused
from club.core.scope import current
from club.documents import published
from club.documents.models import Document
from club.documents.telling import member_of, write_to
from club.firms.days import days_here
from club.firms.models import Firm, Invitation, Membership
from club.growth import rules
from club.growth.actions import place as place_member
from club.growth.letters import NotPlaced
from club.growth.models import PlannedPlacement
from club.growth.plan_queries import LADDER
from club.policy import FirmRole


def plan(
    invitation: Invitation,
    ladder: str,
    *,
    stage: str,
    started_on: date | None,
    today: date,
    by: int | None,
    at: datetime,
) -> None:
    """Keep a stage of a ladder (its ref) for whoever is invited; said again it replaces what was said before."""
    if refusal := rules.may_plan(invitation.role, started_on, today=today):
        raise Refused(refusal)
    row = read(LADDER, ref=ladder, id=0, today=today).first()
    if row is None or rules.stage_of(published.body(row), stage) is None:
        raise Refused(rules.UNKNOWN_STAGE)
    _forget(invitation)
    session().add(
        PlannedPlacement(
            invitation_id=invitation.id,
            document_id=row.id,
            stage=stage,
            started_on=started_on,
            planned_at=at,
            planned_by_id=by,
        )
    )
    day = started_on.isoformat() if started_on else None
    record(Did.PLACEMENT_PLANNED, invitation.ref, ladder=row.ref, stage=stage, started_on=day)


def carry_out(invitation: Invitation, membership: Membership, *, at: datetime) -> None:
    """Place somebody who comes in where it was planned; where that is gone, whoever planned it is told."""
    planned = session().scalars(select(PlannedPlacement).where(PlannedPlacement.invitation_id == invitation.id)).first()
    if planned is None:
        return
    session().flush()
    _forget(invitation)
    document = session().scalars(select(Document).where(Document.id == planned.document_id)).one()
    if _place(planned, membership, document, today=days_here().of(at), at=at) is not None:
        _tell(planned, membership, document)


def _place(
    planned: PlannedPlacement, membership: Membership, document: Document, *, today: date, at: datetime
) -> Refusal | None:
    row = read(LADDER, ref="", id=document.id, today=today).first()
    if row is None:
        return rules.UNKNOWN_STAGE
    try:
        place_member(
            membership,
            document,
            published.body(row),
            stage=planned.stage,
            started_on=planned.started_on or today,
            today=today,
            by=planned.planned_by_id,
            at=at,
        )
    except Refused as refused:
        return refused.refusal
    return None


def _forget(invitation: Invitation) -> None:
    mine = delete(PlannedPlacement).where(PlannedPlacement.invitation_id == invitation.id)
    session().execute(mine.execution_options(synchronize_session=False))


def _tell(planned: PlannedPlacement, membership: Membership, document: Document) -> None:
    """An owner, where whoever planned it has left."""
    told = member_of(planned.planned_by_id) or _an_owner()
    if told is not None:
        slug = session().get_one(Firm, current().firm).slug
        link = absolute("placements.choose", firm=slug, person=membership.ref)
        write_to(told, NotPlaced, document, link, name=membership.name)


def _an_owner() -> Membership | None:
    owners = select(Membership).where(Membership.role == FirmRole.OWNER, Membership.left_at.is_(None))
    return session().scalars(owners.order_by(Membership.joined_at)).first()
