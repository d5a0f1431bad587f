"""Which template another points at, chosen by the club's editors, and how far it covers it."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core.db import read
from club.core.i18n import pick
from club.core.refusals import Refused
from club.core.saying import said
from club.documents.banked import Examining, asked_besides
from club.documents.covering import Covering, covering
from club.documents.forms import PointForm
from club.library import pointing_actions, template_queries
from club.library.views.templates import TEMPLATE, Opened, blueprint, in_words, opened, pointed_at, to_write
from club.policy import Can, needs


@blueprint.get(f"{TEMPLATE}/coverage")
@needs(Can.TEMPLATE_WRITE)
def coverage(slug: str) -> ResponseReturnValue:
    """Each binding clause of the other text with its questions, and what is left over on either side."""
    found = opened(slug)
    return _page(found, _form(found))


@blueprint.post(f"{TEMPLATE}/points-at")
@needs(Can.TEMPLATE_PUBLISH)
def point(slug: str) -> ResponseReturnValue:
    """Say which template it points at."""
    template, found = to_write(slug), opened(slug)
    form = _form(found)
    if not form.validate():
        return _page(found, form), 422
    try:
        pointing_actions.point(template, to_write(form.target.data))
    except Refused as error:
        form.target.errors = [said(error.refusal.message, error.refusal.values)]
        return _page(found, form), 422
    flash(_("Kept."), "good")
    return redirect(url_for(".coverage", slug=slug), 303)


def _form(found: Opened) -> PointForm:
    kinds = sorted(set(found.kind.points_at.values()))
    if not kinds:
        abort(404)
    form = PointForm()
    listed = read(template_queries.TO_POINT_AT, kinds=kinds)
    form.offer((one.slug, pick(one.title_en, one.title_zh)) for one in listed)
    return form


def _covering(found: Opened, target: Opened) -> Covering | None:
    """How far it covers the other text, with what the club’s bank holds of it."""
    banked = asked_besides(Examining(found.written, None, target.row.id))
    return covering(in_words(found), in_words(target), banked)


def _page(found: Opened, form: PointForm) -> str:
    target = pointed_at(found.row.id)
    if target is not None and not form.is_submitted():
        form.target.data = target.row.slug
    return render_template(
        "library/desk/coverage.html",
        template=found.row,
        kind=found.kind,
        title=pick(found.row.title_en, found.row.title_zh),
        form=form,
        target=target.row if target is not None else None,
        found=_covering(found, target) if target is not None else None,
    )
