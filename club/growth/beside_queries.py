"""Reads of what belongs to the stages of a firm's ladders: texts with what is in force of them, and courses."""

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from club.core.types import rows_together, within_rows
from club.core.walls import reads
from club.courses.learning_models import Enrolment
from club.courses.models import Course, CourseStatus
from club.documents.joins import its_document, pointed_at
from club.documents.models import Document, DocumentPointer, Revision
from club.exams.models import Attempt
from club.exams.round_queries import is_followed
from club.exams.rules import Purpose
from club.growth.models import Placement, StageCourse

_beside = aliased(Document, name="beside")
_BESIDE_THE_STAGE = and_(
    DocumentPointer.club_id == Placement.club_id,
    DocumentPointer.firm_id == Placement.firm_id,
    DocumentPointer.document_id == Placement.document_id,
    DocumentPointer.item == Placement.stage,
)
_held = aliased(Revision, name="held")
_NEWEST_BESIDE = (
    select(func.max(Revision.number))
    .where(
        Revision.club_id == _beside.club_id,
        Revision.firm_id == _beside.firm_id,
        Revision.document_id == _beside.id,
        Revision.effective_on <= bindparam("today"),
    )
    .correlate(_beside)
    .scalar_subquery()
)
_HOLDS = and_(
    _held.club_id == _beside.club_id,
    _held.firm_id == _beside.firm_id,
    _held.document_id == _beside.id,
    _held.number == _NEWEST_BESIDE,
)
_PASSED = exists(
    select(Attempt.id).where(
        Attempt.club_id == _beside.club_id,
        Attempt.firm_id == _beside.firm_id,
        Attempt.document_id == _beside.id,
        Attempt.membership_id == Placement.membership_id,
        Attempt.purpose == Purpose.COUNTED,
        Attempt.passed.is_(True),
        ~is_followed(Attempt, Attempt.finished_at),
    )
).correlate(_beside, Placement)
TEXTS = (
    select(
        rows_together(
            _beside.kind,
            _beside.ref,
            _beside.title,
            _PASSED,
            _beside.id,
            _beside.lang,
            _held.number,
            _held.published_at,
            within_rows(DocumentPointer.named),
        )
    )
    .join(_held, _HOLDS)
    .join(
        DocumentPointer,
        pointed_at(_beside),
    )
    .where(_BESIDE_THE_STAGE)
    .correlate(Placement)
    .scalar_subquery()
)

_TAKES_IT = and_(
    Enrolment.club_id == Placement.club_id,
    Enrolment.firm_id == Placement.firm_id,
    Enrolment.membership_id == Placement.membership_id,
    Enrolment.course_id == Course.id,
)
_ITS_COURSE = and_(Course.club_id == StageCourse.club_id, Course.id == StageCourse.course_id)
COURSES = (
    select(
        rows_together(
            Course.slug,
            Course.title,
            exists(select(Enrolment.id).where(_TAKES_IT)).correlate(Course, Placement),
            exists(select(Enrolment.id).where(_TAKES_IT, Enrolment.finished_at.is_not(None))).correlate(
                Course, Placement
            ),
        )
    )
    .join(StageCourse, _ITS_COURSE)
    .where(
        StageCourse.club_id == Placement.club_id,
        StageCourse.firm_id == Placement.firm_id,
        StageCourse.document_id == Placement.document_id,
        StageCourse.stage == Placement.stage,
        Course.status == CourseStatus.PUBLISHED,
    )
    .correlate(Placement)
    .scalar_subquery()
)
COURSES_BESIDE = reads(
    select(StageCourse.stage, StageCourse.course_id, Course.slug, Course.title, Course.status)
    .join(Course, _ITS_COURSE)
    .where(StageCourse.document_id == bindparam("document_id"))
    .order_by(StageCourse.id)
)
STAGE_COURSES = reads(
    select(Document.ref.label("document"), StageCourse.stage, Course.slug.label("course"))
    .select_from(StageCourse)
    .join(Course, _ITS_COURSE)
    .join(
        Document,
        its_document(StageCourse),
    )
    .order_by(StageCourse.id)
)
