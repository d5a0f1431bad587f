"""Which qualifications a class, an exam of the club or one of a firm asks for; nothing may come to wait for itself."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from club.classes.ends import goes_with_draft
from club.classes.models import ClassSession
from club.core.audit import Did, record
from club.core.db import session
from club.courses.circle_actions import (
    EXAM,
    OWN_EXAM,
    in_the_club,
    in_the_firm,
    one_by_one,
    one_by_one_in_firm,
    refusing_circles,
)
from club.courses.qualification_models import OwnNeed, QualificationNeed
from club.documents.models import Document
from club.library.models import Template


def ask_class(row: ClassSession, qualifications: Collection[int]) -> None:
    """Say what a class that is held asks for; whoever is on its list stays."""
    _set(QualificationNeed, {"class_id": row.id}, {"qualification_id": qualifications})
    row.has_conditions = bool(qualifications)
    record(Did.CLASS_CONDITIONS_SET, row.ref, many=len(qualifications))


def ask_exam(template: Template, qualifications: Collection[int]) -> None:
    """Say what an exam of the club asks for; whoever is in it goes on. Refused where it would wait for itself."""
    one_by_one()
    with refusing_circles(in_the_club, (EXAM, template.id)):
        _set(QualificationNeed, {"template_id": template.id}, {"qualification_id": qualifications})
    record(Did.CLUB_EXAM_CONDITIONS_SET, template.slug, many=len(qualifications))


def ask_own_exam(document: Document, *, own: Collection[int], qualifications: Collection[int]) -> None:
    """The same of an exam of the firm in scope, which asks for its own qualifications and the club’s."""
    one_by_one_in_firm()
    with refusing_circles(in_the_firm, (OWN_EXAM, document.id)):
        _set(OwnNeed, {"document_id": document.id}, {"own_id": own, "qualification_id": qualifications})
    record(Did.EXAM_CONDITIONS_SET, document.ref, many=len(own) + len(qualifications))


@goes_with_draft
def _let_go(class_id: int) -> None:
    _set(QualificationNeed, {"class_id": class_id}, {"qualification_id": ()})


def _set(model: Any, of: dict[str, int], wanted: dict[str, Collection[int]]) -> None:
    """Let something ask for exactly these, of each sort."""
    held = session().scalars(select(model).filter_by(**of)).all()
    for column, keys in wanted.items():
        there = {getattr(row, column): row for row in held if getattr(row, column) is not None}
        for gone in there.keys() - set(keys):
            session().delete(there[gone])
        for new in set(keys) - there.keys():
            session().add(model(**of, **{column: new}))
    session().flush()
