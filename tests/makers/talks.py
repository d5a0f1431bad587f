"""Talks."""

from datetime import date
from itertools import count
from typing import Any

from club.clubs.models import Club
from club.core import clock
from club.talks.models import Publication, Talk
from club.talks.note_models import SpeakerNote
from tests.makers.scopes import as_desk, saved

_number = count(1)


def a_talk(club: Club, **facts: Any) -> Talk:
    number = next(_number)
    values = {
        "slug": f"talk-{number}",
        "title": f"Talk {number}",
        "speaker": "Demo Speaker",
        "firm_name": "Demo Firm",
        "lang": "en",
        "status": Publication.PUBLISHED,
        "held_on": date(2026, 11, 12),
        "transcript": "First words.",
        "transcript_html": "<p>First words.</p>",
        "written_at": clock.now(),
        "published_at": clock.now(),
        **facts,
    }
    with as_desk(club):
        talk: Talk = saved(Talk(**values))
    return talk


def a_note(talk: Talk, club: Club, **facts: Any) -> SpeakerNote:
    values = {"talk_id": talk.id, "name": "Demo Member", "text": "It helped.", "written_at": clock.now(), **facts}
    with as_desk(club):
        note: SpeakerNote = saved(SpeakerNote(**values))
    return note
