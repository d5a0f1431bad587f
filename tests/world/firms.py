"""What a firm has: people of every role, departments, invitations, documents, placements, invoices."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from club.classes.models import ClassSession, Standing
from club.core import clock, links
from club.core.audit import Did, record
from club.core.db import db, session, transaction
from club.core.messages import Message
from club.core.refs import new_ref
from club.courses.homework_models import HomeworkDay
from club.courses.models import Course
from club.documents import actions as documents
from club.documents import comment_actions, consultation_actions, review_actions
from club.documents.body import Body
from club.documents.codec import to_json
from club.documents.consultation_rules import EntrySort
from club.documents.edits import digest
from club.documents.kinds import kind_of
from club.documents.languages import in_language
from club.documents.models import Document
from club.firms.models import Firm, FirmExport, Invitation, Membership, OwnershipOffer
from club.growth.course_actions import Courses
from club.growth.models import PlannedPlacement, Tick
from club.library import update_actions
from club.library.models import Template
from club.library.offer_models import ClauseGiven
from club.library.starters import STARTERS, starter
from club.people import actions as people
from club.people.models import Person
from club.policy import FirmRole
from tests.makers import (
    a_department,
    a_firm,
    a_lead,
    a_membership,
    a_person,
    a_placement,
    a_pointer,
    a_registration,
    an_adopted,
    as_desk,
    as_firm,
    saved,
)
from tests.world.answering import fill_answers
from tests.world.banks import a_firms_bank
from tests.world.exams import an_answer_to_grade, an_exam_of, an_exam_of_the_clubs_own, attempts_of, calls_of
from tests.world.owing import fill_dues
from tests.world.signing import sign_texts
from tests.world.teaching import take_courses
from tests.world.tenants import Tenant

A_DAY = date(2026, 1, 1)
_number = count(1)


def fill_firm(club: Tenant, slug: str, _staff: Any) -> Tenant:
    """A firm of a club with something of everything that a firm owns."""
    firm = a_firm(
        club.club,
        slug,
        is_listed=True,
        entry=f"Entry of {slug}",
        city="Hangzhou",
        set_up_at=clock.now(),
        categories="Lamps",
    )
    tenant = Tenant(club.club, firm, dict(club.people), dict(club.values), {k: list(v) for k, v in club.ids.items()})
    tenant.values["firm"] = firm.slug
    tenant.note("firm", firm)
    members = _people(tenant)
    tenant.values |= {f"member.{role}": member.ref for role, member in members.items()}
    ladder = _documents(tenant)
    attempts_of(tenant, firm, members[FirmRole.STAFF])
    an_answer_to_grade(tenant, firm, members[FirmRole.STAFF])
    calls_of(tenant, firm, members[FirmRole.STAFF])
    a_firms_bank(tenant, firm)
    take_courses(tenant, members)
    fill_answers(tenant)
    _adopted(tenant)
    _placements(tenant, members, ladder)
    _planned(tenant, ladder)
    sign_texts(tenant, members)
    fill_dues(tenant, _firm(tenant))
    _classes(tenant, members)
    return tenant


def _classes(tenant: Tenant, members: dict[FirmRole, Membership]) -> None:
    """One of the firm’s people has a place, another one is asked to take it."""
    with as_desk(tenant.club):
        coming = session().get_one(ClassSession, int(str(tenant.values["class_id"])))
        session().expunge(coming)
    for role, standing in ((FirmRole.STAFF, Standing.PLACED), (FirmRole.LEAD, Standing.OFFERED)):
        person = tenant.people[role.value]
        facts = {"person_id": person.id, "name": members[role].name, "offered_until": coming.starts_at}
        tenant.note("registration", a_registration(coming, tenant.club, standing, firm=_firm(tenant), **facts))
    staff = members[FirmRole.STAFF]
    with as_firm(_firm(tenant), staff.person_id):
        whose = {"membership_id": staff.id, "person_id": staff.person_id}
        tenant.note("class_homework_day", saved(HomeworkDay(class_id=coming.id, **whose)))


def _people(tenant: Tenant) -> dict[FirmRole, Membership]:
    firm = _firm(tenant)
    department = a_department(firm, f"Service of {firm.slug}", kind="service")
    spare = a_department(firm, f"Store of {firm.slug}")
    members = {}
    for number, role in enumerate(FirmRole):
        person = tenant.people[role.value] = a_person(f"{role.value}@{firm.slug}.example")
        facts = {"department_id": department.id, "staff_number": f"{number:03}"}
        members[role] = a_membership(firm, role, person, name=f"{role.value} of {firm.slug}", **facts)
        _message(tenant, person)
    left = a_membership(firm, FirmRole.STAFF, a_person(f"left@{firm.slug}.example"), left_at=clock.now())
    a_lead(firm, department, members[FirmRole.LEAD])
    for membership in (*members.values(), left):
        tenant.note("membership", membership)
    for row in (department, spare):
        tenant.note("department", row)
    tenant.values |= {
        "department": department.ref,
        "spare_department": spare.ref,
        **{f"member.{role}": member.ref for role, member in members.items()},
    }
    _invitation(tenant, department.id)
    _ownership(tenant, members)
    _account_links(tenant)
    return members


def _ownership(tenant: Tenant, members: dict[FirmRole, Membership]) -> None:
    """What the owner offered the lead, and what the owner took along."""
    giver, taker = members[FirmRole.OWNER], members[FirmRole.LEAD]
    with as_firm(_firm(tenant)):
        offer = saved(OwnershipOffer(to_id=taker.id, from_id=giver.id, offered_at=clock.now()))
        taken = saved(FirmExport(ordered_at=clock.now(), of=1, stored_as="zz/26/" + "a" * 16, done_at=clock.now()))
    tenant.note("offer", offer)
    tenant.note("export", taken)
    tenant.values |= {"offer": offer.ref, "export": taken.ref}


def _account_links(tenant: Tenant) -> None:
    """What the firm's owner was mailed: a reset of the password, and the proof of a new address."""
    owner = tenant.people[FirmRole.OWNER.value]
    with transaction():
        for purpose in (people.RESET, people.MAIL):
            link = links.make(purpose, owner.ref, days=1, club_id=tenant.club.id, person_id=owner.id)
            tenant.values[f"{purpose}_link"] = links.token_of(link.ref)
    db.session.remove()


