"""Where documents stand in the address, and how a view finds one."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from flask import Blueprint, abort, g, request
from sqlalchemy import select

from club.core.db import read, session
from club.core.forms import Form
from club.core.i18n import lang
from club.documents import published
from club.documents.body import Kind
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.kinds import kinds
from club.documents.languages import for_reading, language_for
from club.documents.models import Document
from club.documents.queries import DRAFT, NEWEST, ONE, REVISION
from club.policy import Can

F = TypeVar("F", bound=Form)
blueprint = Blueprint("documents", __name__)

SHELVES: dict[str, Kind[Any]] = {kind.shelf or kind.name: kind for kind in kinds().values()}
ROOT = "/firms/<slug:firm>"
_WORDS = ", ".join(f'"{word}"' for word in SHELVES)
SHELF = f"{ROOT}/<any({_WORDS}):shelf>"
DOCUMENT = f"{SHELF}/<ref:ref>"
LAST_REVISION = 1_000_000


@dataclass(frozen=True)
class Opened:
    """A document as read for a page: its row, its kind, and one of its bodies with where that comes from."""

    row: Any
    kind: Kind[Any]
    body: Any
    number: int | None = None
    effective_on: date | None = None
    note: str = ""
    lang: str = ""
    is_in_force: bool = False
    is_draft: bool = False
    draft: Any = None


def revision_number(text: str) -> int:
    """A number as an address or a form gives it; ValueError for one that no revision has."""
    number = int(text)
    if not 0 <= number <= LAST_REVISION:
        raise ValueError(text)
    return number


def today() -> date:
    """The firm's day."""
    found: date = g.standing.today()
    return found


def keep_secret(kind: Kind[Any]) -> None:
    """A text that only its writers read is not there for anybody else."""
    if kind.is_secret and not g.standing.can(Can.DOCUMENT_WRITE):
        abort(404)


def row_of(shelf: str, ref: str) -> Any:
    """A document of this shelf with the revision in force, or 404."""
    keep_secret(SHELVES[shelf])
    row = read(ONE, ref=ref, kind=SHELVES[shelf].name, today=today()).first()
    if row is None:
        abort(404)
    return row


def body_of(kind: Kind[Any], schema: int, body: Any) -> Any:
    """A stored body as its dataclass."""
    return read_body(kind, stored(kind.name, schema, body))


def in_force(shelf: str, ref: str) -> Opened:
    """A document with the body that is in force, as people read it; none where nothing is published."""
    row, kind = row_of(shelf, ref), SHELVES[shelf]
    if row.number is None:
        return Opened(row, kind, None)
    facts: dict[str, Any] = {"lang": published.language(row), "is_in_force": True}
    return Opened(row, kind, published.body(row), row.number, row.effective_on, row.note, **facts)


def at_revision(opened: Opened, number: int) -> Opened:
    """The same document with one of its revisions, or 404."""
    found = read(REVISION, document_id=opened.row.id, number=number).first()
    if found is None:
        abort(404)
    body = body_of(opened.kind, found.schema, found.body)
    return Opened(opened.row, opened.kind, body, found.number, found.effective_on, found.note)


def being_written(shelf: str, ref: str) -> Opened:
    """A document with its draft, else with its newest revision: what the next change begins from."""
    row, kind = row_of(shelf, ref), SHELVES[shelf]
    if row.retired_at is not None:
        abort(404)
    draft = read(DRAFT, ref=ref).first()
    if draft is not None:
        return Opened(row, kind, body_of(kind, draft.schema, draft.body), is_draft=True, draft=draft)
    newest = read(NEWEST, ref=ref).first()
    if newest is None:
        abort(404)
    return Opened(row, kind, body_of(kind, newest.schema, newest.body), newest.number)


def as_read(opened: Opened) -> Opened:
    """The same with its body as people read it: one language, blanks filled in."""
    spoken = language_for(opened.body, opened.row.lang, lang())
    return replace(opened, body=for_reading(opened.body, spoken), lang=spoken)


def to_write(shelf: str, ref: str) -> Document:
    """A document that is going to be changed, locked; or 404."""
    keep_secret(SHELVES[shelf])
    found = (
        session()
        .scalars(select(Document).where(Document.ref == ref, Document.kind == SHELVES[shelf].name).with_for_update())
        .first()
    )
    if found is None:
        abort(404)
    return found


def person() -> int:
    """Who acts."""
    acting: int = g.who.person_id
    return acting


def unsent(kind: type[F], **given: Any) -> F:
    """A form as a page first shows it: empty, or with what was typed before a sign-in ran out."""
    return kind(**given) if request.method == "GET" else kind(formdata=None, **given)
