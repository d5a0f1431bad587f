"""What happened in the firm, and what the club did about it: for owners."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from club.core.db import read
from club.firms.queries import EVENTS, EVENTS_PAGE, NAMES
from club.firms.views.blueprint import blueprint
from club.firms.words import EVENTS as WORDS
from club.policy import Can, needs

LAST_PAGE = 10_000


@blueprint.get("/firms/<slug:firm>/events")
@needs(Can.FIRM_EVENTS_READ)
def events(firm: str) -> ResponseReturnValue:
    """Who did what, latest first; `did` filters by kind."""
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    did = request.args.get("did", "")
    did = did if did in {kind.value for kind in WORDS} else ""
    rows = read(EVENTS, firm_id=g.standing.firm_id, did=did, offset=(page - 1) * EVENTS_PAGE).all()
    people = read(NAMES).all()
    return render_template(
        "firms/events.html",
        events=rows[:EVENTS_PAGE],
        actors={one.person_id: one.name for one in people},
        subjects={one.ref: one.name for one in people},
        did=did,
        kinds=list(WORDS),
        page=page,
        has_next=len(rows) > EVENTS_PAGE,
        slug=firm,
    )
