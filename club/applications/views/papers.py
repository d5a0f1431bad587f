"""Papers that show turnover: opened only by a verifier, each opening written down."""

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from club.applications import desk_actions, opened, queries
from club.applications.case_queries import own_firms
from club.applications.upload_actions import store
from club.applications.views.blueprint import blueprint
from club.core.db import read
from club.core.file_types import FileType, serving_headers
from club.policy import Can, needs


@blueprint.post("/applications/<ref:ref>/evidence/<ref:paper>")
@needs(Can.EVIDENCE_READ)
def open_paper(ref: str, paper: str) -> ResponseReturnValue:
    """Write the opening down, then show the paper beside the case."""
    if read(queries.PAPER, application=ref, ref=paper, **own_firms()).first() is None:
        abort(404)
    desk_actions.open_evidence(paper, application=ref)
    return redirect(url_for("applications.show", ref=ref, opened=opened.ticket_for(paper), _anchor="paper"), 303)


@blueprint.get("/applications/<ref:ref>/evidence/<ref:paper>")
@needs(Can.EVIDENCE_READ)
def paper(ref: str, paper: str) -> ResponseReturnValue:
    """The bytes of a paper that was opened a short while ago; otherwise there is nothing here."""
    row = read(queries.PAPER, application=ref, ref=paper, **own_firms()).first()
    if row is None or not opened.is_opened(request.args.get("opened", ""), paper):
        abort(404)
    try:
        content = store().read(row.stored_as)
    except FileNotFoundError:
        abort(404)
    return Response(content, headers=serving_headers(FileType(row.media_type), row.name))
