"""Taking a text out as a file: ordered by a form, made by a job, kept for a week for whoever ordered it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from club.copies import actions, queries
from club.copies.editions import held_of
from club.copies.forms import DRAFT, OrderForm
from club.copies.rules import KEPT, LATE, Form, Stand, stand
from club.copies.views.blueprint import blueprint
from club.copies.views.files import file_answer
from club.core import clock, pdf
from club.core.db import read
from club.core.i18n import LANGUAGES, lang
from club.core.leading import is_for_a_part
from club.core.refusals import Refusal
from club.documents.codec import to_json
from club.documents.edits import digest
from club.documents.languages import is_in_both
from club.documents.views.shelves import (
    DOCUMENT,
    SHELVES,
    Opened,
    at_revision,
    being_written,
    person,
    row_of,
    to_write,
    unsent,
)
from club.policy import Can, needs


@dataclass(frozen=True)
class Shown:
    """A copy as its page shows it."""

    row: Any
    form: Form
    stand: Stand
    why: Refusal | None


@blueprint.get(f"{DOCUMENT}/copies")
@needs(Can.DOCUMENT_COPY)
def index(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """What may be taken out, and what the reader took out lately."""
    row = row_of(shelf, ref)
    form = unsent(OrderForm, data={"lang": lang()})
    _offer(row, form)
    return _page(shelf, row, form)


@blueprint.post(f"{DOCUMENT}/copies")
@needs(Can.DOCUMENT_COPY)
def order(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Order a copy; asked for twice it is made once."""
    document, row, form = to_write(shelf, ref), row_of(shelf, ref), OrderForm()
    _offer(row, form)
    if not form.validate():
        return _page(shelf, row, form), 422
    opened = _chosen(shelf, row, str(form.text.data))
    actions.order(
        document,
        Form(form.form.data),
        lang=str(form.lang.data),
        number=opened.number,
        text=digest(to_json(opened.body)),
        signs=actions.signs_of(opened.body, str(form.lang.data)),
        by=person(),
        at=clock.now(),
    )
    return redirect(url_for(".index", firm=firm, shelf=shelf, ref=ref, _anchor="copies"), 303)


@blueprint.get(f"{DOCUMENT}/copies/<ref:copy>")
@needs(Can.DOCUMENT_COPY)
def download(firm: str, shelf: str, ref: str, copy: str) -> ResponseReturnValue:
    """The file, for whoever ordered it."""
    row = read(queries.ONE_COPY, ref=copy, document=ref, person_id=person()).first()
    if row is None or shown(row).stand is not Stand.READY:
        abort(404)
    try:
        content = actions.store().read(row.stored_as)
    except (FileNotFoundError, ValueError):
        abort(404)
    form = Form(row.form)
    state = row.number if row.number is not None else DRAFT
    return file_answer(content, form, f"{firm}-{SHELVES[shelf].name}-{ref[:4]}-{state}.{form.ending}")


def shown(row: Any) -> Shown:
    """A copy with how far it is, and why it was not made."""
    now = clock.now()
    at = stand(ordered_at=row.ordered_at, done_at=row.done_at, failed=row.failed, now=now)
    why = (pdf.REFUSALS.get(row.failed) or LATE) if at is Stand.FAILED else None
    return Shown(row, Form(row.form), at, why)


def _page(shelf: str, row: Any, form: OrderForm) -> str:
    listed = [shown(one) for one in read(queries.COPIES, document_id=row.id, person_id=person())]
    kept: Sequence[Shown] = [one for one in listed if one.stand is not Stand.GONE]
    return render_template(
        "copies/index.html",
        document=row,
        shelf=shelf,
        kind=SHELVES[shelf],
        form=form,
        copies=kept,
        is_running=any(one.stand is Stand.RUNNING for one in kept),
        days=KEPT.days,
        is_part=is_for_a_part(),
    )


def _offer(row: Any, form: OrderForm) -> None:
    """The states that there are of a text, and the languages of the newest of them."""
    has_draft = row.draft_version is not None and row.retired_at is None
    newest = held_of(row, None if has_draft else row.number)
    langs = LANGUAGES if newest is not None and is_in_both(newest.body) else (str(row.lang),)
    form.offer(number=row.number, has_draft=has_draft, langs=langs)


def _chosen(shelf: str, row: Any, text: str) -> Opened:
    if text == DRAFT:
        return being_written(shelf, row.ref)
    if not text.isdigit():  # retired before it was ever published
        abort(404)
    return at_revision(Opened(row, SHELVES[shelf], None), int(text))
