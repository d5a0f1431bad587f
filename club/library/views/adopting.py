"""A firm adopts texts of the club."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from wtforms.fields.choices import SelectChoice

from club.core import clock, i18n
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.documents.kinds import kind_of, kinds
from club.documents.models import Document
from club.documents.views.shelves import ROOT, person
from club.library import queries
from club.library.actions import adopt
from club.library.forms import WHOLE_FIRM, AdoptForm
from club.library.kit_queries import CARRIER
from club.library.models import Template, TemplateRevision
from club.library.rules import sorted_for
from club.library.update_rules import is_asked
from club.library.views.reading import blueprint, filters_of
from club.policy import Can, needs

LONGEST_SLUG = 80


@blueprint.get(f"{ROOT}/library")
@needs(Can.DOCUMENT_PUBLISH)
def shelf(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """What a firm may adopt: its own departments' texts first, and what it has adopted."""
    rows = read(queries.LIST).all()
    departments = read(queries.DEPARTMENTS).all()
    adopted: dict[int, list[Any]] = {}
    for row in read(queries.ADOPTED):
        adopted.setdefault(row.template_id, []).append(row)
    newest = {row.id: row.number for row in rows}
    kind = request.args.get("kind", "")
    return render_template(
        "library/shelf.html",
        rows=sorted_for([row for row in rows if not kind or row.kind == kind], {one.kind for one in departments}),
        filters=filters_of(rows, kind),
        adopted=adopted,
        asked={one.ref for held in adopted.values() for one in held if _is_asked(one, newest)},
        shelves={name: each.shelf for name, each in kinds().items()},
    )


@blueprint.route(f"{ROOT}/library/<slug:slug>", methods=["GET", "POST"])
@needs(Can.DOCUMENT_PUBLISH)
def adopting(firm: str, slug: str) -> ResponseReturnValue:
    """Adopt a text: for each department a draft of it in one language, to be read, changed and published."""
    row = read(queries.ONE, slug=slug).first()
    if row is None or row.hidden_at is not None:
        abort(404)
    departments = {WHOLE_FIRM: None, **{one.ref: one for one in read(queries.DEPARTMENTS)}}
    there = [one for one in read(queries.ADOPTED) if one.template_id == row.id]
    talk = _talk_asked(row.id)
    fitting = [ref for ref, one in departments.items() if one is not None and one.kind in row.departments]
    form = AdoptForm(data={"lang": i18n.lang(), "departments": fitting or [WHOLE_FIRM]})
    form.departments.choices = [
        SelectChoice(ref, one.name if one is not None else _("Whole firm")) for ref, one in departments.items()
    ]
    if request.method == "POST" and (before := accepted_before(form)):
        return redirect(before, 303)
    if not form.validate_on_submit() or _is_there_already(form, departments, there):
        page = render_template(
            "library/adopting.html",
            template=row,
            kind=kind_of(row.kind),
            shelf=kind_of(row.kind).shelf,
            form=form,
            there=there,
            talk=talk,
        )
        return page, 422 if request.method == "POST" else 200
    made = [_adopted(row, form.lang.data, departments[ref], talk) for ref in form.departments.data]
    shelf_word = kind_of(row.kind).shelf
    location = url_for("documents.show", firm=firm, shelf=shelf_word, ref=made[0].ref)
    if len(made) > 1:
        location = url_for(f"documents.{shelf_word}", firm=firm)
    accept(form, location)
    flash(
        ngettext(
            "Adopted as a draft. Change what is different in your firm, then publish it.",
            "Adopted as %(num)s drafts. Change what is different in your firm, then publish them.",
            len(made),
        ),
        "good",
    )
    return redirect(location, 303)


def _is_asked(one: Any, newest: Mapping[int, int]) -> bool:
    return is_asked(
        base=one.base_number or 0,
        newest=newest.get(one.template_id, 0),
        passed_over=one.passed_over,
        is_detached=one.detached_at is not None,
    )


def _is_there_already(form: AdoptForm, departments: Mapping[str, Any], there: Sequence[Any]) -> bool:
    """Whether somebody already has the text and nobody said that it is meant."""
    asked = {one.id if one is not None else None for one in (departments[ref] for ref in form.departments.data)}
    if form.again.data or not asked & {one.department_id for one in there}:
        return False
    form.again.errors = [*form.again.errors, _("The text is there already: see above. Tick this if you mean it.")]
    return True


def _talk_asked(template_id: int) -> Any:
    """The talk in whose kit the text was found, as the address says; a talk that does not carry it is none."""
    slug = request.args.get("talk", "")[:LONGEST_SLUG]
    return read(CARRIER, talk=slug, template_id=template_id).first() if slug else None


def _adopted(row: Any, lang: str, department: Any, talk: Any) -> Document:
    template = session().scalars(select(Template).where(Template.id == row.id)).one()
    revision = session().scalars(select(TemplateRevision).where(TemplateRevision.id == row.revision_id)).one()
    return adopt(
        template,
        revision,
        lang="zh" if lang == "zh" else "en",
        by=person(),
        at=clock.now(),
        department_id=department.id if department is not None else None,
        talk_id=talk.id if talk is not None else None,
    )
