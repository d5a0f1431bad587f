"""What the person who acts may do with a text."""

from flask import g

from club.core.db import read
from club.core.site import club_here
from club.policy import Can
from club.talks.author_queries import WRITES_WITH
from club.talks.release_rules import publishes
from club.talks.rules import is_own


def works_on(author_id: int | None, ref: str) -> bool:
    """Whether the acting person sees a text before it is out: its author, who writes it too, and the editors do."""
    if is_own(author_id, g.who.person_id, is_editor=is_editor()):
        return True
    return read(WRITES_WITH, ref=ref, person_id=g.who.person_id).first() is not None


def may_publish() -> bool:
    """Whether the acting person brings own texts out."""
    return publishes(is_editor=is_editor(), is_reviewed=club_here().talks_reviewed)


def is_editor() -> bool:
    """Whether the acting person publishes, and therefore sees what others write."""
    return bool(g.who.can(Can.TALK_PUBLISH))
