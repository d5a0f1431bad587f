"""What talks and articles share on their way out: a free address, a clean text, the steps to publication."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.clubs.models import Section
from club.core.db import session
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.text import N_
from club.talks.models import Publication
from club.talks.rules import step

NEVER_A_SLUG = frozenset({"new", "edit", "from-file"})
NUMBERED = 9

Text = TypeVar("Text")


SECTION_GONE = Refusal(
    "section_gone",
    N_("The section was removed while this page stood open."),
    N_("Choose another one or none, then save again."),
)


def hold_section(section_id: int | None) -> bool:
    """Keep a section where it is until this commit ends; False where it is gone.

    It is held before the text that goes into it: whoever removes a section takes the two in this order.
    """
    if section_id is None:
        return True
    held = select(Section.id).where(Section.id == section_id).with_for_update(read=True)
    return session().scalars(held).first() is not None


def refuse_gone(section_id: int | None) -> None:
    """Hold the section of a text. Refused where it is gone."""
    if not hold_section(section_id):
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
    """Take a text a step on; a text that lacks something does not come out. Refused where there is no such step."""
    reached = step(text.status, word, is_editor=is_editor)
    if isinstance(reached, Refusal):
        raise Refused(reached)
    if reached is Publication.PUBLISHED:
        if lacks is not None:
            raise Refused(lacks)
        text.published_at = text.published_at or at
    text.status = reached
    text.version += 1
    return reached
