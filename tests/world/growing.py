"""Thirty times the rows of whatever the world's pages list."""

from datetime import timedelta
from typing import Any

from club.acknowledgements.models import Assignment, Signature
from club.applications.models import Application, Evidence, Question
from club.classes.models import ClassFeedback, ClassSession, Registration
from club.clubs.models import Section
from club.core import clock
from club.core.audit import Did, record
from club.core.db import session
from club.core.messages import Message
from club.core.refs import new_ref
from club.courses.models import Course
from club.documents.models import CLUBS_EXAM, Document, Revision
from club.dues.models import Invoice
from club.firms.models import Department, Firm, Invitation, Membership
from club.growth.models import Placement
from club.library.models import Template, TemplateRevision
from club.news.models import Article
from club.people.models import Person, SignIn
from club.talks.models import Talk
from tests.makers import as_desk, as_firm
from tests.world import World

TIMES = 30
FRESH = {"id", "ref", "slug", "number", "credit_code", "staff_number", "name", "title"}


def grow(world: World) -> None:
    """More of everything in lantern and its club."""
    crown, lantern = world.lantern.club, world.lantern.firm
    assert lantern
    with world.app.app_context():
        with as_desk(crown):
            people = [Person(email=f"more{n}@people.example", created_at=clock.now()) for n in range(TIMES)]
            session().add_all(people)
            session().flush()
            _in_the_club(world, crown.slug)
            exams = _exams_of_the_club()
        with as_firm(lantern, world.lantern.people["owner"].id):
            _in_the_firm(people)
            _documents()
            _standing(exams)
            _placements()
            _signing()


def _in_the_club(world: World, slug: str) -> None:
    for model in (
        Talk,
        Article,
        ClassSession,
        ClassFeedback,
        Course,
        Section,
        Firm,
        Application,
        Invoice,
        Evidence,
        Question,
    ):
        multiply(model)
    came = session().query(Registration).filter_by(status="applied").first()
    for number in range(TIMES):
        copied(came, number=number, who=new_ref())
    for _ in range(TIMES):
        record(Did.CLUB_CHANGED, slug)
    for actor in world.actors.values():
        if actor.person:
            session().add_all(sign_ins(actor.person.id))


def _in_the_firm(people: list[Person]) -> None:
    for model in (Department, Invitation):
        multiply(model)
    multiply(Message, subject="More")
    for person in people:
        copied(session().query(Membership).filter_by(role="staff").first(), person_id=person.id)
        record(Did.DEPARTMENT_CHANGED, new_ref())


def _documents() -> None:
    # A catalogue of answers is kept once it was read, so that new ones cost one statement once: see tests/answers.
    rows = session().query(Document).filter(Document.kind.not_in(["answers", CLUBS_EXAM])).all()
    documents = [copied(row) for row in rows for _ in range(TIMES // 4)]
    session().flush()
    revisions = {row.document_id: row for row in session().query(Revision).all()}
    for document in documents:
        source = revisions[document.copy_of]
        copied(source, document_id=document.id, number=source.number)


def _exams_of_the_club() -> list[int]:
    """More exams that the club holds itself, each with its edition."""
    own = session().query(Template).filter(Template.own_exam, Template.author_id.is_(None)).one()
    edition = session().query(TemplateRevision).filter_by(template_id=own.id).one()
    more = [copied(own) for _ in range(TIMES // 4)]
    session().flush()
    for template in more:
        copied(edition, template_id=template.id, number=edition.number)
    return [template.id for template in more]


def _standing(templates: list[int]) -> None:
    """The same, as they stand in the firm."""
    there = session().query(Document).filter_by(kind=CLUBS_EXAM).one()
    for template in templates:
        copied(there, template_id=template)


def _placements() -> None:
    placed = {row.membership_id for row in session().query(Placement).all()}
    placement = session().query(Placement).first()
    for member in session().query(Membership).filter(Membership.left_at.is_(None), Membership.role == "staff").all():
        if member.id not in placed:
            copied(placement, membership_id=member.id)


def _signing() -> None:
    """Every text is signed by everybody, and each of the people has signed the ladder."""
    everybody = session().query(Assignment).filter_by(target="everybody").one()
    for document in (
        session().query(Document).filter(Document.id != everybody.document_id, Document.kind != CLUBS_EXAM).all()
    ):
        copied(everybody, document_id=document.id)
    signed = session().query(Signature).first()
    for member in session().query(Membership).filter(Membership.role == "staff").all():
        if member.id != signed.membership_id:
            copied(signed, membership_id=member.id, number=signed.number)


def multiply(model: Any, **facts: Any) -> None:
    """Thirty copies of the first row that the scope sees."""
    row = session().query(model).order_by(*model.__table__.primary_key.columns).first()
    for _ in range(TIMES):
        copied(row, **facts)


def copied(row: Any, **facts: Any) -> Any:
    """A row like another one, under names of its own."""
    assert row is not None
    values = {c.key: getattr(row, c.key) for c in type(row).__table__.c if c.key not in FRESH}
    columns = type(row).__table__.c
    for name in FRESH & set(columns.keys()) - {"id", "number"}:
        values[name] = new_ref()[:16]
    if "number" in columns and "number" not in facts:
        values["number"] = new_ref()
    copy = type(row)(**{**values, **facts})
    copy.copy_of = getattr(row, "id", None)
    session().add(copy)
    return copy


def sign_ins(person_id: int) -> list[SignIn]:
    at = clock.now()
    return [
        SignIn(token_hash=new_ref(), person_id=person_id, started_at=at, seen_at=at, expires_at=at + timedelta(days=1))
        for _ in range(TIMES)
    ]
