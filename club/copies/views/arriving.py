"""Bringing a file in: sent, looked at as it was understood, taken over into the draft."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.copies import queries
from club.copies.arrival_actions import finding, receive, take_over
from club.copies.editions import pointed_at
from club.copies.forms import ArrivalForm
from club.copies.grids import sheets_of
from club.copies.incoming import read_file
from club.copies.models import Arrival
from club.copies.rules import Form
from club.copies.views.blueprint import blueprint
from club.copies.views.files import file_answer, shelf_of
from club.core import clock
from club.core.db import read, session
from club.core.file_types import display_name
from club.core.forms import accept, accepted_before
from club.core.i18n import LANGUAGES, lang, speaking
from club.core.refusals import Refusal, Refused
from club.core.saying import said
from club.core.sheets import workbook
from club.documents.blank import blank
from club.documents.body import Body, Kind, Language
from club.documents.comparing import compared
from club.documents.languages import is_in_both
from club.documents.models import Document
from club.documents.pointers import pointed_names
from club.documents.rules import verdict
from club.documents.views.shelves import (
    DOCUMENT,
    SHELF,
    SHELVES,
    being_written,
    body_of,
    person,
    row_of,
    to_write,
    unsent,
)
from club.documents.words import problem_place
from club.policy import Can, needs

ARRIVAL = f"{SHELF}/arrivals/<ref:arrival>"


@blueprint.get(f"{SHELF}/bring")
@needs(Can.DOCUMENT_PUBLISH)
def bring_new(firm: str, shelf: str) -> ResponseReturnValue:  # noqa: ARG001
    """The form for a file that becomes a new text."""
    return _form_page(shelf, None, unsent(ArrivalForm, data={"lang": lang()}))


@blueprint.post(f"{SHELF}/bring")
@needs(Can.DOCUMENT_PUBLISH)
def send_new(firm: str, shelf: str) -> ResponseReturnValue:
    """Read a file that becomes a new text."""
    kind, form = SHELVES[shelf], ArrivalForm()
    return _received(firm, shelf, None, blank(kind, ""), form)


@blueprint.get(f"{DOCUMENT}/bring")
@needs(Can.DOCUMENT_WRITE)
def bring(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """The form for a file that changes a text."""
    row = row_of(shelf, ref)
    return _form_page(shelf, row, unsent(ArrivalForm, data={"lang": row.lang}))


@blueprint.post(f"{DOCUMENT}/bring")
@needs(Can.DOCUMENT_WRITE)
def send(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Read a file over the draft, or over the newest number."""
    row, form = row_of(shelf, ref), ArrivalForm()
    return _received(firm, shelf, row, being_written(shelf, ref).body, form)


@blueprint.get(f"{SHELF}/empty.xlsx")
@needs(Can.DOCUMENT_WRITE)
def empty(firm: str, shelf: str) -> ResponseReturnValue:  # noqa: ARG001
    """The sheets of a kind with nothing in them, to be filled in."""
    kind = SHELVES[shelf]
    content = workbook(sheets_of(kind, blank(kind, "")))
    return file_answer(content, Form.SHEETS, f"{kind.name}.xlsx")


@blueprint.get(ARRIVAL)
@needs(Can.DOCUMENT_WRITE)
def arrival(firm: str, shelf: str, arrival: str) -> ResponseReturnValue:  # noqa: ARG001
    """What was understood of a file and what was not, and how the text would change."""
    return _arrival_page(shelf, _found(shelf, arrival))


@blueprint.post(ARRIVAL)
@needs(Can.DOCUMENT_WRITE)
def take(firm: str, shelf: str, arrival: str) -> ResponseReturnValue:
    """Take it over into the draft; sent twice it is done once."""
    row = _found(shelf, arrival)
    if row.document is None and not g.standing.can(Can.DOCUMENT_PUBLISH):
        abort(404)
    document = to_write(shelf, row.document) if row.document is not None else None
    held = session().scalars(select(Arrival).where(Arrival.ref == arrival).with_for_update()).one()
    if held.taken_at is None:
        try:
            document = take_over(held, document, by=person(), at=clock.now())
        except Refused as error:
            session().rollback()
            return _arrival_page(shelf, row, refusal=error.refusal), 422
        flash(_("It is in the draft now. Nothing is published yet: look at it, then publish."), "good")
    if document is None:
        document = session().get_one(Document, held.document_id)
    session().flush()
    return redirect(url_for("documents.show", firm=firm, shelf=shelf, ref=document.ref), 303)


def _received(firm: str, shelf: str, row: Any, base: Body, form: ArrivalForm) -> ResponseReturnValue:
    """Read the file that a form brought; what cannot be read at all is said at the field."""
    if (before := accepted_before(form)) is not None:
        return redirect(before, 303)
    if not form.validate():
        return _form_page(shelf, row, form), 422
    kind, name = SHELVES[shelf], display_name(form.file.data.filename)
    spoken: Language = "zh" if form.lang.data == "zh" else "en"
    pointed = [_pointed(row, kind, language) for language in LANGUAGES] if row is not None else []
    found = read_file(kind, base, form.content, name, lang=spoken, is_new=row is None, pointed=pointed)
    if isinstance(found, Refusal):
        form.file.errors = [said(found)]
        return _form_page(shelf, row, form), 422
    made = receive(
        kind,
        found,
        name=name,
        lang=spoken,
        document_id=row.id if row is not None else None,
        was=base if row is not None else None,
        by=person(),
        at=clock.now(),
    )
    to = url_for(".arrival", firm=firm, shelf=shelf, arrival=made.ref)
    accept(form, to)
    return redirect(to, 303)


def _pointed(row: Any, kind: Kind[Any], language: str) -> dict[str, str]:
    with speaking(language):
        return pointed_at(row, kind)


def _found(shelf: str, ref: str) -> Any:
    return read(queries.ARRIVAL, ref=ref, kind=SHELVES[shelf].name, person_id=person()).first() or abort(404)


def _form_page(shelf: str, row: Any, form: ArrivalForm) -> str:
    asks_lang = row is None or is_in_both(being_written(shelf, row.ref).body)
    return render_template(
        "copies/bring.html", document=row, shelf=shelf, kind=SHELVES[shelf], form=form, asks_lang=asks_lang
    )


def _arrival_page(shelf: str, row: Any, *, refusal: Refusal | None = None) -> str:
    kind = SHELVES[shelf]
    body = body_of(kind, row.schema, row.body) if row.body else None
    findings = [finding(one) for one in row.findings]
    return render_template(
        "copies/arrival.html",
        arrival=row,
        shelf=shelf,
        kind=kind,
        body=body,
        parts=_differing(kind, row, body),
        later=_to_put_right_later(kind, row, body),
        faults=[one for one in findings if one.is_fault],
        notes=[one for one in findings if not one.is_fault],
        refusal=refusal,
    )


def _to_put_right_later(kind: Kind[Any], row: Any, body: Body | None) -> list[tuple[str, str]]:
    """What stops a publication of the text that the file makes: where it is, and what."""
    if body is None or row.taken_at is not None:
        return []
    found = verdict(kind, body).problems
    return [(problem_place(kind, body, one.path).words, said(one.message, one.values)) for one in found]


def _differing(kind: Kind[Any], row: Any, body: Body | None) -> list[Any]:
    """What the file changes; for a new text, what it holds."""
    if body is None or row.taken_at is not None:
        return []
    base = being_written(shelf_of(kind), row.document).body if row.document is not None else blank(kind, "")
    pointed = pointed_names(row.document_id, kind) if row.document is not None else {}
    return compared(kind, base, body, pointed)
