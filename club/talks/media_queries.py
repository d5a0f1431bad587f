"""Reads of recordings that the club keeps itself."""

from typing import Any

from sqlalchemy import and_, bindparam, select, true

from club.core.db import read
from club.core.types import rows_together
from club.core.walls import reads
from club.talks.media_models import Media
from club.talks.media_rules import Own
from club.talks.models import Talk

SHOWN = reads(select(Media.kind, Media.size, Media.seconds).where(Media.ref == bindparam("ref")))
FILE = reads(
    select(
        Media.ref,
        Media.stored_as,
        Media.name,
        Media.size,
        Media.part_size,
        Media.kind,
        Talk.ref.label("text_ref"),
        true().label("is_shown"),
        Talk.status,
        Talk.visibility,
        Talk.author_id,
        Talk.speaker_id,
    )
    .select_from(Media)
    .join(Talk, and_(Talk.club_id == Media.club_id, Talk.id == Media.talk_id))
    .where(Media.ref == bindparam("ref"), Talk.media_ref == Media.ref)
)
OWN = (
    select(
        rows_together(
            Media.id,
            Media.ref,
            Media.name,
            Media.size,
            Media.received,
            Media.kind,
            Media.seconds,
            Media.added_by_id,
            Media.touched_at,
            Media.done_at,
        )
    )
    .where(Media.club_id == Talk.club_id, Media.talk_id == Talk.id)
    .correlate(Talk)
    .scalar_subquery()
    .label("media")
)


def media_of(talk: Any, address: str) -> dict[str, Any]:
    """The recording of a talk for a page that shows it, and where it is below its address."""
    if not talk.media_ref:
        return {"media": None}
    return {"media": read(SHOWN, ref=talk.media_ref).first(), "media_at": f"{address}/media/{talk.media_ref}"}


def own_in(rows: Any) -> dict[str, Own | None]:
    """The recording of a talk as its desk sees it, and what has come of another one."""
    found = [Own(*row[1:]) for row in sorted(rows or ())]
    return {
        "media": next((one for one in found if one.done_at), None),
        "coming_media": next((one for one in found if not one.done_at), None),
    }
