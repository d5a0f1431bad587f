"""Today: where one stands, the daily table, what it costs."""

from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import time_machine

from tests.client import HouseClient
from tests.documents.counting import statements
from tests.growth.places import MONDAY, NOON, SHANGHAI, Place
from tests.makers import (
    sign_in,
    sign_in_runs_out,
)

HTMX = {"HX-Request": "true"}


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


def test_a_script_on_a_page_of_yesterday_stays_on_it_and_is_told(app, client: HouseClient) -> None:
    with time_machine.travel(NOON):
        place = Place(client, day_starts_at=5)
        opened = place.enter("staff").form(place.today)
    with time_machine.travel(datetime(2026, 11, 24, 6, tzinfo=SHANGHAI)):
        sign_in(client, place.people["staff"][0])
        late = {**opened, **client.form(place.today), "day": opened["day"], "done": "report"}
        answer = client.part(f"{place.today}/ticks", late)
    assert "Saved for yesterday, whose page this is." in answer.text
    assert 'name="was" value="report "' in answer.text
    assert place.ticked() == {("report", MONDAY)}


@time_machine.travel(NOON)
def test_a_script_gets_the_lines_that_stand_otherwise_than_its_page_shows(app, client: HouseClient) -> None:
    place = Place(client)
    opened = place.enter("staff").form(place.today)
    client.post(f"{place.today}/ticks", data={**opened, "done": "review"})
    answer = client.part(f"{place.today}/ticks", {**opened, "done": "report"}).text
    assert 'id="line-review" hx-swap-oob="true"' in answer
    assert 'id="line-report"' not in answer
    assert 'name="was" value="report review "' in answer


@time_machine.travel(NOON)
def test_a_script_whose_page_is_of_an_earlier_sign_in_is_led_to_what_was_ticked(app, client: HouseClient) -> None:
    place = Place(client)
    opened = place.enter("staff").form(place.today)
    sent = client.post(
        f"{place.today}/ticks",
        data={**opened, "csrf_token": "of an earlier sign-in", "done": "report"},
        headers={**HTMX, "Referer": f"http://localhost{place.today}"},
    )
    assert sent.status_code == 204
    assert 'value="report" checked' in client.get(sent.headers["HX-Redirect"]).text


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
def test_today_costs_six_statements(app, client: HouseClient) -> None:
    place = Place(client)
    place.enter("staff").get(place.today)
    with statements() as sent:
        assert client.get(place.today).status_code == 200
    assert len(sent) <= 6


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
        headers={**HTMX, "Referer": f"http://localhost{place.today}"},
    )
    assert sent.status_code == 204
    assert urlsplit(sent.headers["HX-Redirect"]).path == "/crown/login"
