"""Sitting an exam, with everything that goes wrong while people do."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.core.outbox import Job
from club.core.refusals import Refused
from club.documents import actions as documents
from club.exams import actions, answer_actions, finishing, papers, queries
from club.exams import sitting_rules as rules
from club.exams.answer_actions import Conflict
from club.exams.models import Attempt, AttemptAnswer
from club.exams.rules import Purpose
from tests.documents.bodies import a_question, an_exam
from tests.exams.places import EXAM, Room
from tests.makers import a_firm, as_firm

HALF_AN_HOUR = timedelta(minutes=30)
A_SECOND = timedelta(seconds=1)
RIGHT, WRONG = "0", "1"


def refusal_of(step) -> object:
    with pytest.raises(Refused) as refused:
        step()
    return refused.value.refusal


def test_an_attempt_is_scored_when_it_is_handed_in(app):
    room = Room()
    done = room.sat(reply=RIGHT, gift=RIGHT)
    assert (done.points, done.of, done.passed) == (2, 2, True)
    assert [(part["key"], part["points"], part["of"]) for part in done.sections] == [("all", 2, 2)]


def test_beginning_twice_goes_on_with_the_same_attempt(app):
    room = Room()
    first = room.begun()
    assert room.begun().ref == first.ref
    with room.inside():
        assert len(session().scalars(select(Attempt)).all()) == 1


def test_handing_in_twice_scores_once(app):
    room = Room()
    attempt = room.begun()
    first = room.finished(attempt)
    again = room.finished(attempt, at=clock.now() + A_SECOND)
    assert again.finished_at == first.finished_at


def test_an_answer_is_kept_as_it_was_last_given(app):
    room = Room()
    attempt = room.begun()
    room.answered(attempt, reply=WRONG)
    assert room.answered(attempt, seen=1, reply=RIGHT) == [None]
    with room.inside():
        row = session().scalars(select(AttemptAnswer)).one()
        assert (row.given, row.version) == ([RIGHT], 2)


def test_an_answer_is_taken_back(app):
    room = Room()
    attempt = room.begun()
    room.answered(attempt, reply=RIGHT)
    with room.inside():
        answer_actions.answer(session().merge(attempt), "reply", [], seen=1, at=clock.now())
    assert room.finished(attempt).points == 0


def test_two_windows_do_not_overwrite_one_another(app):
    room = Room()
    attempt = room.begun()
    room.answered(attempt, reply=WRONG)
    assert room.answered(attempt, seen=0, reply=RIGHT) == [Conflict([WRONG], 1)]
    assert room.answered(attempt, seen=1, reply=RIGHT) == [None]
    assert room.answered(attempt, seen=0, reply=RIGHT) == [None]


@pytest.mark.parametrize("question", ["elsewhere", "", "reply "])
def test_a_question_that_was_not_asked_takes_no_answer(app, question):
    room = Room()
    attempt = room.begun()
    assert refusal_of(lambda: room.answered(attempt, **{question: RIGHT})) == rules.NOT_ASKED


@pytest.mark.parametrize("given", ["2", "-1", "true", "9" * 1000])
def test_an_option_that_is_not_there_is_no_answer(app, given):
    room = Room()
    attempt = room.begun()
    assert refusal_of(lambda: room.answered(attempt, reply=given)) == rules.NO_ANSWER


def test_an_attempt_that_is_handed_in_takes_no_answer(app):
    room = Room()
    attempt = room.begun()
    room.finished(attempt)
    assert refusal_of(lambda: room.answered(attempt, reply=RIGHT)) == rules.FINISHED


def test_the_last_moment_counts_and_the_end_does_not(app):
    room = Room()
    attempt = room.begun()
    room.answered(attempt, at=attempt.ends_at - A_SECOND, reply=RIGHT)
    assert refusal_of(lambda: room.answered(attempt, at=attempt.ends_at, gift=RIGHT)) == rules.LATE
    done = room.finished(attempt, at=attempt.ends_at + timedelta(days=1))
    assert (done.points, done.finished_at) == (1, attempt.ends_at)


def test_a_job_closes_what_nobody_handed_in_and_does_so_once(app):
    room = Room()
    attempt = room.begun(at=clock.now() - HALF_AN_HOUR)
    with room.inside():
        job = session().scalars(select(Job).where(Job.name == actions.CLOSE)).one()
        assert job.due_at >= attempt.ends_at
    for _again in range(2):
        with room.inside():
            actions.close(attempt=attempt.id)
    with room.inside():
        assert session().get_one(Attempt, attempt.id).finished_at == attempt.ends_at


def test_a_job_that_comes_early_closes_nothing(app):
    room = Room()
    attempt = room.begun()
    with room.inside():
        actions.close(attempt=attempt.id)
        assert session().get_one(Attempt, attempt.id).finished_at is None


def test_after_a_failed_attempt_the_days_are_waited(app):
    room, at = Room(), clock.now()
    room.sat(reply=WRONG)
    refusal = refusal_of(room.begun)
    assert refusal.code == "exam.waiting"
    assert refusal.values["day"] == clock.today(room.club.zone, at=at) + timedelta(days=2)
    room.sat(at=at + timedelta(days=2), reply=WRONG)
    assert refusal_of(lambda: room.begun(at=at + timedelta(days=30))) == rules.NONE_LEFT


def test_somebody_allows_another_attempt(app):
    room = Room()
    room.sat(reply=WRONG)
    allowed = clock.now() + A_SECOND
    with room.inside():
        actions.allow_again(room.held(room.exam), room.held(room.member), why="He was ill", by=None, at=allowed)
    attempt = room.begun(at=allowed + A_SECOND)
    assert attempt.finished_at is None


def test_nobody_is_allowed_what_the_rules_allow(app):
    room = Room()

    def allow() -> None:
        with room.inside():
            actions.allow_again(room.held(room.exam), room.held(room.member), why="", by=None, at=clock.now())

    assert refusal_of(allow) == rules.NEEDS_NO_EXTRA


def test_who_passed_sits_it_no_more_but_may_practise(app):
    room = Room()
    room.sat(reply=RIGHT, gift=RIGHT)
    assert refusal_of(room.begun) == rules.PASSED
    assert room.begun(Purpose.PRACTICE).purpose is Purpose.PRACTICE


def test_practice_counts_for_nothing(app):
    room = Room()
    for _again in range(5):
        room.sat(purpose=Purpose.PRACTICE, reply=RIGHT, gift=RIGHT)
    with room.inside():
        assert queries.passed(room.exam.id, room.member.id) is None
    assert room.begun().purpose is Purpose.COUNTED


def test_an_exam_without_practice_has_none(app):
    room = Room(an_exam(practice=False))
    assert refusal_of(lambda: room.begun(Purpose.PRACTICE)) == rules.NO_PRACTICE


def test_a_practice_run_gives_way_to_what_counts_and_not_the_other_way(app):
    room = Room()
    practice = room.begun(Purpose.PRACTICE)
    counted = room.begun()
    assert counted.ref != practice.ref
    with room.inside():
        assert session().get_one(Attempt, practice.id).finished_at is not None
    assert refusal_of(lambda: room.begun(Purpose.PRACTICE)) == rules.OTHER_OPEN


def test_a_delta_asks_only_about_what_changed_and_as_often_as_it_takes(app):
    room, since = Room(), clock.now()
    for _failed in range(3):
        delta = room.begun(Purpose.DELTA, clauses={"gift"})
        assert [each["key"] for each in delta.drawn] == ["gift"]
        room.finished(delta)
    delta = room.begun(Purpose.DELTA, clauses={"gift"})
    room.answered(delta, gift=RIGHT)
    room.finished(delta)
    with room.inside():
        where = {"document_id": room.exam.id, "membership_id": room.member.id, "since": since}
        assert queries.passed_delta(**where, clauses={"gift"}).ref == delta.ref
        assert queries.passed_delta(**where, clauses={"gift", "reply"}) is None
        assert queries.passed_delta(**(where | {"since": clock.now()}), clauses={"gift"}) is None
        assert queries.passed(room.exam.id, room.member.id) is None


def test_a_delta_on_other_clauses_takes_the_place_of_the_open_one(app):
    room = Room()
    first = room.begun(Purpose.DELTA, clauses={"gift"})
    assert room.begun(Purpose.DELTA, clauses={"gift"}).ref == first.ref
    second = room.begun(Purpose.DELTA, clauses={"gift", "reply"})
    assert second.ref != first.ref
    assert len(second.drawn) == 2


def test_a_delta_begins_anew_when_the_exam_was_changed_meanwhile(app):
    room = Room()
    first = room.begun(Purpose.DELTA, clauses={"gift"})
    room.publish(an_exam(a_question("newer", clauses=("gift",))))
    second = room.begun(Purpose.DELTA, clauses={"gift"})
    assert second.number == 2
    assert [each["key"] for each in second.drawn] == ["newer"]
    with room.inside():
        assert session().get_one(Attempt, first.id).finished_at is not None


def test_a_delta_about_nothing_is_refused(app):
    room = Room()
    assert refusal_of(lambda: room.begun(Purpose.DELTA, clauses={"elsewhere"})) == rules.NOTHING_ASKED


def test_what_asks_about_a_text_is_found_by_it(app):
    room = Room()
    with room.inside():
        today = papers.working_day(clock.now())
        (found,) = queries.asking(room.standard.id, {"gift", "tea"}, today=today)
        assert (found.ref, found.questions) == (room.exam.ref, 1)
        assert queries.asking(room.standard.id, {"tea"}, today=today) == []


def test_a_new_number_leaves_the_attempt_on_its_own(app):
    room = Room()
    attempt = room.begun()
    room.publish(an_exam(a_question("other")))
    assert room.answered(attempt, reply=RIGHT, gift=RIGHT) == [None, None]
    done = room.finished(attempt)
    assert (done.number, done.points, done.of) == (1, 2, 2)


def test_an_exam_retired_meanwhile_is_finished_but_not_begun(app):
    room = Room()
    attempt = room.begun()
    with room.inside():
        documents.retire(room.held(room.exam), at=clock.now())
    room.answered(attempt, reply=RIGHT, gift=RIGHT)
    assert room.finished(attempt).passed
    assert refusal_of(lambda: room.begun(Purpose.PRACTICE)) == rules.NOT_OPEN


def test_only_an_exam_is_sat(app):
    room = Room()

    def begin() -> None:
        with room.inside():
            actions.begin(room.held(room.standard), room.held(room.member), purpose=Purpose.COUNTED, at=clock.now())

    assert refusal_of(begin) == rules.NOT_OPEN


def test_who_left_sits_nothing(app):
    room = Room()
    with room.inside():
        room.held(room.member).left_at = clock.now()
    assert refusal_of(room.begun) == rules.HAS_LEFT


def test_another_firm_finds_neither_attempt_nor_answers(app):
    room = Room()
    room.answered(room.begun(), reply=RIGHT)
    lamp = a_firm(room.club, "lamp")
    with as_firm(lamp):
        assert session().scalars(select(Attempt)).all() == []
        assert session().scalars(select(AttemptAnswer)).all() == []


@pytest.fixture
def heard() -> Iterator[list[tuple[Purpose, bool]]]:
    told: list[tuple[Purpose, bool]] = []
    listener = finishing.when_finished(lambda attempt: told.append((attempt.purpose, bool(attempt.passed))))
    yield told
    finishing.forget(listener)


def test_slices_above_hear_once_that_an_attempt_is_finished(app, heard):
    room = Room()
    attempt = room.begun()
    room.answered(attempt, reply=RIGHT, gift=RIGHT)
    room.finished(attempt)
    room.finished(attempt)
    assert heard == [(Purpose.COUNTED, True)]


def test_every_answer_of_an_exam_without_end_counts_at_any_time(app):
    room = Room(an_exam(*EXAM.sections[0].questions))
    attempt = room.begun()
    assert attempt.ends_at is None
    room.answered(attempt, at=clock.now() + timedelta(days=30), reply=RIGHT)
    assert room.finished(attempt, at=clock.now() + timedelta(days=31)).points == 1
