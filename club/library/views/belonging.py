"""Which templates belong to the parts of another, as adoption then makes it a firm's own."""

from collections import defaultdict
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core.db import read
from club.core.i18n import pick
from club.documents.belonging import kinds_beside, parts
from club.documents.forms import BelongingForm
from club.library import pointing_actions, template_queries
from club.library.views.templates import TEMPLATE, Opened, blueprint, in_words, opened, to_write
from club.policy import Can, needs


@blueprint.get(f"{TEMPLATE}/belonging")
@needs(Can.TEMPLATE_WRITE)
def belongings(slug: str) -> ResponseReturnValue:
    """Each part with the templates that belong to it."""
    found = _opened(slug)
    return render_template(
        "library/desk/belongings.html",
        template=found.row,
        title=_title(found),
        parts=parts(found.kind, in_words(found)),
        belonging=_belonging(found),
        kinds={kind.name: kind for kind in kinds_beside(found.kind)},
        may_point=g.who.can(Can.TEMPLATE_PUBLISH),
    )


@blueprint.get(f"{TEMPLATE}/belonging/part")
@needs(Can.TEMPLATE_PUBLISH)
def belonging_to(slug: str) -> ResponseReturnValue:
    """The templates that may belong to one part."""
    found = _opened(slug)
    return _page(found, _form(found))


@blueprint.post(f"{TEMPLATE}/belonging/part")
@needs(Can.TEMPLATE_PUBLISH)
def belong(slug: str) -> ResponseReturnValue:
    """Say which templates belong to one part."""
    template, found = to_write(slug), _opened(slug)
    form = _form(found)
    if not form.validate():
        return _page(found, form), 422
    chosen = {kind: to_write(other) if other else None for kind, other in form.chosen().items()}
    pointing_actions.belong(template, _part(found), chosen)
    flash(_("Kept."), "good")
    return redirect(url_for(".belongings", slug=slug), 303)


def _opened(slug: str) -> Opened:
    found = opened(slug)
    if not found.kind.parts_point_at:
        abort(404)
    return found


def _title(found: Opened) -> str:
    return pick(found.row.title_en, found.row.title_zh)


def _belonging(found: Opened) -> dict[str, list[Any]]:
    held = defaultdict(list)
    for row in read(template_queries.BELONGING, template_id=found.row.id):
        held[row.item].append(row)
    return held


def _part(found: Opened) -> str:
    part = request.args.get("key", "")
    if part not in parts(found.kind, in_words(found)):
        abort(404)
    return part


def _form(found: Opened) -> BelongingForm:
    part, kinds = _part(found), kinds_beside(found.kind)
    held = {row.kind: row.slug for row in _belonging(found).get(part, ())}
    texts = read(template_queries.TO_POINT_AT, kinds=[kind.name for kind in kinds])
    return BelongingForm.among(kinds, ((one.kind, one.slug, pick(one.title_en, one.title_zh)) for one in texts), held)


def _page(found: Opened, form: BelongingForm) -> str:
    part = _part(found)
    return render_template(
        "library/desk/belonging.html",
        template=found.row,
        title=_title(found),
        form=form,
        part=part,
        name=parts(found.kind, in_words(found))[part],
    )
