"""The record of a document's changes, and any two of its texts side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from club.core.db import read
from club.documents.change_rules import ChangeClass, proposals
from club.documents.comparing import Part, compared, unchanged, weighed
from club.documents.pointers import pointed_names
from club.documents.queries import REVISIONS, REVISIONS_PAGE, changed_between
from club.documents.views.shelves import (
    DOCUMENT,
    LAST_REVISION,
    Opened,
    at_revision,
    being_written,
    blueprint,
    in_force,
    revision_number,
    row_of,
)
from club.firms.queries import NAMES
from club.policy import Can, needs


@blueprint.get(f"{DOCUMENT}/record")
@needs(Can.DOCUMENT_WRITE)
def history(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Every number that was published, a page at a time, the newest first."""
    document = row_of(shelf, ref)
    upto = request.args.get("upto", LAST_REVISION, type=revision_number)
    rows = read(REVISIONS, document_id=document.id, upto=upto, limit=REVISIONS_PAGE + 1).all()
    return render_template(
        "documents/record.html",
        document=document,
        shelf=shelf,
        revisions=rows[:REVISIONS_PAGE],
        wrote=_writers(rows),
        older=rows[REVISIONS_PAGE].number if len(rows) > REVISIONS_PAGE else None,
        newer=min(upto + REVISIONS_PAGE, LAST_REVISION) if upto < LAST_REVISION else None,
    )


@blueprint.get(f"{DOCUMENT}/compare")
@needs(Can.DOCUMENT_WRITE)
def compare(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Two numbers, or a number and the draft, side by side."""
    opened = in_force(shelf, ref)
    newest = read(REVISIONS, document_id=opened.row.id, upto=LAST_REVISION, limit=1).first()
    if newest is None:
        abort(404)
    before = request.args.get("from", newest.number, type=revision_number)
    after = request.args.get("to", type=revision_number)
    old = at_revision(opened, before)
    new = at_revision(opened, after) if after is not None else being_written(shelf, ref)
    parts = compared(opened.kind, old.body, new.body, pointed_names(opened.row.id, opened.kind))
    weighed(parts, _classes(old, new))
    return render_template(
        "documents/compare.html",
        document=opened.row,
        shelf=shelf,
        newest=newest.number,
        before=before,
        after=new.number,
        parts=parts,
        same=_same(new, parts),
    )


def _writers(rows: Sequence[Any]) -> dict[int, str]:
    """Who wrote on each number, by name; those who are unknown here are left out."""
    names = {one.person_id: one.name for one in read(NAMES)}
    return {row.number: ", ".join(names[each] for each in row.writers if each in names) for row in rows}


def _classes(old: Opened, new: Opened) -> Mapping[str, ChangeClass]:
    """How weighty what differs is: as the numbers between say, or as is proposed for a draft."""
    if old.number is None or new.number is None:
        return {key: one.change_class for key, one in proposals(old.kind, old.body, new.body).items()}
    first, last = sorted((old.number, new.number))
    return changed_between(old.row.id, first, last)


def _same(new: Opened, parts: list[Part]) -> list[str]:
    return unchanged(new.kind, new.body, {key for part in parts for key in part.keys})
