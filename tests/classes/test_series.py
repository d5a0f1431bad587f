"""All dates of a series are asked for at once: by the rules of each date, in one letter, and given back one or all."""

import re
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from club.classes.models import ClassSession, Registration
from club.core import clock
from club.core.db import db, session
from club.core.messages import Message
from club.core.scope import Scope
from club.firms.models import Firm
from club.policy import FirmRole
from tests.applications.test_races import at_once
from tests.classes.joining import counters, standings, typed
from tests.client import HouseClient
from tests.makers import a_class, a_firm, a_membership, a_person, a_registration, about, as_desk, sign_in

SERIES = "e" * 16
ALL = {"all_dates": "y"}


def a_series(crown, *facts: dict) -> list[ClassSession]:
    """Dates a week apart, the first of them over already."""
    a_class(crown, in_days=-3, series=SERIES)
    return [a_class(crown, in_days=4 + 7 * number, series=SERIES, **more) for number, more in enumerate(facts)]


def told(crown, event: str, **scope) -> list[str]:
    with about(Scope(crown.id, **scope)):
        return list(session().scalars(select(Message.body_text).where(Message.event == event)))


def register_for_all(client: HouseClient, row: ClassSession, number: int = 1, **more: str):
    return client.submit(f"/crown/classes/{row.slug}/register", {**typed(number), **ALL, **more})


def test_a_visitor_asks_for_all_dates_and_one_letter_tells_of_each(crown, client: HouseClient) -> None:
    dates = a_series(crown, {}, {"seats": 1}, {"needs_approval": True}, {"opens_at": clock.now() + timedelta(days=9)})
    a_registration(dates[1], crown)
    page = client.get(f"/crown/classes/{dates[0].slug}/register").text
    assert "For all dates of the series that are open" in page
    assert register_for_all(client, dates[0]).status_code == 303
    stands = [standings(crown, row)[-1:] for row in dates]
    assert stands == [[("Guest 1", "placed")], [("Guest 1", "waiting")], [("Guest 1", "applied")], []]
    (letter,) = told(crown, "classes/registered_dates", staff=True)
    assert told(crown, "classes/registered", staff=True) == []
    assert letter.count("/crown/classes/places/") == 3
    assert "You have a place." in letter
    assert "You are in line" in letter


def test_sent_again_it_changes_nothing_and_answers_the_same(crown, client: HouseClient) -> None:
    dates = a_series(crown, {}, {})
    first = register_for_all(client, dates[0])
    again = register_for_all(client, dates[1])
    assert (first.status_code, again.status_code) == (303, 303)
    assert [counters(crown, row) for row in dates] == [(1, 0, 0), (1, 0, 0)]


def test_the_page_of_one_date_leads_to_the_others_and_gives_one_or_all_back(crown, client: HouseClient) -> None:
    dates = a_series(crown, {}, {}, {})
    answer = register_for_all(client, dates[0], contact="13800001234")
    place = client.get(answer.location)
    others = set(re.findall(r'href="(/crown/classes/places/[a-z0-9]+)"', place.text))
    assert len(others) == 2
    client.submit(others.pop(), {"dates": ""}, to=f"{answer.location}/withdrawal")
    assert sorted(counters(crown, row)[0] for row in dates) == [0, 1, 1]
    client.submit(answer.location, {"dates": "all"}, to=f"{answer.location}/withdrawal")
    assert [counters(crown, row)[0] for row in dates] == [0, 0, 0]
    assert "all dates back" not in client.get(answer.location).text


def test_whoever_types_anothers_number_gets_no_link_to_a_date_asked_for_before(crown, client: HouseClient) -> None:
    dates = a_series(crown, {}, {})
    before = client.submit(f"/crown/classes/{dates[0].slug}/register", typed(contact="13800001234"))
    stranger = register_for_all(client, dates[1], contact="13800001234")
    page = client.get(stranger.location).text
    assert before.location not in page
    assert before.location != stranger.location
    client.submit(stranger.location, {"dates": "all"}, to=f"{stranger.location}/withdrawal")
    assert [counters(crown, row)[0] for row in dates] == [1, 0]


class Sending:
    """A firm whose owner sends somebody of staff."""

    def __init__(self, crown, client: HouseClient) -> None:
        self.firm: Firm = a_firm(crown, "lantern")
        self.owner, self.person = a_person(), a_person("sent@lantern.example")
        a_membership(self.firm, FirmRole.OWNER, self.owner, name="Lin Yue")
        self.member = a_membership(self.firm, FirmRole.STAFF, self.person, name="Qian Le")
        self.client = client
        sign_in(client, self.owner)

    def path(self, row: ClassSession) -> str:
        return f"/crown/firms/lantern/classes/{row.slug}"

    def send(self, row: ClassSession):
        return self.client.submit(self.path(row), {"people": [self.member.ref], **ALL})


def test_a_firm_sends_to_all_dates_and_reads_where_one_is_not_to_be_had(crown, client: HouseClient) -> None:
    dates = a_series(crown, {}, {"firm_most": 1}, {})
    sending = Sending(crown, client)
    a_registration(dates[1], crown, firm=sending.firm)
    assert sending.send(dates[0]).status_code == 303
    page = client.get(sending.path(dates[0])).text
    assert "Qian Le" in page
    assert "One firm may send 1 people" in page
    assert [[name for name, _ in standings(crown, row)].count("Qian Le") for row in dates] == [1, 0, 1]
    assert len(told(crown, "classes/registered_dates", person=sending.person.id)) == 1
    assert told(crown, "classes/registered", person=sending.person.id) == []


def test_where_no_date_is_to_be_had_the_form_says_so_and_nothing_is_kept(crown, client: HouseClient) -> None:
    dates = a_series(crown, {}, {"firm_most": 1}, {"firm_most": 1})
    sending = Sending(crown, client)
    for row in dates[1:]:
        a_registration(row, crown, firm=sending.firm)
    with as_desk(crown):
        db.session.get_one(ClassSession, dates[0].id).firm_most = 1
    a_registration(dates[0], crown, firm=sending.firm, name="Before")
    answer = client.post(sending.path(dates[0]), data={**client.form("/crown/"), "people": [sending.member.ref], **ALL})
    assert answer.status_code == 422
    assert told(crown, "classes/registered_dates", person=sending.person.id) == []


def test_a_firm_takes_somebody_off_all_dates_and_one_letter_tells_them(crown, client: HouseClient) -> None:
    dates = a_series(crown, {}, {}, {})
    sending = Sending(crown, client)
    sending.send(dates[0])
    with as_desk(crown):
        one = session().scalars(select(Registration.ref).where(Registration.class_id == dates[0].id)).one()
    path = sending.path(dates[0])
    client.submit(path, {"ref": one, "dates": "all"}, to=f"{path}/withdrawal")
    assert [counters(crown, row)[0] for row in dates] == [0, 0, 0]
    assert len(told(crown, "classes/taken_off_dates", person=sending.person.id)) == 1
    assert told(crown, "classes/taken_off", person=sending.person.id) == []


@pytest.mark.slow
def test_a_rush_for_all_dates_from_both_ends_gives_no_place_twice_and_stops_nobody(crown, app) -> None:
    dates = a_series(crown, {"seats": 3}, {"seats": 3})
    calls = []
    for number in range(6):
        client, path = app.test_client(), f"/crown/classes/{dates[number % 2].slug}/register"
        calls.append(partial(client.post, path, data={**client.form(path), **typed(number), **ALL}))
    assert {answer.status_code for answer in at_once(*calls)} == {303}
    assert [counters(crown, row) for row in dates] == [(3, 3, 0), (3, 3, 0)]
