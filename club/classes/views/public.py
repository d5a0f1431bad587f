"""What everybody sees of classes: the list, one class, calendars."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from flask import Response, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue

from club.cards.sheets import picture_of
from club.classes import queries
from club.classes.calendar import calendar_of
from club.classes.cards import KIND, is_shown, sheet_of
from club.classes.conditions import asked_of
from club.classes.described import event
from club.classes.forms import CancelForm
from club.classes.homework import homework_of, next_day
from club.classes.rules import Phase, agenda_lines
from club.classes.views.blueprint import answers_for, blueprint, by_its_clock, holds, may_change, phase_of, runs
from club.core import clock
from club.core.addresses import absolute, base
from club.core.db import read
from club.core.described import Node, way_to
from club.core.i18n import say as _
from club.core.site import club_here
from club.policy import Can, needs
from club.talks.views import page_asked
from club.talks.writing_views import drawn


@blueprint.get("/classes")
@needs(Can.SITE_READ)
def index() -> ResponseReturnValue:
    """What is to come, soonest first; what was, latest first; what somebody holds; for whoever writes, drafts."""
    now, page = clock.now(), page_asked()
    past = read(queries.PAST, now=now, offset=(page - 1) * queries.PAGE).all()
    writes = g.who is not None and g.who.can(Can.CLASS_WRITE)
    may_hold = g.who is not None and g.who.can(Can.CLASS_LET_IN)
    return render_template(
        "classes/index.html",
        upcoming=read(queries.UPCOMING, now=now).all() if page == 1 else [],
        past=past[: queries.PAGE],
        drafts=read(queries.DRAFTS, author=None if runs() else g.who.person_id).all() if writes and page == 1 else [],
        held=read(queries.HELD, host=g.who.person_id, now=now).all() if may_hold and page == 1 else [],
        writes=writes,
        page=page,
        has_next=len(past) > queries.PAGE,
    )


@blueprint.get("/classes/<slug:slug>")
@needs(Can.SITE_READ)
def show(slug: str) -> ResponseReturnValue:
    """One class: when, where, whom it is for, how many places are left; a draft only to whoever works on it."""
    return class_page(slug, CancelForm())


def class_page(slug: str, cancelling: CancelForm) -> str:
    """The page of a class, with the form that calls it off."""
    row = by_its_clock(read(queries.ONE, slug=slug).first() or abort(404))
    if phase_of(row) is Phase.DRAFT and not may_change(row):
        abort(404)
    series = read(queries.SERIES, series=row.series, slug=slug).all() if row.series else []
    is_member = g.who is not None and g.who.can(Can.LIBRARY_READ)
    trail = [(_("Home"), url_for("home.front")), (_("Classes"), url_for("classes.index"))]
    image, engines = _for_engines(row, trail)
    return render_template(
        "classes/show.html",
        row=row,
        trail=trail,
        image=image,
        engines=engines,
        cancelling=cancelling,
        description=drawn(row.description_html, "classes"),
        agenda=linked(row.agenda),
        series=series,
        asked=asked_of(row),
        homework=homework_of(row) if is_member else [],
        next_day=next_day(row, series),
        gives_homework=bool(row.series) and answers_for(row) and g.who.can(Can.CLASS_WRITE),
        sees_list=phase_of(row) is not Phase.DRAFT and (runs() or holds(row)),
        holds=holds(row),
        may_change=may_change(row),
        may_put_files=answers_for(row),
        may_read_feedback=phase_of(row) is Phase.OVER and answers_for(row),
    )


def _for_engines(row: Any, trail: Sequence[tuple[str, str]]) -> tuple[str, list[Node]]:
    """The picture that a chat shows of a class that is out and for everybody, and what engines are told of it."""
    if not is_shown(row):
        return "", []
    address, image = absolute("classes.show", slug=row.slug), picture_of(KIND, row.slug, sheet_of(row))
    return image, [
        event(row, address=address, club=club_here().name, image=image),
        way_to(trail, title=row.title, address=address),
    ]


@blueprint.get("/classes.ics")
@needs(Can.SITE_READ)
def feed() -> ResponseReturnValue:
    """The classes that are to come, as a calendar to subscribe to."""
    rows = read(queries.UPCOMING, now=clock.now()).all()
    return _calendar(rows, str(_("Classes of %(club)s", club=club_here().name)))


@blueprint.get("/classes/<slug:slug>/host.ics")
@needs(Can.CLASS_LET_IN)
def host_entry(slug: str) -> ResponseReturnValue:
    """One class for the calendar of whoever holds it: it leads to who comes, and to where they join."""
    row = read(queries.HELD_ONE, host=g.who.person_id, slug=slug).first() or abort(404)
    entry = calendar_of([row], name=row.title, link=absolute("classes.people", slug=slug), online_url=row.online_url)
    return Response(entry, mimetype="text/calendar", headers={"Cache-Control": "private, no-store"})


@blueprint.get("/classes/<slug:slug>.ics")
@needs(Can.SITE_READ)
def entry(slug: str) -> ResponseReturnValue:
    """One class for a calendar."""
    row = read(queries.ONE, slug=slug).first()
    if row is None or phase_of(row) is Phase.DRAFT:
        abort(404)
    return _calendar([row], row.title)


def linked(text: str) -> list[tuple[Any, Any]]:
    """Lines of an agenda, each with the published talk that it names."""
    lines = agenda_lines(text, host=urlsplit(base()).netloc)
    slugs = [line.talk for line in lines if line.talk]
    talks = {row.slug: row for row in read(queries.TALKS, slugs=slugs)} if slugs else {}
    return [(line, talks.get(line.talk)) for line in lines if line.text or line.talk in talks]


def _calendar(rows: Sequence[Any], name: str) -> Response:
    return Response(calendar_of(rows, name=name), mimetype="text/calendar")
