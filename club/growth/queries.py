"""Reads of placements: one's own, a ladder's people, ticks, and who may see a person's position."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Date, and_, bindparam, case, or_, select

from club.core.db import read
from club.core.walls import reads
from club.documents.joins import its_document
from club.documents.models import Document, Revision
from club.documents.queries import in_force
from club.exams.due_queries import TO_SIT
from club.firms.models import Department, DepartmentLead, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF, MAY_SEE
from club.growth.beside_queries import COURSES, TEXTS
from club.growth.models import Placement, Tick
from club.policy import FirmRole

_PERSON = and_(
    Membership.club_id == Placement.club_id,
    Membership.firm_id == Placement.firm_id,
    Membership.id == Placement.membership_id,
)
_LADDER = its_document(Placement)
_OPEN = and_(
    Placement.club_id == Membership.club_id,
    Placement.firm_id == Membership.firm_id,
    Placement.membership_id == Membership.id,
    Placement.ended_on.is_(None),
)
_IS_AHEAD = Placement.started_on > bindparam("today", type_=Date)
_HOLDS_FIRST = (
    case((_IS_AHEAD, 1), else_=0),
    case((_IS_AHEAD, Placement.started_on)),
    Placement.started_on.desc(),
    Placement.id.desc(),
)
"""What somebody stands on by now before what is still to begin; of these the next, else what began last."""

SUBJECT = reads(
    select(
        Membership.id,
        Membership.ref,
        Membership.name,
        Membership.role,
        Membership.department_id,
        Membership.left_at,
        DepartmentLead.membership_id.label("lead_id"),
        Placement.id.label("placement_id"),
        Placement.ref.label("placement_ref"),
        Placement.stage,
        Placement.started_on,
        Placement.ladder_started_on,
        Placement.document_id,
        Document.ref.label("ladder_ref"),
        Document.title,
        Document.lang,
        Revision.number,
        Revision.published_at,
        TEXTS.label("texts"),
        COURSES.label("courses"),
        TO_SIT,
    )
    .outerjoin(DepartmentLead, LEAD_OF)
    .outerjoin(Placement, _OPEN)
    .outerjoin(Document, _LADDER)
    .outerjoin(Revision, in_force())
    .where(or_(Membership.id == bindparam("id"), Membership.ref == bindparam("ref")))
    .order_by(*_HOLDS_FIRST)
    .limit(1)
)


class Edition(NamedTuple):
    """The revision of a ladder that is in force for somebody who stands on it."""

    id: int
    ref: str
    kind: str
    title: str
    lang: str
    number: int
    published_at: datetime


def edition(subject: Any) -> Edition | None:
    """The ladder of a row of SUBJECT; None for somebody who stands on none, or on one that is not in force."""
    if subject.number is None:
        return None
    return Edition(
        subject.document_id,
        subject.ladder_ref,
        "ladder",
        subject.title,
        subject.lang,
        subject.number,
        subject.published_at,
    )


TICKS = reads(
    select(Tick.item, Tick.day).where(Tick.placement_id == bindparam("placement_id"), Tick.day >= bindparam("since"))
)
WATCHERS = reads(
    select(Membership.id, Membership.name, Membership.role, DepartmentLead.membership_id.label("lead_id"))
    .outerjoin(
        DepartmentLead,
        and_(
            DepartmentLead.club_id == Membership.club_id,
            DepartmentLead.firm_id == Membership.firm_id,
            DepartmentLead.membership_id == Membership.id,
            DepartmentLead.department_id == bindparam("department_id"),
        ),
    )
    .where(
        Membership.left_at.is_(None),
        or_(
            Membership.role.in_([FirmRole.OWNER, FirmRole.PEOPLE_OFFICE]),
            and_(Membership.role == FirmRole.LEAD, DepartmentLead.membership_id.is_not(None)),
        ),
    )
    .order_by(Membership.name, Membership.id)
)
ON_LADDER = reads(
    select(
        Placement.id,
        Placement.ref,
        Placement.stage,
        Placement.started_on,
        Placement.ladder_started_on,
        Membership.id.label("membership_id"),
        Membership.ref.label("membership_ref"),
        Membership.name,
        Department.name.label("department"),
    )
    .join(Membership, _PERSON)
    .outerjoin(DepartmentLead, LEAD_OF)
    .outerjoin(Department, DEPARTMENT_OF)
    .where(
        Placement.document_id == bindparam("document_id"),
        Placement.ended_on.is_(None),
        Membership.left_at.is_(None),
        MAY_SEE,
    )
    .order_by(Placement.started_on, Membership.name)
)
TICKS_ON_LADDER = reads(
    select(Tick.placement_id, Tick.item, Tick.day)
    .join(
        Placement,
        and_(Placement.club_id == Tick.club_id, Placement.firm_id == Tick.firm_id, Placement.id == Tick.placement_id),
    )
    .where(
        Placement.document_id == bindparam("document_id"),
        Placement.ended_on.is_(None),
        Tick.day >= bindparam("since"),
    )
)
PLACEABLE = reads(
    select(Membership.ref, Membership.name, Department.name.label("department"))
    .outerjoin(DepartmentLead, LEAD_OF)
    .outerjoin(Department, DEPARTMENT_OF)
    .where(
        Membership.left_at.is_(None),
        Membership.role != FirmRole.ACCOUNTANT,
        MAY_SEE,
        Membership.id.not_in(
            select(Placement.membership_id).where(
                Placement.document_id == bindparam("document_id"), Placement.ended_on.is_(None)
            )
        ),
    )
    .order_by(Membership.name, Membership.id)
)
_STANDING_ON = reads(
    select(Placement.ref, Placement.stage, Membership.name)
    .join(Membership, _PERSON)
    .where(
        Placement.document_id == bindparam("document_id"),
        Placement.ended_on.is_(None),
        Membership.left_at.is_(None),
    )
    .order_by(Membership.name)
)
_ALL = reads(
    select(
        Placement.id,
        Placement.ref,
        Placement.stage,
        Placement.started_on,
        Placement.ladder_started_on,
        Placement.ended_on,
        Placement.placed_at,
        Membership.ref.label("membership"),
        Document.ref.label("document"),
    )
    .join(Membership, _PERSON)
    .join(Document, _LADDER)
    .order_by(Placement.id)
)
_ALL_TICKS = reads(select(Tick.placement_id, Tick.item, Tick.day, Tick.ticked_at).order_by(Tick.placement_id, Tick.id))


def standing_on(document_id: int) -> list[Any]:
    """Who stands on which stage of a ladder: the placement's ref, the stage, the name."""
    return list(read(_STANDING_ON, document_id=document_id))


def export_of_firm() -> list[dict[str, Any]]:
    """Every placement of the firm in scope with its ticks, ready for JSON."""
    ticks: dict[int, list[dict[str, str]]] = {}
    for row in read(_ALL_TICKS):
        made = {"item": row.item, "day": row.day.isoformat(), "ticked_at": row.ticked_at.isoformat()}
        ticks.setdefault(row.placement_id, []).append(made)
    return [
        {
            "ref": row.ref,
            "membership": row.membership,
            "document": row.document,
            "stage": row.stage,
            "started_on": row.started_on.isoformat(),
            "ladder_started_on": row.ladder_started_on.isoformat(),
            "ended_on": row.ended_on.isoformat() if row.ended_on else None,
            "placed_at": row.placed_at.isoformat(),
            "ticks": ticks.get(row.id, []),
        }
        for row in read(_ALL)
    ]
