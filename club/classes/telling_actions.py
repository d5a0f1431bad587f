"""Whoever asked for a place is told what becomes of it, each with the own private link."""

from typing import Any

from sqlalchemy import select

from club.classes.letters import OfClass
from club.classes.models import ClassSession, Registration
from club.clubs.models import Club
from club.core import links
from club.core.addresses import absolute
from club.core.db import session
from club.core.messages import Recipient, send
from club.core.scope import current
from club.people.models import Person

LINK = "class_place"
"""The purpose of the private link; its subject is the registration’s ref."""
LINK_DAYS = 730


def place_token(came: Registration) -> str:
    """The token of somebody’s private link: the one that is open, or a new one."""
    club = current().club
    return links.token_for(LINK, came.ref, club) or links.token_of(
        links.make(LINK, came.ref, days=LINK_DAYS, club_id=club, firm_id=came.firm_id).ref
    )


def tell(row: ClassSession, came: Registration, letter: type[OfClass], **facts: Any) -> None:
    """Send somebody on the list a message, in their language."""
    club = session().get_one(Club, current().club)
    event = letter(
        club_name=club.name_in(came.lang),
        link=absolute("classes.place", token=place_token(came)),
        title=row.title,
        day=row.day,
        begins=row.begins,
        ends=row.ends,
        place=row.place,
        **facts,
    )
    send(event, _reached(came))


def _reached(came: Registration) -> Recipient:
    if came.person_id is None:
        return Recipient(lang=came.lang, email=came.email, subject_ref=came.ref)
    email = session().scalar(select(Person.email).where(Person.id == came.person_id))
    return Recipient(lang=came.lang, person_id=came.person_id, email=email or "", subject_ref=came.ref)
