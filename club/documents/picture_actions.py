"""Pictures of a text: put to a part of its draft, and let go once nothing shows them."""

from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from club.clubs.models import Club
from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.files import Admitted, FileStore
from club.core.refusals import Refused
from club.core.scope import current
from club.documents import editing, refusals
from club.documents.edits import digests, entry_of, item_of
from club.documents.kinds import kind_of
from club.documents.models import Document, Picture
from club.documents.pads import DocumentPad
from club.documents.picture_queries import IN_A_DRAFT, IN_AN_EDITION
from club.documents.picture_rules import LOOKED_AFTER, NO_PICTURE, field_of, is_a_picture, refused


def put(document: Document, key: str, file: Admitted, *, by: int, at: datetime) -> Picture:
    """Keep a picture and let a part of the draft show it, after those that it shows already."""
    if not is_a_picture(file.kind):
        raise Refused(NO_PICTURE)
    pad = DocumentPad(document, by=by, at=at)
    body: Any = pad.opened()
    item, entry = item_of(body, key), entry_of(body, key)
    name = field_of(kind_of(document.kind), type(item)) if item is not None else ""
    if entry is None or not name:
        raise Refused(refusals.GONE)
    shown = entry.fields.get(name, [])
    if (refusal := refused(len(shown), _count(document))) is not None:
        raise Refused(refusal)
    made = _kept(document, file, by=by, at=at)
    editing.change_item(pad, key, {name: [*shown, made.ref]}, opened=digests(entry.fields))
    record(Did.PICTURE_ADDED, made.ref, document=document.ref, item=key)
    outbox.order("documents.look_after_picture", after=LOOKED_AFTER, ref=made.ref)
    return made


@outbox.handles("documents.look_after_picture")
def look_after(*, ref: str) -> None:
    """Delete a picture that no draft and no edition shows; one that only a draft shows is looked at again later."""
    picture = session().scalars(select(Picture).where(Picture.ref == ref)).first()
    if picture is None or read(IN_AN_EDITION, ref=ref).first() is not None:
        return
    if read(IN_A_DRAFT, ref=ref).first() is not None:
        outbox.order("documents.look_after_picture", after=LOOKED_AFTER, ref=ref)
        return
    outbox.order("documents.forget_picture", stored_as=picture.stored_as)
    session().delete(picture)
    record(Did.PICTURE_DELETED, ref)


@outbox.handles("documents.forget_picture")
def forget(*, stored_as: str) -> None:
    """Let the bytes go of a picture whose row is gone."""
    store().forget(stored_as)


def store() -> FileStore:
    """Where the bytes of pictures are."""
    files: FileStore = current_app.extensions["files"]
    return files


def _kept(document: Document, file: Admitted, *, by: int, at: datetime) -> Picture:
    club: Any = session().get_one(Club, current().club)
    stored_as = store().keep(file.content, club=club.slug, today=clock.today(club.zone))
    facts: dict[str, Any] = {"name": file.name, "stored_as": stored_as, "size": len(file.content)}
    made = Picture(document_id=document.id, added_at=at, added_by_id=by, **facts)
    session().add(made)
    session().flush()
    return made


def _count(document: Document) -> int:
    counted = select(func.count(Picture.id)).where(Picture.document_id == document.id)
    return int(session().scalars(counted).one())
