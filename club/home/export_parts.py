"""What a firm takes along: each part a name and a function that gives its rows, ready for JSON."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import and_, bindparam, select

from club.acknowledgements import archive as signing
from club.answers import queries as answers
from club.applications.models import Application, Evidence
from club.banks import queries as banks
from club.classes.place_queries import ALL_OF_FIRM as CLASS_REGISTRATIONS
from club.copies.queries import TAKEN_OUT
from club.core.audit import FirmEvent
from club.core.db import read
from club.core.scope import current
from club.core.walls import reads
from club.courses import homework_queries as homework
from club.courses import learning_queries as learning
from club.courses import qualification_queries as qualifications
from club.courses import task_queries as tasks
from club.documents import archive
from club.documents import queries as documents
from club.documents.picture_queries import PICTURE_FILES, PICTURES
from club.documents.pointers import POINTERS
from club.dues.models import Invoice, Payment
from club.exams import archive_queries as exams
from club.exams import call_queries as exam_calls
from club.firms.models import Department, DepartmentLead, Firm, FirmRecord, Invitation, Membership
from club.firms.people_queries import DEPARTMENT_OF
from club.growth import queries as growth
from club.growth.beside_queries import STAGE_COURSES
from club.growth.plan_queries import ARCHIVE as PLANNED

_FIRM = reads(
    select(
        Firm.slug,
        Firm.name,
        Firm.city,
        Firm.platforms,
        Firm.categories,
        Firm.entry,
        Firm.is_listed,
        Firm.status,
        Firm.lang,
        Firm.zone,
        Firm.day_starts_at,
        Firm.admitted_at,
        Firm.activated_at,
        FirmRecord.legal_name,
        FirmRecord.credit_code,
        FirmRecord.contact_name,
        FirmRecord.contact_email,
        FirmRecord.contact_phone,
        FirmRecord.seats,
    )
    .join(FirmRecord, and_(FirmRecord.club_id == Firm.club_id, FirmRecord.firm_id == Firm.id))
    .where(Firm.id == bindparam("firm_id"))
)
_APPLICATIONS = reads(
    select(
        Application.ref,
        Application.status,
        Application.legal_name,
        Application.credit_code,
        Application.platforms,
        Application.categories,
        Application.city,
        Application.turnover_minor,
        Application.currency,
        Application.basis,
        Application.period,
        Application.period_end,
        Application.own_role,
        Application.received_at,
    ).where(Application.firm_id == bindparam("firm_id"))
)
_PEOPLE = reads(
    select(
        Membership.ref,
        Membership.name,
        Membership.role,
        Membership.staff_number,
        Department.ref.label("department"),
        Membership.joined_at,
        Membership.left_at,
    )
    .outerjoin(Department, DEPARTMENT_OF)
    .order_by(Membership.id)
)
_DEPARTMENTS = reads(
    select(Department.ref, Department.name, Department.kind, Membership.ref.label("lead"))
    .outerjoin(
        DepartmentLead,
        and_(
            DepartmentLead.club_id == Department.club_id,
            DepartmentLead.firm_id == Department.firm_id,
            DepartmentLead.department_id == Department.id,
        ),
    )
    .outerjoin(
        Membership,
        and_(
            Membership.club_id == DepartmentLead.club_id,
            Membership.firm_id == DepartmentLead.firm_id,
            Membership.id == DepartmentLead.membership_id,
        ),
    )
    .order_by(Department.position)
)
_INVITATIONS = reads(
    select(
        Invitation.ref,
        Invitation.role,
        Invitation.name,
        Invitation.email,
        Invitation.phone,
        Invitation.staff_number,
        Invitation.invited_at,
        Invitation.accepted_at,
        Invitation.revoked_at,
    ).order_by(Invitation.id)
)
_INVOICES = reads(
    select(
        Invoice.number,
        Invoice.debtor,
        Invoice.amount_minor,
        Invoice.currency,
        Invoice.starts_on,
        Invoice.ends_on,
        Invoice.issued_at,
        Invoice.due_on,
        Invoice.status,
        Payment.method,
        Payment.reference,
        Payment.received_on,
    )
    .outerjoin(
        Payment,
        and_(
            Payment.club_id == Invoice.club_id,
            Payment.firm_id == Invoice.firm_id,
            Payment.invoice_id == Invoice.id,
        ),
    )
    .where(Invoice.firm_id == bindparam("firm_id"))
    .order_by(Invoice.id)
)
_EVENTS = reads(select(FirmEvent.did, FirmEvent.row, FirmEvent.facts, FirmEvent.at).order_by(FirmEvent.at))
_EVIDENCE = reads(
    select(Evidence.stored_as, Evidence.name)
    .join(Application, and_(Application.club_id == Evidence.club_id, Application.id == Evidence.application_id))
    .where(Application.firm_id == bindparam("firm_id"), Evidence.firm_id == bindparam("firm_id"))
    .order_by(Evidence.id)
)


def _rows(statement: Any, **values: Any) -> list[dict[str, Any]]:
    return [{key: _plain(value) for key, value in row._mapping.items()} for row in read(statement, **values)]  # noqa: SLF001


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else value


def _about(statement: Any) -> Callable[[], list[dict[str, Any]]]:
    return lambda: _rows(statement, firm_id=current().firm)


PARTS: dict[str, Callable[[], Any]] = {
    "firm": _about(_FIRM),
    "application": _about(_APPLICATIONS),
    "departments": lambda: _rows(_DEPARTMENTS),
    "people": lambda: _rows(_PEOPLE),
    "invitations": lambda: _rows(_INVITATIONS),
    "documents": documents.export_of_firm,
    "pointers": lambda: _rows(POINTERS),
    "pictures": lambda: _rows(PICTURES),
    "reviews": lambda: _rows(archive.REVIEWS),
    "comments": lambda: _rows(archive.COMMENTS),
    "replies": lambda: _rows(archive.REPLIES),
    "copies": lambda: _rows(TAKEN_OUT),
    "consultations": lambda: _rows(archive.CONSULTATIONS),
    "talks_and_notices": lambda: _rows(archive.ENTRIES),
    "assignments": lambda: _rows(signing.ASSIGNMENTS),
    "assignees": lambda: _rows(signing.ASSIGNEES),
    "signatures": lambda: _rows(signing.SIGNATURES),
    "tellings": lambda: _rows(signing.TELLINGS),
    "question_bank": lambda: _rows(banks.ARCHIVE),
    "files_of_questions": lambda: _rows(banks.ARCHIVED_FILES),
    "pictures_of_questions": lambda: _rows(banks.ARCHIVED_PICTURES),
    "attempts": lambda: _rows(exams.ARCHIVE),
    "answers_in_attempts": lambda: _rows(exams.ARCHIVED_ANSWERS),
    "exam_calls": lambda: _rows(exam_calls.ARCHIVE),
    "allowed_attempts": lambda: _rows(exams.ARCHIVED_EXTRAS),
    "exam_rounds": lambda: _rows(exams.ARCHIVED_ROUNDS),
    "questions_without_an_answer": lambda: _rows(answers.ALL_GAPS),
    "answers_sent_otherwise": lambda: _rows(answers.ALL_SENT),
    "answers_copied": lambda: _rows(answers.ALL_COPIES),
    "courses_taken": lambda: _rows(learning.ARCHIVE),
    "lessons_done": lambda: _rows(learning.ARCHIVED_LESSONS),
    "days_for_homework": lambda: _rows(homework.ARCHIVE),
    "answers_to_courses": lambda: _rows(tasks.ARCHIVE),
    "qualifications": lambda: _rows(qualifications.ARCHIVE),
    "own_qualifications": lambda: _rows(qualifications.ARCHIVED_OWN),
    "asked_by_own_exams": lambda: _rows(qualifications.ARCHIVED_NEEDS),
    "courses_of_stages": lambda: _rows(STAGE_COURSES),
    "placements": growth.export_of_firm,
    "planned_placements": lambda: _rows(PLANNED),
    "classes": lambda: _rows(CLASS_REGISTRATIONS),
    "dues": _about(_INVOICES),
    "events": lambda: _rows(_EVENTS),
}


def files() -> Iterator[tuple[str, str]]:
    """The firm's own files: the name that each has in the export, and the key of its bytes."""
    for number, row in enumerate(read(_EVIDENCE, firm_id=current().firm), start=1):
        yield f"files/{number:02}-{row.name}", row.stored_as
    for row in (*read(PICTURE_FILES), *read(banks.PICTURE_FILES)):
        yield f"pictures/{row.ref}.jpg", row.stored_as
