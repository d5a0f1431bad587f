"""Whoever holds a class is told of it, and of what becomes of it; once out of the club they hold none any more."""

from typing import Any

from sqlalchemy import select

from club.classes.labels import when_of
from club.classes.letters import HostNamed, OfClass
from club.classes.models import ClassSession
from club.clubs.models import Club
from club.core.addresses import absolute
from club.core.audit import Did, record
from club.core.db import session
from club.core.i18n import speaking
from club.core.messages import Recipient, send
from club.core.scope import current
from club.people.leaving import ends_with_teaching, still_may
from club.people.models import Person
from club.policy import Can


def tell_host(row: ClassSession, letter: type[OfClass], *, known: Any = None, **facts: Any) -> None:
    """Tell whoever holds a class what becomes of it, where that is a person: of a class as it is, or was known."""
    if row.host_id is not None:
        _tell(row, row.host_id, letter, known=known, link=absolute("classes.people", slug=row.slug), **facts)


def tell_named(row: ClassSession, *, before: int | None = None, more: int = 0) -> None:
    """Tell whoever holds a class from now on, and whoever held it `before`; nobody of what they did themselves.

    `more`: so many further dates of its series.
    """
    if row.host_id == before:
        return
    if row.host_id not in {None, current().person}:
        tell_host(row, HostNamed, is_host=True, more=more)
    if before not in {None, current().person}:
        _tell(row, before, HostNamed, link=absolute("classes.show", slug=row.slug), is_host=False)


def _tell(row: ClassSession, person_id: int | None, letter: type[OfClass], *, known: Any = None, **facts: Any) -> None:
    person, club = session().get_one(Person, person_id), session().get_one(Club, current().club)
    lang = person.lang or club.lang
    with speaking(lang):
        when = when_of(known or row)
    told = letter(club_name=club.name_in(lang), title=row.title, when=when, **facts)
    send(told, Recipient(lang=lang, person_id=person.id, email=person.mailbox))


@ends_with_teaching
def _hold_no_more(person_id: int) -> None:
    """Whoever does nothing for the club any more holds no class; their name is printed until another one is."""
    if still_may(person_id, Can.CLASS_LET_IN):
        return
    held = select(ClassSession).where(ClassSession.host_id == person_id).order_by(ClassSession.id)
    for row in session().scalars(held.with_for_update()):
        row.host_id = None
        record(Did.CLASS_HOST_LEFT, row.ref)
