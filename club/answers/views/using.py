"""How a catalogue is used: what is copied most and what never, and the catalogue as quick phrases of a chat tool."""

from datetime import timedelta

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from club.answers.catalogue_queries import Catalogue, in_force, one_of, rows_of
from club.answers.gap_rules import WEEKS_SHOWN, week_of
from club.answers.phrase_rules import HEADINGS, phrases
from club.answers.queries import COPIED, SENT_BY_ITEM
from club.answers.views.addresses import ANSWERS, blueprint
from club.core import clock, sheets
from club.core.db import read
from club.core.i18n import phrase
from club.documents.views.shelves import today
from club.policy import Can, needs

MOST_SHOWN = 30


@blueprint.get(f"{ANSWERS}/<ref:ref>/use")
@needs(Can.DOCUMENT_WRITE)
def use(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """The answers copied most in the last weeks, and those that nobody copied."""
    found = _found(ref)
    row = found.row
    since = week_of(today()) - timedelta(weeks=WEEKS_SHOWN - 1)
    copied = {one.item: one.times for one in read(COPIED, document_id=row.id, since=since)}
    changed = {one.item: one.times for one in read(SENT_BY_ITEM, document_id=row.id, since=clock.now() - _SPAN)}
    answers = found.body.answers
    used = sorted((one for one in answers if one.key in copied), key=lambda one: -copied[one.key])
    unused = [one for one in answers if one.key not in copied]
    return render_template(
        "answers/use.html",
        row=row,
        since=since,
        copied=copied,
        changed=changed,
        used=used[:MOST_SHOWN],
        unused=unused[:MOST_SHOWN],
        sizes=(len(used), len(unused)),
        times=sum(copied.values()),
    )


_SPAN = timedelta(weeks=WEEKS_SHOWN)


@blueprint.get(f"{ANSWERS}/<ref:ref>/phrases.<any(xlsx, csv):form>")
@needs(Can.DOCUMENT_WRITE)
def download(firm: str, ref: str, form: str) -> ResponseReturnValue:  # noqa: ARG001
    """The answers that hold today, a line each, for the quick phrases of a chat tool."""
    rows = list(phrases(_found(ref).body, today()))
    headings = [phrase(each) for each in HEADINGS]
    if form == "csv":
        content, kind = sheets.csv_file(headings, rows), "text/csv; charset=utf-8"
    else:
        columns = [sheets.Column(label, width) for label, width in zip(headings, (18, 10, 28, 60), strict=True)]
        content, kind = sheets.workbook([sheets.Sheet(phrase("Answers"), columns, rows, spare=0)]), sheets.MEDIA_TYPE
    disposition = f'attachment; filename="phrases.{form}"'
    return Response(content, content_type=kind, headers={"Content-Disposition": disposition})


def _found(ref: str) -> Catalogue:
    return one_of(in_force(rows_of(today()), today()), ref) or abort(404)
