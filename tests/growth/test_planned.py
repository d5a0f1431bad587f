"""Where somebody who is invited begins: kept with the invitation, carried out as they come in; a first day ahead."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.core.messages import Message
from club.documents.models import Document
from club.firms.models import Invitation
from club.growth.models import Placement, PlannedPlacement
from tests.client import HouseClient
from tests.growth.places import LADDER, MONDAY, NOON, Place
from tests.makers import a_document, a_person, a_placement, as_firm

INVITE = "/crown/firms/mill/people/invite"
NEXT_MONDAY = MONDAY + timedelta(days=7)


def invited(at: Place, **facts: Any) -> Invitation:
    """Somebody whom the owner invites for the first stage from next Monday."""
    fields = {
        "name": "Chen Xi",
        "role": "staff",
        "place": f"{at.document.ref}.entry",
        "first_day": NEXT_MONDAY.isoformat(),
    }
    assert at.enter("owner").submit(INVITE, {**fields, **facts}).status_code == 303
    return the_invitation(at)


def the_invitation(place: Place) -> Invitation:
    with as_firm(place.firm):
        return session().scalars(select(Invitation).order_by(Invitation.id.desc())).first()


def comes(place: Place, invitation: Invitation) -> str:
    """Somebody opens the link, and the owner lets them in; returns the page that follows."""
    newcomer = a_person()
    with as_firm(place.firm):
        held = session().get_one(Invitation, invitation.id)
        held.came_id, held.came_at = newcomer.id, clock.now()
    people = "/crown/firms/mill/people"
    answer = place.enter("owner").submit(people, to=f"{people}/invitations/{invitation.ref}/confirm")
    assert answer.status_code == 303
    return answer.location


def change_document(place: Place, **facts: Any) -> None:
    with as_firm(place.firm):
        document = session().get_one(Document, place.document.id)
        for name, value in facts.items():
            setattr(document, name, value)


@pytest.mark.slow
@time_machine.travel(NOON)
def test_whoever_is_invited_stands_on_the_stage_as_they_come_in(app, client: HouseClient) -> None:
    place = Place(client)
    invitation = invited(place)
    assert "30 November 2026" in client.get(f"/crown/firms/mill/people/invitations/{invitation.ref}").text
    assert "1 person stands on this ladder" in client.get(place.board).text
    comes(place, invitation)
    page = client.get(place.board).text
    assert "2 people stand on this ladder" in page
    assert "starts on 30 Nov" in page
    with as_firm(place.firm):
        assert session().scalars(select(PlannedPlacement)).all() == []


@time_machine.travel(NOON)
def test_without_a_first_day_it_is_the_day_they_come_in(app, client: HouseClient) -> None:
    place = Place(client)
    invitation = invited(place, first_day="")
    with time_machine.travel(NOON + timedelta(days=2)):
        comes(place, invitation)
        assert "25 Nov" in client.get(place.board).text


@time_machine.travel(NOON)
def test_a_ladder_that_is_gone_keeps_nobody_out_and_the_planner_is_told(app, client: HouseClient) -> None:
    place = Place(client)
    invitation = invited(place)
    change_document(place, retired_at=clock.now())
    comes(place, invitation)
    assert "Chen Xi" in client.get("/crown/firms/mill/people").text
    with as_firm(place.firm, place.people["owner"][0].id):
        told = session().scalars(select(Message).where(Message.event == "growth/not_placed")).one()
    assert told.person_id == place.people["owner"][0].id
    assert "Chen Xi is in" in told.subject


@pytest.mark.slow
@time_machine.travel(NOON)
def test_what_cannot_be_kept_is_said_beside_what_was_typed(app, client: HouseClient) -> None:
    place = Place(client)
    place.enter("owner")
    stage = f"{place.document.ref}.entry"
    someone = {"name": "Chen Xi", "role": "staff"}
    for wrong in (
        {"place": "", "first_day": NEXT_MONDAY.isoformat()},
        {"place": stage, "first_day": "2027-11-30"},
        {"place": stage, "role": "accountant"},
        {"place": f"{place.document.ref}.chief"},
        {"place": "nothing"},
    ):
        answer = client.submit(INVITE, {**someone, **wrong})
        assert answer.status_code == 422, wrong
        assert "Chen Xi" in answer.text
    assert the_invitation(place) is None


@pytest.mark.slow
@time_machine.travel(NOON)
def test_somebody_invited_is_placed_on_the_ladders_own_page(app, client: HouseClient) -> None:
    place = Place(client)
    invitation = invited(place, place="", first_day="", department=place.department.ref)
    for day in ("2026-12-01", "2026-12-07"):
        fields = {"person": invitation.ref, "stage": "promotion", "started_on": day}
        assert place.enter("lead").submit(place.board, fields).status_code == 303
    page = client.get(place.board).text
    assert "Chen Xi, Operations (invited)" in page
    assert "from 7 Dec" in page
    with as_firm(place.firm):
        assert session().scalars(select(PlannedPlacement.started_on)).all() == [date(2026, 12, 7)]
        for standing in session().scalars(select(Placement)):
            standing.ended_on = date(2026, 11, 29)
    assert "1 person is invited to this ladder" in client.get(place.board).text


@time_machine.travel(NOON)
def test_a_lead_keeps_no_stage_for_another_department(app, client: HouseClient) -> None:
    place = Place(client)
    invitation = invited(place, place="", first_day="")
    fields = {"person": invitation.ref, "stage": "entry", "started_on": "2026-11-30"}
    assert place.enter("lead").submit(place.board, fields).status_code == 422
    assert "Chen Xi" not in client.get(place.board).text


@time_machine.travel(NOON)
def test_before_the_first_day_nothing_is_ticked_or_late(app, client: HouseClient) -> None:
    place = Place(client)
    fields = {"person": place.people["colleague"][1].ref, "stage": "entry", "started_on": NEXT_MONDAY.isoformat()}
    assert place.enter("owner").submit(place.board, fields).status_code == 303
    page = place.enter("colleague").get(place.today).text
    assert "You begin on 30 November 2026" in page
    assert "Save the ticks" not in page
    hidden = {**client.form(place.today), "day": MONDAY.isoformat(), "done": "report"}
    assert client.post(f"{place.today}/ticks", data=hidden).status_code == 422
    with time_machine.travel(NOON + timedelta(days=7)):
        assert "Save the ticks" in place.enter("colleague").get(place.today).text


@time_machine.travel(NOON)
def test_until_a_first_day_on_another_ladder_comes_today_is_that_of_the_ladder_that_holds(app, client) -> None:
    place = Place(client)
    other = a_document(place.firm, replace(LADDER, title="Buyers"))
    a_placement(place.firm, place.people["staff"][1], other, LADDER, started_on=NEXT_MONDAY)
    page = place.enter("staff").get(place.today).text
    assert "Save the ticks" in page
    assert "You begin on 30 November 2026" not in page
    assert client.submit(place.today, {"done": "report"}, to=f"{place.today}/ticks").status_code == 303
    assert place.ticked() == {("report", MONDAY)}
    with time_machine.travel(NOON + timedelta(days=7)):
        assert "Buyers" in place.enter("staff").get(place.today).text


@time_machine.travel(NOON)
def test_a_first_day_ahead_is_changed_without_a_trace_of_a_stage_before(app, client: HouseClient) -> None:
    place = Place(client)
    fields = {"person": place.people["colleague"][1].ref, "stage": "entry", "started_on": NEXT_MONDAY.isoformat()}
    place.enter("owner").submit(place.board, fields)
    at = client.get(place.position_of("colleague")).text.split("/placements/")[1].split('"')[0]
    earlier = {"stage": "entry", "started_on": MONDAY.isoformat()}
    assert client.submit(f"/crown/firms/mill/placements/{at}", earlier).status_code == 303
    assert "starts on" not in client.get(place.board).text


@pytest.mark.slow
@time_machine.travel(NOON)
def test_who_is_taken_off_before_the_first_day_never_stood_there(app, client: HouseClient) -> None:
    place = Place(client)
    ahead = place.placed("colleague", NEXT_MONDAY)
    at = f"/crown/firms/mill/placements/{ahead.ref}"
    assert place.enter("owner").submit(at, to=f"{at}/end").status_code == 303
    with as_firm(place.firm):
        assert list(session().scalars(select(Placement.id))) == [place.placement.id]
    assert client.get(at).status_code == 404


@time_machine.travel(NOON)
def test_a_published_ladder_and_whoever_is_let_in_lead_to_placing(app, client: HouseClient) -> None:
    place = Place(client)
    invitation = invited(place, place="", first_day="")
    empty = a_document(place.firm, LADDER)
    at = f"/crown/firms/mill/ladders/{empty.ref}"
    fields = {"track": "trunk", "title": "Entry", "aim": "Learn the trade slowly", "months": "1"}
    assert client.submit(f"{at}/edit/item?key=entry", fields).status_code == 303
    answer = client.submit(f"{at}/publish", {"note": "Slower"})
    assert f'href="{at}/people#place">Place people</a>' in client.get(answer.location).text
    assert "Place people" not in client.get(at).text
    page = client.get(comes(place, invitation)).text
    assert "Place Chen Xi on a ladder</a>" in page
    assert "Place Chen Xi on a ladder" not in client.get("/crown/firms/mill/people").text
