"""Pictures come into a talk and go out of it; their bytes follow once that is committed."""

from datetime import datetime

from flask import current_app
from sqlalchemy import func, select

from club.core import audit, clock, outbox
from club.core.audit import Did
from club.core.db import session
from club.core.files import FileStore, admit
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.text import N_
from club.talks.models import Talk
from club.talks.picture_models import TalkPicture
from club.talks.publication import the_club
from club.talks.rules import MOST_PICTURES

FORGET = "talks.forget_picture"
FULL = Refusal(
    "many_pictures",
    N_("A talk has at most %(most)s pictures."),
    N_("Take one out that is not needed."),
    {"most": MOST_PICTURES},
)
NO_PICTURE = Refusal("no_picture", N_("This file is no picture."), N_("Send a JPEG, PNG, WebP or HEIC."))


def add_picture(talk: Talk, content: bytes, name: str, *, by: int, at: datetime) -> TalkPicture:
    """Put a picture beside a talk, made new. Refused where it is none, too large, or one too many."""
    kept = session().scalar(select(func.count()).select_from(TalkPicture).where(TalkPicture.talk_id == talk.id)) or 0
    if kept >= MOST_PICTURES:
        raise Refused(FULL)
    admitted = admit(content, name)
    if isinstance(admitted, Refusal):
        raise Refused(admitted)
    if not admitted.kind.is_image:
        raise Refused(NO_PICTURE)
    club = the_club()
    key = store().keep(admitted.content, club=club.slug, today=clock.today(club.zone))
    picture = TalkPicture(
        ref=new_ref(), talk_id=talk.id, stored_as=key, name=admitted.name, added_by_id=by, added_at=at
    )
    session().add(picture)
    audit.record(Did.TALK_PICTURE_ADDED, picture.ref, talk=talk.ref)
    return picture


def remove_picture(picture: TalkPicture) -> None:
    """Take a picture away; a text that still names it shows its words instead."""
    outbox.order(FORGET, stored_as=picture.stored_as)
    audit.record(Did.TALK_PICTURE_REMOVED, picture.ref)
    session().delete(picture)


@outbox.handles(FORGET)
def forget_picture(*, stored_as: str) -> None:
    """Let the bytes of a picture go."""
    store().forget(stored_as)


def store() -> FileStore:
    """Where pictures are kept."""
    files: FileStore = current_app.extensions["files"]
    return files
