"""A member writes to a speaker; its speaker and author are told."""

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
    """Keep a note for the talk’s speaker, author and the editors, and tell those two. Refused beyond a few a day."""
    lately = select(func.count()).where(
        SpeakerNote.talk_id == talk.id, SpeakerNote.person_id == by, SpeakerNote.written_at > at - WITHIN
    )
    if (refusal := note_fault(written_lately=session().scalars(lately).one())) is not None:
        raise Refused(refusal)
    note = SpeakerNote(talk_id=talk.id, person_id=by, name=name, text=text, written_at=at)
    session().add(note)
    audit.record(Did.TALK_NOTE_WRITTEN, talk.ref)
    _tell(talk, name, by=by)
    return note


def _tell(talk: Talk, name: str, *, by: int) -> None:
    club, link = session().get_one(Club, current().club), absolute("talks.notes", slug=talk.slug)
    told = select(Person).where(Person.id.in_({talk.speaker_id, talk.author_id} - {None, by})).order_by(Person.id)
    for person in session().scalars(told):
        lang = person.lang or club.lang
        letter = NoteWritten(club_name=club.name_in(lang), link=link, title=talk.title, name=name)
        send(letter, Recipient(lang, person.id, person.mailbox))
