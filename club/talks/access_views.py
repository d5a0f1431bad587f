"""What stands in a text (a picture, slides, a recording), for whoever may have it and nobody else: one door to it.

The rows say whose they are: `text_ref`, `status`, and `is_shown`, whether readers see this one of several; those of a
talk also `visibility`, `author_id` and `speaker_id`.
"""

from typing import Any

from flask import abort, g

from club.core.db import read
from club.policy import Can
from club.talks.acting_views import works_on
from club.talks.models import Publication
from club.talks.picture_actions import store
from club.talks.preview_actions import LINK as PREVIEW
from club.talks.queries import is_readable

KEPT_FOR = "private, max-age=3600"


def seen(statement: Any, **asked: Any) -> Any:
    """What stands in a talk, for its readers and for those who work on it."""
    row = read(statement, **asked).first() or abort(404)
    if not ((row.is_shown and is_out(row)) or works_on_talk(row)):
        abort(404)
    return row


def linked(statement: Any, **asked: Any) -> Any:
    """What stands in the text that a private link leads to; a preview ends when the text is out."""
    row = read(statement, **asked).first() if g.link is not None else None
    if row is None or row.text_ref != g.link.subject or not row.is_shown:
        abort(404)
    if g.link.purpose == PREVIEW and row.status is Publication.PUBLISHED:
        abort(404)
    return row


def is_out(row: Any) -> bool:
    """Whether a talk is published for whoever asks."""
    is_member = g.who is not None and g.who.can(Can.LIBRARY_READ)
    return row.status is Publication.PUBLISHED and is_readable(row.visibility, is_member=is_member)


def works_on_talk(row: Any) -> bool:
    """Whether whoever asks is the speaker of a talk, or writes it."""
    if g.who is None:
        return False
    return row.speaker_id == g.who.person_id or (g.who.can(Can.TALK_WRITE) and works_on(row.author_id, row.text_ref))


def bytes_of(row: Any) -> bytes:
    """The bytes of a row that is kept in one piece."""
    try:
        return store().read(row.stored_as)
    except FileNotFoundError:
        abort(404)
