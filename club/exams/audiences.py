"""Whom a call reaches: roles and departments here; slices above register what they know of stages and standards."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from club.core.db import read, session
from club.exams.call_rules import SITTING, Audience
from club.firms.models import Department, Membership
from club.library.queries import DEPARTMENTS
from club.policy import FirmRole

Reach = Callable[[str], Collection[int]]
"""The memberships that a target reaches now."""
Offer = Callable[[date], Sequence["Aim"]]


@dataclass(frozen=True)
class Aim:
    """Something that can be aimed at: what stands in the call, and what people read."""

    target: str
    name: str


_REACHES: dict[Audience, Reach] = {}
_OFFERS: dict[Audience, Offer] = {}


def reaches(audience: Audience, reach: Reach, offer: Offer | None = None) -> None:
    """Register whom the targets of an audience reach, and what a firm may aim at."""
    _REACHES[audience] = reach
    if offer is not None:
        _OFFERS[audience] = offer


def offered(audience: Audience, today: date) -> Sequence[Aim]:
    """What a firm may aim at on a day."""
    return _OFFERS[audience](today) if audience in _OFFERS else ()


def members_of(audience: Audience, target: str) -> list[Membership]:
    """The people whom a target reaches now and who sit exams."""
    found = _REACHES[audience](target) if audience in _REACHES else ()
    here = (Membership.id.in_(found), Membership.left_at.is_(None), Membership.role.in_(SITTING))
    return list(session().scalars(select(Membership).where(*here).order_by(Membership.name, Membership.id)))


def _with_role(target: str) -> Collection[int]:
    role = next((role for role in FirmRole if role.value == target), None)
    return session().scalars(select(Membership.id).where(Membership.role == role)).all() if role else ()


def _of_department(target: str) -> Collection[int]:
    one = select(Department.id).where(Department.ref == target)
    department = session().scalars(one).first()
    return (
        session().scalars(select(Membership.id).where(Membership.department_id == department)).all()
        if department
        else ()
    )


def _departments(_today: date) -> Sequence[Aim]:
    return [Aim(row.ref, row.name) for row in read(DEPARTMENTS)]


reaches(Audience.ROLE, _with_role)
reaches(Audience.DEPARTMENT, _of_department, _departments)
