"""What talks and articles share on their way out: a free address, the steps to publication, a moment, corrections."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.cards import actions as cards
from club.clubs.models import Club, RoleInClub, Section
from club.core import clock
from club.core.addresses import absolute
from club.core.db import session
from club.core.i18n import speaking
from club.core.messages import Recipient, send
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.saying import said
from club.core.scope import current
from club.core.text import N_
from club.people.models import Person
from club.policy import CLUB, Can
from club.talks.author_models import CoAuthor
from club.talks.handing_rules import NOT_HANDED_IN, WORDS_WANTED, takes_back
from club.talks.letters import NotPublished
from club.talks.models import Correction, Publication
from club.talks.release_rules import NOTE_MISSING, moment_fault, publishes
from club.talks.rules import step

NEVER_A_SLUG = frozenset({"new", "edit", "from-file", "kits", "media", "pictures", "preview", "release", "slides"})
NUMBERED = 9

Text = TypeVar("Text")


SECTION_GONE = Refusal(
    "section_gone",
    N_("The section was removed while this page stood open."),
    N_("Choose another one or none, then save again."),
)


def refuse_gone(section_id: int | None, *, standing: int | None = None) -> None:
    """Keep the section that a text goes into where it is until this commit ends. Refused where it is gone.

    Where the text is `standing` in it already there is nothing to keep: whoever removes that section waits for the
    text, so that nobody may wait for the section while holding the text.
    """
    if section_id is None or section_id == standing:
        return
    held = select(Section.id).where(Section.id == section_id).with_for_update(read=True)
    if session().scalars(held).first() is None:
        raise Refused(SECTION_GONE)


def with_free_slug(text: Text, wanted: str) -> Text:
    """Add a text under the first address of its club that no other one has."""
    row: Any = text
    for slug in _slugs(wanted):
        try:
            with session().begin_nested():
                row.slug = slug
                session().add(row)
        except IntegrityError:
            continue
        return text
    raise RuntimeError("no free address for a text")


def _slugs(wanted: str) -> Iterator[str]:
    if wanted not in NEVER_A_SLUG:
        yield wanted
    yield from (f"{wanted}-{number}" for number in range(2, NUMBERED))
    yield f"{wanted}-{new_ref()[:8]}"


def move(text: Any, word: str, *, is_editor: bool, lacks: Refusal | None, at: datetime) -> Publication:
    """Take a text a step on; one that lacks something goes nowhere but back. Refused where there is no such step.

    A moment at which it was to come out no longer counts.
    """
    reached = step(text.status, word, is_editor=_publishes(is_editor))
    if isinstance(reached, Refusal):
        raise Refused(reached)
    if word == "return" and not takes_back(current().person, named_writers(text)):
        raise Refused(WORDS_WANTED)
    if reached is not Publication.DRAFT and lacks is not None:
        raise Refused(lacks)
    if reached is Publication.PUBLISHED:
        text.published_at = text.published_at or at
        cards.order(text.__tablename__, text.slug)
    elif text.status is Publication.PUBLISHED:
        cards.forget(the_club().slug, text.__tablename__, text.id)
    text.status, text.publish_at, text.remark = reached, None, ""
    text.version += 1
    return reached


def put_back(text: Any, remark: str) -> None:
    """Make a draft again of what was handed in, with words on what to change. Refused where it waits no more."""
    if text.status is not Publication.SUBMITTED:
        raise Refused(NOT_HANDED_IN)
    text.status, text.publish_at, text.remark = Publication.DRAFT, None, remark
    text.version += 1


def _publishes(is_editor: bool) -> bool:
    return publishes(is_editor=is_editor, is_reviewed=the_club().talks_reviewed)


def set_moment(text: Any, moment: datetime, *, is_editor: bool, lacks: Refusal | None, at: datetime) -> None:
    """Let a text come out at a moment; until then it counts as handed in. Refused as publishing is."""
    reached = step(
        text.status, "publish", is_editor=publishes(is_editor=is_editor, is_reviewed=the_club().talks_reviewed)
    )
    if isinstance(reached, Refusal):
        raise Refused(reached)
    if refusal := lacks or moment_fault(moment, at):
        raise Refused(refusal)
    text.status, text.publish_at, text.remark = Publication.SUBMITTED, moment, ""
    text.version += 1


def look_again(text: Any, *, is_editor: bool) -> bool:
    """Take back the moment of a text that was changed by somebody who does not publish; True where there was one."""
    if text.publish_at is None or _publishes(is_editor):
        return False
    text.publish_at = None
    return True


def come_out(text: Any, moment: str, publish: Callable[[Any], object]) -> None:
    """Publish a text whose moment has come; where something is missing meanwhile, its writer is told.

    Nothing happens where the moment was changed or the text moved on.
    """
    if text is None or text.publish_at is None or text.publish_at.isoformat() != moment:
        return
    try:
        publish(text)
    except Refused as refused:
        text.publish_at = None
        text.version += 1
        _tell_why(text, refused.refusal)


def _tell_why(text: Any, refusal: Refusal) -> None:
    club = the_club()
    for person in session().scalars(select(Person).where(Person.id.in_(writers_of(text)))):
        lang = person.lang or club.lang
        with speaking(lang):
            why = f"{said(refusal.message, refusal.values)} {said(refusal.next_step, {})}".strip()
        letter = NotPublished(club_name=club.name_in(lang), title=text.title, why=why, link=absolute("texts.index"))
        send(letter, Recipient(lang=lang, person_id=person.id))


def correct(text: Any, *, is_other: bool, note: str, by: int | None, at: datetime) -> bool:
    """Keep what was corrected in a text that is out; True where a note was left. Refused without one."""
    if text.status is not Publication.PUBLISHED or not (is_other or note):
        return False
    if not note:
        raise Refused(NOTE_MISSING)
    session().add(Correction(text_ref=text.ref, note=note, by_id=by, corrected_on=clock.today(the_club().zone, at=at)))
    return True


def named_writers(text: Any) -> set[int | None]:
    """A text’s author and who writes it too; nobody where the editors look after it."""
    if text.author_id is None:
        return set()
    return {text.author_id, *session().scalars(select(CoAuthor.person_id).where(CoAuthor.text_ref == text.ref))}


def writers_of(text: Any) -> set[int | None]:
    """Who is told of a text: its author and who writes it too, else every editor of the club."""
    if people := named_writers(text):
        return people
    editors = [role for role, can in CLUB.items() if Can.TALK_PUBLISH in can]
    return set(session().scalars(select(RoleInClub.person_id).where(RoleInClub.role.in_(editors))))


def the_club() -> Club:
    """The club at hand, with what it has set for its texts; outside of a request too."""
    return session().get_one(Club, current().club)