def _message(tenant: Tenant, person: Person) -> None:
    with as_firm(_firm(tenant), person.id):
        message = saved(
            Message(
                person_id=person.id,
                event="firms/welcome",
                lang="en",
                subject=f"Letter to {person.email}",
                body_text="Text",
                body_html="<p>Text</p>",
                written_at=clock.now(),
            )
        )
    tenant.note("message", message)
    tenant.values[f"message.{person.id}"] = message.ref


def _invitation(tenant: Tenant, department: int) -> None:
    firm = _firm(tenant)
    with as_firm(firm):
        invitation = saved(
            Invitation(
                ref=new_ref(),
                role=FirmRole.STAFF,
                name=f"Coming to {firm.slug}",
                staff_number=f"9{next(_number):02}",
                department_id=department,
                invited_at=clock.now(),
            )
        )
        link = links.make("join", invitation.ref, days=7, club_id=firm.club_id, firm_id=firm.id)
        tenant.values |= {"invitation": invitation.ref, "join": links.token_of(link.ref)}
        record(Did.PERSON_INVITED, invitation.ref, role="staff")
    tenant.note("invitation", invitation)
    _opened_invitation(tenant, firm)


def _opened_invitation(tenant: Tenant, firm: Firm) -> None:
    """An invitation whose link somebody opened, to be confirmed."""
    newcomer = a_person()
    with as_firm(firm):
        opened = saved(
            Invitation(
                ref=new_ref(),
                role=FirmRole.STAFF,
                name=f"Waiting at {firm.slug}",
                invited_at=clock.now(),
                came_id=newcomer.id,
                came_at=clock.now(),
            )
        )
        tenant.values["invitation.waiting"] = opened.ref
    tenant.note("invitation", opened)


def _documents(tenant: Tenant) -> Document:
    firm, found = _firm(tenant), {}
    for name in STARTERS:
        kind, both = starter(name)
        body: Body = in_language(both, "en")
        with as_firm(firm):
            document = documents.begin(kind_of(kind.name), body, lang="en", by=None, at=clock.now())
            documents.publish(
                document,
                seen=digest(to_json(body)),
                note="First",
                effective_on=A_DAY,
                today=A_DAY,
                by=None,
                at=clock.now(),
            )
            if name == "culture":
                documents.restore(document, 1, by=None, at=clock.now())
        if name == "culture":
            _review(tenant, document)
        if name == "operator_ladder":
            _comment(tenant, document, body)
        found[name] = document
        tenant.note("document", document)
        tenant.values[f"document.{name}"] = document.ref
    an_exam_of(tenant, firm, found["service_standard"])
    an_exam_of_the_clubs_own(tenant, firm)
    a_pointer(firm, found["operator_ladder"], found["newcomer_path"], item="entry")
    return found["operator_ladder"]


