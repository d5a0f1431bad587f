"""Which of the club’s own people belong to a firm: a tie comes with membership and role, and goes with either."""

import pytest
from sqlalchemy import select

from club.core import clock, outbox
from club.core.db import session
from club.firms import people_actions
from club.firms.models import FirmRecord, Membership, Tie
from club.people import staff_actions
from club.people.models import Person
from club.policy import ClubRole, FirmRole
from tests.makers import a_club, a_firm, a_membership, a_person, a_role, as_desk, as_firm


@pytest.fixture
def club(app):
    return a_club("crown")


@pytest.fixture
def lantern(club):
    made = a_firm(club, "lantern")
    with as_firm(made):
        session().add(FirmRecord(legal_name="Lantern", credit_code="9133010600DEM0001X", seats=30))
    a_membership(made)
    return made


@pytest.fixture
def shen():
    return a_person()


def tied(club):
    with as_desk(club):
        return [(tie.firm_id, tie.person_id) for tie in session().scalars(select(Tie).order_by(Tie.firm_id))]


def comes_into(firm, person):
    with as_firm(firm):
        invited = people_actions.invite(role=FirmRole.STAFF, name="Shen", by=None, at=clock.now())
        people_actions.accept(invited, session().get_one(Person, person.id), notice=None, at=clock.now())


def gets(club, person, *roles):
    with as_desk(club):
        staff_actions.set_roles(session().get_one(Person, person.id), roles=roles, name="Shen", at=clock.now())
    while ids := outbox.due():
        for job in ids:
            outbox.carry_out(job)


def test_one_of_the_clubs_people_who_comes_into_a_firm_is_tied_to_it(app, club, lantern, shen):
    a_role(club, shen, ClubRole.BOARD_MEMBER)
    comes_into(lantern, shen)
    assert tied(club) == [(lantern.id, shen.id)]


def test_whoever_has_no_role_in_the_club_is_the_firms_own_matter(app, club, lantern, shen):
    comes_into(lantern, shen)
    assert tied(club) == []


def test_a_tie_ends_with_the_membership(app, club, lantern, shen):
    a_role(club, shen, ClubRole.BOARD_MEMBER)
    comes_into(lantern, shen)
    with as_firm(lantern):
        member = session().scalars(select(Membership).where(Membership.person_id == shen.id)).one()
        people_actions.end(member, by=FirmRole.OWNER, at=clock.now())
    assert tied(club) == []


def test_a_tie_comes_and_goes_with_the_role(app, club, lantern, shen):
    a_membership(lantern, FirmRole.STAFF, person=shen)
    other = a_firm(club, "bamboo")
    a_membership(other, FirmRole.STAFF, person=shen)
    gets(club, shen, ClubRole.BOARD_MEMBER)
    assert tied(club) == [(lantern.id, shen.id), (other.id, shen.id)]
    gets(club, shen, ClubRole.VERIFIER)
    assert len(tied(club)) == 2
    gets(club, shen)
    assert tied(club) == []


def test_a_firm_sees_its_own_ties_only(app, club, lantern, shen):
    a_role(club, shen, ClubRole.BOARD_MEMBER)
    comes_into(lantern, shen)
    with as_firm(lantern):
        assert len(session().scalars(select(Tie)).all()) == 1
    with as_firm(a_firm(club, "bamboo")):
        assert session().scalars(select(Tie)).all() == []
