"""What happened in a club: who did what, when, on which row."""

from collections.abc import Iterable
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import String, bindparam, func, or_, select

from club.clubs import subjects
from club.clubs.fact_words import facts_in_words, rows_named
from club.clubs.models import RoleInClub
from club.clubs.setting_views import blueprint
from club.clubs.views import NOTICE_TITLES
from club.clubs.words import EVENTS as WORDS
from club.core.audit import ClubEvent
from club.core.db import read
from club.core.text import N_
from club.core.walls import reads
from club.policy import Can, needs

PAGE = 50
LAST_PAGE = 10_000
NOUNS = {
    "application": N_("Applications"),
    "evidence": N_("Evidence"),
    "vote": N_("Votes"),
    "firm": N_("Firms"),
    "invoice": N_("Invoices"),
    "payment": N_("Payments"),
    "talk": N_("Talks"),
    "course": N_("Courses"),
    "lesson": N_("Lessons"),
    "article": N_("News"),
    "template": N_("Templates"),
    "role": N_("Roles"),
    "club": N_("Settings"),
    "notice": N_("Notices"),
}

_noun: Any = bindparam("noun", type_=String)
_row: Any = bindparam("row", type_=String)
_name = (
    select(func.min(RoleInClub.name))
    .where(RoleInClub.club_id == ClubEvent.club_id, RoleInClub.person_id == ClubEvent.person_id)
    .correlate(ClubEvent)
    .scalar_subquery()
)
EVENTS = reads(
    select(
        ClubEvent.did,
        ClubEvent.row,
        ClubEvent.facts,
        ClubEvent.at,
        ClubEvent.person_id,
        ClubEvent.address,
        _name.label("name"),
    )
    .where(or_(_noun == "", ClubEvent.did.startswith(_noun + ".")), or_(_row == "", ClubEvent.row == _row))
    .order_by(ClubEvent.at.desc(), ClubEvent.ref)
    .limit(PAGE + 1)
    .offset(bindparam("offset"))
)


@blueprint.get("/events")
@needs(Can.CLUB_EVENTS_READ)
def events() -> ResponseReturnValue:
    """The club's book, newest first, by noun or row."""
    noun, row = request.args.get("noun", ""), request.args.get("row", "")[:60]
    noun = noun if noun in NOUNS else ""
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    rows = read(EVENTS, noun=noun, row=row, offset=(page - 1) * PAGE).all()
    kept = {name: value for name, value in (("noun", noun), ("row", row)) if value}
    return render_template(
        "clubs/events.html",
        events=_told(rows[:PAGE]),
        words=WORDS,
        nouns=NOUNS,
        noun=noun,
        row=row,
        page=page,
        has_next=len(rows) > PAGE,
        kept=kept,
    )


def _told(rows: Iterable[Any]) -> list[tuple[Any, str, list[tuple[str, str]]]]:
    """Each event with what its row is called, and with what it says of itself, read for all of them at once."""
    rows = list(rows)
    names = subjects.called({row.row for row in rows if row.row}.union(*(rows_named(row.facts) for row in rows)))
    return [(row, subject := _subject(row, names), facts_in_words(row.facts, names, but=subject)) for row in rows]


def _subject(row: Any, names: subjects.Names) -> str:
    noun = row.did.partition(".")[0]
    if noun == "notice":
        return str(_(NOTICE_TITLES[row.row]))
    return names.get((subjects.SORT_OF.get(noun, ""), row.row), "")
