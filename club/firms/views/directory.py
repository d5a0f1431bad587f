"""The club's directory: what each member firm chose to show."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from club.core.db import read
from club.firms.queries import LISTED, LISTED_COUNT, MEMBERS_PAGE
from club.firms.views.blueprint import blueprint
from club.policy import Can, needs

LAST_PAGE = 10_000


@blueprint.get("/members")
@needs(Can.SITE_READ)
def members() -> ResponseReturnValue:
    """The firms that show themselves, by name."""
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    rows = read(LISTED, offset=(page - 1) * MEMBERS_PAGE).all()
    return render_template(
        "firms/members.html",
        firms=rows[:MEMBERS_PAGE],
        count=read(LISTED_COUNT).scalar_one(),
        page=page,
        has_next=len(rows) > MEMBERS_PAGE,
    )
