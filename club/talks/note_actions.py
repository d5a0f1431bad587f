"""A member writes to a speaker; the talk's author is told."""

from datetime import datetime

from sqlalchemy import func, select

from club.clubs.models import Club
from club.core import audit
from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import session
from club.core.messages import Recipient, send
from club.core.refusals import Refused
from club.core.scope import current
from club.people.models import Person
from club.talks.models import Talk
from club.talks.note_letters import NoteWritten
from club.talks.note_models import SpeakerNote
from club.talks.note_rules import WITHIN, note_fault


def write_note(talk: Talk, text: str, *, by: int, name: str, at: datetime) -> SpeakerNote:
    """Keep a note for the talk's author and the editors, and tell the author. Refused beyond so many a day."""
    lately = select(func.count()).where(
        SpeakerNote.talk_id == talk.id, SpeakerNote.person_id == by, SpeakerNote.written_at > at - WITHIN
    )
    if (refusal := note_fault(written_lately=session().scalars(lately).one())) is not None:
        raise Refused(refusal)
    note = SpeakerNote(talk_id=talk.id, person_id=by, name=name, text=text, written_at=at)
    session().add(note)
    audit.record(Did.TALK_NOTE_WRITTEN, talk.ref)
    author = session().get(Person, talk.author_id) if talk.author_id else None
    if author is not None and author.id != by:
        club = session().get_one(Club, current().club)
        lang = author.lang or club.lang
        link = absolute("talks.notes", slug=talk.slug)
        told = NoteWritten(club_name=club.name_in(lang), link=link, title=talk.title, name=name)
        send(told, Recipient(lang, author.id, author.mailbox))
    return note
