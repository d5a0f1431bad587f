"""What a club’s library has: templates, a talk that carries one, an offered clause, a newer number."""

from club.core import clock
from club.core.db import session
from club.documents.entries import with_fields
from club.exams.count_models import ExamCount
from club.library.count_models import TemplateCount
from club.library.models import Template
from club.library.offer_models import ClauseOffer
from club.library.pads import body_of, newest_of
from club.talks.models import Talk
from tests.documents.bodies import an_exam_of_the_club
from tests.makers import (
    a_library,
    a_newer_number,
    a_piece,
    a_template,
    a_template_pointer,
    as_desk,
    saved,
)
from tests.makers.exams import a_drafted_exam, an_own_exam
from tests.world.banks import the_clubs_bank
from tests.world.tenants import Tenant


def fill_library(tenant: Tenant) -> None:
    """Starter texts, a statement with changes on it that a talk carries, an exam with a bank."""
    a_library(tenant.club)
    culture = a_template(tenant.club, f"culture-of-{tenant.club.slug}", drafted=True)
    tenant.values["template"] = culture.slug
    exam = a_template(
        tenant.club, f"exam-of-{tenant.club.slug}", body=an_exam_of_the_club("hours-handover"), kind="exam"
    )
    a_template_pointer(tenant.club, exam, "service-standard")
    the_clubs_bank(tenant, tenant.club)
    tenant.values["template.exam"] = exam.slug
    own = an_own_exam(tenant.club)
    tenant.values["own_exam"] = own.slug
    with as_desk(tenant.club):
        count = ExamCount(template_id=own.id, firms=9, sat=40, passed=31, told_firms=5, told_sat=40, told_passed=30)
        tenant.note("exam_count", saved(count))
    tenant.values["handed_exam"] = an_exam_that_waits(tenant)
    with as_desk(tenant.club):
        talk = session().query(Talk).filter_by(slug=tenant.values["talk"]).one()
    a_piece(tenant.club, talk, culture)
    with as_desk(tenant.club):
        for template in session().query(Template).all():
            tenant.note("template", template)
            session().expunge(template)


def an_exam_that_waits(tenant: Tenant) -> str:
    """An exam of the club that an instructor composed and handed in; the letters are not kept."""
    template = a_drafted_exam(tenant.club, tenant.people["author"], slug=f"handed-in-{tenant.club.slug}")
    with as_desk(tenant.club):
        session().merge(template).handed_in_at = clock.now()
    return template.slug


def offer_a_clause(tenant: Tenant) -> None:
    """A clause in the queue, and how many firms adopted its template."""
    with as_desk(tenant.club):
        template = session().query(Template).filter_by(slug=tenant.values["template"]).one()
        newest = newest_of(template)
        assert newest
        offer = saved(
            ClauseOffer(
                template_id=template.id,
                item=newest.body["promises"][0]["key"],
                parent="",
                slot="promises",
                lang="en",
                fields={"text": f"A better promise for {tenant.club.slug}"},
                offered_on=clock.today("UTC"),
            )
        )
        saved(TemplateCount(template_id=template.id, firms=7, in_use=6, told_firms=5, told_using=5))
        tenant.note("clause_offer", offer)
        tenant.values["clause_offer"] = offer.ref


def publish_newer(tenant: Tenant) -> None:
    """The club publishes the next number of the template that its firms adopted."""
    with as_desk(tenant.club):
        template = session().query(Template).filter_by(slug=tenant.values["template"]).one()
        newest = newest_of(template)
        assert newest
        body = body_of(template, newest)
        session().expunge(template)
    promise = {"text": {"en": "A promise of the club", "zh": "俱乐部的承诺"}}
    a_newer_number(tenant.club, template, with_fields(body, body.promises[0].key, promise))
