"""What somebody may aim at, and whom it reaches; slices above register what they know of stages and standards."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from club.core.db import read, session
from club.firms.audience_queries import OWN_DEPARTMENTS
from club.firms.audience_rules import Aim, Audience
from club.firms.models import Department, Membership
from club.policy import FirmRole

Reach = Callable[[str], Collection[int]]
"""The memberships that a target reaches now."""
Offer = Callable[[date], Sequence[Aim]]

_REACHES: dict[Audience, Reach] = {}
_OFFERS: dict[Audience, Offer] = {}


def reaches(audience: Audience, reach: Reach, offer: Offer | None = None) -> None:
    """Register whom the targets of an audience reach, and what a firm may aim at."""
    _REACHES[audience] = reach
    if offer is not None:
        _OFFERS[audience] = offer


def offered(among: Iterable[Audience], roles: Iterable[FirmRole], *, sight: dict[str, Any], today: date) -> list[Aim]:
    """What somebody may aim at on a day: a lead at the own departments and people by name, no more."""
    found: list[Aim] = []
    for audience in among:
        if audience is Audience.DEPARTMENT:
            found += [Aim(audience, row.ref, row.name) for row in read(OWN_DEPARTMENTS, **sight)]
        elif audience is Audience.PEOPLE:
            found.append(Aim(audience))
        elif sight["sees_all"]:
            found += _all_of(audience, roles, today)
    return found


def _all_of(audience: Audience, roles: Iterable[FirmRole], today: date) -> Sequence[Aim]:
    if audience is Audience.ROLE:
        return [Aim(audience, role.value) for role in roles]
    return _OFFERS[audience](today) if audience in _OFFERS else [Aim(audience)]


def members_of(audience: Audience, target: str, roles: Collection[FirmRole]) -> list[Membership]:
    """The people with these roles whom a target reaches now."""
    found = _REACHES[audience](target) if audience in _REACHES else ()
    here = (Membership.id.in_(found), Membership.left_at.is_(None), Membership.role.in_(roles))
    return list(session().scalars(select(Membership).where(*here).order_by(Membership.name, Membership.id)))


def _with_role(target: str) -> Collection[int]:
    role = next((role for role in FirmRole if role.value == target), None)
    return session().scalars(select(Membership.id).where(Membership.role == role)).all() if role else ()


def _of_department(target: str) -> Collection[int]:
    department = session().scalars(select(Department.id).where(Department.ref == target)).first()
    theirs = select(Membership.id).where(Membership.department_id == department)
    return session().scalars(theirs).all() if department else ()


reaches(Audience.ROLE, _with_role)
reaches(Audience.DEPARTMENT, _of_department)
