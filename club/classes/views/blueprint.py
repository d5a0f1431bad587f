"""The blueprint that the modules beside this one hang their pages on, and what they share."""

from typing import Any

from flask import Blueprint, abort, g

from club.classes import queries, rules
from club.classes.labels import clock_named
from club.classes.models import ClassStatus
from club.classes.rules import Phase
from club.core import clock
from club.core.db import read
from club.core.refusals import Refusal
from club.core.saying import said
from club.policy import Can

blueprint = Blueprint("classes", __name__)
LIVE = frozenset({Phase.UPCOMING, Phase.RUNNING})
"""A class that is out, and not over."""


def phase_of(row: Any) -> Phase:
    """How a session, as read, stands now."""
    return rules.phase(row.status, row.starts_at, row.ends_at, now=clock.now())


def place_phase(came: Any) -> Phase:
    """How the class of a registration, as read, stands now."""
    return rules.phase(came.class_status, came.starts_at, came.ends_at, now=clock.now())


def left_of(row: Any) -> int:
    """How many places a session, as read, has left."""
    return rules.places_left(seats=row.seats, taken=row.taken, waiting=row.waiting)


def not_open(row: Any) -> Refusal | None:
    """Why nobody may register for a session now."""
    return rules.not_open(row.status, row.starts_at, row.opens_at, row.closes_at, now=clock.now())


def open_dates(row: Any) -> list[Any]:
    """The dates of a session’s series for which registration is open, soonest first; none of one by itself."""
    coming = read(queries.DATES, series=row.series, now=clock.now()) if row.series else ()
    return [one for one in coming if not_open(one) is None]


def by_its_clock(row: Any) -> Any:
    """A class or a place in one, as read, whose page tells moments as the clock on its wall does."""
    g.zone = row.zone
    return row


def asked(slug: str) -> Any:
    """A class that is out, or was, by its address."""
    row = read(queries.ONE, slug=slug).first()
    if row is None or phase_of(row) is Phase.DRAFT:
        abort(404)
    return by_its_clock(row)


def runs() -> bool:
    """Whether the acting person publishes classes and sees who comes."""
    return g.who is not None and bool(g.who.can(Can.CLASS_RUN))


def may_change(row: Any) -> bool:
    """Whether the acting person may change a class: the desk any, whoever only writes the own drafts."""
    if runs():
        return True
    return _writes() and row.author_id == g.who.person_id and phase_of(row) is Phase.DRAFT


def answers_for(row: Any) -> bool:
    """Whether the acting person opens codes at the door of a class, puts files beside it and reads how it was.

    The desk does, whoever wrote it and still writes classes, and whoever holds it.
    """
    return runs() or holds(row) or (_writes() and row.author_id == g.who.person_id)


def holds(row: Any) -> bool:
    """Whether the acting person holds a class that is out, and so sees who has a place in it.

    A place, as read, is of no draft.
    """
    does_something = g.who is not None and g.who.can(Can.CLASS_LET_IN)
    return does_something and row.host_id == g.who.person_id and row.status is not ClassStatus.DRAFT


def _writes() -> bool:
    return g.who is not None and bool(g.who.can(Can.CLASS_WRITE))


@blueprint.context_processor
def _words() -> dict[str, Any]:
    return {"phase_of": phase_of, "left_of": left_of, "not_open": not_open, "clock_named": clock_named, "said": said}
