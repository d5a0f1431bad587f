"""Reads of where people who are invited will begin, and of the stages that may be kept for them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, or_, select

from club.core.db import read
from club.core.i18n import day as said_day
from club.core.i18n import phrase as gettext
from club.core.walls import reads
from club.documents import published
from club.documents.joins import its_document
from club.documents.kinds.ladder.body import Ladder, Stage
from club.documents.models import Document, Revision
from club.documents.queries import in_force
from club.firms.models import Department, DepartmentLead, Invitation, Membership
from club.growth.models import Placement, PlannedPlacement
from club.growth.rules import stage_of
from club.policy import FirmRole

_PLAN = and_(
    PlannedPlacement.club_id == Invitation.club_id,
    PlannedPlacement.firm_id == Invitation.firm_id,
    PlannedPlacement.invitation_id == Invitation.id,
)
_THERE = its_document(PlannedPlacement)
_LEAD = and_(
    DepartmentLead.club_id == Invitation.club_id,
    DepartmentLead.firm_id == Invitation.firm_id,
    DepartmentLead.department_id == Invitation.department_id,
)
_MEMBER = and_(
    Membership.club_id == Placement.club_id,
    Membership.firm_id == Placement.firm_id,
    Membership.id == Placement.membership_id,
)
_DEPARTMENT = and_(
    Department.club_id == Invitation.club_id,
    Department.firm_id == Invitation.firm_id,
    Department.id == Invitation.department_id,
)
_OPEN = (
    Invitation.accepted_at.is_(None),
    Invitation.revoked_at.is_(None),
    or_(Invitation.came_at.is_not(None), Invitation.invited_at > bindparam("since")),
)
_EDITION = (
    Document.id,
    Document.ref,
    Document.kind,
    Document.title,
    Document.lang,
    Revision.number,
    Revision.published_at,
)
_LADDERS = (
    select(*_EDITION, Revision.schema, Revision.body)
    .join(Revision, in_force())
    .where(Document.kind == "ladder", Document.retired_at.is_(None))
    .order_by(Document.title, Document.id)
)

LADDERS = reads(_LADDERS)
LADDER = reads(_LADDERS.where(or_(Document.ref == bindparam("ref"), Document.id == bindparam("id"))))
INVITED = reads(
    select(
        Invitation.ref,
        Invitation.name,
        Department.name.label("department"),
        PlannedPlacement.document_id,
        PlannedPlacement.stage,
        PlannedPlacement.started_on,
    )
    .outerjoin(PlannedPlacement, _PLAN)
    .outerjoin(DepartmentLead, _LEAD)
    .outerjoin(Department, _DEPARTMENT)
    .where(
        *_OPEN,
        Invitation.role != FirmRole.ACCOUNTANT,
        or_(bindparam("sees_all"), DepartmentLead.membership_id == bindparam("viewer")),
    )
    .order_by(Invitation.name, Invitation.id)
)
"""Whom one may place once they are in, and what is kept for them."""
_PLANNED = reads(
    select(PlannedPlacement.stage, PlannedPlacement.started_on, Document.retired_at, *_EDITION)
    .join(Invitation, _PLAN)
    .join(Document, _THERE)
    .outerjoin(Revision, in_force())
    .where(Invitation.ref == bindparam("ref"))
)
_STANDS = reads(
    select(Placement.stage, Placement.started_on, Document.retired_at, *_EDITION)
    .join(Membership, _MEMBER)
    .join(Document, its_document(Placement))
    .outerjoin(Revision, in_force())
    .where(Membership.ref == bindparam("ref"), Placement.ended_on.is_(None))
    .order_by(Placement.started_on.desc(), Placement.id.desc())
)
ANYBODY_ON = reads(
    select(Placement.id).where(Placement.document_id == bindparam("document_id"), Placement.ended_on.is_(None)).limit(1)
)
ARCHIVE = reads(
    select(
        Invitation.ref.label("invitation"),
        Document.ref.label("document"),
        PlannedPlacement.stage,
        PlannedPlacement.started_on,
        PlannedPlacement.planned_at,
    )
    .join(Invitation, _PLAN)
    .join(Document, _THERE)
    .order_by(PlannedPlacement.id)
)


def titles(ladder: Ladder) -> tuple[tuple[str, str], ...]:
    """The key and the title of each stage."""
    return tuple((stage.key, str(stage.title)) for stage in ladder.stages)


def stages_in_force(today: date) -> Sequence[tuple[Any, tuple[tuple[str, str], ...]]]:
    """Each ladder in force with the keys and titles of its stages."""
    return [(row, titles(published.body(row))) for row in read(LADDERS, today=today)]


def planned_words(ref: str, *, today: date) -> str:
    """Where the person of an invitation will begin; empty where nobody said."""
    row = read(_PLANNED, ref=ref, today=today).first()
    if row is None:
        return ""
    stage = _stage(row)
    if stage is None:
        return str(gettext("%(ladder)s: the stage kept is not there any more", ladder=row.title))
    if row.started_on is None:
        return str(gettext("%(ladder)s: %(stage)s, from the day they are in", ladder=row.title, stage=stage.title))
    day = said_day(row.started_on)
    return str(gettext("%(ladder)s: %(stage)s, from %(day)s", ladder=row.title, stage=stage.title, day=day))


def standing_words(ref: str, *, today: date) -> str:
    """Where a member stands, on each ladder; empty for whoever stands on none."""
    return " · ".join(_stands_words(row) for row in read(_STANDS, ref=ref, today=today))


def _stands_words(row: Any) -> str:
    stage = _stage(row)
    if stage is None:
        return str(gettext("%(ladder)s: not on the ladder any more", ladder=row.title))
    day = said_day(row.started_on)
    return str(gettext("%(ladder)s: %(stage)s, since %(day)s", ladder=row.title, stage=stage.title, day=day))


def _stage(row: Any) -> Stage | None:
    """The stage that a row names, as long as its ladder is in force."""
    return stage_of(published.body(row), row.stage) if row.number and not row.retired_at else None
