"""A text, and what staff said of it, as they stand on paper, for browsers to print."""

from dataclasses import replace

from flask import abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club.copies.editions import held_of, to_print
from club.copies.printing import page
from club.copies.views.blueprint import blueprint
from club.core import clock
from club.core.i18n import lang
from club.documents.kinds.ladder.body import Ladder
from club.documents.views.consulting import ONE, evidence_of
from club.documents.views.reading import picture_at
from club.documents.views.shelves import DOCUMENT, revision_number, row_of
from club.policy import Can, needs


@blueprint.get(f"{DOCUMENT}/print")
@needs(Can.DOCUMENT_READ)
def paper(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """The text in force on paper; whoever writes may print any number, and the draft."""
    may_write = g.standing.can(Can.DOCUMENT_WRITE)
    row = row_of(shelf, ref)
    number = row.number
    if may_write:
        number = request.args.get("revision", number, type=revision_number)
        number = None if "draft" in request.args else number
    if number is None and (not may_write or row.retired_at is not None):
        abort(404)
    found = held_of(row, number) or abort(404)
    hides_pay = isinstance(found.body, Ladder) and found.body.visibility != "all" and not may_write
    back = url_for("documents.show", firm=firm, shelf=shelf, ref=ref)
    edition = to_print(found, firm=g.standing.firm_name, days=g.standing.days, shows_pay=not hides_pay)
    edition = replace(edition, picture_at=picture_at)
    return page(edition, lang(), at=clock.now(), back=back)


@blueprint.get(f"{ONE}/evidence/print")
@needs(Can.DOCUMENT_WRITE)
def evidence(firm: str, shelf: str, ref: str, consultation: str) -> ResponseReturnValue:
    """Everything that is kept of a consultation, with lines to sign."""
    back = url_for("documents.evidence", firm=firm, shelf=shelf, ref=ref, consultation=consultation)
    values = evidence_of(shelf, ref, consultation)
    return render_template("copies/evidence.html", **values, firm=g.standing.firm_name, back=back)
