"""Who is asked to sit an exam by where they stand: on a stage of a ladder, on the club’s, or under a standard."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select

from club.acknowledgements.queries import OF_TEXT
from club.core.db import read, session
from club.documents.models import Document, DocumentPointer
from club.documents.queries import LIST
from club.firms.audience_rules import Aim, Audience
from club.firms.audiences import reaches
from club.firms.days import days_here
from club.firms.models import Membership
from club.growth.models import Placement
from club.growth.plan_queries import stages_in_force
from club.library.models import Template

BETWEEN = "/"
STANDARD = "standard"


def _on_stage(target: str) -> Collection[int]:
    ref, _, stage = target.partition(BETWEEN)
    return _standing([row.id for row in session().scalars(select(Document).where(Document.ref == ref))], stage)


def _on_clubs_stage(target: str) -> Collection[int]:
    slug, _, stage = target.partition(BETWEEN)
    template = session().scalars(select(Template.id).where(Template.slug == slug)).first()
    ladders = select(Document.id).where(Document.template_id == template, Document.retired_at.is_(None))
    return _standing(session().scalars(ladders).all() if template is not None else (), stage)


def _under(target: str) -> Collection[int]:
    """Whoever signs a standard, stands on a stage to which it belongs, or works in the department that it is for."""
    found = session().scalars(select(Document).where(Document.ref == target, Document.kind == STANDARD)).first()
    if found is None or found.retired_at is not None:
        return ()
    seen = {"sees_all": True, "viewer": 0, "today": days_here().today()}
    under = {row.membership_id for row in read(OF_TEXT, document_id=found.id, **seen)}
    pointing = select(DocumentPointer).where(DocumentPointer.target_id == found.id, DocumentPointer.item != "")
    for pointer in session().scalars(pointing):
        under |= set(_standing([pointer.document_id], pointer.item))
    if found.department_id is not None:
        theirs = select(Membership.id).where(Membership.department_id == found.department_id)
        under |= set(session().scalars(theirs))
    return under


def _standing(ladders: Collection[int], stage: str) -> Collection[int]:
    here = (Placement.document_id.in_(ladders), Placement.stage == stage, Placement.ended_on.is_(None))
    return session().scalars(select(Placement.membership_id).where(*here)).all()


def _stages(today: date) -> Sequence[Aim]:
    return [
        Aim(Audience.STAGE, f"{row.ref}{BETWEEN}{key}", f"{row.title}: {title}")
        for row, stages in stages_in_force(today)
        for key, title in stages
    ]


def _standards(today: date) -> Sequence[Aim]:
    rows = read(LIST, kind=STANDARD, today=today)
    return [Aim(Audience.STANDARD, row.ref, row.title) for row in rows if row.number is not None]


reaches(Audience.STAGE, _on_stage, _stages)
reaches(Audience.STANDARD, _under, _standards)
reaches(Audience.CLUB_STAGE, _on_clubs_stage)
