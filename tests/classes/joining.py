"""What a visitor types, who works at the desk, and how the tests look at a list."""

from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import select

from club.classes.models import ClassSession, Registration
from club.classes.telling_actions import place_token
from club.clubs.models import Club
from club.core import clock, outbox
from club.core.db import session
from club.core.outbox import Job
from club.core.scope import Scope
from club.policy import ClubRole
from tests.client import HouseClient
from tests.makers import a_person, a_role, about, as_desk, sign_in


def typed(number: int = 1, **more: str) -> dict[str, str]:
    return {
        "name": f"Guest {number}",
        "firm_name": "Stone Ferry",
        "contact": f"guest{number}@stoneferry.example",
        "consent": "y",
        **more,
    }


def joined(client: HouseClient, row: ClassSession, number: int = 1, **more: str) -> str:
    """The private page of a visitor who has registered, which they find by mail."""
    answer = client.submit(f"/crown/classes/{row.slug}/register", typed(number, **more))
    assert answer.status_code == 303, answer.text
    who = f"mail:{typed(number, **more)['contact']}"
    with about(Scope(row.club_id, staff=True)):
        came = session().scalars(select(Registration).filter_by(class_id=row.id, who=who)).one()
        return f"/crown/classes/places/{place_token(came)}"


def standings(club: Club, row: ClassSession) -> list[tuple[str, str]]:
    """Everybody on the list, in order of arrival."""
    with as_desk(club):
        found = session().scalars(
            select(Registration).where(Registration.class_id == row.id).order_by(Registration.number)
        )
        return [(came.name, came.status.value) for came in found]


def counters(club: Club, row: ClassSession) -> tuple[int, int, int]:
    """Places taken, people in line, applications to decide: as the class keeps them."""
    with as_desk(club):
        held = session().get_one(ClassSession, row.id)
        return held.taken, held.waiting, held.applied


def work(app: Any, at: datetime | None = None) -> None:
    """Carry out what is due, until nothing is."""
    session().rollback()
    with clock.telling_of(at or clock.now()):
        while ids := outbox.due():
            session().rollback()
            for one in ids:
                outbox.carry_out(one)
        session().rollback()


def ordered(name: str) -> int:
    """How many jobs of a kind were ordered."""
    found = session().scalars(select(Job.id).where(Job.name == name)).all()
    session().rollback()
    return len(found)


def a_secretary(app: Flask, club: Club) -> HouseClient:
    """Somebody of the desk, signed in."""
    client, person = app.test_client(), a_person()
    a_role(club, person, ClubRole.SECRETARY)
    sign_in(client, person)
    return client
