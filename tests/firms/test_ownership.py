"""A firm has an owner at every moment, however many act at once."""

import pytest
from flask import Flask
from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock
from club.core.db import session
from club.core.refusals import Refused
from club.firms import ownership_actions, workspace_actions
from club.firms.models import Department, DepartmentLead, Firm, Membership, OwnershipOffer
from club.policy import FirmRole
from tests.dues.test_actions import at_once
from tests.makers import a_club, a_department, a_firm, a_membership, as_firm


@pytest.fixture
def club(app: Flask) -> Club:
    return a_club("crown")


@pytest.fixture
def firm(club: Club) -> Firm:
    return a_firm(club, "bamboo")


def owners(firm: Firm) -> int:
    with as_firm(firm):
        return len(session().scalars(select(Membership).where(Membership.role == FirmRole.OWNER)).all())


def test_of_two_owners_who_step_down_at_once_one_stays(app: Flask, firm: Firm) -> None:
    both = [a_membership(firm), a_membership(firm)]

    def step_down(number: int) -> None:
        with as_firm(firm):
            ownership_actions.step_down(session().get_one(Membership, both[number].id), role=FirmRole.STAFF)

    raised = at_once(app, 2, step_down)
    assert [error.refusal.code for error in raised if isinstance(error, Refused)] == ["last_owner"]
    assert owners(firm) == 1


def test_an_offer_is_accepted_once_and_not_after_its_giver_left_office(app: Flask, firm: Firm) -> None:
    giver, taker, other = a_membership(firm), a_membership(firm, FirmRole.STAFF), a_membership(firm, FirmRole.STAFF)
    with as_firm(firm):
        own = session().get_one(Membership, giver.id)
        refs = [
            ownership_actions.offer(
                session().get_one(Membership, to.id), by=own, then_role=FirmRole.STAFF, at=clock.now()
            ).ref
            for to in (taker, other)
        ]

    def accept(number: int) -> None:
        with as_firm(firm):
            made = session().scalars(select(OwnershipOffer).where(OwnershipOffer.ref == refs[number])).one()
            ownership_actions.accept(made, at=clock.now())

    raised = at_once(app, 2, accept)
    assert [error.refusal.code for error in raised if isinstance(error, Refused)] == ["offer_over"]
    assert owners(firm) == 1


@pytest.mark.parametrize(
    ("role", "then_role", "code"),
    [(FirmRole.OWNER, None, "is_owner"), (FirmRole.STAFF, FirmRole.OWNER, "stays_owner")],
)
def test_an_offer_makes_sense(firm: Firm, role: FirmRole, then_role: FirmRole | None, code: str) -> None:
    giver, taker = a_membership(firm), a_membership(firm, role)
    with pytest.raises(Refused) as refused, as_firm(firm):
        own = session().get_one(Membership, giver.id)
        ownership_actions.offer(session().get_one(Membership, taker.id), by=own, then_role=then_role, at=clock.now())
    assert refused.value.refusal.code == code


def test_a_second_offer_ends_the_first(firm: Firm) -> None:
    giver, taker = a_membership(firm), a_membership(firm, FirmRole.STAFF)
    with as_firm(firm):
        own, to = (session().get_one(Membership, one.id) for one in (giver, taker))
        first = ownership_actions.offer(to, by=own, then_role=None, at=clock.now())
        second = ownership_actions.offer(to, by=own, then_role=None, at=clock.now())
        assert (first.ended_at is None, second.ended_at is None) == (False, True)
        ownership_actions.end(second, at=clock.now())
        with pytest.raises(Refused):
            ownership_actions.accept(second, at=clock.now())


def test_a_lead_who_comes_in_leads_the_department_that_has_nobody(firm: Firm) -> None:
    led, free = a_department(firm, "Service"), a_department(firm, "Repairs")
    owner = a_membership(firm)
    wei = a_membership(firm, FirmRole.LEAD, department_id=free.id)
    other = a_membership(firm, FirmRole.LEAD, department_id=led.id)
    with as_firm(firm):
        workspace_actions.set_lead(
            session().get_one(Department, led.id), session().get_one(Membership, owner.id), at=clock.now()
        )
        for one in (wei, other):
            workspace_actions.lead_own_department(session().get_one(Membership, one.id), at=clock.now())
        leads = dict(session().execute(select(DepartmentLead.department_id, DepartmentLead.membership_id)).all())
    assert leads == {led.id: owner.id, free.id: wei.id}
