"""Somebody is named to write a text with its author, and goes again."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from club.core import audit
from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import session
from club.core.messages import Recipient, send
from club.core.refusals import Refused
from club.people.leaving import still_may
from club.people.models import Person
from club.policy import Can
from club.talks.author_models import CoAuthor
from club.talks.author_rules import naming_fault
from club.talks.letters import CoAuthorNamed
from club.talks.publication import the_club


def name_co_author(text: Any, person: Person, *, kind: str, by: int, at: datetime) -> None:
    """Let somebody change a text as its author does, from the next request on; tells them.

    Refused for whoever writes it already or does not write for the club, and where too many write it.
    """
    fault = naming_fault(
        person.id, author_id=text.author_id, writing=co_authors_of(text), may_write=may_write(person.id)
    )
    if fault is not None:
        raise Refused(fault)
    session().add(CoAuthor(text_ref=text.ref, person_id=person.id, named_by_id=by, named_at=at))
    audit.record(Did.CO_AUTHOR_NAMED, text.ref, person=person.id)
    club = the_club()
    lang = person.lang or club.lang
    letter = CoAuthorNamed(
        club_name=club.name_in(lang), title=text.title, link=absolute(f"{kind}.edit", slug=text.slug)
    )
    send(letter, Recipient(lang=lang, person_id=person.id, email=person.mailbox))


def let_go(text: Any, person: Person) -> None:
    """Take somebody off a text; whoever does not write it stays as they are."""
    held = select(CoAuthor).where(CoAuthor.text_ref == text.ref, CoAuthor.person_id == person.id)
    row = session().scalars(held).one_or_none()
    if row is None:
        return
    session().delete(row)
    audit.record(Did.CO_AUTHOR_LEFT, text.ref, person=person.id)


def co_authors_of(text: Any) -> list[int]:
    """Who writes a text besides its author, in the order in which they were named."""
    return list(
        session().scalars(select(CoAuthor.person_id).where(CoAuthor.text_ref == text.ref).order_by(CoAuthor.id))
    )


def may_write(person_id: int) -> bool:
    """Whether somebody writes for the club at all."""
    return still_may(person_id, Can.TALK_WRITE)
