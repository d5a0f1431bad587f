"""Who stands where: seen by the right people only, placed, moved, taken off."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from club.core.audit import FirmEvent
from club.core.db import session
from club.firms import people_actions
from club.growth.models import Placement
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.counting import statements
from tests.growth.places import LADDER, MONDAY, NOON, Place
from tests.makers import (
    a_document,
    a_firm,
    a_membership,
    a_person,
    as_firm,
    sign_in,
)


@pytest.mark.slow
@time_machine.travel(NOON)
def test_positions_are_seen_by_lead_office_and_owner_only(app, client: HouseClient) -> None:
    place = Place(client)
    place.member("other lead", FirmRole.LEAD, "Wei Tao")
    path = place.position_of("staff")
    seen = {name: place.enter(name).get(path).status_code for name in place.people}
    assert seen == {"owner": 200, "office": 200, "lead": 200, "staff": 404, "colleague": 404, "other lead": 404}
    assert "Jia Rui" in place.enter("lead").get(place.board).text
    assert "Jia Rui" not in place.enter("other lead").get(place.board).text
    for name in ("staff", "colleague"):
        assert place.enter(name).get(place.board).status_code == 404


@pytest.mark.slow
@time_machine.travel(NOON)
def test_a_person_is_placed_moved_and_taken_off(app, client: HouseClient) -> None:
    place = Place(client)
    place.enter("owner")
    ref = place.people["colleague"][1].ref
    started = {"person": ref, "stage": "entry", "started_on": "2026-11-16"}
    assert client.submit(place.board, started).status_code == 303
    page = client.get(place.board).text
    assert "2 people stand on this ladder" in page
    at = f"/crown/firms/mill/placements/{place.placement.ref}"
    assert client.submit(at, {"stage": "promotion", "started_on": "2026-11-01"}).status_code == 422
    assert client.submit(at, {"stage": "promotion", "started_on": "2026-11-20"}).status_code == 303
    assert client.get(at).location == place.board
    assert "This placement has ended meanwhile" in client.get(place.board).text
    assert "12 days" in client.get(place.position_of("staff")).text


@time_machine.travel(NOON)
def test_placing_twice_is_refused_with_words(app, client: HouseClient) -> None:
    place = Place(client)
    place.enter("owner")
    ref = place.people["colleague"][1].ref
    fields = {"person": ref, "stage": "entry", "started_on": "2026-11-16"}
    client.submit(place.board, fields)
    answer = client.submit(place.board, fields)
    assert answer.status_code == 422
    answer = client.submit(place.board, {"person": place.people["office"][1].ref, "stage": "entry", "started_on": "26"})
    assert answer.status_code == 422


@time_machine.travel(NOON)
def test_a_lead_places_only_the_own_department(app, client: HouseClient) -> None:
    place = Place(client)
    place.member("outsider", FirmRole.STAFF, "Gao Fei")
    place.enter("lead")
    fields = {"stage": "entry", "started_on": "2026-11-16"}
    ref = place.people["outsider"][1].ref
    assert client.submit(place.board, {**fields, "person": ref}).status_code == 422
    ref = place.people["colleague"][1].ref
    assert client.submit(place.board, {**fields, "person": ref}).status_code == 303


@time_machine.travel(NOON)
def test_taking_off_the_ladder_ends_the_daily_table(app, client: HouseClient) -> None:
    place = Place(client)
    at = f"/crown/firms/mill/placements/{place.placement.ref}"
    assert place.enter("owner").submit(at, to=f"{at}/end").status_code == 303
    hidden = place.enter("staff").form(place.today)
    assert "You do not stand on a ladder yet" in client.get(place.today).text
    late = {**hidden, "day": "2026-11-23", "done": "report"}
    assert client.post(f"{place.today}/ticks", data=late).status_code == 422


@time_machine.travel(NOON)
def test_another_firms_people_are_not_there(app, client: HouseClient) -> None:
    place = Place(client)
    other = a_firm(place.club, "other")
    rival = a_person()
    a_membership(other, FirmRole.OWNER, rival)
    a_document(other, LADDER)
    sign_in(client, rival)
    hidden = client.form("/crown/firms/other/ladders")
    member, placement = place.people["staff"][1].ref, place.placement.ref
    for firm in ("mill", "other"):
        at = f"/crown/firms/{firm}"
        for path in (
            f"people/{member}/position",
            f"ladders/{place.document.ref}/people",
            f"placements/{placement}",
        ):
            assert client.get(f"{at}/{path}").status_code == 404, path
        assert client.post(f"{at}/placements/{placement}/end", data=hidden).status_code == 404
    assert client.get(place.today).status_code == 404


@pytest.mark.slow
@time_machine.travel(NOON)
def test_a_ladders_people_cost_the_same_for_one_and_for_many(app, client: HouseClient) -> None:
    place = Place(client)
    place.enter("owner").get(place.board)
    with statements() as one:
        client.get(place.board)
    for number in range(30):
        place.member(f"n{number}", FirmRole.STAFF, f"Person {number}", department_id=place.department.id)
        place.placed(f"n{number}", MONDAY - timedelta(days=number))
    with statements() as many:
        assert "31 people stand on this ladder" in place.enter("owner").get(place.board).text
    assert len(many) - len(one) <= 1
    assert len(one) <= 8


@time_machine.travel(NOON)
def test_a_move_to_a_day_ahead_is_not_made_today(app, client: HouseClient) -> None:
    place = Place(client)
    at = f"/crown/firms/mill/placements/{place.placement.ref}"
    answer = place.enter("owner").submit(at, {"stage": "promotion", "started_on": "2027-05-01"})
    assert answer.status_code == 422
    assert "lies ahead" in answer.text
    assert 'value="2027-05-01"' in answer.text
    assert "Stage 1 of 2." in place.enter("staff").get(place.today).text


@time_machine.travel(NOON)
def test_a_refused_move_shows_the_form_with_what_was_typed(app, client: HouseClient) -> None:
    place = Place(client)
    at = f"/crown/firms/mill/placements/{place.placement.ref}"
    answer = place.enter("owner").submit(at, {"stage": "promotion", "started_on": "2026-10-01"})
    assert answer.status_code == 422
    assert "cannot begin before the one it follows" in answer.text
    assert 'value="2026-10-01"' in answer.text


@time_machine.travel(NOON)
def test_somebody_moved_meanwhile_is_told_and_not_lost(app, client: HouseClient) -> None:
    place = Place(client)
    at = f"/crown/firms/mill/placements/{place.placement.ref}"
    opened = place.enter("owner").form(at)
    client.submit(at, {"stage": "promotion", "started_on": "2026-11-20"})
    late = {**opened, "stage": "promotion", "started_on": "2026-11-21"}
    answer = client.post(at, data=late)
    assert answer.status_code == 422
    assert "This placement has ended meanwhile" in answer.text
    assert 'value="2026-11-21"' in answer.text
    assert client.post(f"{at}/end", data=opened).location == place.board
    assert "This placement has ended meanwhile" in client.get(place.board).text


@time_machine.travel(NOON)
def test_whoever_leaves_stands_on_no_ladder(app, client: HouseClient) -> None:
    place = Place(client)
    at = f"/crown/firms/mill/people/{place.people['staff'][1].ref}"
    assert place.enter("owner").submit(at, to=f"{at}/end").status_code == 303
    with as_firm(place.firm):
        row = session().get_one(Placement, place.placement.id)
        told = session().scalars(select(FirmEvent.did).where(FirmEvent.did == "placement.ended")).all()
        assert row.ended_on == MONDAY
    assert len(told) == 1


@pytest.mark.slow
@time_machine.travel(NOON)
def test_placing_begins_on_the_only_ladder_with_the_person_chosen(app, client: HouseClient) -> None:
    place = Place(client)
    colleague = place.people["colleague"][1].ref
    person_page = place.enter("owner").get(f"/crown/firms/mill/people/{colleague}").text
    assert f"/crown/firms/mill/ladders/place?person={colleague}" in person_page
    answer = client.get(f"/crown/firms/mill/ladders/place?person={colleague}")
    assert answer.location == f"{place.board}?person={colleague}#place"
    assert f'<option selected value="{colleague}">' in client.get(answer.location).text


@time_machine.travel(NOON)
def test_where_there_are_several_ladders_one_is_chosen(app, client: HouseClient) -> None:
    place = Place(client)
    other = a_document(place.firm, LADDER)
    page = place.enter("owner").get("/crown/firms/mill/ladders/place").text
    assert place.board in page
    assert f"/ladders/{other.ref}/people" in page


@time_machine.travel(NOON)
def test_whoever_is_invited_is_named_where_people_are_placed(app, client: HouseClient) -> None:
    place = Place(client)
    with as_firm(place.firm):
        people_actions.invite(role=FirmRole.STAFF, name="Wu Min", by=None, at=NOON)
    assert "Wu Min (invited)" in place.enter("owner").get(place.board).text


@time_machine.travel(NOON)
def test_a_persons_own_page_says_where_they_stand_and_offers_a_ladder_to_others(app, client: HouseClient) -> None:
    place = Place(client)
    place.enter("owner")
    stands, free = (
        client.get(f"/crown/firms/mill/people/{place.people[name][1].ref}") for name in ("staff", "colleague")
    )
    assert "since 2 November 2026" in stands.text
    assert "Place on a ladder" not in stands.text
    assert "Place on a ladder" in free.text
