"""The front page of a club, and at the root the list of clubs."""

from functools import lru_cache

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.cards.sheets import picture_of
from club.clubs.gate_words import gate_rules
from club.clubs.queries import CLUBS, PLAN_OFFERED
from club.core import clock, qr
from club.core.db import read
from club.core.i18n import pick
from club.core.site import club_here, here
from club.home.cards import KIND, SLUG, sheet_of_club
from club.home.queries import LATEST
from club.policy import Can, needs

blueprint = Blueprint("home", __name__)
drawn = lru_cache(64)(qr.svg)


@blueprint.get("/")
@needs(Can.SITE_READ)
def front() -> ResponseReturnValue:
    """What the club is, who may join, what is new; at the root: the clubs."""
    if here().club is None:
        return _clubs()
    club = club_here()
    now = clock.now()
    latest = read(LATEST, now=now).all()
    return render_template(
        "home/front.html",
        image=picture_of(KIND, SLUG, sheet_of_club()),
        rules=gate_rules(club),
        plan=read(PLAN_OFFERED, now=now).first(),
        talks=[row for row in latest if row.kind == "talk"],
        classes=[row for row in latest if row.kind == "class"],
        articles=[row for row in latest if row.kind == "article"],
        chat_code=drawn(club.chat_address, _("Code that opens a chat with the club")) if club.chat_address else None,
    )


def _clubs() -> ResponseReturnValue:
    clubs = [
        (pick(club.name_en, club.name_zh), pick(club.place_en, club.place_zh), f"/{club.slug}/") for club in read(CLUBS)
    ]
    return render_template("home/clubs.html", clubs=clubs)
