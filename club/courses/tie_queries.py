"""Reads of what a qualification is tied to: what grants it, and what asks for it."""

from typing import Any

from sqlalchemy import and_, bindparam, case, literal, or_, select, union_all

from club.classes.models import ClassSession, ClassStatus
from club.core.types import BIGINT
from club.core.walls import reads
from club.courses.models import Course, CourseStatus
from club.courses.qualification_models import CourseQualification, OwnNeed, Part, Qualification, QualificationNeed
from club.documents.joins import its_document
from club.documents.models import Document
from club.library.models import Template

_of: Any = bindparam("qualification_id", type_=BIGINT)
_ITS_TEMPLATE = and_(Template.club_id == QualificationNeed.club_id, Template.id == QualificationNeed.template_id)
_ITS_CLASS = and_(ClassSession.club_id == QualificationNeed.club_id, ClassSession.id == QualificationNeed.class_id)
OF_THE_CLUB = reads(
    union_all(
        select(
            case((CourseQualification.part == Part.GRANTED, "grants"), else_="asks").label("part"),
            literal("course").label("sort"),
            Course.slug,
            Course.title,
            literal("").label("title_zh"),
        )
        .join(Course, and_(Course.club_id == CourseQualification.club_id, Course.id == CourseQualification.course_id))
        .where(CourseQualification.qualification_id == _of, Course.status == CourseStatus.PUBLISHED),
        select(literal("grants"), literal("exam"), Template.slug, Template.title_en, Template.title_zh)
        .join(Qualification, and_(Qualification.club_id == Template.club_id, Qualification.exam_id == Template.id))
        .where(Qualification.id == _of),
        select(literal("asks"), literal("exam"), Template.slug, Template.title_en, Template.title_zh)
        .join(QualificationNeed, _ITS_TEMPLATE)
        .where(QualificationNeed.qualification_id == _of),
        select(literal("asks"), literal("class"), ClassSession.slug, ClassSession.title, literal(""))
        .join(QualificationNeed, _ITS_CLASS)
        .where(
            QualificationNeed.qualification_id == _of,
            ClassSession.status == ClassStatus.PUBLISHED,
            ClassSession.ends_at > bindparam("now", type_=ClassSession.ends_at.type),
        ),
    )
)
"""What of the club grants a qualification or asks for it, of what is out; a class that is over asks for nothing."""
IN_THE_FIRM = reads(
    select(Document.ref, Document.title)
    .join(OwnNeed, its_document(OwnNeed))
    .where(
        or_(OwnNeed.qualification_id == _of, OwnNeed.own_id == bindparam("own_id", type_=BIGINT)),
        Document.retired_at.is_(None),
    )
    .order_by(Document.title, Document.id)
)
"""The exams of the firm in scope that ask for it."""
ASKED = reads(
    select(QualificationNeed.qualification_id).where(
        or_(
            QualificationNeed.class_id == bindparam("class_id", type_=BIGINT),
            QualificationNeed.template_id == bindparam("template_id", type_=BIGINT),
        )
    )
)
ASKED_HERE = reads(
    select(OwnNeed.qualification_id, OwnNeed.own_id).where(OwnNeed.document_id == bindparam("document_id"))
)
