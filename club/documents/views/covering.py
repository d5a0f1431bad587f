"""What a text points at: which other text, chosen by hand where adoption did not say it, and how far it covers it."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core.db import read, session
from club.core.refusals import Refused
from club.core.saying import said
from club.documents import outdated, pointers
from club.documents.banked import Examining, asked_besides
from club.documents.covering import changed, changed_in_banks, covering
from club.documents.forms import PointForm
from club.documents.kinds import kind_of
from club.documents.models import Document
from club.documents.views.shelves import DOCUMENT, SHELVES, as_read, being_written, blueprint, revision_number, to_write
from club.policy import Can, needs


@blueprint.get(f"{DOCUMENT}/coverage")
@needs(Can.DOCUMENT_WRITE)
def coverage(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Each binding clause of the standard with its questions, and what is left over on either side."""
    return _page(shelf, ref, _form(shelf))


@blueprint.post(f"{DOCUMENT}/checked")
@needs(Can.DOCUMENT_PUBLISH)
def check(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """The questions about what changed were looked at, and still fit."""
    _form(shelf)
    outdated.check(to_write(shelf, ref), number=request.form.get("number", 0, type=revision_number))
    flash(_("Kept: the questions fit the standard as it is now."), "good")
    return redirect(url_for(".coverage", firm=firm, shelf=shelf, ref=ref), 303)


@blueprint.post(f"{DOCUMENT}/points-at")
@needs(Can.DOCUMENT_PUBLISH)
def point(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Say which text it points at."""
    document, form = to_write(shelf, ref), _form(shelf)
    if not form.validate():
        return _page(shelf, ref, form), 422
    target = session().scalars(select(Document).where(Document.ref == form.target.data)).one()
    try:
        pointers.point(document, target)
    except Refused as error:
        form.target.errors = [said(error.refusal.message, error.refusal.values)]
        return _page(shelf, ref, form), 422
    flash(_("Kept."), "good")
    return redirect(url_for(".coverage", firm=firm, shelf=shelf, ref=ref), 303)


def _form(shelf: str) -> PointForm:
    kinds = sorted(set(SHELVES[shelf].points_at.values()))
    if not kinds:
        abort(404)
    form = PointForm()
    form.offer((one.ref, one.title) for one in read(pointers.TO_POINT_AT, kinds=kinds))
    return form


def _page(shelf: str, ref: str, form: PointForm) -> str:
    opened = as_read(being_written(shelf, ref))
    target = pointers.target_of(opened.row.id)
    if target is not None and not form.is_submitted():
        form.target.data = target.row.ref
    standard: Any = pointers.as_read_of(target) if target is not None else None
    template_id = target.row.template_id if target is not None else None
    banked = asked_besides(Examining(opened.body, target.row.id if target is not None else None, template_id))
    old = next(iter(outdated.outdated(read(outdated.OF_EXAM, document_id=opened.row.id))), None)
    return render_template(
        "documents/coverage.html",
        document=opened.row,
        kind=opened.kind,
        shelf=shelf,
        form=form,
        target=target.row if target is not None else None,
        target_shelf=kind_of(target.row.kind).shelf if target is not None else "",
        found=covering(opened.body, standard, banked) if standard is not None else None,
        old=old,
        changed=changed(opened.body, standard, old.questions) if old and standard is not None else [],
        banked=changed_in_banks(standard, old.banked) if old and standard is not None else [],
        changes=old.count if old and standard is not None else 0,
        may_point=g.standing.can(Can.DOCUMENT_PUBLISH) and bool(form.target.choices),
    )
