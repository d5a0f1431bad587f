"""A certificate is issued once a course is finished, set as PDF by a job, and verified by its link."""

from datetime import datetime

from flask import current_app
from sqlalchemy import select

from club.clubs.models import Club
from club.clubs.queries import CLUB_BY_ID
from club.copies.printing import for_setting
from club.core import clock, links, outbox, pdf
from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.i18n import speaking
from club.core.qr import svg
from club.core.scope import current
from club.core.site import ClubSeen
from club.courses.learning_models import Certificate, Enrolment
from club.courses.learning_queries import CERTIFICATE
from club.courses.lesson_actions import store
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
    drawn = pdf.drawn(for_setting(page(row)))
    certificate = session().scalars(select(Certificate).where(Certificate.ref == ref).with_for_update()).one()
    if certificate.stored_as:
        return
    if isinstance(drawn, bytes):
        club = session().get_one(Club, current().club)
        certificate.stored_as = store().keep(drawn, club=club.slug, today=clock.today(club.zone))
        certificate.failed = ""
    else:
        certificate.failed = drawn.code


def page(row: object) -> str:
    """A certificate as it stands on paper, in the language of its course; nothing of it begins to write."""
    lang = row.lang  # type: ignore[attr-defined]
    club = ClubSeen(read(CLUB_BY_ID, id=current().club).one())
    with speaking(lang):
        address = address_of(row)
        name = "courses/certificate_print.html"
        return str(
            current_app.jinja_env.get_template(name).render(
                row=row, lang=lang, club_name=club.name, address=address, qr=svg(address, address)
            )
        )


def address_of(row: object) -> str:
    """Where anybody verifies a certificate."""
    return absolute("learning.certificate", token=links.token_of(row.link_ref))  # type: ignore[attr-defined]
