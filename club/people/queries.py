"""Reads of accounts and where they are signed in."""

from sqlalchemy import bindparam, func, select

from club.core.audit import PersonEvent
from club.core.links import Link
from club.core.walls import reads_installation
from club.people.models import Person, SignIn

EVENTS_SHOWN = 20

_KNOWN = select(
    Person.id,
    Person.ref,
    Person.email,
    Person.email_verified_at,
    Person.phone,
    Person.phone_verified_at,
    Person.lang,
    Person.password_hash,
    Person.password_changed_at,
    Person.totp_confirmed_at,
    Person.home_firm_id,
    Person.is_operator,
).where(Person.erased_at.is_(None))

BY_ID = reads_installation(_KNOWN.where(Person.id == bindparam("value")))
BY_REF = reads_installation(_KNOWN.where(Person.ref == bindparam("value")))
BY_EMAIL = reads_installation(_KNOWN.where(Person.email == bindparam("value")))
BY_PHONE = reads_installation(_KNOWN.where(Person.phone == bindparam("value")))

SIGN_INS = reads_installation(
    select(
        SignIn.id,
        func.substr(SignIn.token_hash, 1, 12).label("handle"),
        SignIn.started_at,
        SignIn.agent,
        SignIn.address,
    )
    .where(SignIn.person_id == bindparam("person"), SignIn.ended_at.is_(None), SignIn.expires_at > bindparam("at"))
    .order_by(SignIn.started_at.desc(), SignIn.id)
)
EVENTS = reads_installation(
    select(PersonEvent.did, PersonEvent.at, PersonEvent.address)
    .where(PersonEvent.person_id == bindparam("person"))
    .order_by(PersonEvent.at.desc(), PersonEvent.ref)
    .limit(EVENTS_SHOWN)
)
LINKS_MADE = reads_installation(
    select(func.count())
    .select_from(Link)
    .where(
        Link.purpose == bindparam("purpose"), Link.subject == bindparam("subject"), Link.made_at > bindparam("since")
    )
)
PEOPLE = reads_installation(
    select(Person.ref, Person.email, Person.phone, Person.is_operator, Person.created_at, Person.totp_confirmed_at)
    .where(Person.erased_at.is_(None))
    .order_by(Person.id)
)
