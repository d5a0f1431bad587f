"""A document's own facts and languages, and the list of review dates."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.core.refusals import Refused
from club.core.saying import said
from club.documents import keeping
from club.documents.forms import FactsForm
from club.documents.languages import is_in_both, missing_sides
from club.documents.models import Document
from club.documents.queries import REVIEW_DATES
from club.documents.views.shelves import (
    DOCUMENT,
    ROOT,
    SHELVES,
    being_written,
    blueprint,
    person,
    row_of,
    to_write,
    today,
)
from club.firms.models import Department, Membership
from club.firms.queries import COLLEAGUES, DEPARTMENTS
from club.policy import Can, needs

SHELF_OF = {kind.name: shelf for shelf, kind in SHELVES.items()}


@blueprint.get(f"{ROOT}/review-dates")
@needs(Can.DOCUMENT_WRITE)
def review_dates(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """Every text of the firm by the day on which it is looked at again; what is overdue first."""
    rows = read(REVIEW_DATES).all()
    return render_template("documents/review_dates.html", rows=rows, today=today(), shelf_of=SHELF_OF, kinds=SHELVES)


@blueprint.get(f"{DOCUMENT}/facts")
@needs(Can.DOCUMENT_PUBLISH)
def facts(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Keeper, department, review date and languages, to be changed."""
    row = row_of(shelf, ref)
    values = {"keeper": row.keeper_ref or "", "department": row.department_ref or "", "review_on": row.review_on}
    return _page(shelf, row, _form(**values, version=row.version))


@blueprint.post(f"{DOCUMENT}/facts")
@needs(Can.DOCUMENT_PUBLISH)
def set_facts(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Keep them."""
    document, form = to_write(shelf, ref), _form()
    if not form.validate() or _is_stale(form, document):
        return _page(shelf, row_of(shelf, ref), form), 422
    try:
        keeping.set_facts(
            document,
            keeper=_chosen(Membership, form.keeper.data),
            department=_chosen(Department, form.department.data),
            review_on=form.review_on.data,
            days=g.standing.days,
        )
    except Refused as error:
        form.review_on.errors = [said(error.refusal)]
        return _page(shelf, row_of(shelf, ref), form), 422
    flash(_("Kept."), "good")
    return redirect(url_for(".show", firm=firm, shelf=shelf, ref=ref), 303)


@blueprint.post(f"{DOCUMENT}/languages/add")
@needs(Can.DOCUMENT_PUBLISH)
def add_language(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """A second language, to be filled in."""
    keeping.add_language(to_write(shelf, ref), by=person(), at=clock.now())
    flash(
        _("The draft has both languages now. Each part asks for both; the publisher’s page lists what is missing."),
        "good",
    )
    return redirect(url_for(".edit", firm=firm, shelf=shelf, ref=ref), 303)


@blueprint.post(f"{DOCUMENT}/languages/remove")
@needs(Can.DOCUMENT_PUBLISH)
def remove_language(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Back to one language."""
    keeping.remove_language(to_write(shelf, ref), by=person(), at=clock.now())
    flash(_("The draft is in one language again. What was published keeps both."), "good")
    return redirect(url_for(".edit", firm=firm, shelf=shelf, ref=ref), 303)


def _page(shelf: str, row: Any, form: FactsForm) -> str:
    body = being_written(shelf, row.ref).body if row.retired_at is None else None
    return render_template(
        "documents/facts.html",
        kind=SHELVES[shelf],
        document=row,
        shelf=shelf,
        form=form,
        is_in_both=body is not None and is_in_both(body),
        missing=missing_sides(body) if body is not None else 0,
    )


def _form(**values: Any) -> FactsForm:
    form = FactsForm(data=values) if values else FactsForm()
    form.offer(read(COLLEAGUES), read(DEPARTMENTS))
    return form


def _is_stale(form: FactsForm, document: Document) -> bool:
    """Somebody else saved meanwhile; sending again then overwrites knowingly."""
    if not form.is_stale(document.version):
        return False
    form.form_errors.append(_("Somebody else changed this meanwhile. Compare, then send again to keep yours."))
    form.version.data, form.version.raw_data = str(document.version), None
    return True


def _chosen(kind: Any, ref: str | None) -> Any:
    return session().scalars(select(kind).where(kind.ref == ref)).first() if ref else None
