"""A recording comes to a talk in parts, and goes again."""

import os
from datetime import datetime
from typing import IO

from sqlalchemy import func, select

from club.clubs.models import Club
from club.core import audit, clock, outbox
from club.core.audit import Did
from club.core.db import session
from club.core.file_types import display_name
from club.core.files import new_key
from club.core.media import HEAD, BrokenError, container, outline
from club.core.parts import PART, Kept
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.scope import Scope, current
from club.talks.media_models import Media
from club.talks.media_rules import AT_REST, BROKEN, KEPT, UNDER_WAY, Announced, fault_of, is_same, no_room_in_quota
from club.talks.models import Talk
from club.talks.picture_actions import store
from club.talks.publication import the_club
from config import Recordings

EVERY_CLUB, EXPIRE, FORGET = "talks.tidy_media", "talks.expire_media", "talks.forget_media"


def begin(talk: Talk, announced: Announced, *, by: int, at: datetime, allowed: Recordings) -> Media:
    """Await a recording, or go on with the one that somebody has begun to send; its room is kept for it.

    Refused where it is none that is taken, where there is no room, or where somebody else is sending one.
    """
    if fault := fault_of(announced, allowed):
        raise Refused(fault)
    for before in _media_of(talk, is_done=False):
        if is_same(before, announced, by=by):
            return before
        if before.added_by_id != by and before.touched_at > at - AT_REST:
            raise Refused(UNDER_WAY)
        _remove(talk, before)
    _keep_room(announced.size, allowed)
    club = the_club()
    media = Media(
        ref=new_ref(),
        talk_id=talk.id,
        stored_as=new_key(club.slug, clock.today(club.zone)),
        name=display_name(announced.name),
        mark=announced.mark,
        size=announced.size,
        part_size=PART,
        received=0,
        kind=container(announced.head),
        added_by_id=by,
        touched_at=at,
    )
    session().add(media)
    session().flush()
    audit.record(Did.MEDIA_BEGUN, talk.ref, media=media.ref, size=media.size)
    return media


def _keep_room(size: int, allowed: Recordings) -> None:
    """Hold the club’s row until this commit ends, so that two recordings do not take the same room."""
    session().flush()
    session().execute(select(Club.id).where(Club.id == current().club).with_for_update(key_share=True))
    used = session().scalar(select(func.sum(Media.size))) or 0
    if fault := no_room_in_quota(size, int(used), allowed):
        raise Refused(fault)


def sent_by(talk: Talk, ref: str, *, by: int) -> Media | None:
    """What somebody sends for a talk, or has sent; held until this commit ends."""
    wanted = select(Media).where(Media.ref == ref, Media.talk_id == talk.id, Media.added_by_id == by)
    return session().scalars(wanted.with_for_update()).one_or_none()


def add_part(talk: Talk, media: Media, content: bytes, *, at: datetime, allowed: Recordings) -> Refusal | None:
    """Keep the next part; with the last one readers get the recording, in the place of the one before.

    Why it is taken away again where the whole does not play. Refused where the bytes are not what was announced.
    """
    if media.received == 0 and (fault := fault_of(Announced(media.name, media.size, content[:HEAD]), allowed)):
        raise Refused(fault)
    kept_of(media).put(media.received, content)
    media.received += len(content)
    media.touched_at = at
    return _finish(talk, media, at=at) if media.received == media.size else None


def put_whole(talk: Talk, file: IO[bytes], name: str, *, by: int, at: datetime, allowed: Recordings) -> Media:
    """Put a recording to a talk that came in one go. Refused as its parts are; then nothing of it stays."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    media = begin(talk, Announced(name, size, file.read(HEAD)), by=by, at=at, allowed=allowed)
    file.seek(media.received)
    try:
        refusal = None
        while media.received < media.size:
            refusal = add_part(talk, media, file.read(PART), at=at, allowed=allowed)
    except (Refused, OSError):
        kept_of(media).forget()
        raise
    if refusal is not None:
        kept_of(media).forget()
        raise Refused(refusal)
    return media


def _finish(talk: Talk, media: Media, *, at: datetime) -> Refusal | None:
    try:
        with kept_of(media).opened() as file:
            found = outline(file, media.size)
    except (BrokenError, FileNotFoundError):
        _remove(talk, media)
        return BROKEN
    for before in _media_of(talk, is_done=True):
        _remove(talk, before)
    media.kind, media.seconds, media.done_at = found.kind, found.seconds, at
    talk.media_ref = media.ref
    audit.record(Did.MEDIA_ADDED, talk.ref, media=media.ref)
    return None


def take_media(talk: Talk) -> None:
    """Take the recording of a talk away."""
    for media in _media_of(talk, is_done=True):
        _remove(talk, media)
    talk.media_ref = None


def stop(talk: Talk) -> None:
    """Throw away what has come of a recording."""
    for media in _media_of(talk, is_done=False):
        _remove(talk, media)


def _remove(talk: Talk, media: Media) -> None:
    outbox.order(FORGET, stored_as=media.stored_as, size=media.size, part_size=media.part_size)
    audit.record(Did.MEDIA_REMOVED, talk.ref, media=media.ref)
    session().delete(media)


@outbox.handles(FORGET)
def forget(*, stored_as: str, size: int, part_size: int) -> None:
    """Let the bytes of a recording go."""
    Kept(store(), stored_as, size, part_size).forget()


@outbox.handles(EVERY_CLUB, is_daily=True)
def tidy() -> None:
    """Once a day, in every club, let go of what has come of recordings of which nothing comes any more."""
    for club_id in session().scalars(select(Club.id)):
        outbox.order(EXPIRE, scope=Scope(club_id, staff=True))


@outbox.handles(EXPIRE)
def expire() -> None:
    """Let go of recordings of which nothing has come for days."""
    late = select(Media, Talk).join(Talk, Talk.id == Media.talk_id).where(Media.done_at.is_(None))
    due = late.where(Media.touched_at < clock.now() - KEPT).with_for_update(of=Media)
    for media, talk in session().execute(due):
        _remove(talk, media)


def kept_of(media: Media) -> Kept:
    """Where a recording lies."""
    return Kept(store(), media.stored_as, media.size, media.part_size)


def _media_of(talk: Talk, *, is_done: bool) -> list[Media]:
    """The recording of a talk, or what has come of one; whoever holds the talk holds it."""
    wanted = select(Media).where(Media.talk_id == talk.id, Media.done_at.is_not(None) == is_done).order_by(Media.id)
    return list(session().scalars(wanted.execution_options(populate_existing=True)))
