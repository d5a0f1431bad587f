"""Files beside a class: put there by whoever holds it, taken home by whoever has a place."""

from typing import Any

from flask import Response, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.classes import actions, material_actions, material_queries, place_queries, queries
from club.classes import material_rules as rules
from club.classes.material_rules import MaterialType
from club.classes.models import ClassSession
from club.classes.place_forms import MaterialForm
from club.classes.telling_actions import LINK
from club.classes.views.blueprint import answers_for, blueprint, by_its_clock
from club.core import clock
from club.core.db import read, session
from club.core.file_types import LARGEST_FILE, serving_headers
from club.core.forms import accept, accepted_before
from club.core.refusals import Refusal, Refused
from club.core.saying import said
from club.policy import Can, needs

AT = "/classes/<slug:slug>/materials"
KINDS = {
    MaterialType.PDF: "PDF",
    MaterialType.JPEG: "JPEG",
    MaterialType.DOCX: "Word",
    MaterialType.PPTX: "PowerPoint",
    MaterialType.XLSX: "Excel",
}


@blueprint.get(AT)
@needs(Can.CLASS_LET_IN)
def materials(slug: str) -> ResponseReturnValue:
    """What whoever has a place takes home, for whoever holds the class and the desk."""
    return _page(_shown(slug), MaterialForm())


@blueprint.post(AT)
@needs(Can.CLASS_LET_IN)
def put_material(slug: str) -> ResponseReturnValue:
    """Put a file beside the class."""
    row, form = _shown(slug), MaterialForm()
    if location := accepted_before(form):
        return redirect(location, 303)
    sent = form.file.data
    if not form.validate() or sent is None or not sent.filename:
        return _page(row, form, rules.NO_FILE), 422
    try:
        ready = material_actions.made_ready(sent.stream.read(LARGEST_FILE + 1), sent.filename)
        material_actions.put(_held(slug), ready, by=g.who.person_id)
    except Refused as refused:
        session().rollback()
        return _page(row, form, refused.refusal), 422
    accept(form, location := url_for("classes.materials", slug=slug))
    flash(_("“%(name)s” is there.", name=ready.name), "good")
    return redirect(location, 303)


@blueprint.post(f"{AT}/<ref:ref>/removal")
@needs(Can.CLASS_LET_IN)
def take_material(slug: str, ref: str) -> ResponseReturnValue:
    """Take a file out."""
    if not material_actions.take_out(_held(slug), ref):
        abort(404)
    flash(_("The file is gone."), "good")
    return redirect(url_for("classes.materials", slug=slug), 303)


@blueprint.get(f"{AT}/<ref:ref>")
@needs(Can.CLASS_LET_IN)
def material(slug: str, ref: str) -> ResponseReturnValue:
    """A file, for whoever holds the class and the desk."""
    return _file(_shown(slug).slug, ref)


@blueprint.get("/classes/places/<token>/materials/<ref:ref>")
@needs(Can.CLASS_FOLLOW, link=LINK)
def own_material(token: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """The same for whoever has a place, once the class has begun."""
    came = read(place_queries.ONE, ref=g.link.subject).first() if g.link else None
    if came is None or came.erased_at is not None or not rules.may_have(came.status, came.starts_at, now=clock.now()):
        abort(404)
    return _file(came.slug, ref)


def materials_of(slug: str) -> list[Any]:
    """The files beside a class."""
    return list(read(material_queries.OF_CLASS, slug=slug))


def _file(slug: str, ref: str) -> Response:
    found = next((one for one in materials_of(slug) if one.ref == ref), None) or abort(404)
    try:
        content = material_actions.store().read(found.stored_as)
    except FileNotFoundError:
        abort(404)
    return Response(content, headers=serving_headers(MaterialType(found.media_type), found.name))


def _shown(slug: str) -> Any:
    row = read(queries.ONE, slug=slug).first()
    if row is None or not answers_for(row):
        abort(404)
    return by_its_clock(row)


def _held(slug: str) -> ClassSession:
    row = actions.to_write(slug)
    if row is None or not answers_for(row):
        abort(404)
    return row


def _page(row: Any, form: MaterialForm, refusal: Refusal | None = None) -> str:
    if refusal is not None:
        form.file.errors = [said(refusal)]
    there = materials_of(row.slug)
    return render_template(
        "classes/materials.html",
        row=row,
        form=form,
        files=there,
        kinds=KINDS,
        is_full=len(there) >= rules.MOST_FILES,
        largest=LARGEST_FILE // rules.MEGABYTE,
        most=rules.MOST_FILES,
    )
