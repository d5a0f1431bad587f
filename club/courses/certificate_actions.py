"""A certificate is issued once a course is finished, set as PDF by a job, and verified by its link."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from club.copies.certificate_actions import keep, paper, set_as_pdf
from club.core import links, outbox
from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.scope import current
from club.courses.learning_models import Certificate, Enrolment
from club.courses.learning_queries import CERTIFICATE
from club.courses.models import Course
from club.documents.kinds.ladder.standing import add_months
from club.firms.days import days_here
from club.firms.models import Firm, Membership

PURPOSE = "certificate"
FOR_EVER = 36_500
"""Days of its link: what expires is the certificate, and its page then says so."""


def issue(enrolment: Enrolment, course: Course, *, lessons: int, at: datetime) -> Certificate:
    """Certify that somebody finished a course, by the name and firm that they have now."""
    member = session().get_one(Membership, enrolment.membership_id)
    firm = session().get_one(Firm, current().firm)
    issued_on = days_here().of(at)
    certificate = Certificate(
        enrolment_id=enrolment.id,
        course_id=course.id,
        person_id=enrolment.person_id,
        name=member.name,
        firm_name=firm.name,
        title=course.title,
        lang=course.lang,
        lessons=lessons,
        issued_on=issued_on,
        expires_on=add_months(issued_on, course.valid_months) if course.valid_months else None,
        link_ref="",
    )
    session().add(certificate)
    session().flush()
    certificate.link_ref = links.make(
        PURPOSE, certificate.ref, days=FOR_EVER, club_id=current().club, firm_id=current().firm
    ).ref
    record(Did.CERTIFICATE_ISSUED, certificate.ref, course=course.ref)
    outbox.order("courses.draw", ref=certificate.ref)
    return certificate


@outbox.handles("courses.draw")
def draw(*, ref: str) -> None:
    """Set a certificate as PDF and keep it; where that cannot be done, its page can be printed."""
    row = read(CERTIFICATE, ref=ref).first()
    if row is None or row.stored_as:
        return
    drawn = set_as_pdf(page(row))
    certificate = session().scalars(select(Certificate).where(Certificate.ref == ref).with_for_update()).one()
    if certificate.stored_as:
        return
    certificate.stored_as, certificate.failed = keep(drawn)


def page(row: Any) -> str:
    """A certificate as it stands on paper, in the language of its course."""
    return paper("courses/certificate_print.html", lang=row.lang, address=address_of(row), row=row)


def address_of(row: Any) -> str:
    """Where anybody verifies a certificate."""
    return absolute("learning.certificate", token=links.token_of(row.link_ref))
