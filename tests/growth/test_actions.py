"""Placing people and ticking, on both databases."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from club.core import clock
from club.core.audit import FirmEvent
from club.core.db import db
from club.core.refusals import Refused
from club.growth import actions
from club.growth.models import Placement, Tick
from club.growth.queries import export_of_firm
from tests.documents.bodies import a_ladder, a_stage, a_task
from tests.makers import a_club, a_document, a_firm, a_membership, a_placement, as_firm

TODAY = date(2026, 11, 23)
LADDER = a_ladder(
    a_stage("entry", daily=(a_task("report"), a_task("review", how_often="weekly"))),
    a_stage("promotion", after=("entry",), months=3),
)
REPORT, REVIEW = LADDER.stages[0].daily


def placed() -> tuple[Any, Any, Any, Placement]:
    firm = a_firm(a_club())
    person, document = a_membership(firm), a_document(firm, LADDER)
    return firm, person, document, a_placement(firm, person, document, LADDER, started_on=date(2026, 11, 2))


def refused(call, *given, **facts) -> str:
    with pytest.raises(Refused) as found:
        call(*given, **facts)
    return found.value.refusal.code


def ticks() -> list[tuple[str, date]]:
    return [(tick.item, tick.day) for tick in db.session.scalars(select(Tick).order_by(Tick.id))]


def place(person, document, **changes):
    facts = {"stage": "entry", "started_on": TODAY, "today": TODAY, "by": None, "at": clock.now()}
    return actions.place(person, document, LADDER, **(facts | changes))


def test_a_person_stands_once_on_a_ladder(app) -> None:
    firm, person, document, _ = placed()
    with as_firm(firm):
        assert refused(place, person, document) == "placement.already_placed"


def test_a_stage_must_be_on_the_ladder_and_the_day_sane(app) -> None:
    firm = a_firm(a_club())
    person, document = a_membership(firm), a_document(firm, LADDER)
    gone = a_membership(firm, left_at=clock.now())
    with as_firm(firm):
        assert refused(place, person, document, stage="nobody") == "placement.unknown_stage"
        assert refused(place, person, document, started_on=date(1926, 1, 1)) == "placement.strange_day"
        assert refused(place, gone, document) == "placement.has_left"


def test_moving_ends_the_stage_and_keeps_the_first_day(app) -> None:
    firm, person, _, placement = placed()
    facts = {"stage": "promotion", "today": TODAY, "by": None, "at": clock.now()}
    with as_firm(firm):
        placement = db.session.merge(placement)
        early = date(2026, 11, 1)
        code = refused(actions.move, placement, person, LADDER, started_on=early, **facts)
        assert code == "placement.before_the_last"
        moved = actions.move(placement, person, LADDER, started_on=TODAY, **facts)
        assert (moved.stage, moved.ladder_started_on) == ("promotion", date(2026, 11, 2))
        assert placement.ended_on == TODAY
        assert refused(actions.move, placement, person, LADDER, started_on=TODAY, **facts) == "placement.ended"


def test_an_ended_placement_makes_room(app) -> None:
    firm, person, document, placement = placed()
    with as_firm(firm):
        placement = db.session.merge(placement)
        actions.end(placement, person, ended_on=placement.started_on)
        assert placement.ended_on == placement.started_on
        assert place(person, document).stage == "entry"


def test_a_double_tap_ticks_once(app) -> None:
    firm, _, _, placement = placed()
    for _ in range(2):
        with as_firm(firm):
            actions.tick(placement, REPORT, day=TODAY, today=TODAY, at=clock.now())
    with as_firm(firm):
        assert ticks() == [("report", TODAY)]
        did = db.session.scalars(select(FirmEvent.did).where(FirmEvent.row == placement.ref)).all()
        assert did == ["item.ticked"]


def test_a_tick_that_another_request_wrote_meanwhile_is_no_fault(app) -> None:
    firm, _, _, placement = placed()
    with as_firm(firm):
        for _ in range(2):
            row = Tick(placement_id=placement.id, item="report", day=TODAY, ticked_at=clock.now())
            actions._is_first(row)
    with as_firm(firm):
        assert ticks() == [("report", TODAY)]


def test_yesterdays_page_counts_for_yesterday(app) -> None:
    firm, _, _, placement = placed()
    yesterday = TODAY - timedelta(days=1)
    with as_firm(firm):
        actions.tick(placement, REPORT, day=yesterday, today=TODAY, at=clock.now())
        code = refused(actions.tick, placement, REPORT, day=TODAY - timedelta(days=2), today=TODAY, at=clock.now())
        assert code == "tick.old_page"
    with as_firm(firm):
        assert ticks() == [("report", yesterday)]


def test_a_weekly_line_is_ticked_for_its_week(app) -> None:
    firm, _, _, placement = placed()
    with as_firm(firm):
        wednesday = TODAY + timedelta(days=2)
        actions.tick(placement, REVIEW, day=wednesday, today=wednesday, at=clock.now())
    with as_firm(firm):
        assert ticks() == [("review", TODAY)]


def test_a_tick_is_taken_back(app) -> None:
    firm, _, _, placement = placed()
    with as_firm(firm):
        actions.tick(placement, REPORT, day=TODAY, today=TODAY, at=clock.now())
    for _ in range(2):
        with as_firm(firm):
            actions.untick(placement, REPORT, day=TODAY, today=TODAY)
    with as_firm(firm):
        assert ticks() == []


def test_the_export_holds_placements_and_ticks_of_this_firm_only(app) -> None:
    firm, person, document, placement = placed()
    with as_firm(firm):
        actions.tick(placement, REPORT, day=TODAY, today=TODAY, at=clock.now())
    with as_firm(firm):
        (found,) = export_of_firm()
        assert (found["membership"], found["document"], found["stage"]) == (person.ref, document.ref, "entry")
        assert [tick["item"] for tick in found["ticks"]] == ["report"]
    with as_firm(a_firm(a_club("harbour"))):
        assert export_of_firm() == []
