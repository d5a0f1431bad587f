"""What the person who acts may do with a text."""

from typing import Any

from flask import g

from club.core.db import read
from club.core.site import club_here
from club.policy import Can
from club.talks.author_queries import WRITES_WITH
from club.talks.handing_rules import takes_back
from club.talks.models import Publication
from club.talks.publication import named_writers
from club.talks.release_rules import publishes
from club.talks.rules import is_own


def works_on(author_id: int | None, ref: str) -> bool:
    """Whether the acting person sees a text before it is out: its author, who writes it too, and the editors do."""
    if is_own(author_id, g.who.person_id, is_editor=is_editor()):
        return True
    return read(WRITES_WITH, ref=ref, person_id=g.who.person_id).first() is not None


def gives_back(text: Any) -> bool:
    """Whether the acting person gives a text that was handed in back with words: an editor who did not write it."""
    if text.status is not Publication.SUBMITTED or not is_editor():
        return False
    return not takes_back(g.who.person_id, named_writers(text))


def reads_notes(talk: Any) -> bool:
    """Whether the acting person reads what members wrote about a talk: its speaker, its author and the editors do."""
    if g.who is None:
        return False
    if talk.speaker_id == g.who.person_id:
        return True
    return g.who.can(Can.TALK_WRITE) and is_own(talk.author_id, g.who.person_id, is_editor=is_editor())


def may_publish() -> bool:
    """Whether the acting person brings own texts out."""
    return publishes(is_editor=is_editor(), is_reviewed=club_here().talks_reviewed)


def is_editor() -> bool:
    """Whether the acting person publishes, and therefore sees what others write."""
    return bool(g.who.can(Can.TALK_PUBLISH))
