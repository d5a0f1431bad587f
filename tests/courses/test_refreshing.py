"""A course taken anew, or to refresh a qualification: its exam is sat anew, and an earlier pass is history."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from club.core import clock, jobs
from club.core.db import session
from club.courses import lesson_actions, need_actions, qualification_actions, task_actions
from club.courses.learning_models import Enrolment, LessonDone
from club.courses.models import Course, Sort
from club.courses.task_models import Asks
from club.courses.task_rules import Task
from club.documents.models import Document
from club.exams import actions, answer_actions, queries
from club.exams.models import Attempt, ExamRound
from club.exams.rules import Purpose
from club.firms.models import Membership
from club.policy import FirmRole
from tests.client import HouseClient
from tests.courses.test_learning import a_learner, rows
from tests.documents.bodies import an_exam_of_the_club
from tests.makers import a_club, a_course, a_firm, a_person, a_template, an_adopted, as_desk, as_firm, sign_in

RIGHT = "0"
HALF_A_YEAR = timedelta(days=200)


class School:
    """A club with a course that grants a qualification for six months and asks for one exam; somebody who takes it."""

    def __init__(self, client: HouseClient) -> None:
        self.client, self.club = client, a_club("crown", talks_reviewed=False)
        self.firm = a_firm(self.club, "lantern", name="Lantern")
        self.template = a_template(self.club, body=replace(an_exam_of_the_club(), attempts=1), kind="exam")
        self.course = self.a_course()
        with as_desk(self.club):
            self.fit = qualification_actions.add("Fit to go live", "上岗资格", 6).id
        self.grants(self.course)
        self.exam = an_adopted(self.firm, self.template)
        self.person = a_person()
        self.member = a_learner(client, self.firm, person=self.person, name="Wen")

    def a_course(self) -> Course:
        """A course of the one exam."""
        course = a_course(self.club, lessons=1)
        with as_desk(self.club):
            held = session().get_one(Course, course.id)
            (text,) = lesson_actions.lessons_of(held)
            lesson_actions.take_out(held, text, at=clock.now())
            self.asks(held)
        return course

    def asks(self, course: Course) -> None:
        told = lesson_actions.LessonFacts(title="Pass it", words="Now.")
        module = lesson_actions.modules_of(course)[0]
        lesson = lesson_actions.add_lesson(course, module, Sort.EXAM, told, at=clock.now())
        task_actions.ask(lesson, Task(Asks.OWN_EXAM, self.template.id))
        lesson_actions.publish_lesson(course, lesson, at=clock.now())

    def grants(self, course: Course) -> None:
        with as_desk(self.club):
            need_actions.ask(session().get_one(Course, course.id), granted=[self.fit])

    def begins(self, course: Course, *, again: bool = False) -> None:
        here = f"/crown/firms/lantern/learning/courses/{course.slug}"
        self.client.submit("/crown/firms/lantern/learning", {"do": "again"} if again else {}, to=here)
        jobs.finish_all()

    def sits(self, answer: str = RIGHT) -> Attempt:
        """Begun, answered and handed in."""
        with as_firm(self.firm, self.member.person_id):
            exam, member = session().get_one(Document, self.exam.id), session().get_one(Membership, self.member.id)
            attempt = actions.begin(exam, member, purpose=Purpose.COUNTED, at=clock.now())
            answer_actions.answer(attempt, "first-reply", [answer], seen=0, at=clock.now())
            actions.finish(attempt, at=clock.now())
            session().flush()
        jobs.finish_all()
        return attempt

    @property
    def finished(self) -> list[bool]:
        return [one.finished_at is not None for one in rows(self.firm, Enrolment)]

    def page(self) -> str:
        return self.client.get(f"/crown/firms/lantern/exams/{self.exam.ref}").text


@pytest.fixture
def school(app, client: HouseClient) -> School:
    return School(client)


@pytest.mark.slow
def test_a_course_taken_again_has_its_exam_sat_anew(school: School) -> None:
    school.sits()
    school.begins(school.course)
    assert school.finished == [True]  # the first time, an exam that was passed before counts at once
    school.begins(school.course, again=True)
    assert school.finished == [True, False]
    page = school.page()
    assert "You sit this exam anew" in page
    assert "Begin the exam" in page  # its one attempt is there again
    assert "counted before" in page
    school.sits(answer="1")
    assert school.finished == [True, False]
    assert "You have used every attempt" in school.page()
    with as_firm(school.firm):
        assert queries.passed(school.exam.id, school.member.id) is None
        assert session().scalars(select(func.count(Attempt.id))).one() == 2  # what was before stays


@pytest.mark.slow
def test_a_course_that_refreshes_an_ended_qualification_asks_anew_and_a_valid_one_does_not(school: School) -> None:
    school.begins(school.course)
    school.sits()
    soon, late = school.a_course(), school.a_course()
    for refresher in (soon, late):
        school.grants(refresher)
    school.begins(soon)
    assert school.finished == [True, True]  # what holds needs no new pass
    with clock.telling_of(clock.now() + HALF_A_YEAR):
        sign_in(school.client, school.person)
        school.begins(late)
        assert school.finished == [True, True, False]
        school.sits()
        assert school.finished == [True, True, True]
        assert "counted before" in school.page()


@pytest.mark.slow
def test_whoever_leads_sees_who_sits_it_anew(school: School) -> None:
    school.sits()
    school.begins(school.course)
    school.begins(school.course, again=True)
    a_learner(school.client, school.firm, FirmRole.OWNER)
    people = f"/crown/firms/lantern/exams/{school.exam.ref}/people"
    assert "to be sat anew" in school.client.get(people).text
    school.sits(answer="1")
    page = school.client.get(people).text
    assert "no attempt left" in page  # in this round
    with as_firm(school.firm):
        exam, member = session().get_one(Document, school.exam.id), session().get_one(Membership, school.member.id)
        actions.allow_again(exam, member, why="", by=None, at=clock.now())
    school.sits()
    assert "passed on" in school.client.get(people).text


@pytest.mark.slow
def test_a_lesson_that_comes_later_asks_anew_too_and_a_round_begins_once(school: School) -> None:
    school.begins(school.course)
    school.sits()
    other = a_course(school.club, lessons=1)
    school.grants(other)
    with clock.telling_of(clock.now() + HALF_A_YEAR):
        sign_in(school.client, school.person)
        school.begins(other)
        with as_desk(school.club):
            school.asks(session().get_one(Course, other.id))
        for _time in range(2):
            with as_firm(school.firm):
                task_actions.see()
        assert rows(school.firm, LessonDone)[1:] == []
        assert len(rows(school.firm, ExamRound)) == 1
        school.sits()
        assert len(rows(school.firm, LessonDone)) == 2
