"""Searching in a firm's texts."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club.core.db import read
from club.documents.kinds import kind_of
from club.documents.views.shelves import ROOT, today
from club.policy import Can, needs
from club.search import rules
from club.search.queries import FOUND

blueprint = Blueprint("search", __name__)


@blueprint.get(f"{ROOT}/search")
@needs(Can.DOCUMENT_READ)
def firm(firm: str) -> ResponseReturnValue:
    """What the firm's texts in force say on the words asked for."""
    asked = " ".join(request.args.get("q", "")[: rules.LONGEST_QUESTION].split())
    found, is_loose = _found(asked)
    return render_template(
        "search/firm.html",
        asked=asked,
        is_searchable=bool(rules.patterns(asked)),
        found=[_shown(row, firm, asked) for row in found[: rules.MOST_FOUND]],
        has_more=len(found) > rules.MOST_FOUND,
        is_loose=is_loose,
        most=rules.MOST_FOUND,
    )


def _found(asked: str) -> tuple[list[Any], bool]:
    """Passages with every term, or else with every character of them; whether it took that."""
    exact, loose = rules.patterns(asked), rules.loose_patterns(asked)
    if not exact:
        return [], False
    found = list(read(FOUND, today=today(), **rules.slots(exact)))
    if found or loose == exact:
        return found, False
    return list(read(FOUND, today=today(), **rules.slots(loose))), True


def _shown(row: Any, firm: str, asked: str) -> dict[str, Any]:
    kind = kind_of(row.kind)
    where = {"firm": firm, "shelf": kind.shelf or kind.name, "ref": row.ref}
    address, place = url_for("documents.show", **where), row.anchor if kind.leaves else None
    return {
        "title": row.title,
        "kind": kind.label,
        "heading": row.heading,
        "text": rules.with_marks(rules.marked(row.text, asked)),
        "href": url_for("documents.show", at=place, _anchor=row.anchor, **where) if row.anchor else address,
    }
