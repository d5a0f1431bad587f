"""A firm begins a text of its own, with nothing but a title."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock, i18n
from club.core.db import read
from club.core.forms import accept, accepted_before
from club.documents.actions import begin
from club.documents.blank import blank
from club.documents.body import Language
from club.documents.forms import BeginForm
from club.documents.views.shelves import SHELF, SHELVES, blueprint, person
from club.firms.people_queries import DEPARTMENTS
from club.policy import Can, needs


@blueprint.route(f"{SHELF}/new", methods=["GET", "POST"])
@needs(Can.DOCUMENT_PUBLISH)
def new(firm: str, shelf: str) -> ResponseReturnValue:
    """A text that begins empty: what it is called, in which language, and for whom."""
    form = BeginForm(data={"lang": i18n.lang()})
    departments = read(DEPARTMENTS).all()
    form.offer(departments)
    if request.method == "POST" and (before := accepted_before(form)):
        return redirect(before, 303)
    kind = SHELVES[shelf]
    if not form.validate_on_submit():
        page = render_template("documents/new.html", form=form, kind=kind, shelf=shelf)
        return page, 422 if request.method == "POST" else 200
    lang: Language = "zh" if form.lang.data == "zh" else "en"
    department = {one.ref: one.id for one in departments}.get(form.department.data)
    body = blank(kind, form.title.data)
    document = begin(kind, body, lang=lang, by=person(), at=clock.now(), department_id=department)
    location = url_for(".edit", firm=firm, shelf=shelf, ref=document.ref)
    accept(form, location)
    flash(_("The draft is there. Fill it part by part, then publish it."), "good")
    return redirect(location, 303)
