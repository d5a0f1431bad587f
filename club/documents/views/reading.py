"""Reading: the lists, one document, two revisions side by side."""

from typing import Any

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from club.core.db import read
from club.documents.comparing import compared
from club.documents.kinds.ladder.body import Ladder
from club.documents.languages import for_reading
from club.documents.queries import LIST, REVISIONS
from club.documents.showing import shown
from club.documents.views.shelves import (
    DOCUMENT,
    ROOT,
    SHELVES,
    Opened,
    at_revision,
    being_written,
    blueprint,
    in_force,
    revision_number,
    today,
)
from club.policy import Can, needs


@needs(Can.DOCUMENT_READ)
def shelf(firm: str, shelf: str) -> ResponseReturnValue:  # noqa: ARG001
    """The documents of one kind."""
    kind = SHELVES[shelf]
    rows = read(LIST, kind=kind.name, today=today()).all()
    may_write = g.standing.can(Can.DOCUMENT_WRITE)
    return render_template(
        "documents/shelf.html",
        kind=kind,
        shelf=shelf,
        rows=[row for row in rows if may_write or row.number is not None],
        may_write=may_write,
        may_adopt=g.standing.can(Can.DOCUMENT_PUBLISH),
    )


for _shelf in SHELVES:
    blueprint.add_url_rule(f"{ROOT}/{_shelf}", endpoint=_shelf, view_func=shelf, defaults={"shelf": _shelf})


@blueprint.get(DOCUMENT)
@needs(Can.DOCUMENT_READ)
def show(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """A document in force, or one of its revisions."""
    opened = in_force(shelf, ref)
    may_write = g.standing.can(Can.DOCUMENT_WRITE)
    number = request.args.get("revision", type=revision_number)
    if number is not None and may_write:
        opened = at_revision(opened, number)
    if opened.body is None and not may_write:
        abort(404)
    if opened.body is None:
        opened = being_written(shelf, ref)
    return render_template(
        "documents/show.html",
        **_reading(opened, may_see_pay=may_write),
        shelf=shelf,
        revisions=read(REVISIONS, document_id=opened.row.id).all() if may_write else [],
        may_write=may_write,
        may_publish=g.standing.can(Can.DOCUMENT_PUBLISH),
    )


@blueprint.get(f"{DOCUMENT}/compare")
@needs(Can.DOCUMENT_WRITE)
def compare(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Two revisions, or a revision and the draft, part by part."""
    opened = in_force(shelf, ref)
    revisions = read(REVISIONS, document_id=opened.row.id).all()
    newest = revisions[0].number if revisions else None
    before = request.args.get("from", newest, type=revision_number)
    after = request.args.get("to", type=revision_number)
    if before is None:
        abort(404)
    old = at_revision(opened, before)
    new = at_revision(opened, after) if after is not None else being_written(shelf, ref)
    return render_template(
        "documents/compare.html",
        document=opened.row,
        shelf=shelf,
        revisions=revisions,
        before=before,
        after=new.number,
        parts=compared(opened.kind, old.body, new.body),
    )


def _reading(opened: Opened, *, may_see_pay: bool) -> dict[str, Any]:
    """What the page of a kind needs of a body."""
    body = for_reading(opened.body, "zh" if opened.row.lang == "zh" else "en")
    hides_pay = isinstance(body, Ladder) and body.visibility != "all" and not may_see_pay
    return {
        "document": opened.row,
        "kind": opened.kind,
        "opened": opened,
        "hides_pay": hides_pay,
        **shown(opened.kind, body, shows_pay=not hides_pay),
    }
