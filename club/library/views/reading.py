"""The library as members read it: the list and a text."""

from typing import Any

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import i18n
from club.core.db import read
from club.documents.kinds import kind_of, kinds
from club.documents.languages import for_reading, texts
from club.documents.showing import shown
from club.documents.views.shelves import body_of
from club.library import queries
from club.library.kit_queries import CARRIERS
from club.library.rules import reading_minutes
from club.policy import Can, needs

blueprint = Blueprint("library", __name__)


@blueprint.get("/library")
@needs(Can.LIBRARY_READ)
def index() -> ResponseReturnValue:
    """The texts that the club offers."""
    rows = read(queries.LIST).all()
    kind = request.args.get("kind", "")
    return render_template(
        "library/index.html",
        rows=[row for row in rows if not kind or row.kind == kind],
        filters=filters_of(rows, kind),
        adopting=[one for one in g.who.firms if one.can(Can.DOCUMENT_PUBLISH)],
    )


@blueprint.get("/library/<slug:slug>")
@needs(Can.LIBRARY_READ)
def show(slug: str) -> ResponseReturnValue:
    """One text in the reader's language, or in the other one of the pair."""
    row = read(queries.ONE, slug=slug).first()
    if row is None or row.hidden_at is not None:
        abort(404)
    kind = kind_of(row.kind)
    lang = request.args.get("lang")
    lang = lang if lang in i18n.LANGUAGES else i18n.lang()
    body = for_reading(body_of(kind, row.schema, row.body), "zh" if lang == "zh" else "en")
    hides = kind.is_secret and not _writes()
    return render_template(
        "library/show.html",
        template=row,
        kind=kind,
        lang_of_text=lang,
        reading_minutes=reading_minutes(text for _path, text in texts(body) if isinstance(text, str)),
        adopting=[one for one in g.who.firms if one.can(Can.DOCUMENT_PUBLISH)],
        hides=hides,
        carriers=read(CARRIERS, template_id=row.id).all(),
        **shown(kind, body),
    )


def _writes() -> bool:
    """Whether whoever reads writes such texts, for a firm or for the club."""
    return g.who.can(Can.TEMPLATE_WRITE) or any(one.can(Can.DOCUMENT_WRITE) for one in g.who.firms)


def filters_of(rows: Any, kind: str) -> list[tuple[str, str, bool, int | None]]:
    """Chips: all, and each kind that the library has."""
    there = {row.kind for row in rows}
    here = request.path
    prefix = request.script_root
    chips = [(_("All"), f"{prefix}{here}", not kind, len(rows))]
    return chips + [
        (_(each.label), f"{prefix}{here}?kind={name}", kind == name, sum(row.kind == name for row in rows))
        for name, each in kinds().items()
        if name in there
    ]
