"""Twelve at once: the board's votes, one payment, one invitation, the last seat, the last owner."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

from flask import Flask
from sqlalchemy import func, select

from bench.places import Place
from club.applications.models import Decision
from club.clubs.models import Club
from club.core import clock
from club.core.db import session
from club.core.links import Link, token_of
from club.dues.models import Invoice, InvoiceStatus, Payment
from club.firms import people_actions
from club.firms.models import Firm, FirmRecord, FirmStatus, Invitation, Membership
from club.people.models import Person
from club.policy import ClubRole, FirmRole
from drills.at_once import THREADS, Call, faults, installation, statuses
from tests import makers
from tests.client import HouseClient
from tests.makers.applications import with_board

ROUNDS = 50
Outcome = tuple[Counter[int], bool]
"""What was answered, and whether the rows are right."""


class Board:
    """Two votes of twelve decide: one decision, one firm, one invoice."""

    def __init__(self, app: Flask) -> None:
        self.club = makers.a_club("board", board_yes=2)
        makers.a_plan(self.club)
        self.clients = [staff(app, self.club, ClubRole.BOARD_MEMBER, f"Member {n}") for n in range(THREADS)]
        self.rounds = 0

    def round(self) -> Outcome:
        self.rounds += 1
        path = f"/board/applications/{with_board(self.club).ref}/vote"
        seen = statuses([partial(one.post, path, data=one.form(path) | {"choice": "yes"}) for one in self.clients])
        made = [many(self.club, model) for model in (Decision, Firm, Invoice)]
        return seen, made == [self.rounds] * 3


class Treasury:
    """Twelve transfers for one invoice: one payment, one opened firm."""

    def __init__(self, app: Flask) -> None:
        self.club = makers.a_club("pay")
        self.plan = makers.a_plan(self.club)
        self.clients = [staff(app, self.club, ClubRole.TREASURER, f"Treasurer {n}") for n in range(THREADS)]
        self.rounds = 0

    def round(self) -> Outcome:
        self.rounds += 1
        invoice = makers.an_invoice(self.club, self.plan)
        path, calls = f"/pay/dues/{invoice.ref}", list[Call]()
        for number, client in enumerate(self.clients):
            typed = {"amount": "12800.00", "reference": f"bank-{self.rounds}-{number}"}
            typed["received_on"] = clock.today("Asia/Shanghai").isoformat()
            calls.append(partial(client.post, f"{path}/transfer", data=client.form(path) | typed))
        seen = statuses(calls)
        with makers.as_desk(self.club):
            is_open = session().get_one(Firm, invoice.firm_id).status is FirmStatus.ACTIVE
            is_paid = session().get_one(Invoice, invoice.id).status is InvoiceStatus.PAID
        return seen, is_open and is_paid and many(self.club, Payment) == self.rounds and seen[303] == 1


class Door:
    """Twelve strangers with one invitation: one of them is in, with one account."""

    def __init__(self, app: Flask) -> None:
        self.app, self.club = app, makers.a_club("door")
        self.firm = makers.a_firm(self.club, "lantern")

    def round(self) -> Outcome:
        with makers.as_firm(self.firm):
            invited = people_actions.invite(role=FirmRole.STAFF, name="Ning", by=None, at=clock.now())
            link = session().scalar(select(Link.ref).where(Link.subject == invited.ref))
            path = f"/door/join/{token_of(link or '')}"
        before, calls = (members(self.firm), people()), list[Call]()
        for number in range(THREADS):
            client = house_client(self.app)
            typed = {"new_password": "seven grey herons", "email": f"{number}-{invited.ref}@strangers.example"}
            calls.append(partial(client.post, path, data=client.form(path) | typed))
        seen = statuses(calls)
        after = (members(self.firm), people())
        return seen, after == (before[0] + 1, before[1] + 1) and seen[303] == 1


class Seat:
    """Twelve invitations for the last seat: one is made."""

    def __init__(self, app: Flask) -> None:
        self.club = makers.a_club("seat")
        self.firm = makers.a_firm(self.club, "lantern")
        owner = makers.a_person()
        makers.a_membership(self.firm, FirmRole.OWNER, owner)
        with makers.as_desk(self.club):
            facts = {"legal_name": "Lantern", "credit_code": "91330100MA2000001X", "seats": 1}
            self.record = makers.saved(FirmRecord(firm_id=self.firm.id, **facts))
        self.clients = [signed_in(app, owner) for _ in range(THREADS)]

    def round(self) -> Outcome:
        with makers.as_desk(self.club):
            session().get_one(FirmRecord, self.record.id).seats += 1
        path, typed = "/seat/firms/lantern/people/invite", {"name": "Ning", "role": "staff"}
        before = invitations(self.firm)
        seen = statuses([partial(one.post, path, data=one.form(path) | typed) for one in self.clients])
        return seen, invitations(self.firm) == before + 1 and seen[303] == 1


class Owners:
    """Twelve owners step down together: one has to stay."""

    def __init__(self, app: Flask) -> None:
        self.app, self.club = app, makers.a_club("owners")

    def round(self) -> Outcome:
        firm = makers.a_firm(self.club)
        root, calls = f"/owners/firms/{firm.slug}/ownership", list[Call]()
        for _ in range(THREADS):
            person = makers.a_person()
            makers.a_membership(firm, FirmRole.OWNER, person)
            client = signed_in(self.app, person)
            calls.append(partial(client.post, f"{root}/step-down", data=client.form(root) | {"role": "staff"}))
        seen = statuses(calls)
        with makers.as_firm(firm):
            owners = select(func.count()).select_from(Membership).where(Membership.role == FirmRole.OWNER)
            return seen, session().scalar(owners) == 1 and seen[303] == THREADS - 1


RACES: dict[str, Callable[[Flask], Board | Treasury | Door | Seat | Owners]] = {
    "votes": Board,
    "payment": Treasury,
    "invitation": Door,
    "last seat": Seat,
    "last owner": Owners,
}


def run(place_of: AbstractContextManager[Place], rounds: int, seconds: float) -> Iterator[str]:
    """A line for each race; each gets its share of the time."""
    with place_of as place, installation(place) as app:
        for name, race in RACES.items():
            yield f"{place.name}, {name}: {raced(race(app).round, rounds, seconds / len(RACES))}"


def raced(one_round: Callable[[], Outcome], rounds: int, seconds: float) -> str:
    until = time.monotonic() + seconds
    seen, wrong, done = Counter[int](), 0, 0
    while done < rounds and time.monotonic() < until:
        answered, is_right = one_round()
        done += 1
        wrong += not is_right
        seen += answered
    shown = ", ".join(f"{status}: {times}" for status, times in sorted(seen.items()))
    short = "" if done == rounds else f" (of {rounds}; time was up)"
    return f"{done} rounds{short} of {THREADS} at once, {wrong} wrong, {faults(seen)} faults ({shown})"


def house_client(app: Flask) -> HouseClient:
    client = app.test_client()
    assert isinstance(client, HouseClient)
    return client


def signed_in(app: Flask, person: Person) -> HouseClient:
    client = house_client(app)
    makers.sign_in(client, person)
    return client


def staff(app: Flask, club: Club, role: ClubRole, name: str) -> HouseClient:
    person = makers.a_person()
    makers.a_role(club, person, role, name)
    return signed_in(app, person)


def many(club: Club, model: type) -> int:
    with makers.as_desk(club):
        return session().scalar(select(func.count()).select_from(model)) or 0


def members(firm: Firm) -> int:
    with makers.as_firm(firm):
        return session().scalar(select(func.count()).select_from(Membership)) or 0


def invitations(firm: Firm) -> int:
    with makers.as_firm(firm):
        return session().scalar(select(func.count()).select_from(Invitation)) or 0


def people() -> int:
    found = session().scalar(select(func.count()).select_from(Person)) or 0
    session().rollback()
    return found
