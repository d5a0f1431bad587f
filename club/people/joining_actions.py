"""Links by which people come in, into a firm or among a club's own people."""

from sqlalchemy import update

from club.core import links
from club.core.db import session
from club.core.scope import current

JOIN = "join"
"""The purpose of an invitation's link; its subject is the invitation's ref, with MAILED where a mailbox got it."""
MAILED = ":mail"
INVITATION_DAYS = 14
"""How long an invitation is open."""


def make_link(ref: str, *, is_mailed: bool = False) -> links.Made:
    """A link to an invitation of this firm or club; the one for a mailbox proves that mailbox when it is opened."""
    scope = current()
    subject = ref + MAILED if is_mailed else ref
    return links.make(JOIN, subject, days=INVITATION_DAYS, club_id=scope.club, firm_id=scope.firm)


def end_links(ref: str) -> None:
    """End every open link to an invitation."""
    links.revoke(JOIN, ref)
    links.revoke(JOIN, ref + MAILED)


def wait_behind(link_id: int, person_id: int) -> None:
    """Remember who used a link and waits to be let in."""
    session().execute(update(links.Link).where(links.Link.id == link_id).values(person_id=person_id))


def stop_waiting(ref: str) -> None:
    """Nobody waits behind the links to an invitation any more."""
    subjects = (ref, ref + MAILED)
    used = update(links.Link).where(links.Link.purpose == JOIN, links.Link.subject.in_(subjects))
    session().execute(used.values(person_id=None))
