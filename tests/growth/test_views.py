"""Today, positions and who stands where; seen by the right people only."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import time_machine
from sqlalchemy import select

from club.core.audit import FirmEvent
from club.core.db import read, session
from club.documents.kinds.ladder.body import Salary
from club.firms import people_actions
from club.growth.models import Placement
from club.growth.queries import TICKS
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_promotion, a_stage, a_task, a_work, an_indicator
from tests.documents.counting import statements
from tests.makers import (
    a_club,
    a_department,
    a_document,
    a_firm,
    a_lead,
    a_membership,
    a_person,
    a_placement,
    as_firm,
    sign_in,
    sign_in_runs_out,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=SHANGHAI)
LADDER = a_ladder(
    a_stage(
        "entry",
        daily=(a_task("report"), a_task("review", how_often="weekly", what="Review the week")),
        work=a_work(),
        indicators=(an_indicator(),),
        promotion=a_promotion(),
        salary=Salary(form="range", low=400000, high=450000),
    ),
    a_stage("promotion", after=("entry",), months=3, salary=Salary(form="range", low=450000, high=520000)),
    visibility="own_next",
)


class Place:
    """A firm with an owner, a lead of one department, a placed person and a colleague."""

    def __init__(self, client: HouseClient, **firm: Any) -> None:
        self.client = client
        self.club = a_club("crown")
        self.firm = a_firm(self.club, "mill", **firm)
        self.department = a_department(self.firm, "Operations")
        self.people: dict[str, tuple[Any, Any]] = {}
        self.member("owner", FirmRole.OWNER, "Lin Yue")
        self.member("office", FirmRole.PEOPLE_OFFICE, "Sun Mei")
        self.member("lead", FirmRole.LEAD, "Zhou Lan", department_id=self.department.id)
        self.member("staff", FirmRole.STAFF, "Jia Rui", department_id=self.department.id)
        self.member("colleague", FirmRole.STAFF, "Ma Lan", department_id=self.department.id)
        a_lead(self.firm, self.department, self.people["lead"][1])
        self.document = a_document(self.firm, LADDER)
        self.placement = self.placed("staff", date(2026, 11, 2))
        self.today = "/crown/firms/mill/today"
        self.board = f"/crown/firms/mill/ladders/{self.document.ref}/people"

    def member(self, name: str, role: FirmRole, called: str, **facts: Any) -> Any:
        person = a_person()
        self.people[name] = (person, a_membership(self.firm, role, person, name=called, **facts))
        return self.people[name][1]

    def placed(self, name: str, started_on: date) -> Any:
        return a_placement(self.firm, self.people[name][1], self.document, LADDER, started_on=started_on)

    def enter(self, name: str) -> HouseClient:
        sign_in(self.client, self.people[name][0])
        return self.client

    def ticked(self) -> set[tuple[str, date]]:
        with as_firm(self.firm):
            rows = read(TICKS, placement_id=self.placement.id, since=date(2026, 1, 1)).all()
        return {(row.item, row.day) for row in rows}

    def position_of(self, name: str) -> str:
        return f"/crown/firms/mill/people/{self.people[name][1].ref}/position"


@time_machine.travel(NOON)
def test_today_says_where_one_stands(app, client: HouseClient) -> None:
    place = Place(client)
    page = place.enter("staff").get(place.today).text
    for words in (
        "Stage 1 of 2.",
        "Month 1 of 4 months.",
        "9 days left of 1 month in this stage.",
        "0 of 2 done, 16 minutes to go",
        "Missing for “Promotion”",
        "2 assessments in a row at 80 points or more",
        "Not assessed yet",
        "The work of this stage has passed",
        "CNY\xa04,500 to 5,200",
        "lead: Zhou Lan; people office: Sun Mei; owner: Lin Yue",
    ):
        assert words in page, words


@time_machine.travel(NOON)
def test_a_tick_stays_for_the_day_and_comes_off(app, client: HouseClient) -> None:
    place = Place(client)
    place.enter("staff")
    fields = {"done": "report"}
    for _ in range(2):
        assert client.submit(place.today, fields, to=f"{place.today}/ticks").status_code == 303
    assert place.ticked() == {("report", MONDAY)}
    assert "1 of 2 done, 8 minutes to go" in client.get(place.today).text
    hidden = client.form(place.today)
    assert client.post(f"{place.today}/ticks", data=hidden).status_code == 303
    assert place.ticked() == set()


@time_machine.travel(NOON)
def test_a_second_tab_does_not_take_ticks_back(app, client: HouseClient) -> None:
    place = Place(client)
    place.enter("staff")
    opened = client.form(place.today)
    client.post(f"{place.today}/ticks", data={**opened, "done": "report"})
    client.post(f"{place.today}/ticks", data={**opened, "done": "review"})
    assert place.ticked() == {("report", MONDAY), ("review", MONDAY)}


def test_a_page_of_yesterday_counts_for_yesterday_until_the_day_is_over(app, client: HouseClient) -> None:
    with time_machine.travel(NOON):
        place = Place(client, day_starts_at=5)
        opened = place.enter("staff").form(place.today)
    with time_machine.travel(datetime(2026, 11, 24, 4, 59, tzinfo=SHANGHAI)):
        assert client.form(place.today)["day"] == "2026-11-23"
    with time_machine.travel(datetime(2026, 11, 24, 6, tzinfo=SHANGHAI)):
        sign_in(client, place.people["staff"][0])
        assert client.form(place.today)["day"] == "2026-11-24"
        late = {**client.form(place.today), "day": opened["day"], "done": "report"}
        assert client.post(f"{place.today}/ticks", data=late).status_code == 303
    assert place.ticked() == {("report", MONDAY)}
    with time_machine.travel(datetime(2026, 11, 26, 6, tzinfo=SHANGHAI)):
        sign_in(client, place.people["staff"][0])
        answer = client.post(
            f"{place.today}/ticks", data={**client.form(place.today), "day": "2026-11-23", "done": "x"}
        )
        assert answer.status_code == 422


@time_machine.travel(NOON)
def test_a_forged_tick_is_refused(app, client: HouseClient) -> None:
    place = Place(client)
    hidden = place.enter("staff").form(place.today)
    for forged in ({"done": "nobody"}, {"done": "report", "day": "soon"}, {"done": "report", "day": "2026-11-20"}):
        assert client.post(f"{place.today}/ticks", data={**hidden, **forged}).status_code == 422
    assert place.ticked() == set()


@time_machine.travel(NOON)
def test_who_is_not_placed_learns_who_can_do_it(app, client: HouseClient) -> None:
    place = Place(client)
    page = place.enter("colleague").get(place.today)
    assert page.status_code == 200
    assert "Who can place you: lead: Zhou Lan; people office: Sun Mei; owner: Lin Yue." in page.text


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


@time_machine.travel(NOON)
def test_today_costs_six_statements(app, client: HouseClient) -> None:
    place = Place(client)
    place.enter("staff").get(place.today)
    with statements() as sent:
        assert client.get(place.today).status_code == 200
    assert len(sent) <= 6


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
def test_ticks_of_a_sign_in_that_ran_out_are_given_back_to_be_saved(app, client: HouseClient) -> None:
    place = Place(client)
    opened = place.enter("staff").form(place.today)
    sign_in_runs_out(client)
    sent = client.post(
        f"{place.today}/ticks", data={**opened, "done": "report"}, headers={"Referer": f"http://localhost{place.today}"}
    )
    back = parse_qs(urlsplit(sent.location).query)["next"][0]
    page = place.enter("staff").get(back).text
    assert "Your sign-in ran out before these ticks were saved" in page
    assert 'value="report" checked' in page
    assert 'value="review" checked' not in page
    assert place.ticked() == set()
    client.submit(back, {"done": "report"}, to=f"{place.today}/ticks")
    assert place.ticked() == {("report", MONDAY)}


@time_machine.travel(NOON)
def test_a_page_that_ticks_by_script_is_led_to_sign_in(app, client: HouseClient) -> None:
    place = Place(client)
    opened = place.enter("staff").form(place.today)
    sign_in_runs_out(client)
    sent = client.post(
        f"{place.today}/ticks",
        data={**opened, "done": "report"},
        headers={"Referer": f"http://localhost{place.today}", "HX-Request": "true"},
    )
    assert sent.status_code == 204
    assert urlsplit(sent.headers["HX-Redirect"]).path == "/crown/login"


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
    assert "to be placed once they are in: Wu Min" in place.enter("owner").get(place.board).text
