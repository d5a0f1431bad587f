"""Many press at once: as many places as there are, the rest in line in order of arrival."""

from functools import partial

import pytest
from sqlalchemy import select

from club.classes.models import Registration
from club.clubs.models import NoticeKind
from club.core.db import session
from tests.applications.test_races import at_once
from tests.classes.joining import counters, joined, ordered, standings, typed, work
from tests.makers import a_class, a_club, a_notice, as_desk

PRESSES, SEATS = 60, 40


@pytest.mark.slow
def test_sixty_presses_for_forty_seats_give_forty_places(app) -> None:
    crown = a_club("crown")
    a_notice(crown, NoticeKind.VISITORS)
    row = a_class(crown, seats=SEATS)
    path = f"/crown/classes/{row.slug}/register"
    calls = []
    for number in range(PRESSES):
        client = app.test_client()
        calls.append(partial(client.post, path, data={**client.form(path), **typed(number)}))
    answers = at_once(*calls)
    assert {answer.status_code for answer in answers} == {303}
    found = [state for _name, state in standings(crown, row)]
    assert found == ["placed"] * SEATS + ["waiting"] * (PRESSES - SEATS)
    with as_desk(crown):
        numbers = list(session().scalars(select(Registration.number).order_by(Registration.number)))
    assert numbers == list(range(1, PRESSES + 1))
    assert counters(crown, row) == (SEATS, PRESSES - SEATS, 0)


def test_the_same_form_sent_many_times_at_once_is_one_registration(app) -> None:
    crown = a_club("crown")
    a_notice(crown, NoticeKind.VISITORS)
    row = a_class(crown)
    path = f"/crown/classes/{row.slug}/register"
    client = app.test_client()
    fields = {**client.form(path), **typed()}
    clients = [app.test_client() for _ in range(6)]
    for one in clients:
        one.set_cookie("club", client.get_cookie("club").value)
    answers = at_once(*[partial(one.post, path, data=fields) for one in clients])
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert (standings(crown, row), ordered("messages.mail")) == ([("Guest 1", "placed")], 1)


def test_an_offer_accepted_and_given_back_at_the_same_moment_leaves_one_place(app) -> None:
    crown = a_club("crown")
    a_notice(crown, NoticeKind.VISITORS)
    row = a_class(crown, seats=1)
    first, second = (joined(app.test_client(), row, number) for number in (1, 2))
    leaver = app.test_client()
    leaver.submit(first, to=f"{first}/withdrawal")
    work(app)
    calls = []
    for step in ("acceptance", "acceptance", "withdrawal", "acceptance"):
        client = app.test_client()
        calls.append(partial(client.post, f"{second}/{step}", data=client.form(second)))
    assert {answer.status_code for answer in at_once(*calls)} == {303}
    ((_, _gone), (_, state)) = standings(crown, row)
    assert state == "withdrawn"
    assert counters(crown, row) == (0, 0, 0)
