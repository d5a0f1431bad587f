"""A club's administrator whom the operator invites: by a job in the club's own scope, and led in by a link."""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from club.clubs.models import Club
from club.core import addresses, links, outbox
from club.core.db import read
from club.core.outbox import Job
from club.core.refs import new_ref
from club.core.scope import Scope, inside
from club.core.walls import reads_installation

INVITE = "people.invite_administrator"
JOIN = "join"
"""The purpose of an invitation's link; its subject is the invitation's ref."""

_ORDERED = reads_installation(
    select(Job.values.label("facts"), Job.done_at.label("invited_at")).where(Job.key == bindparam("key"))
)


class First(NamedTuple):
    """Who was invited first; `address` is none before the job ran, and once the invitation is over."""

    name: str
    email: str
    is_invited: bool
    address: str | None


def invite(club: Club, *, name: str, email: str, by: int | None, is_first: bool) -> str:
    """Order an administrator's invitation into the club's scope; returns the ref that it will have."""
    ref = new_ref()
    outbox.order(
        INVITE,
        key=f"{INVITE}:{club.id if is_first else ref}",
        scope=Scope(club.id, person=by, staff=True),
        ref=ref,
        called=name,
        email=email,
    )
    return ref


def invited_first(club_id: int) -> First | None:
    """The first administrator's invitation; None for a club that was founded without one."""
    row = read(_ORDERED, key=f"{INVITE}:{club_id}").first()
    if row is None:
        return None
    address = way_in(club_id, row.facts["ref"]) if row.invited_at else None
    return First(row.facts["called"], row.facts["email"], row.invited_at is not None, address)


def way_in(club_id: int, ref: str) -> str | None:
    """Where an open invitation is accepted; None where it is over."""
    token = links.token_for(JOIN, ref, club_id)
    if token is None:
        return None
    with inside(Scope(club_id)):
        return addresses.absolute("join.show", token=token)
