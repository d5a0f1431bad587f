"""Taking a text out: a copy is ordered once, made by a job that tells how far it is, and forgotten after a week."""

import json
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select

from club.clubs.models import Club
from club.copies import queries
from club.copies.editions import Held, firm_name, held, pointed_at, to_print
from club.copies.grids import sheets_of
from club.copies.models import Copy
from club.copies.printing import for_setting, page
from club.copies.rules import KEPT, Form, Stand, pages_expected, stand
from club.copies.word import word_file
from club.core import clock, outbox, pdf
from club.core.audit import Did, record
from club.core.db import read, session, transaction
from club.core.files import FileStore
from club.core.i18n import speaking
from club.core.refusals import Refusal
from club.core.scope import current
from club.core.sheets import workbook
from club.documents.codec import write
from club.documents.languages import for_reading, texts
from club.documents.models import Document
from club.documents.picture_queries import PICTURE
from club.firms.days import days_here

_TOLD_EVERY_S = 0.5
_MOST_OF_PICTURES = 20 * 1024 * 1024


def order(
    document: Document, form: Form, *, lang: str, number: int | None, text: str, signs: int, by: int, at: datetime
) -> Copy:
    """Order a copy of a text; the same one, asked for again while it is made or kept, is the one that there is.

    `text` is the digest of the body, `signs` how many letters it has.
    """
    same = select(Copy).where(
        Copy.document_id == document.id,
        Copy.ordered_by_id == by,
        Copy.form == form,
        Copy.lang == lang,
        Copy.number == number if number is not None else Copy.number.is_(None),
        Copy.text == text,
    )
    for one in session().scalars(same.order_by(Copy.id.desc()).limit(1)):
        if stand(ordered_at=one.ordered_at, done_at=one.done_at, failed=one.failed, now=at) in {
            Stand.RUNNING,
            Stand.READY,
        }:
            return one
    of = pages_expected(signs, lang) if form is Form.PDF else 0
    facts: dict[str, Any] = {"form": form, "lang": lang, "number": number, "text": text}
    made = Copy(document_id=document.id, ordered_at=at, ordered_by_id=by, pages=0, of=of, **facts)
    session().add(made)
    session().flush()
    record(Did.DOCUMENT_COPIED, document.ref, form=form.value, number=number, copy=made.ref)
    outbox.order("copies.make", ref=made.ref)
    return made


@outbox.handles("copies.make")
def make(*, ref: str) -> None:
    """Make a copy and keep it; nothing is written before it is made, so that nobody waits for this job."""
    row: Any = read(queries.TO_MAKE, ref=ref).first()
    if row is None or row.done_at is not None or row.failed:
        return
    found = held(row.document, row.kind, row.number)
    content = _MAKERS[Form(row.form)](row, found) if found is not None else None
    copy = _free_to_keep(ref)
    if copy is None:
        return
    if isinstance(content, bytes):
        copy.stored_as, copy.size, copy.done_at = _keep(content), len(content), clock.now()
        outbox.order("copies.forget", after=KEPT, ref=ref)
    else:
        copy.failed = content.code if content is not None else "gone"


def _free_to_keep(ref: str) -> Copy | None:
    """The copy, held; none where another run of this job, begun after ours ran out, has ended it meanwhile."""
    one = select(Copy).where(Copy.ref == ref).with_for_update()
    copy = session().scalars(one.execution_options(populate_existing=True)).one()
    return None if copy.done_at is not None or copy.failed else copy


@outbox.handles("copies.forget")
def forget(*, ref: str) -> None:
    """Let the bytes of a copy go when its time is over; the row says who took out what."""
    copy = session().scalars(select(Copy).where(Copy.ref == ref)).first()
    if copy is not None and copy.stored_as:
        store().forget(copy.stored_as)
        copy.stored_as = ""


def _pdf(row: Any, found: Held) -> bytes | Refusal:
    edition = replace(to_print(found, firm=firm_name(), days=days_here()), picture_at=_pictures())
    printed = page(edition, row.lang, at=row.ordered_at)
    return pdf.drawn(for_setting(printed), _telling(row.ref))


def _pictures() -> Callable[[str], str]:
    """Where a picture is for whoever sets a page and fetches nothing: in the page itself, as far as it bears them."""
    room = [_MOST_OF_PICTURES]

    def picture_at(ref: str) -> str:
        row: Any = read(PICTURE, ref=ref).first()
        try:
            content = store().read(row.stored_as) if row is not None else b""
        except (FileNotFoundError, ValueError):
            content = b""
        if not content or len(content) > room[0]:
            return ""
        room[0] -= len(content)
        return f"data:image/jpeg;base64,{b64encode(content).decode()}"

    return picture_at


def _telling(ref: str) -> Callable[[int], None]:
    """Tell how many pages are set, in commits of their own: the work is seen while it goes on, and not begun twice."""
    last = [0.0]

    def told(number: int) -> None:
        if time.monotonic() - last[0] < _TOLD_EVERY_S:
            return
        last[0] = time.monotonic()
        with current_app.app_context(), transaction():
            copy = session().scalars(select(Copy).where(Copy.ref == ref)).one()
            copy.pages, copy.of = number, max(copy.of, number)
            outbox.hold_on()

    return told


def _sheets(row: Any, found: Held) -> bytes:
    with speaking(row.lang):
        return workbook(sheets_of(found.kind, found.body, pointed_at(found.row, found.kind)))


def _word(row: Any, found: Held) -> bytes:
    return word_file(found, row.lang, firm=firm_name())


def _json(_row: Any, found: Held) -> bytes:
    return json.dumps(write(found.kind, found.body), ensure_ascii=False, indent=1).encode()


_MAKERS: dict[Form, Callable[[Any, Held], bytes | Refusal]] = {
    Form.PDF: _pdf,
    Form.SHEETS: _sheets,
    Form.WORD: _word,
    Form.JSON: _json,
}


def signs_of(body: Any, lang: str) -> int:
    """How many letters somebody reads of a body in one language."""
    return sum(len(str(text)) for _, text in texts(for_reading(body, "zh" if lang == "zh" else "en")))


def _keep(content: bytes) -> str:
    club: Any = session().get_one(Club, current().club)
    return store().keep(content, club=club.slug, today=clock.today(club.zone))


def store() -> FileStore:
    """Where the bytes of copies are."""
    files: FileStore = current_app.extensions["files"]
    return files
