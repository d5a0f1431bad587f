"""Pictures come into a text and go out of it; their bytes follow once that is committed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from club.core import audit, clock, outbox
from club.core.audit import Did
from club.core.db import session
from club.core.files import Admitted, FileStore, admit
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.text import N_
from club.talks.picture_models import TalkPicture
from club.talks.picture_rules import LONGEST_ALT, TOO_LONG
from club.talks.publication import the_club
from club.talks.rules import MOST_PICTURES

FORGET = "talks.forget_picture"
FULL = Refusal(
    "many_pictures",
    N_("A text has at most %(most)s pictures."),
    N_("Take one out that is not needed."),
    {"most": MOST_PICTURES},
)
NO_PICTURE = Refusal("no_picture", N_("This file is no picture."), N_("Send a JPEG, PNG, WebP or HEIC."))


@dataclass(frozen=True)
class Album:
    """The pictures of a kind of text: their rows, the column that names the text, and what is written of them."""

    model: type[Any]
    owner: str
    added: Did
    removed: Did


OF_TALKS = Album(TalkPicture, "talk_id", Did.TALK_PICTURE_ADDED, Did.TALK_PICTURE_REMOVED)


def made_new(content: bytes, name: str) -> Admitted:
    """A picture that was sent, made new; it takes seconds, so rows are held after it. Refused where it is none."""
    admitted = admit(content, name)
    if isinstance(admitted, Refusal):
        raise Refused(admitted)
    if not admitted.kind.is_image:
        raise Refused(NO_PICTURE)
    return admitted


def add_picture(album: Album, text: Any, admitted: Admitted, *, alt: str = "", by: int, at: datetime) -> Any:
    """Put a picture beside a text, with what it shows in words. Refused where it is one too many, or they are."""
    if len(alt) > LONGEST_ALT:
        raise Refused(TOO_LONG)
    beside = select(func.count()).select_from(album.model).where(getattr(album.model, album.owner) == text.id)
    kept = session().scalar(beside) or 0
    if kept >= MOST_PICTURES:
        raise Refused(FULL)
    facts = {"name": admitted.name, "alt": alt, "added_by_id": by, "added_at": at}
    return _keep(album, text, admitted.content, ref=new_ref(), **facts)


def pictures_of(album: Album, text: Any) -> dict[str, Any]:
    """The pictures of a text, each by the ref that a copy of it gets: seen where that one is read."""
    mine = select(album.model).where(getattr(album.model, album.owner) == text.id).order_by(album.model.id)
    return {new_ref(): picture for picture in session().scalars(mine)}


def renamed(words: str, pictures: Mapping[str, Any]) -> str:
    """Words with their pictures called as the copies of these are."""
    for ref, picture in pictures.items():
        words = words.replace(picture.ref, ref)
    return words


def copy_pictures(album: Album, text: Any, pictures: Mapping[str, Any], *, by: int, at: datetime) -> None:
    """Put copies of another text’s pictures beside a text; one whose bytes are gone is left out."""
    for ref, picture in pictures.items():
        try:
            content = store().read(picture.stored_as)
        except FileNotFoundError:
            continue
        facts = {"name": picture.name, "alt": picture.alt, "added_by_id": by, "added_at": at}
        _keep(album, text, content, ref=ref, **facts)


def _keep(album: Album, text: Any, content: bytes, *, ref: str, **facts: Any) -> Any:
    club = the_club()
    key = store().keep(content, club=club.slug, today=clock.today(club.zone))
    picture = album.model(ref=ref, stored_as=key, **{album.owner: text.id}, **facts)
    session().add(picture)
    audit.record(album.added, picture.ref, text=text.ref)
    return picture


def remove_picture(album: Album, text: Any, ref: str) -> bool:
    """Take a picture away; a text that still names it shows its words instead. False where there is none."""
    wanted = select(album.model).where(album.model.ref == ref, getattr(album.model, album.owner) == text.id)
    picture = session().scalars(wanted).one_or_none()
    if picture is None:
        return False
    _take_away(album, picture)
    return True


def remove_pictures(album: Album, text: Any) -> None:
    """Take all pictures of a text away, because it goes itself."""
    for picture in session().scalars(select(album.model).where(getattr(album.model, album.owner) == text.id)):
        _take_away(album, picture)
    session().flush()


def _take_away(album: Album, picture: Any) -> None:
    outbox.order(FORGET, stored_as=picture.stored_as)
    audit.record(album.removed, picture.ref)
    session().delete(picture)


@outbox.handles(FORGET)
def forget_picture(*, stored_as: str) -> None:
    """Let the bytes of a picture go."""
    store().forget(stored_as)


def store() -> FileStore:
    """Where pictures are kept."""
    files: FileStore = current_app.extensions["files"]
    return files
