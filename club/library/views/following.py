"""Whether a firm follows the club's text, and how far its own has gone from it."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import read
from club.documents.comparing import compared
from club.documents.languages import is_bilingual
from club.documents.notices import Notice, tells
from club.documents.pointers import pointed_names
from club.documents.views.shelves import DOCUMENT, SHELVES, to_write
from club.library import queries
from club.library import update_actions as actions
from club.library.kit_queries import CAME_FROM
from club.library.offer_queries import GIVEN
from club.library.offer_rules import may_offer
from club.library.update_rules import is_asked
from club.library.views.reading import blueprint
from club.library.views.updates import Update, updating
from club.policy import Can, needs


@blueprint.post(f"{DOCUMENT}/update/pass")
@needs(Can.DOCUMENT_PUBLISH)
def pass_over(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Keep the own text and stop asking about this number; or ask again."""
    document = to_write(shelf, ref)
    found = updating(shelf, ref)
    is_asking = request.form.get("to") == "asking"
    actions.pass_over(document, None if is_asking else found.newest.number)
    if is_asking:
        flash(_("You are asked about it again."), "good")
    else:
        flash(_("Your text stays. You are told when the club publishes the next edition."), "good")
    return redirect(url_for(".base", firm=firm, shelf=shelf, ref=ref), 303)


@blueprint.post(f"{DOCUMENT}/detach")
@needs(Can.DOCUMENT_PUBLISH)
def detach(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Follow the club's text no more, or again."""
    document = to_write(shelf, ref)
    updating(shelf, ref)
    is_following = request.form.get("to") == "following"
    actions.detach(document, at=None if is_following else clock.now())
    flash(_("You follow the club’s text again.") if is_following else _("You are asked about it no more."), "good")
    return redirect(url_for(".base", firm=firm, shelf=shelf, ref=ref), 303)


@blueprint.get(f"{DOCUMENT}/base")
@needs(Can.DOCUMENT_WRITE)
def base(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """How far the firm's text has gone from the club's: from the number it began from, and from the newest."""
    found = updating(shelf, ref)
    began, ours, newest = found.texts
    row = found.opened.row
    pointed = pointed_names(row.id, found.opened.kind)
    return render_template(
        "library/base.html",
        document=row,
        shelf=shelf,
        base=found.base,
        newest=found.newest,
        talk=read(CAME_FROM, ref=ref).first(),
        is_newer=found.is_there,
        is_asked=is_asked(
            base=found.base.number,
            newest=found.newest.number,
            passed_over=row.passed_over,
            is_detached=row.detached_at is not None,
        ),
        given=read(GIVEN, ref=ref).all(),
        offerable=_offerable(found),
        ours=compared(found.opened.kind, began, ours, pointed),
        distance=compared(found.opened.kind, newest, ours, pointed) if found.is_there else [],
    )


def _offerable(found: Update) -> set[str]:
    """The parts that the firm may give back: those it wrote, in a text of one language."""
    if is_bilingual(found.opened.body):
        return set()
    merged = found.merge
    return {key for key in merged.parts if may_offer(merged, key)}


@tells
def newer_number(row: Any) -> Notice | None:
    """On the document's own page: the club has a newer number."""
    if not row.template_id or row.detached_at is not None or row.retired_at is not None:
        return None
    newest = read(queries.NEWEST, template_id=row.template_id).first()
    base_id = row.draft_base_id or row.base_revision_id
    if newest is None or newest.id == base_id or newest.number == row.passed_over:
        return None
    shelf = next(word for word, kind in SHELVES.items() if kind.name == row.kind)
    href = url_for("library.update", firm=g.standing.slug, shelf=shelf, ref=row.ref)
    text = _("The club published edition %(number)s of this text. %(note)s", number=newest.number, note=newest.note)
    return Notice(text.strip(), _("See what changed"), href)