def _adopted(tenant: Tenant) -> None:
    """A text of the club with a change of the firm's, and a choice made for the number that comes."""
    firm = _firm(tenant)
    with as_desk(tenant.club):
        template = session().scalars(select(Template).where(Template.slug == tenant.values["template"])).one()
        session().expunge(template)
    document = an_adopted(firm, template)
    tenant.note("document", document)
    tenant.values["document.adopted"] = document.ref
    with as_firm(firm):
        held = db.session.merge(document)
        update_actions.choose(held, {}, by=None, at=clock.now())
        saved(
            ClauseGiven(
                document_id=held.id,
                item="promise",
                name="A promise",
                fields={"text": "A promise"},
                consent="1",
                consented_at=clock.now(),
                consented_by_id=tenant.people["owner"].id,
            )
        )
        update_actions.choose(db.session.merge(document), {}, by=None, at=clock.now())


def _review(tenant: Tenant, document: Document) -> None:
    """The owner asks the lead to read the draft."""
    owner, lead = (tenant.people[role.value] for role in (FirmRole.OWNER, FirmRole.LEAD))
    with as_firm(_firm(tenant), owner.id):
        reviewer = session().query(Membership).filter_by(person_id=lead.id).one()
        today = clock.today("Asia/Shanghai")
        facts = {"due_on": today + timedelta(days=3), "note": "Read it", "today": today}
        request = review_actions.ask(session().merge(document), reviewer, by=owner.id, at=clock.now(), **facts)
        tenant.note("review", request)
        tenant.values["review.open"] = request.ref


def _comment(tenant: Tenant, document: Document, body: Body) -> None:
    """The lead says something of the whole ladder and suggests another title."""
    lead = tenant.people[FirmRole.LEAD.value]
    with as_firm(_firm(tenant), lead.id):
        facts = {"text": "Shorter", "field": "title", "proposed": "Ladder"}
        comment = comment_actions.comment(session().merge(document), body, "", by=lead.id, at=clock.now(), **facts)
        tenant.note("comment", comment)
        tenant.values["comment.open"] = comment.ref
        _consultation(tenant, document, body)


def _consultation(tenant: Tenant, document: Document, body: Body) -> None:
    """Everybody is asked about the ladder; a member of staff has said something, and a talk was held."""
    owner, staff, at = tenant.people[FirmRole.OWNER.value].id, tenant.people[FirmRole.STAFF.value].id, clock.now()
    today, document = clock.today("Asia/Shanghai"), session().merge(document)
    asked = {"departments": [], "closes_on": today + timedelta(days=7), "note": "Read it", "today": today}
    consultation = consultation_actions.open_consultation(document, body, by=owner, at=at, **asked)
    spoken = comment_actions.comment(
        document, body, "", text="Who decides?", consultation_id=consultation.id, by=staff, at=at
    )
    told = {"day": today, "people": "All", "text": "At the table", "today": today}
    consultation_actions.put_on_record(document, consultation, EntrySort.TALK, by=owner, at=at, **told)
    for kind, row in (("consultation", consultation), ("comment", spoken)):
        tenant.note(kind, row)
    tenant.values |= {"consultation.open": consultation.ref, "comment.consulted": spoken.ref}


def _placements(tenant: Tenant, members: dict[FirmRole, Membership], document: Document) -> None:
    firm = _firm(tenant)
    ladder: Any = in_language(starter("operator_ladder")[1], "en")
    stage = ladder.stages[0].key
    with as_firm(firm):
        course = session().scalars(select(Course).where(Course.slug == tenant.values["course"])).one()
        Courses().say(session().merge(document), stage, course.slug)
    for role in (FirmRole.STAFF, FirmRole.LEAD):
        started = clock.today("Asia/Shanghai") - timedelta(days=20)
        placement = a_placement(firm, members[role], document, ladder, started_on=started, stage=stage)
        tenant.note("placement", placement)
        tenant.values[f"placement.{role}"] = placement.ref
        with as_firm(firm):
            saved(Tick(placement_id=placement.id, item="item", day=started, ticked_at=clock.now()))


def _planned(tenant: Tenant, document: Document) -> None:
    """A stage kept for somebody who is invited."""
    ladder: Any = in_language(starter("operator_ladder")[1], "en")
    with as_firm(_firm(tenant)):
        invited = session().query(Invitation).filter_by(ref=tenant.values["invitation"]).one()
        stage = ladder.stages[0].key
        kept = PlannedPlacement(invitation_id=invited.id, document_id=document.id, stage=stage, planned_at=clock.now())
        tenant.note("planned_placement", saved(kept))


def _firm(tenant: Tenant) -> Firm:
    if tenant.firm is None:
        raise LookupError("a club without a firm")
    return tenant.firm
