"""A picture comes to a question of a bank, and goes some days after nothing shows it any more."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from club.banks.holding import is_held
from club.banks.queries import BANKS, Bank
from club.banks.rules import FULL_OF_PICTURES, MOST_PICTURES, sign_of
from club.clubs.models import Club
from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.files import Admitted, FileStore
from club.core.refusals import Refused
from club.core.scope import current
from club.documents.codec import from_json, to_json
from club.documents.kinds.exam.body import Question
from club.documents.picture_rules import LOOKED_AFTER, NO_PICTURE, is_a_picture, refused

LOOK_AFTER, FORGET = "banks.look_after_picture", "banks.forget_picture"


def put(bank: Bank, row: Any, file: Admitted, *, by: int, at: datetime) -> Any:
    """Keep a picture and let a question show it, after those that it shows already."""
    if not is_a_picture(file.kind):
        raise Refused(NO_PICTURE)
    session().refresh(row, with_for_update=True)
    question: Question = from_json(Question, row.body)
    if (refusal := refused(len(question.pictures), 0)) is not None:
        raise Refused(refusal)
    if session().scalars(select(func.count(bank.picture.id))).one() >= MOST_PICTURES:
        raise Refused(FULL_OF_PICTURES)
    club: Any = session().get_one(Club, current().club)
    stored_as = store().keep(file.content, club=club.slug, today=clock.today(club.zone))
    facts: dict[str, Any] = {"name": file.name, "stored_as": stored_as, "size": len(file.content)}
    made = bank.picture(added_at=at, added_by_id=by, **facts)
    session().add(made)
    session().flush()
    shows = replace(question, pictures=(*question.pictures, made.ref))
    row.body, row.sign = to_json(shows), sign_of(shows)
    row.version, row.changed_at, row.changed_by_id = row.version + 1, at, by
    record(Did.BANKED_CHANGED, row.ref, bank=bank.name, picture=made.ref)
    return made


def let_go(bank: Bank, row: Any, kept: Collection[str]) -> None:
    """A question shows only the `kept` of its pictures any more: the others go some days later."""
    for ref in row.body.get("pictures", ()):
        if ref not in kept:
            outbox.order(LOOK_AFTER, after=LOOKED_AFTER, bank=bank.name, ref=ref)


@outbox.handles(LOOK_AFTER)
def look_after(*, bank: str, ref: str) -> None:
    """Delete a picture that no question of its bank shows and nobody else holds."""
    place = BANKS[bank]
    picture = session().scalars(select(place.picture).where(place.picture.ref == ref)).first()
    if picture is None or read(place.showing, ref=ref).first() is not None or is_held(place, ref):
        return
    outbox.order(FORGET, stored_as=picture.stored_as)
    session().delete(picture)
    record(Did.PICTURE_DELETED, ref)


@outbox.handles(FORGET)
def forget(*, stored_as: str) -> None:
    """Let the bytes go of a picture whose row is gone."""
    store().forget(stored_as)


def store() -> FileStore:
    """Where the bytes of pictures are."""
    files: FileStore = current_app.extensions["files"]
    return files
