"""Who comes: one person for each role, signed in, and a stranger."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from club.core import clock
from club.core.db import db, transaction
from club.people.models import Person, SignIn
from club.people.sessions import COOKIE_KEY, hashed
from club.policy import ClubRole, FirmRole
from tests.makers import a_person, a_role, saved
from tests.world.tenants import Tenant

SEED = "0123456789abcdef0123456789abcdef01234567"


@dataclass(frozen=True)
class Actor:
    """Somebody who sends requests: by cookie, past the second factor; `csrf` goes with every form."""

    name: str
    person: Person | None
    cookie: str
    csrf: str
    sign_in_id: int | None = None
    club: str = ""
    club_roles: frozenset[ClubRole] = frozenset()
    firms: tuple[tuple[str, FirmRole], ...] = ()


def staff_of(tenant: Tenant) -> dict[ClubRole, Person]:
    """One person for each role of the club."""
    found = {}
    for role in ClubRole:
        person = tenant.people[role.value] = found[role] = a_person(f"{role.value}@{tenant.club.slug}.example")
        a_role(tenant.club, person, role)
    tenant.values["worker"] = found[ClubRole.EDITOR].ref
    return found


def cast(app: Flask, lantern: Tenant, bamboo: Tenant, quay: Tenant, others: dict[str, Person]) -> dict[str, Actor]:
    """Everybody, by name."""
    actors = [_actor(app, "stranger", None)]
    actors += [_staff(app, lantern, role) for role in ClubRole]
    actors += [_member(app, lantern, role) for role in FirmRole]
    actors += [_member(app, bamboo, FirmRole.OWNER), _member(app, quay, FirmRole.OWNER)]
    actors += [_staff(app, quay, ClubRole.ADMINISTRATOR)]
    actors += [_actor(app, name, person) for name, person in others.items()]
    return {actor.name: actor for actor in actors}


def _staff(app: Flask, tenant: Tenant, role: ClubRole) -> Actor:
    slug = tenant.club.slug
    return _actor(app, f"{slug} {role}", tenant.people[role.value], club=slug, club_roles=frozenset({role}))


def _member(app: Flask, tenant: Tenant, role: FirmRole) -> Actor:
    firm: Any = tenant.firm
    person = tenant.people[role.value]
    return _actor(app, f"{firm.slug} {role}", person, club=tenant.club.slug, firms=((firm.slug, role),))


def _actor(app: Flask, name: str, person: Person | None, **facts: Any) -> Actor:
    cookie, sign_in_id = {"csrf_token": SEED}, None
    if person is not None:
        token = secrets.token_urlsafe(32)
        cookie[COOKIE_KEY] = token
        sign_in_id = _signed_in(person, token)
    serializer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    sealed = f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps(cookie)}"
    csrf = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token").dumps(SEED)
    return Actor(name, person, sealed, str(csrf), sign_in_id, **facts)


def _signed_in(person: Person, token: str) -> int:
    at = clock.now()
    with transaction():
        row = saved(
            SignIn(
                token_hash=hashed(token),
                person_id=person.id,
                started_at=at,
                seen_at=at,
                expires_at=at + timedelta(days=1),
                second_factor_at=at,
            )
        )
    db.session.remove()
    return int(row.id)
