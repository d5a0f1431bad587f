"""Firms and their people."""

from itertools import count
from typing import Any

from club.clubs.models import Club
from club.core import clock
from club.firms.models import Department, Firm, FirmStatus, Membership, Tie
from club.people.models import Person
from club.policy import FirmRole
from tests.makers.people import a_person
from tests.makers.scopes import as_desk, as_firm, saved

_number = count(1)


def a_firm(club: Club, slug: str = "", **facts: Any) -> Firm:
    slug = slug or f"firm-{next(_number)}"
    values = {
        "name": slug.title(),
        "status": FirmStatus.ACTIVE,
        "admitted_at": clock.now(),
        "activated_at": clock.now(),
        **facts,
    }
    with as_desk(club):
        firm: Firm = saved(Firm(slug=slug, **values))
    return firm


def a_membership(firm: Firm, role: FirmRole = FirmRole.OWNER, person: Person | None = None, **facts: Any) -> Membership:
    person = person or a_person()
    values = {"name": f"{role.value} of {firm.slug}", "joined_at": clock.now(), **facts}
    with as_firm(firm):
        membership: Membership = saved(Membership(person_id=person.id, role=role, **values))
    return membership


def a_department(firm: Firm, name: str = "Customer service", **facts: Any) -> Department:
    with as_firm(firm):
        department: Department = saved(Department(name=name, **facts))
    return department


def a_tie(firm: Firm, person: Person) -> Tie:
    """That one of the club’s own people belongs to a firm."""
    with as_firm(firm):
        tie: Tie = saved(Tie(person_id=person.id))
    return tie
