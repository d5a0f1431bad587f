"""Documents of a firm, and people on a ladder."""

from datetime import date
from typing import Any

from club.clubs.models import Club
from club.core import clock
from club.documents import actions
from club.documents.body import Body
from club.documents.codec import to_json
from club.documents.edits import digest
from club.documents.kinds import kind_of
from club.documents.models import Document
from club.firms.models import Department, DepartmentLead, Firm, Membership
from club.growth.actions import place
from club.growth.models import Placement
from club.library.actions import offer_starters
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


def a_library(club: Club) -> None:
    with as_desk(club):
        offer_starters(at=clock.now())
