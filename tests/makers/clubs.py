"""Clubs and what they have set."""

from datetime import timedelta
from typing import Any

from club.clubs.models import Basis, Club, Notice, NoticeKind, Plan, RoleInClub
from club.core import clock
from club.core.db import db, transaction
from club.people.models import Person
from club.policy import ClubRole
from tests.makers.scopes import as_desk, saved


def a_club(slug: str = "crown", **facts: Any) -> Club:
    values = {
        "name_en": f"Club {slug}",
        "name_zh": f"{slug} 俱乐部",
        "gate_minor": 70_000_000_00,
        "gate_currency": "CNY",
        "gate_basis": Basis.PAID_NET,
        "created_at": clock.now(),
        **facts,
    }
    with transaction():
        club: Club = saved(Club(slug=slug, **values))
    db.session.remove()
    return club


def a_role(club: Club, person: Person, role: ClubRole, name: str = "") -> RoleInClub:
    with as_desk(club):
        row: RoleInClub = saved(
            RoleInClub(person_id=person.id, role=role, name=name or role.value, granted_at=clock.now())
        )
    return row


def a_notice(club: Club, kind: NoticeKind = NoticeKind.APPLICANTS, number: int = 1, **facts: Any) -> Notice:
    values = {
        "kind": kind,
        "number": number,
        "body_en": f"Notice {number} for {kind.value}.",
        "body_zh": f"致 {kind.value} 的告知，第 {number} 版。",
        "in_force_at": clock.now() - timedelta(days=1),
        **facts,
    }
    with as_desk(club):
        row: Notice = saved(Notice(**values))
    return row


def a_plan(club: Club, **facts: Any) -> Plan:
    values = {
        "name_en": "Member firm",
        "name_zh": "会员企业",
        "price_minor": 12_800_00,
        "currency": "CNY",
        "seats": 30,
        "offered_from": clock.now() - timedelta(days=1),
        **facts,
    }
    with as_desk(club):
        row: Plan = saved(Plan(**values))
    return row
