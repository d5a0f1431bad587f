"""Somebody no longer writes for the club: what is not out yet goes to who wrote it too, else to the editors."""

from typing import Any

from sqlalchemy import select

from club.core import audit
from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import session
from club.core.messages import Recipient, send
from club.people.leaving import ends_with_teaching
from club.people.models import Person
from club.talks.author_actions import co_authors_of, may_write
from club.talks.author_models import CoAuthor
from club.talks.letters import TextHandedOver
from club.talks.models import Publication, Talk
from club.talks.publication import the_club


@ends_with_teaching
def _hand_over_talks(person_id: int) -> None:
    if may_write(person_id):
        return
    for row in session().scalars(select(CoAuthor).where(CoAuthor.person_id == person_id)):
        session().delete(row)
        audit.record(Did.CO_AUTHOR_LEFT, row.text_ref, person=person_id)
    hand_over(Talk, person_id, kind="talks", did=Did.TALK_HANDED_OVER)


def hand_over(model: Any, person_id: int, *, kind: str, did: Did) -> None:
    """Leave what somebody wrote who writes no longer to whoever was first named to write it too, else to the editors.

    Whoever may still write keeps the own texts.
    """
    if may_write(person_id):
        return
    session().flush()
    unpublished = select(model).where(model.author_id == person_id, model.status != Publication.PUBLISHED)
    for text in session().scalars(unpublished.order_by(model.id).with_for_update()):
        text.author_id = _heir_of(text, kind)
        text.version += 1
        audit.record(did, text.ref)


def _heir_of(text: Any, kind: str) -> int | None:
    """Whoever was first named to write a text too, told that it is theirs; nobody where it had one writer."""
    heir = next((session().get_one(Person, one) for one in co_authors_of(text)), None)
    if heir is None:
        return None
    named = select(CoAuthor).where(CoAuthor.text_ref == text.ref, CoAuthor.person_id == heir.id)
    session().delete(session().scalars(named).one())
    club = the_club()
    lang = heir.lang or club.lang
    letter = TextHandedOver(
        club_name=club.name_in(lang), title=text.title, link=absolute(f"{kind}.edit", slug=text.slug)
    )
    send(letter, Recipient(lang=lang, person_id=heir.id))
    return heir.id
