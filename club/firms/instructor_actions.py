"""A firm’s owner names the people of the firm who write talks for the club, and takes that away. Inside the firm."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.clubs.models import RoleInClub
from club.core import audit, outbox
from club.core.audit import Did
from club.core.db import session
from club.core.refusals import Refusal, Refused
from club.core.scope import Scope, current
from club.core.text import N_
from club.firms.leaving import ends_with_membership
from club.firms.models import Firm, Membership
from club.people.leaving import stop_teaching
from club.people.models import Person
from club.people.rules import may_join
from club.people.staff_actions import ROLES_CHANGED, tell_instructor
from club.policy import ClubRole

ALREADY_ONE = Refusal("already_instructor", N_("This person is an instructor of the club already."))


def name_instructor(membership: Membership, *, at: datetime) -> None:
    """Let somebody of the firm write talks for the club, from the next request on.

    Refused for an instructor, and for an account that the firm itself can open anew.
    """
    person = session().get_one(Person, membership.person_id)
    if refusal := may_join(home_firm_id=person.home_firm_id, firm_id=None):
        raise Refused(refusal)
    role = RoleInClub(
        person_id=membership.person_id,
        role=ClubRole.INSTRUCTOR,
        for_firm_id=membership.firm_id,
        name=membership.name,
        granted_at=at,
    )
    try:
        with session().begin_nested():
            session().add(role)
    except IntegrityError:
        raise Refused(ALREADY_ONE) from None
    audit.record(Did.ROLE_GRANTED, membership.ref, roles=[ClubRole.INSTRUCTOR])
    tell_instructor(person, firm_name=session().get_one(Firm, membership.firm_id).name)
    _look_at_ties(membership.person_id)


def take_instructor(membership: Membership) -> None:
    """Take away what this firm gave; a role that the club itself gave stays."""
    role = session().scalar(
        select(RoleInClub).where(
            RoleInClub.person_id == membership.person_id,
            RoleInClub.role == ClubRole.INSTRUCTOR,
            RoleInClub.for_firm_id == membership.firm_id,
        )
    )
    if role is None:
        return
    session().delete(role)
    stop_teaching(membership.person_id)
    audit.record(Did.ROLE_TAKEN, membership.ref, roles=[ClubRole.INSTRUCTOR])
    _look_at_ties(membership.person_id)


@ends_with_membership
def _leaves(membership: Membership, *, at: datetime) -> None:  # noqa: ARG001
    take_instructor(membership)


def _look_at_ties(person_id: int) -> None:
    outbox.order(ROLES_CHANGED, scope=Scope(current().club, person=person_id))
