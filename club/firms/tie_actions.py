"""Which of the club’s own people belong to which firm: written in the firm, from a membership and a role."""

from sqlalchemy import bindparam, select

from club.clubs.models import RoleInClub
from club.core import outbox
from club.core.db import read, session
from club.core.scope import Scope, current
from club.core.walls import reads
from club.firms.models import Membership, Tie
from club.people.staff_actions import ROLES_CHANGED

_OWN_FIRMS = reads(select(Membership.firm_id).where(Membership.left_at.is_(None)), as_person=True)
_WORKS_FOR_CLUB = reads(select(RoleInClub.id).where(RoleInClub.person_id == bindparam("person_id")).limit(1))


@outbox.handles(ROLES_CHANGED)
def roles_changed() -> None:
    """Look anew in each firm of a person whose roles in the club changed. Carried out in that person’s own scope."""
    scope = current()
    for (firm_id,) in read(_OWN_FIRMS).all():
        outbox.order("firms.tie", scope=Scope(scope.club, firm=firm_id), person_id=scope.person)


@outbox.handles("firms.tie")
def settle(person_id: int) -> None:
    """Write down, or strike out, that a person of this firm is one of the club’s own people. In the firm’s scope."""
    session().flush()
    is_here = select(Membership.id).where(Membership.person_id == person_id, Membership.left_at.is_(None))
    is_tied = session().scalar(is_here) is not None and read(_WORKS_FOR_CLUB, person_id=person_id).first() is not None
    tie = session().scalar(select(Tie).where(Tie.person_id == person_id))
    if is_tied and tie is None:
        session().add(Tie(person_id=person_id))
    elif tie is not None and not is_tied:
        session().delete(tie)
