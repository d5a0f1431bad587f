"""A text is assigned, the assignment changed and ended; people are told, newcomers too."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from club.acknowledgements import actions, telling_actions
from club.acknowledgements.models import Assignment
from club.acknowledgements.rules import State
from club.core import clock
from club.core.audit import FirmEvent
from club.core.db import session
from club.core.jobs import finish_all
from club.core.outbox import order_daily
from club.core.refusals import Refused
from club.documents import actions as documents
from club.documents.models import Document
from club.firms import people_actions, workspace_actions
from club.firms.audience_rules import Audience
from club.firms.models import Department, Membership
from club.policy import FirmRole
from tests.acknowledgements.mill import MAJOR, Mill, later
from tests.makers import as_firm


def refused(call: Any) -> str:
    with pytest.raises(Refused) as found:
        call()
    return found.value.refusal.code


def a_day(traveller: Any, days: int) -> None:
    """Another day, with what comes every day."""
    traveller.move_to(later(days))
    order_daily()
    finish_all()


@pytest.mark.slow
def test_everybody_who_reads_texts_signs_and_is_told(app) -> None:
    mill = Mill()
    mill.assign()
    assert mill.states() == dict.fromkeys(("Lin Yue", "Sun Mei", "Wang Ting", "Zhou Xia", "Li Kai"), State.TO_SIGN)
    assert {one.standing.due_on for one in mill.duties().values()} == {date(2026, 11, 30)}
    assert mill.told("staff") == ["acknowledgements/signature_asked"]
    assert mill.told("books") == []
    with as_firm(mill.firm):
        did = session().scalars(select(FirmEvent.did).where(FirmEvent.row == mill.document.ref)).all()
        assert "signing.assigned" in did


def test_a_department_a_role_and_people_by_name(app) -> None:
    mill = Mill()
    mill.assign(Audience.DEPARTMENT, department=mill.service)
    assert set(mill.duties()) == {"Wang Ting", "Zhou Xia"}
    mill.assign(Audience.ROLE, role=FirmRole.PEOPLE_OFFICE)
    mill.assign(Audience.PEOPLE, people=[mill.people["other"][1]])
    assert set(mill.duties()) == {"Wang Ting", "Zhou Xia", "Sun Mei", "Li Kai"}


def test_whoever_is_reached_twice_signs_once_by_the_first_day(app) -> None:
    mill = Mill()
    mill.assign(days=14)
    mill.assign(Audience.DEPARTMENT, department=mill.service, days=3)
    mill.assign(Audience.PEOPLE, people=[mill.people["staff"][1]], days=9)
    assert mill.duties()["Zhou Xia"].standing.due_on == date(2026, 11, 26)
    assert mill.duties()["Li Kai"].standing.due_on == date(2026, 12, 7)
    assert mill.told("staff") == ["acknowledgements/signature_asked"]


def test_the_same_audience_is_asked_once(app) -> None:
    mill = Mill()
    staff, other = mill.people["staff"][1], mill.people["other"][1]
    for to in ({"audience": Audience.EVERYBODY}, {"audience": Audience.DEPARTMENT, "department": mill.service}):
        mill.assign(**to)
        assert refused(lambda to=to: mill.assign(**to)) == "assignment.assigned"
    mill.assign(Audience.PEOPLE, people=[staff])
    assert refused(lambda: mill.assign(Audience.PEOPLE, people=[staff])) == "assignment.assigned"
    assert refused(lambda: mill.assign(Audience.PEOPLE, people=[])) == "assignment.nobody"
    mill.assign(Audience.PEOPLE, people=[staff, other])
    assert len(mill.assignments()) == 4


def test_a_retired_text_is_assigned_to_nobody_and_owed_by_nobody(app) -> None:
    mill = Mill()
    mill.assign()
    with as_firm(mill.firm):
        documents.retire(session().get_one(Document, mill.document.id), at=clock.now())
    assert mill.duties() == {}
    assert refused(lambda: mill.assign(Audience.ROLE, role=FirmRole.LEAD)) == "assignment.retired"


def test_a_text_that_only_writers_read_is_signed_by_nobody(app) -> None:
    mill = Mill()
    with as_firm(mill.firm):
        session().get_one(Document, mill.document.id).kind = "exam"
    assert refused(mill.assign) == "assignment.secret"


@pytest.mark.slow
def test_whoever_joins_later_gets_the_own_time(app, at_noon) -> None:
    mill = Mill()
    mill.assign()
    at_noon.move_to(later(30))
    mill.member("new", FirmRole.STAFF, "Wu Fan", department_id=mill.service.id)
    assert mill.duties()["Wu Fan"].standing.due_on == date(2026, 12, 30)
    a_day(at_noon, 31)
    assert mill.duties()["Wu Fan"].standing.due_on == date(2026, 12, 30)
    assert mill.told("new") == ["acknowledgements/signature_asked"]


@pytest.mark.slow
def test_whoever_moves_to_the_department_gets_the_own_time_and_loses_it_on_moving_away(app, at_noon) -> None:
    mill = Mill()
    mill.assign(Audience.DEPARTMENT, department=mill.service)
    move = _mover(mill, "other")
    at_noon.move_to(later(30))
    move(mill.service)
    a_day(at_noon, 31)
    assert mill.duties()["Li Kai"].standing.due_on == date(2026, 12, 31)
    move(mill.store)
    a_day(at_noon, 40)
    assert "Li Kai" not in mill.duties()
    move(mill.service)
    a_day(at_noon, 50)
    assert mill.duties()["Li Kai"].standing.due_on == date(2027, 1, 19)


@pytest.mark.slow
def test_the_only_one_of_a_department_gets_the_own_time_on_coming_back(app, at_noon) -> None:
    mill = Mill()
    mill.assign(Audience.DEPARTMENT, department=mill.store)
    move = _mover(mill, "other")
    move(mill.service)
    a_day(at_noon, 10)
    assert mill.duties() == {}
    move(mill.store)
    a_day(at_noon, 30)
    assert mill.duties()["Li Kai"].standing.due_on == date(2026, 12, 30)


def test_a_text_that_is_retired_for_a_while_keeps_the_day_of_those_whom_it_reached(app, at_noon) -> None:
    mill = Mill()
    mill.assign(Audience.DEPARTMENT, department=mill.store)
    for days, retired_at in ((10, clock.now()), (20, None)):
        with as_firm(mill.firm):
            session().get_one(Document, mill.document.id).retired_at = retired_at
        at_noon.move_to(later(days))
        with as_firm(mill.firm):
            telling_actions.tell_of(document=mill.document.id, reminds=True)
    assert mill.duties()["Li Kai"].standing.due_on == date(2026, 11, 30)


def _mover(mill: Mill, name: str) -> Any:
    def move(to: Department) -> None:
        with as_firm(mill.firm):
            row = session().get_one(Membership, mill.people[name][1].id)
            facts = {"name": row.name, "staff_number": None, "department_id": to.id}
            people_actions.change(row, role=row.role, by=FirmRole.OWNER, **facts)

    return move


def test_whoever_leaves_owes_nothing_and_has_the_whole_time_on_coming_back(app, at_noon) -> None:
    mill = Mill()
    mill.assign()
    with as_firm(mill.firm):
        row = session().get_one(Membership, mill.people["staff"][1].id)
        people_actions.end(row, by=FirmRole.OWNER, at=clock.now())
    assert "Zhou Xia" not in mill.duties()
    at_noon.move_to(later(60))
    with as_firm(mill.firm):
        row = session().get_one(Membership, mill.people["staff"][1].id)
        row.left_at, row.joined_at = None, clock.now()
    assert mill.duties()["Zhou Xia"].standing.due_on == date(2027, 1, 29)


def test_a_department_that_goes_ends_its_assignment_which_keeps_the_name(app) -> None:
    mill = Mill()
    mill.assign(Audience.DEPARTMENT, department=mill.store)
    _mover(mill, "other")(mill.service)
    with as_firm(mill.firm):
        workspace_actions.remove_department(session().get_one(Department, mill.store.id))
    (assignment,) = mill.assignments()
    assert (assignment.department_id, assignment.name) == (None, "Store")
    assert assignment.ended_at is not None
    assert mill.duties() == {}


def change(mill: Mill, ref: str, **facts: Any) -> None:
    with as_firm(mill.firm):
        row = session().scalars(select(Assignment).where(Assignment.ref == ref)).one()
        actions.change(row, today=mill.today, **facts)
    finish_all()


def test_another_time_moves_the_last_day(app, at_noon) -> None:
    mill = Mill()
    ref = mill.assign()
    at_noon.move_to(later(5))
    change(mill, ref, days=20)
    assert mill.duties()["Zhou Xia"].standing.due_on == date(2026, 12, 13)


def test_who_is_named_anew_gets_the_own_time_who_stays_keeps_theirs(app, at_noon) -> None:
    mill = Mill()
    staff, other, lead = (mill.people[name][1] for name in ("staff", "other", "lead"))
    ref = mill.assign(Audience.PEOPLE, people=[staff, lead])
    at_noon.move_to(later(5))
    change(mill, ref, days=7, people=[staff, other])
    found = {name: one.standing.due_on for name, one in mill.duties().items()}
    assert found == {"Zhou Xia": date(2026, 11, 30), "Li Kai": date(2026, 12, 5)}
    assert refused(lambda: change(mill, ref, days=7, people=[])) == "assignment.nobody"


def test_an_ended_assignment_asks_nobody_and_is_not_changed(app, at_noon) -> None:
    mill = Mill()
    ref = mill.assign()
    with as_firm(mill.firm):
        actions.end(session().scalars(select(Assignment)).one(), at=clock.now())
    assert mill.duties() == {}
    assert refused(lambda: change(mill, ref, days=3)) == "assignment.ended"
    at_noon.move_to(later(100))
    mill.assign()
    assert mill.told("staff") == ["acknowledgements/signature_asked"] * 2, "who is asked anew is told anew"
    assert mill.duties()["Zhou Xia"].standing.due_on == date(2027, 3, 10)


@pytest.mark.slow
def test_a_text_that_is_not_in_force_is_asked_for_from_its_day(app, at_noon) -> None:
    mill = Mill()
    mill.publish(MAJOR, effective_on=date(2026, 12, 1))
    mill.assign()
    assert {one.row.number for one in mill.duties().values()} == {1}
    mill.sign("staff")
    a_day(at_noon, 8)
    assert mill.states()["Zhou Xia"] is State.TO_SIGN_AGAIN
    assert mill.duties()["Zhou Xia"].standing.due_on == date(2026, 12, 8)
    assert mill.told("staff")[-1] == "acknowledgements/signature_asked_again"


def test_another_firm_is_not_asked(app) -> None:
    mill = Mill()
    rival = Mill("rival", mill.club)
    mill.assign()
    assert rival.duties() == {}
    assert rival.told("staff") == []
    assert rival.assignments() == []
