"""Courses that would wait for each other: refused when they are saved, by the names of all of them."""

from functools import partial

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core.db import db, session
from club.courses import need_actions, qualification_actions
from club.courses.circle_rules import circle, stuck, waiting_for
from club.courses.learning_models import CourseNeed
from club.courses.models import Course, Lesson
from club.policy import ClubRole
from tests.applications.test_races import at_once
from tests.client import HouseClient
from tests.makers import a_club, a_course, a_person, a_role, as_desk, sign_in

FACTS = {"title": "Renamed", "lang": "en", "summary": "S", "visibility": "public"}


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown", talks_reviewed=False)


@pytest.fixture
def editor(client: HouseClient, crown) -> HouseClient:
    person = a_person()
    a_role(crown, person, ClubRole.EDITOR)
    sign_in(client, person)
    return client


def named(club: Club, name: str) -> int:
    with as_desk(club):
        made: int = qualification_actions.add(name, "", 12).id
        return made


def asks(club: Club, course: Course, **what: list[int]) -> None:
    with as_desk(club):
        need_actions.ask(db.session.get_one(Course, course.id), **what)


def facts_of(course: Course) -> str:
    return f"/crown/courses/{course.slug}/facts"


def test_what_waits_in_a_circle_is_stuck_and_so_is_whatever_waits_for_it() -> None:
    assert stuck(waiting_for([(1, 1)])) == {1}
    assert stuck(waiting_for([(1, 2), (2, 3), (3, 1), (4, 1), (5, 6)])) == {1, 2, 3, 4}
    assert circle(waiting_for([(4, 1), (1, 2), (2, 1)]), 4) == [(1, ""), (2, "")]


def test_a_qualification_is_met_by_any_course_that_grants_it() -> None:
    asked = [(1, 70, "seventy"), (2, 80, "eighty")]
    assert stuck(waiting_for([], asked=asked, grants={70: [2], 80: [1]})) == {1, 2}
    assert stuck(waiting_for([], asked=asked, grants={70: [2, 3], 80: [1]})) == set()
    assert stuck(waiting_for([], asked=asked, grants={70: [2]})) == set()


def test_two_courses_that_grant_what_the_other_asks_for_are_refused_by_name(crown, editor) -> None:
    live, led = named(crown, "Fit to go live"), named(crown, "Fit to lead")
    one, other = a_course(crown, title="Basics"), a_course(crown, title="Leading")
    asks(crown, one, granted=[live], qualifications=[led])
    answer = editor.submit(facts_of(other), {**FACTS, "title": "Leading", "grants": [led], "asks": [live]})
    assert answer.status_code == 422
    assert "Leading → Fit to go live → Basics → Fit to lead → Leading" in answer.text
    assert editor.submit(facts_of(other), {**FACTS, "grants": [led]}).status_code == 303


def test_a_circle_is_found_through_several_steps_and_through_courses_and_qualifications(crown, editor) -> None:
    live = named(crown, "Fit to go live")
    first, second, third = (a_course(crown, title=title) for title in ("First", "Second", "Third"))
    asks(crown, first, courses=[second.id])
    asks(crown, second, courses=[third.id])
    asks(crown, third, qualifications=[live])
    answer = editor.submit(facts_of(first), {**FACTS, "title": "First", "needs": [second.id], "grants": [live]})
    assert answer.status_code == 422
    assert "First → Second → Third → Fit to go live → First" in answer.text
    other = a_course(crown, title="Other")
    asks(crown, other, granted=[live])
    again = {**FACTS, "title": "First", "needs": [second.id], "grants": [live]}
    assert editor.submit(facts_of(first), again).status_code == 303, "another course grants it as well"
    alone = editor.submit(facts_of(other), FACTS)
    assert alone.status_code == 422, "what it grants keeps others from waiting in a circle"


def test_lessons_that_would_wait_for_each_other_are_named(crown, editor) -> None:
    course = a_course(crown)
    here = f"/crown/courses/{course.slug}/lessons"
    words = {"words": "Words.", "do": "save"}
    one, two = (editor.form(f"{here}/{number}/edit") for number in (1, 2))
    second = {**two, **words, "needs": [_lesson(crown, course, 1)]}
    assert editor.post(f"{here}/2/edit", data=second).status_code == 303
    answer = editor.post(f"{here}/1/edit", data={**one, **words, "needs": [_lesson(crown, course, 2)]})
    assert answer.status_code == 422
    assert "Lesson 1 → Lesson 2 → Lesson 1" in answer.text


def test_two_editors_who_close_a_circle_at_once_do_not(crown, editor, app) -> None:
    one, other = a_course(crown), a_course(crown)
    calls = []
    for course, needed in ((one, other), (other, one)):
        fields = {**editor.form(facts_of(course)), **FACTS, "needs": [needed.id]}
        client = app.test_client()
        client.set_cookie("club", editor.get_cookie("club").value)
        calls.append(partial(client.post, facts_of(course), data=fields))
    assert sorted(answer.status_code for answer in at_once(*calls)) == [303, 422]
    with as_desk(crown):
        assert len(session().scalars(select(CourseNeed.id)).all()) == 1


def _lesson(club: Club, course: Course, number: int) -> int:
    one = select(Lesson.id).where(Lesson.course_id == course.id, Lesson.number == number)
    with as_desk(club):
        return session().scalars(one).one()
