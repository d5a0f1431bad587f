"""A task is done when the system sees it, in the firm of whoever learns; one in words is graded by an instructor."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock, jobs
from club.core.db import db
from club.core.messages import Message
from club.core.scope import Scope
from club.courses import lesson_actions, need_actions, task_actions
from club.courses.learning_models import DoneBy, LessonDone
from club.courses.models import Course, CourseStatus, Sort
from club.courses.task_models import Asks, TaskAnswer
from club.courses.task_rules import Task, Work, is_done, lacks
from club.firms.models import Firm
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.courses.test_learning import a_learner, begun, do, rows
from tests.documents.bodies import an_exam_of_the_club
from tests.exams.test_club_exams import Hall
from tests.makers import (
    a_club,
    a_course,
    a_firm,
    a_membership,
    a_person,
    a_role,
    a_template,
    about,
    an_adopted,
    as_desk,
    sign_in,
)
from tests.makers.exams import an_own_exam

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
WORK = Work(templates={1}, kinds={"culture"}, passed={2: {7: NOON, 8: NOON}}, signed={3: {7}})


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown", talks_reviewed=False)


@pytest.fixture
def lantern(crown) -> Firm:
    return a_firm(crown, "lantern", name="Lantern")


@pytest.mark.parametrize(
    ("task", "done"),
    [
        (Task(Asks.ADOPT, 1), True),
        (Task(Asks.ADOPT, 2), False),
        (Task(Asks.PUBLISH, kind="culture"), True),
        (Task(Asks.PUBLISH, kind="ladder"), False),
        (Task(Asks.PASSED, 2, people=2), True),
        (Task(Asks.PASSED, 2, people=3), False),
        (Task(Asks.SIGNED, 3, people=1), True),
        (Task(Asks.SIGNED, 2, people=1), False),
        (Task(Asks.OWN_EXAM, 2), True),
        (Task(Asks.OWN_EXAM, 3), False),
        (Task(Asks.FREE), False),
    ],
)
def test_the_system_sees_what_a_firm_has_done(task: Task, done: bool) -> None:
    assert is_done(task, WORK, member=7) is done


@pytest.mark.parametrize(("minutes", "done"), [(-1, True), (0, True), (1, False)])
def test_in_a_course_taken_anew_an_exam_is_passed_after_it_was_begun(minutes: int, done: bool) -> None:
    since = NOON + timedelta(minutes=minutes)
    assert is_done(Task(Asks.OWN_EXAM, 2), WORK, member=7, since=since) is done
    assert is_done(Task(Asks.PASSED, 2, people=2), WORK, member=7, since=since)  # what the firm did stays done


def test_a_task_names_what_it_is_about() -> None:
    assert lacks(Task(Asks.ADOPT)) is not None
    assert lacks(Task(Asks.PUBLISH)) is not None
    assert lacks(Task(Asks.FREE)) is None
    assert not is_done(Task(Asks.OWN_EXAM, 2), WORK, member=9)


def asking(club: Club, task: Task, **facts) -> Course:
    """A course of one text and one task, which is its second lesson."""
    course = a_course(club, lessons=1, **facts)
    with as_desk(club):
        held = db.session.get_one(Course, course.id)
        module = lesson_actions.modules_of(held)[0]
        told = lesson_actions.LessonFacts(title="Do it", words="Now.")
        lesson = lesson_actions.add_lesson(held, module, Sort.TASK, told, at=clock.now())
        task_actions.ask(lesson, task)
        lesson_actions.publish_lesson(held, lesson, at=clock.now())
    return course


@pytest.mark.slow
def test_a_task_is_done_when_the_firm_publishes_what_it_adopted(crown, lantern, client: HouseClient) -> None:
    template = a_template(crown)
    course = asking(crown, Task(Asks.ADOPT, template.id))
    bamboo = a_firm(crown, "bamboo")
    a_learner(client, lantern)
    begun(client, lantern, course)
    an_adopted(bamboo, template)
    jobs.finish_all()
    assert rows(lantern, LessonDone) == []  # a fellow firm’s work is not this one’s
    here = f"/crown/courses/{course.slug}/lessons/2"
    assert "Our text" in client.get(here).text
    look = f"/crown/firms/lantern/learning/courses/{course.slug}/lessons/2/look"
    client.submit(here, to=look)
    assert "It has not happened yet." in client.get(here).text
    do(client, lantern, course, 2)
    assert rows(lantern, LessonDone) == []  # nobody says it themselves
    an_adopted(lantern, template)
    jobs.finish_all()
    (done,) = rows(lantern, LessonDone)
    assert done.by is DoneBy.SEEN
    do(client, lantern, course, 1)
    assert "You finished this course" in client.get(f"/crown/courses/{course.slug}").text


@pytest.mark.slow
def test_an_answer_in_words_is_read_by_the_courses_instructors_only(crown, lantern, client: HouseClient) -> None:
    teacher, other, learner = a_person(), a_person(), a_person()
    for person in (teacher, other):
        a_role(crown, person, ClubRole.INSTRUCTOR)
    course = asking(crown, Task(Asks.FREE), taught_by=teacher)
    a_learner(client, lantern, person=learner, name="Wen")
    begun(client, lantern, course)
    answer = f"/crown/firms/lantern/learning/courses/{course.slug}/lessons/2/answer"
    assert client.submit(answer, {"words": " "}).status_code == 422
    assert client.submit(answer, {"words": "We count at seven."}).status_code == 303
    assert "waits for an instructor" in client.get(answer).text
    twice = {**client.form("/crown/firms/lantern/learning"), "words": "Twice", "submission_key": "another"}
    assert client.post(answer, data=twice).status_code == 422
    queue = f"/crown/courses/{course.slug}/grading"
    assert client.get(queue).status_code == 404
    sign_in(client, other)
    assert client.get(queue).status_code == 404
    bamboo = a_firm(crown, "bamboo")
    a_learner(client, bamboo, FirmRole.OWNER)
    begun(client, bamboo, course)
    assert (
        "We count at seven."
        not in client.get(f"/crown/firms/bamboo/learning/courses/{course.slug}/lessons/2/answer").text
    )
    graded(client, crown, course, teacher, "again", "When exactly?")
    sign_in(client, learner)
    assert "When exactly?" in client.get(answer).text
    assert client.submit(answer, {"words": "At seven sharp."}).status_code == 303
    graded(client, crown, course, teacher, "passed", "")
    (done,) = rows(lantern, LessonDone)
    assert done.by is DoneBy.GRADED
    with about(Scope(crown.id, person=learner.id)):
        assert list(db.session.scalars(select(Message.event))) == ["courses/task_graded"] * 2


def graded(client: HouseClient, club: Club, course: Course, teacher, verdict: str, remark: str) -> None:
    sign_in(client, teacher)
    queue = f"/crown/courses/{course.slug}/grading"
    page = client.get(queue).text
    assert "Wen" in page
    assert "Lantern" in page
    with as_desk(club):
        ref = db.session.scalars(select(TaskAnswer.ref).where(TaskAnswer.graded_at.is_(None))).one()
    assert client.submit(queue, {"grade": "neither"}, to=f"{queue}/{ref}").status_code == 422
    fields = {**client.form(queue), "grade": verdict, "remark": remark}
    assert client.post(f"{queue}/{ref}", data=fields).status_code == 303
    assert client.post(f"{queue}/{ref}", data=fields).status_code == 422
    jobs.finish_all()


@pytest.mark.slow
def test_instructors_are_told_once_that_answers_wait_and_grade_none_of_their_own(crown, lantern, client) -> None:
    teacher, other = a_person(), a_person()
    a_role(crown, teacher, ClubRole.INSTRUCTOR)
    course = asking(crown, Task(Asks.FREE), taught_by=teacher)
    answer = f"/crown/firms/lantern/learning/courses/{course.slug}/lessons/2/answer"
    for person in (teacher, other):
        a_learner(client, lantern, person=person)
        begun(client, lantern, course)
        assert client.submit(answer, {"words": "We count at seven."}).status_code == 303
        jobs.finish_all()
    with about(Scope(crown.id, person=teacher.id)):
        assert list(db.session.scalars(select(Message.event))) == ["courses/answer_waits"]
    sign_in(client, teacher)
    queue = f"/crown/courses/{course.slug}/grading"
    assert client.get(queue).text.count('value="passed"') == 1
    with as_desk(crown):
        own = db.session.scalars(select(TaskAnswer.ref).where(TaskAnswer.person_id == teacher.id)).one()
    refused = client.submit(queue, {"grade": "passed"}, to=f"{queue}/{own}")
    assert (refused.status_code, "Nobody grades their own answer." in refused.text) == (422, True)


@pytest.mark.slow
def test_a_task_waits_for_what_its_course_asks_for_first(crown, lantern, client: HouseClient) -> None:
    template = a_template(crown)
    first, course = a_course(crown, lessons=1), asking(crown, Task(Asks.ADOPT, template.id))
    with as_desk(crown):
        need_actions.ask(db.session.get_one(Course, course.id), courses=[first.id])
    a_learner(client, lantern)
    begun(client, lantern, course)
    an_adopted(lantern, template)
    jobs.finish_all()
    assert rows(lantern, LessonDone) == []
    begun(client, lantern, first)
    do(client, lantern, first, 1)
    jobs.finish_all()
    assert [done.by for done in rows(lantern, LessonDone)] == [DoneBy.SELF, DoneBy.SEEN]


def test_an_answer_that_is_locked_says_what_is_missing(crown, lantern, client: HouseClient) -> None:
    course = asking(crown, Task(Asks.FREE))
    with as_desk(crown):
        held = db.session.get_one(Course, course.id)
        first, second = lesson_actions.lessons_of(held)
        need_actions.ask_lessons(held, second, [first.id])
    a_learner(client, lantern)
    begun(client, lantern, course)
    answer = f"/crown/firms/lantern/learning/courses/{course.slug}/lessons/2/answer"
    page = client.get(answer).text
    assert "Missing for this lesson" in page
    assert ('name="words"' in page, "Now." in page) == (False, False)
    do(client, lantern, course, 1)
    page = client.get(answer).text
    assert ('name="words"' in page, "Now." in page) == (True, True)


def test_what_a_draft_asks_is_read_by_no_learner(crown, lantern, client: HouseClient) -> None:
    course = asking(crown, Task(Asks.FREE), status=CourseStatus.DRAFT)
    a_learner(client, lantern)
    here = f"/crown/firms/lantern/learning/courses/{course.slug}/lessons/2"
    assert client.get(f"{here}/answer").status_code == 404
    assert client.submit("/crown/firms/lantern/learning", to=f"{here}/look").status_code == 404


def test_a_lesson_asks_for_an_exam_of_the_club_and_says_what_is_adopted_first(crown, lantern, client) -> None:
    teacher = a_person()
    a_role(crown, teacher, ClubRole.INSTRUCTOR)
    course = a_course(crown, taught_by=teacher)
    exam, text = an_own_exam(crown), a_template(crown, "service-exam", kind="exam", body=an_exam_of_the_club())
    sign_in(client, teacher)
    module = client.get(f"/crown/courses/{course.slug}/edit").text.split('data-module="')[1].split('"')[0]
    new = f"/crown/courses/{course.slug}/lessons/new?module={module}&sort=exam"
    lacking = {"title": "Pass it", "do": "publish"}
    assert "Choose the exam that has to be passed." in client.submit(new, lacking).text
    for one in (exam, text):
        assert client.submit(new, {**lacking, "template": str(one.id)}).status_code == 303
    a_learner(client, lantern)
    begun(client, lantern, course)
    here = f"/crown/courses/{course.slug}/lessons"
    look = f"/crown/firms/lantern/learning/courses/{course.slug}/lessons"
    assert "an exam of the club" in client.get(f"{here}/4").text
    client.submit(f"{here}/4", to=f"{look}/4/look")
    assert "not adopted" not in client.get(f"{here}/4").text
    assert "not adopted “Going live” yet: ask its owner" in client.get(f"{here}/5").text
    owner = a_person()
    a_membership(lantern, FirmRole.OWNER, owner)
    sign_in(client, owner)
    assert "/crown/firms/lantern/library/service-exam" in client.get(f"{here}/5").text
    an_adopted(lantern, text)
    assert "not adopted" not in client.get(f"{here}/5").text


def test_whoever_passed_an_exam_before_reads_that_it_counts(app, client: HouseClient) -> None:
    hall = Hall()
    course = asking(hall.club, Task(Asks.OWN_EXAM, hall.template.id))
    here = f"/crown/courses/{course.slug}/lessons/2"
    sign_in(client, hall.person)
    assert "that counts here" not in client.get(here).text
    hall.sat("0")
    assert "that counts here" in client.get(here).text
    begun(client, hall.mill, course)
    jobs.finish_all()
    page = client.get(here).text
    assert ("that counts here" in page, ">Done<" in page) == (True, True)


def test_an_instructor_sets_a_task_in_the_browser(crown, client: HouseClient) -> None:
    teacher = a_person()
    a_role(crown, teacher, ClubRole.INSTRUCTOR)
    course = a_course(crown, taught_by=teacher)
    template = a_template(crown)
    sign_in(client, teacher)
    module = client.get(f"/crown/courses/{course.slug}/edit").text.split('data-module="')[1].split('"')[0]
    new = f"/crown/courses/{course.slug}/lessons/new?module={module}&sort=task"
    lacking = {"title": "Sign it", "asks": "signed", "number": "5", "do": "publish"}
    refused = client.submit(new, lacking)
    assert refused.status_code == 422
    assert "Choose the text of the library" in refused.text
    assert client.submit(new, {**lacking, "template": str(template.id)}).status_code == 303
    assert "5 people of your firm sign" in client.get(f"/crown/courses/{course.slug}/lessons/4").text
    assert 'value="5"' in client.get(f"/crown/courses/{course.slug}/lessons/4/edit").text
