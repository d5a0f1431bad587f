"""Documents of a firm, and people on a ladder."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock
from club.core.db import db
from club.documents import actions, pointers
from club.documents.body import Body, Pair
from club.documents.codec import to_json
from club.documents.edits import digest
from club.documents.entries import with_fields
from club.documents.kinds import kind_of
from club.documents.models import Document, Draft
from club.documents.pads import DocumentPad
from club.firms.models import Department, DepartmentLead, Firm, Membership
from club.growth.actions import place
from club.growth.models import Placement
from club.library import pointing_actions, template_actions
from club.library.actions import adopt, offer_starters, publish_revision
from club.library.models import Template
from club.library.pads import TemplatePad, newest_of
from club.library.starters import starter
from tests.makers.scopes import as_desk, as_firm, saved

A_DAY = date(2026, 1, 1)


def a_draft(firm: Firm, body: Body, kind: str = "ladder") -> Document:
    with as_firm(firm):
        return actions.begin(kind_of(kind), body, lang="en", by=None, at=clock.now())


def a_document(firm: Firm, body: Body, kind: str = "ladder") -> Document:
    """A document with one revision in force."""
    with as_firm(firm):
        document = actions.begin(kind_of(kind), body, lang="en", by=None, at=clock.now())
        actions.publish(
            document, seen=digest(to_json(body)), note="First", effective_on=A_DAY, today=A_DAY, by=None, at=clock.now()
        )
    return document


def a_pointer(firm: Firm, document: Document, target: Document, item: str = "", named: Sequence[str] = ()) -> None:
    """An exam asks about a standard of its firm, or a text belongs to a part of another."""
    with as_firm(firm):
        pointers.point(db.session.merge(document), db.session.merge(target), item=item, named=named)


def a_template_pointer(club: Club, template: Template, slug: str) -> None:
    """A template points at another one of its club."""
    with as_desk(club):
        target = db.session.scalars(select(Template).where(Template.slug == slug)).one()
        pointing_actions.point(db.session.merge(template), target)


def a_next_number(
    firm: Firm, document: Document, body: Body, *, effective_on: date | None = None, by: int | None = None
) -> None:
    """A document gets its next number, in force from today on unless told."""
    today = clock.today("Asia/Shanghai")
    with as_firm(firm):
        held = db.session.get_one(Document, document.id)
        DocumentPad(held, by=None, at=clock.now()).keep(body)
        db.session.flush()
        facts: dict[str, Any] = {"effective_on": effective_on or today, "today": today, "by": by, "at": clock.now()}
        actions.publish(held, seen=digest(to_json(body)), note="Next", **facts)


def a_placement(
    firm: Firm, membership: Membership, document: Document, ladder: Any, *, started_on: date, stage: str = "entry"
) -> Placement:
    with as_firm(firm):
        return place(
            membership,
            document,
            ladder,
            stage=stage,
            started_on=started_on,
            today=started_on,
            by=None,
            at=clock.now(),
        )


def a_lead(firm: Firm, department: Department, membership: Membership) -> DepartmentLead:
    with as_firm(firm):
        lead: DepartmentLead = saved(
            DepartmentLead(department_id=department.id, membership_id=membership.id, since_at=clock.now())
        )
    return lead


def a_template(
    club: Club, slug: str = "our-culture", *, body: Any = None, kind: str = "culture", drafted: bool = False
) -> Template:
    """A template of the club's own, published once; with changes on it where asked."""
    body = body or template_actions.titled(starter("culture")[1], Pair("Our text", "我们的文本"))
    with as_desk(club):
        who: dict[str, Any] = {"by": None, "at": clock.now()}
        template = template_actions.begin(kind_of(kind), body, slug=slug, departments=(), **who)
        template_actions.publish(template, seen=digest(to_json(body)), note="First", **who)
    if drafted:
        a_template_draft(template, club, with_fields(body, "", {"title": {"en": "Our new text", "zh": "我们的新文本"}}))
    return template


def a_template_draft(template: Template, club: Club, body: Any) -> None:
    with as_desk(club):
        held = db.session.merge(template)
        TemplatePad(held, by=None, at=clock.now()).keep(body)


def a_newer_number(club: Club, template: Template, body: Any) -> None:
    """The club publishes the next number of a template."""
    with as_desk(club):
        publish_revision(db.session.merge(template), body, at=clock.now())


def an_adopted(firm: Firm, template: Template) -> Document:
    """A text of the club as a firm adopted and published it."""
    with as_firm(firm):
        held = db.session.merge(template)
        revision = newest_of(held)
        assert revision is not None
        document = adopt(held, revision, lang="en", by=None, at=clock.now())
        db.session.flush()
        draft = db.session.scalars(select(Draft).where(Draft.document_id == document.id)).one()
        actions.publish(
            document, seen=digest(draft.body), note="First", effective_on=A_DAY, today=A_DAY, by=None, at=clock.now()
        )
    return document


def a_library(club: Club) -> None:
    with as_desk(club):
        offer_starters(at=clock.now())
