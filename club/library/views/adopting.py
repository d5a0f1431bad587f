"""A firm adopts texts of the club, and reads its own beside the club's."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms.fields.choices import SelectChoice

from club.core import clock, i18n
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.documents.body import Language
from club.documents.comparing import compared
from club.documents.kinds import kind_of, kinds
from club.documents.languages import in_language
from club.documents.views.shelves import DOCUMENT, ROOT, being_written, body_of, person, row_of
from club.library import queries
from club.library.actions import adopt
from club.library.forms import AdoptForm
from club.library.models import Template, TemplateRevision
from club.library.rules import sorted_for
from club.library.views.reading import blueprint, filters_of
from club.policy import Can, needs


@blueprint.get(f"{ROOT}/library")
@needs(Can.DOCUMENT_PUBLISH)
def shelf(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """What a firm may adopt: its own departments' texts first, and what it has adopted."""
    rows = read(queries.LIST).all()
    departments = read(queries.DEPARTMENTS).all()
    adopted: dict[int, list[Any]] = {}
    for row in read(queries.ADOPTED):
        adopted.setdefault(row.template_id, []).append(row)
    kind = request.args.get("kind", "")
    return render_template(
        "library/shelf.html",
        rows=sorted_for([row for row in rows if not kind or row.kind == kind], {one.kind for one in departments}),
        filters=filters_of(rows, kind),
        adopted=adopted,
        shelves={name: each.shelf for name, each in kinds().items()},
    )


@blueprint.route(f"{ROOT}/library/<slug:slug>", methods=["GET", "POST"])
@needs(Can.DOCUMENT_PUBLISH)
def adopting(firm: str, slug: str) -> ResponseReturnValue:
    """Adopt a text: a draft of it in one language, to be read, changed and published."""
    row = read(queries.ONE, slug=slug).first()
    if row is None or row.hidden_at is not None:
        abort(404)
    departments = read(queries.DEPARTMENTS).all()
    form = AdoptForm(data={"lang": i18n.lang()})
    form.department.choices = [
        SelectChoice("", _("Whole firm")),
        *(SelectChoice(one.ref, one.name) for one in departments),
    ]
    if request.method == "POST" and (before := accepted_before(form)):
        return redirect(before, 303)
    if not form.validate_on_submit():
        page = render_template("library/adopting.html", template=row, kind=kind_of(row.kind), form=form)
        return page, 422 if request.method == "POST" else 200
    document = adopt(
        *_loaded(row),
        lang="zh" if form.lang.data == "zh" else "en",
        by=person(),
        at=clock.now(),
        department_id=next((one.id for one in departments if one.ref == form.department.data), None),
    )
    shelf_word = kind_of(row.kind).shelf
    location = url_for("documents.show", firm=firm, shelf=shelf_word, ref=document.ref)
    accept(form, location)
    flash(_("Adopted as a draft. Change what is different in your firm, then publish it."), "good")
    return redirect(location, 303)


@blueprint.get(f"{DOCUMENT}/base")
@needs(Can.DOCUMENT_WRITE)
def base(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """The firm's text beside the club's text that it began from, and what the club has published since."""
    row = row_of(shelf, ref)
    found = read(queries.BASE, revision_id=row.base_revision_id).first() if row.base_revision_id else None
    if found is None:
        abort(404)
    opened = being_written(shelf, ref)
    lang: Language = "zh" if row.lang == "zh" else "en"
    began = in_language(body_of(opened.kind, found.schema, found.body), lang)
    newest = read(queries.ONE, slug=found.slug).one()
    since = in_language(body_of(opened.kind, newest.schema, newest.body), lang)
    return render_template(
        "library/base.html",
        document=row,
        kind=opened.kind,
        shelf=shelf,
        base=found,
        newest=newest,
        is_draft=opened.is_draft,
        ours=compared(opened.kind, began, opened.body),
        theirs=compared(opened.kind, began, since) if newest.number != found.number else [],
    )


def _loaded(row: Any) -> tuple[Template, TemplateRevision]:
    template = session().scalars(select(Template).where(Template.id == row.id)).one()
    revision = session().scalars(select(TemplateRevision).where(TemplateRevision.id == row.revision_id)).one()
    return template, revision
