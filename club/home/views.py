"""The front page of a club, and at the root the list of clubs."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from club.clubs.queries import CLUBS
from club.core.db import read
from club.core.i18n import pick
from club.core.site import here
from club.policy import Can, needs
from club.talks.queries import LATEST

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@needs(Can.SITE_READ)
def front() -> ResponseReturnValue:
    """What the club is, who may join, the latest talks; at the root: the clubs."""
    if here().club is None:
        clubs = [
            (pick(club.name_en, club.name_zh), pick(club.place_en, club.place_zh), f"/{club.slug}/")
            for club in read(CLUBS)
        ]
        return render_template("home/clubs.html", clubs=clubs)
    return render_template("home/front.html", talks=read(LATEST, limit=4).all())
