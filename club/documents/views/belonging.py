"""What belongs to the parts of a text: to a stage of a ladder its standard, its learning path and its exam."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core.db import read, session
from club.documents import belonging, pointers
from club.documents.forms import BelongingForm
from club.documents.models import Document
from club.documents.views.shelves import DOCUMENT, SHELVES, Opened, as_read, being_written, blueprint, to_write, today
from club.policy import Can, needs


@blueprint.get(f"{DOCUMENT}/belonging")
@needs(Can.DOCUMENT_WRITE)
def belongings(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Each part with the texts that belong to it."""
    opened = _opened(shelf, ref)
    return render_template(
        "documents/belongings.html",
        document=opened.row,
        kind=opened.kind,
        shelf=shelf,
        parts=belonging.parts(opened.kind, opened.body),
        belonging=belonging.belonging(opened.row.id, today()),
        shelves={kind.name: word for word, kind in SHELVES.items()},
        kinds={kind.name: kind for kind in SHELVES.values()},
        may_point=g.standing.can(Can.DOCUMENT_PUBLISH),
    )


@blueprint.get(f"{DOCUMENT}/belonging/part")
@needs(Can.DOCUMENT_PUBLISH)
def belonging_to(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """The texts that may belong to one part."""
    opened = _opened(shelf, ref)
    return _page(opened, shelf, _form(opened))


@blueprint.post(f"{DOCUMENT}/belonging/part")
@needs(Can.DOCUMENT_PUBLISH)
def belong(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Say which texts belong to one part."""
    document, opened = to_write(shelf, ref), _opened(shelf, ref)
    form = _form(opened)
    if not form.validate():
        return _page(opened, shelf, form), 422
    chosen = {kind: _document(kind, ref) for kind, ref in form.chosen().items()}
    body = being_written(shelf, ref).body
    if not form.takes(lambda: belonging.belong(document, _part(opened), chosen, body)):
        return _page(opened, shelf, form), 422
    flash(_("Kept."), "good")
    return redirect(url_for(".belongings", firm=firm, shelf=shelf, ref=ref), 303)


def _opened(shelf: str, ref: str) -> Opened:
    if not SHELVES[shelf].parts_point_at:
        abort(404)
    return as_read(being_written(shelf, ref))


def _part(opened: Opened) -> str:
    part = request.args.get("key", "")
    if part not in belonging.parts(opened.kind, opened.body):
        abort(404)
    return part


def _form(opened: Opened) -> BelongingForm:
    part, kinds = _part(opened), belonging.kinds_beside(opened.kind)
    held = {row.kind: row.ref for row in belonging.belonging(opened.row.id, today()).get(part, ())}
    texts = read(pointers.TO_POINT_AT, kinds=[kind.name for kind in kinds])
    return BelongingForm.among(kinds, ((one.kind, one.ref, one.title) for one in texts), held)


def _page(opened: Opened, shelf: str, form: BelongingForm) -> str:
    part = _part(opened)
    return render_template(
        "documents/belonging.html",
        document=opened.row,
        kind=opened.kind,
        shelf=shelf,
        form=form,
        part=part,
        name=belonging.parts(opened.kind, opened.body)[part],
    )


def _document(kind: str, ref: str) -> Document | None:
    if not ref:
        return None
    return session().scalars(select(Document).where(Document.ref == ref, Document.kind == kind)).first() or abort(404)
