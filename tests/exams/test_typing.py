"""Typing a text in an exam: its time runs from the moment at which it is shown, on whichever device."""

from datetime import timedelta

import pytest

from club.core import clock
from club.core.db import session
from club.core.refusals import Refused
from club.documents.kinds.exam.body import Typing
from club.exams import answer_actions
from club.exams import sitting_rules as rules
from club.exams.answer_actions import Given
from club.exams.models import AttemptAnswer
from club.policy import FirmRole
from tests.client import HouseClient, Page
from tests.documents.bodies import a_question, an_exam
from tests.exams.desk import RIGHT, Desk
from tests.exams.places import Room

TEXT = "Thank you for waiting, your parcel leaves us today."
TYPING = Typing(text=TEXT, seconds=60, speed=50)
EXAM = an_exam(a_question("type", sort="typing", options=(), typing=TYPING), a_question("reply"), shuffles=False)


def started(room, attempt, *, at, lang="en"):
    with room.inside():
        answer_actions.start_typing(session().merge(attempt), "type", lang=lang, at=at)


def kept(room) -> AttemptAnswer:
    with room.inside():
        return session().query(AttemptAnswer).filter_by(question="type").one()


def test_the_time_runs_from_the_moment_at_which_the_text_was_first_shown(app):
    room, at = Room(EXAM), clock.now()
    attempt = room.begun(at=at)
    started(room, attempt, at=at + timedelta(seconds=5))
    started(room, attempt, at=at + timedelta(seconds=20), lang="zh")
    room.answered(attempt, at=at + timedelta(seconds=35), seen=1, type=TEXT)
    row = kept(room)
    assert (row.started_at, row.lang, row.answer.seconds) == (at + timedelta(seconds=5), "en", 30)
    assert room.finished(attempt).points == 1


def test_nothing_is_typed_before_the_text_is_shown_or_after_its_time(app):
    room, at = Room(EXAM), clock.now()
    attempt = room.begun(at=at)
    for moment, refusal in ((at, rules.NOT_SHOWN), (at + timedelta(seconds=60), rules.TYPED_LATE)):
        with pytest.raises(Refused) as refused:
            room.answered(attempt, at=moment, seen=1, type=TEXT)
        assert refused.value.refusal == refusal
        started(room, attempt, at=at)
    assert kept(room).given == []


def test_a_question_without_a_text_is_not_typed(app):
    room = Room(EXAM)
    attempt = room.begun()
    for key in ("reply", "elsewhere"):
        with pytest.raises(Refused) as refused, room.inside():
            answer_actions.start_typing(session().merge(attempt), key, lang="en", at=clock.now())
        assert refused.value.refusal == rules.NOT_ASKED


def test_refused_pastes_are_counted_without_an_answer_too(app):
    room, at = Room(EXAM), clock.now()
    attempt = room.begun(at=at)
    started(room, attempt, at=at)
    for pasted in (2, 1):
        with room.inside():
            answer_actions.answers(session().merge(attempt), [Given("type", [], 1, pasted)], at=at)
    assert kept(room).pasted == 2


def test_a_text_is_shown_by_a_button_that_saves_what_else_was_answered(app, client: HouseClient):
    desk = Desk(client, EXAM)
    attempt = desk.begin()
    before = client.get(f"{attempt}?q=1").text
    assert TEXT not in before
    assert "You have 1 minute from the moment at which you see the text." in before
    moved = client.submit(f"{attempt}?q=all", {"start": "1", "a-2": RIGHT})
    assert moved.headers["Location"].endswith("?q=1")
    page = client.get(f"{attempt}?q=1").text
    assert TEXT in page
    assert 'value="0" checked' in client.get(f"{attempt}?q=2").text
    client.submit(f"{attempt}?q=1", {"a-1": TEXT, "p-1": "2"})
    shown = client.get(desk.hand_in(attempt).headers["Location"]).text
    assert "100 % without error" in shown
    assert "pasting refused 2 times" in shown


def test_a_text_whose_time_is_over_takes_nothing_and_the_rest_is_saved(app, client: HouseClient):
    desk = Desk(client, EXAM)
    attempt = desk.begin()
    client.submit(f"{attempt}?q=1", {"start": "1"})
    old = client.form(f"{attempt}?q=all")
    with desk.room.inside():
        session().query(AttemptAnswer).one().started_at -= timedelta(minutes=2)
    late = client.post(f"{attempt}?q=all", data={**old, "a-1": TEXT})
    assert late.status_code == 422
    assert "The time for this text was over when this arrived" in late.text
    page = client.get(f"{attempt}?q=all").text
    assert "The time for this text is over. You typed:" in page
    assert "s-1" not in Page(page).hidden
    assert desk.save(attempt, {"a-2": RIGHT}).status_code == 303


@pytest.mark.parametrize("start", ["9", "", "x", "1" * 10_000])
def test_only_a_question_of_the_sheet_is_begun(app, client: HouseClient, start):
    desk = Desk(client, EXAM)
    attempt = desk.begin()
    assert client.submit(f"{attempt}?q=1", {"start": start}).status_code == 404


def test_whoever_leads_sees_how_often_pasting_was_refused(app, client: HouseClient):
    desk = Desk(client, EXAM, role=FirmRole.OWNER)
    attempt = desk.begin()
    client.submit(f"{attempt}?q=1", {"start": "1"})
    client.submit(f"{attempt}?q=1", {"a-1": TEXT, "p-1": "3"})
    desk.hand_in(attempt)
    assert "pasting refused 3 times" in client.get(f"{desk.exam}/people").text
