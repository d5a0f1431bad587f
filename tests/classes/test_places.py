"""A place is asked for, given, waited for, offered, accepted, given back."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from sqlalchemy import select

from club.classes.keeping_actions import let_go_daily
from club.classes.models import Audience, ClassSession, ClassStatus, Condition, Registration, Standing
from club.clubs.models import Club
from club.core import clock
from club.core.audit import ClubEvent
from club.core.db import session, transaction
from club.core.messages import Message
from club.core.office import read_workbook
from tests.classes.joining import a_secretary, counters, joined, standings, typed, work
from tests.client import HouseClient
from tests.makers import (
    a_class,
    a_club,
    a_registration,
    as_desk,
)


def moved(club: Club, row: ClassSession, **facts: object) -> None:
    with as_desk(club):
        held = session().get_one(ClassSession, row.id)
        for name, value in facts.items():
            setattr(held, name, value)


def test_a_visitor_registers_and_sees_a_private_page(crown, client: HouseClient) -> None:
    row = a_class(crown, online_url="https://meet.example/secret")
    page = client.get(page_at := joined(client, row)).text
    assert "You have a place" in page
    assert "https://meet.example/secret" in page
    (entry,) = Calendar.from_ical(client.get(f"{page_at}/calendar.ics").data).walk("VEVENT")
    assert entry["url"].endswith(page_at)
    assert "https://meet.example/secret" in entry["description"]
    assert "39 places left of 40" in client.get(f"/crown/classes/{row.slug}").text
    with as_desk(crown):
        (came,) = session().scalars(select(Registration)).all()
        assert came.consented_at is not None
        (event,) = session().scalars(select(ClubEvent).where(ClubEvent.did == "class.registered"))
        assert event.facts == {"standing": "placed", "number": 1, "notice": came.notice_id}
        (told,) = session().scalars(select(Message))
        assert (told.mail_to, told.subject) == ("guest1@stoneferry.example", f"Your place in “{row.title}”")


def test_the_same_contact_is_on_the_list_once_and_its_link_is_told_to_nobody_else(crown, client, app) -> None:
    row = a_class(crown)
    path, told = f"/crown/classes/{row.slug}/register", []
    assert "the link to your page goes by mail" in app.test_client().get(path).text
    for name in ("Guest 1", "Somebody else"):
        answer = app.test_client().submit(path, typed(1, name=name), follow_redirects=True)
        told.append(
            (answer.status_code, answer.request.path, answer.text.split('class="flash-good"')[1].split("</p>")[0])
        )
    assert told[0] == told[1], "a browser could test who comes"
    assert "guest1@stoneferry.example" in told[0][2]
    assert standings(crown, row) == [("Guest 1", "placed")]
    with as_desk(crown):
        first, second = session().scalars(select(Message.body_text).order_by(Message.written_at))
    assert ("registered again" in first, "registered again" in second) == (False, True)


def test_where_no_mail_leaves_the_page_of_a_place_opens_at_once(crown, client, app, monkeypatch) -> None:
    monkeypatch.setattr(app.extensions["post"], "url", urlsplit("off:"))
    path = f"/crown/classes/{a_class(crown).slug}/register"
    assert "goes by mail" not in client.get(path).text
    assert "You have a place" in client.submit(path, typed(1), follow_redirects=True).text
    other = app.test_client().submit(path, typed(1, name="Somebody else"), follow_redirects=True)
    assert ("You have a place" in other.text, "Guest 1" in other.text) == (True, False)


def test_nobody_learns_by_a_number_who_comes_and_the_desk_sees_it_twice(crown, client, app) -> None:
    row = a_class(crown)
    path, pages = f"/crown/classes/{row.slug}/register", []
    for name in ("Guest 1", "Somebody else"):
        answer = app.test_client().submit(path, typed(contact="13800000002", name=name), follow_redirects=True)
        pages.append((answer.status_code, answer.text.count("You have a place"), name in answer.text))
    assert pages == [(200, pages[0][1], True)] * 2
    assert "Guest 1" not in answer.text
    assert standings(crown, row) == [("Guest 1", "placed"), ("Somebody else", "placed")]
    desk = a_secretary(app, crown)
    assert desk.get(f"/crown/classes/{row.slug}/registrations?show=placed").text.count("on the list twice") == 2


def test_whoever_comes_back_gets_another_link_than_somebody_who_had_typed_their_contact(crown, app) -> None:
    row = a_class(crown)
    stranger = app.test_client()
    theirs = joined(stranger, row)
    stranger.submit(theirs, to=f"{theirs}/withdrawal")
    own = joined(app.test_client(), row, name="The real one")
    assert own != theirs
    assert stranger.get(theirs).status_code == 404


def test_whom_a_class_is_not_for_is_told_kindly_and_not_kept(crown, client: HouseClient) -> None:
    row = a_class(crown, conditions=[Condition.DECIDES, Condition.RUNS_SHOPS])
    said_no = typed(own_role="employee", business="own_shops")
    answer = client.submit(f"/crown/classes/{row.slug}/register", said_no)
    assert "This class is for people who decide for their firm" in answer.text
    assert standings(crown, row) == []
    joined(client, row, own_role="owner", business="own_shops")
    assert standings(crown, row) == [("Guest 1", "placed")]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"closes_at": clock.now() - timedelta(hours=1)}, "Registration closed on"),
        ({"opens_at": clock.now() + timedelta(hours=1)}, "Registration opens on"),
        ({"status": ClassStatus.CANCELLED}, "This class is cancelled."),
        ({"audience": Audience.MEMBERS}, "This class is for people of member firms."),
    ],
)
def test_a_page_that_stood_open_too_long_registers_nobody(crown, client, facts: dict, told: str) -> None:
    row = a_class(crown)
    path = f"/crown/classes/{row.slug}/register"
    hidden = client.form(path)
    moved(crown, row, **facts)
    answer = client.post(path, data={**hidden, **typed()})
    assert told in answer.text
    assert standings(crown, row) == []
    assert told in client.get(path).text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Type your name."),
        ({"name": "x" * 5000}, "under 200 characters"),
        ({"contact": "nowhere"}, "neither as a mail address"),
        ({"consent": ""}, "Without your consent"),
        ({"name": "a\u202eb"}, "control characters"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(crown, client, wrong: dict, told: str) -> None:
    row = a_class(crown)
    answer = client.submit(f"/crown/classes/{row.slug}/register", typed(**wrong))
    assert answer.status_code == 422
    assert told in answer.text
    assert "Stone Ferry" in answer.text


@pytest.mark.slow
def test_a_place_given_back_goes_to_the_first_in_line_for_some_hours_and_then_to_the_next(crown, client, app) -> None:
    row = a_class(crown, seats=1, offer_hours=3)
    first, second, third = (joined(app.test_client(), row, number) for number in (1, 2, 3))
    assert "1 is before you" in client.get(third).text
    assert counters(crown, row) == (1, 2, 0)
    client.submit(first, to=f"{first}/withdrawal")
    assert [state for _, state in standings(crown, row)] == ["withdrawn", "waiting", "waiting"]
    newcomer = joined(app.test_client(), row, 4)
    work(app)
    assert [state for _, state in standings(crown, row)] == ["withdrawn", "offered", "waiting", "waiting"]
    assert "A place fell free" in client.get(second).text
    later = clock.now() + timedelta(hours=3, minutes=1)
    with clock.telling_of(later):
        client.submit(second, to=f"{second}/acceptance")
        assert "This offer has run out" in client.get(second).text
    work(app, later)
    assert [state for _, state in standings(crown, row)] == ["withdrawn", "lapsed", "offered", "waiting"]
    assert counters(crown, row) == (1, 1, 0)
    with clock.telling_of(later):
        for _ in range(2):  # sent twice it changes nothing
            client.submit(third, to=f"{third}/acceptance")
    assert [state for _, state in standings(crown, row)] == ["withdrawn", "lapsed", "placed", "waiting"]
    assert "You are first in line" in client.get(newcomer).text
    assert counters(crown, row) == (1, 1, 0)


def test_an_offer_of_a_class_that_is_called_off_leads_nowhere(crown, client, app) -> None:
    row = a_class(crown, seats=1)
    first, second = (joined(app.test_client(), row, number) for number in (1, 2))
    client.submit(first, to=f"{first}/withdrawal")
    work(app)
    moved(crown, row, status=ClassStatus.CANCELLED)
    client.submit(second, to=f"{second}/acceptance")
    assert "This class does not take place." in client.get(second).text
    work(app, clock.now() + timedelta(days=3))
    assert [state for _, state in standings(crown, row)] == ["withdrawn", "lapsed"]


def test_seats_taken_away_take_no_place_and_seats_added_are_offered(crown, client, app) -> None:
    row = a_class(crown, seats=2)
    for number in (1, 2, 3):
        joined(app.test_client(), row, number)
    secretary, path = a_secretary(app, crown), f"/crown/classes/{row.slug}/edit"
    written = {"title": row.title, "summary": "S.", "day": row.day.isoformat(), "begins": row.begins, "ends": "23:59"}
    written |= {"place": "Hangzhou", "lang": "en", "audience": "public"}
    assert secretary.submit(path, {**written, "seats": "1"}).status_code == 303
    work(app)
    assert [state for _, state in standings(crown, row)] == ["placed", "placed", "waiting"]
    secretary.submit(path, {**written, "seats": "3"})
    work(app)
    assert [state for _, state in standings(crown, row)] == ["placed", "placed", "offered"]


def test_applications_are_decided_once_with_a_reason(crown, client, app) -> None:
    row = a_class(crown, seats=1, needs_approval=True)
    pages = [joined(app.test_client(), row, number) for number in (1, 2, 3)]
    assert counters(crown, row) == (0, 0, 3)
    secretary, other = a_secretary(app, crown), a_secretary(app, crown)
    with as_desk(crown):
        refs = list(session().scalars(select(Registration.ref).order_by(Registration.number)))
    path = f"/crown/classes/{row.slug}/registrations"
    hidden = other.form(path)
    assert secretary.submit(path, to=f"{path}/{refs[1]}/approval").status_code == 303
    late = other.post(f"{path}/{refs[1]}/refusal", data={**hidden, "reason": "Too many"})
    assert late.status_code == 422
    assert "Somebody else has decided this already" in late.text
    assert secretary.submit(path, to=f"{path}/{refs[0]}/refusal").status_code == 422
    secretary.submit(path, {"reason": "Sellers of services"}, to=f"{path}/{refs[0]}/refusal")
    secretary.submit(path, to=f"{path}/{refs[2]}/approval")
    assert [state for _, state in standings(crown, row)] == ["declined", "placed", "waiting"]
    assert counters(crown, row) == (1, 1, 0)
    assert "Sellers of services" in client.get(pages[0]).text
    again = app.test_client().submit(f"/crown/classes/{row.slug}/register", typed(1))
    assert again.status_code == 303, "what the club decided is told to nobody but whoever it is about"
    assert "could not give you a place" not in again.text


def test_the_desk_finds_somebody_on_the_list_and_takes_it_out_whole(crown, app) -> None:
    row, secretary = a_class(crown), a_secretary(app, crown)
    for name, standing in (("Ann 100%", Standing.PLACED), ("Ben", Standing.PLACED), ("Cai", Standing.WAITING)):
        a_registration(row, crown, standing, name=name, firm_name="=Stone")
    path = f"/crown/classes/{row.slug}/registrations"
    found = {
        find: secretary.get(f"{path}?show=placed&find={find}").text for find in ("100%25%00", "STONE", "%25", "Cai")
    }
    shown = {find: [name for name in ("Ann", "Ben", "Cai") if f">{name}" in page] for find, page in found.items()}
    assert shown == {"100%25%00": ["Ann"], "STONE": ["Ann", "Ben"], "%25": ["Ann"], "Cai": []}
    filters = secretary.get(path).text.split('<ul class="chips">')[1].split("</ul>")[0]
    assert [part.split("<")[0] for part in filters.split('<span class="num">')[1:]] == ["0", "2", "1", "0"]
    (grid,) = read_workbook(secretary.get(f"{path}.xlsx").data, "list.xlsx")
    assert [line[1:3] for line in grid.rows[1:]] == [["Ann 100%", "=Stone"], ["Ben", "=Stone"], ["Cai", "=Stone"]]
    assert app.test_client().get(f"{path}.xlsx").status_code == 303


def test_somebody_elses_link_is_no_link(crown, client: HouseClient) -> None:
    nowhere = "/crown/classes/places/abcdefghijklmnopqrstuvwxyz"
    assert client.get(nowhere).status_code == 404
    hidden = client.form("/crown/apply/find")
    for step in ("acceptance", "withdrawal", "feedback"):
        assert client.post(f"{nowhere}/{step}", data={**hidden, "rating": "5"}).status_code == 404
    a_club("harbour")
    page = joined(client, a_class(crown))
    assert client.get(page.replace("/crown/", "/harbour/")).status_code == 404


def test_a_year_after_the_class_nothing_tells_who_came(crown, client, app) -> None:
    row = a_class(crown)
    page = joined(client, row)
    over = clock.now() + timedelta(days=380)
    with clock.telling_of(over), transaction():
        let_go_daily()
    work(app, over)
    assert standings(crown, row) == [("", "placed")]
    assert client.get(page).status_code == 404
    with as_desk(crown):
        assert session().scalars(select(Message)).all() == []
