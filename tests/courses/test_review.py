"""Where the club reads what its writers bring out, an editor publishes courses as well."""

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core.db import db
from club.courses.models import Course, CourseStatus, Lesson
from club.courses.rules import EDITORS_PUBLISH, HANDED_IN, REVIEWED, may_change, step
from club.people.models import Person
from club.policy import ClubRole
from tests.client import HouseClient
from tests.courses.test_writing import a_teacher
from tests.makers import a_club, a_course, a_person, a_role, as_desk, sign_in
from tests.talks.test_writing import events_of


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


@pytest.fixture
def teacher(crown, client: HouseClient) -> Person:
    return a_teacher(client, crown)


def test_a_course_is_handed_in_and_published_by_an_editor() -> None:
    ready = {"published_lessons": 1, "summary": "Why"}
    draft, out = CourseStatus.DRAFT, CourseStatus.PUBLISHED
    assert step(draft, "publish", **ready, publishes=False) is EDITORS_PUBLISH
    assert step(draft, "hand_in", **ready, publishes=False) is draft
    assert step(draft, "publish", **ready, is_handed_in=True) is out
    for word, is_handed_in in (("hand_in", True), ("take_back", False)):
        assert step(draft, word, **ready, is_handed_in=is_handed_in).code == "no_such_step"
    assert step(draft, "hand_in", published_lessons=0, summary="Why").code == "no_lesson"
    assert may_change(draft, is_handed_in=False, publishes=False) is None
    assert may_change(draft, is_handed_in=True, publishes=False) is HANDED_IN
    assert may_change(out, is_handed_in=False, publishes=False) is REVIEWED
    assert may_change(out, is_handed_in=False, publishes=True) is None


def test_what_was_handed_in_stays_until_an_editor_has_read_it(crown, client: HouseClient, teacher) -> None:
    course = a_course(crown, title="Counting", taught_by=teacher, status=CourseStatus.DRAFT, published_at=None)
    here = f"/crown/courses/{course.slug}"
    assert client.submit(f"{here}/edit", {"do": "publish"}, to=f"{here}/step").status_code == 422
    assert client.submit(f"{here}/edit", {"do": "hand_in"}, to=f"{here}/step").status_code == 303
    for form, to in (("facts", "facts"), ("lessons/1/edit", "lessons/1/edit")):
        refused = client.submit(f"{here}/{form}", {"title": "Quite another", "do": "save"}, to=f"{here}/{to}")
        assert (refused.status_code, "Quite another" in refused.text) == (422, True)
    assert client.submit(f"{here}/edit", {"do": "take_out"}, to=f"{here}/lessons/1/step").status_code == 422
    editor = a_person()
    a_role(crown, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    assert "Course handed in: “Counting”" in client.get("/crown/desk").text
    assert client.submit(f"{here}/edit", {"do": "publish"}, to=f"{here}/step").status_code == 303
    assert "Course handed in" not in client.get("/crown/desk").text
    assert {"course.handed_in", "course.published"} <= set(events_of(crown))


def test_what_is_handed_in_is_taken_back_and_is_no_learners(crown, client: HouseClient, teacher) -> None:
    course = a_course(crown, taught_by=teacher, status=CourseStatus.DRAFT, published_at=None)
    here = f"/crown/courses/{course.slug}"
    client.submit(f"{here}/edit", {"do": "hand_in"}, to=f"{here}/step")
    assert client.application.test_client().get(here).status_code == 404
    assert client.submit(f"{here}/edit", {"do": "take_back"}, to=f"{here}/step").status_code == 303
    with as_desk(crown):
        assert db.session.scalars(select(Course.handed_in_at)).one() is None


@pytest.mark.slow
def test_what_is_new_in_a_course_that_is_out_waits_for_an_editor(crown, client: HouseClient, teacher) -> None:
    course = a_course(crown, taught_by=teacher)
    here = f"/crown/courses/{course.slug}"
    module = client.get(f"{here}/edit").text.split('data-module="')[1].split('"')[0]
    new = f"{here}/lessons/new?module={module}&sort=text"
    told = {"title": "New", "words": "Words."}
    assert client.submit(new, {**told, "do": "publish"}).status_code == 422
    assert client.submit(new, {**told, "do": "save"}).status_code == 303
    assert client.submit(f"{here}/edit", {"do": "publish"}, to=f"{here}/lessons/4/step").status_code == 422
    assert client.submit(f"{here}/lessons/4/edit", {"title": "Newer", "do": "save"}).status_code == 303
    assert client.submit(f"{here}/edit", {"do": "withdraw"}, to=f"{here}/lessons/1/step").status_code == 422
    editor = a_person()
    a_role(crown, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    assert client.submit(f"{here}/edit", {"do": "publish"}, to=f"{here}/lessons/4/step").status_code == 303
    with as_desk(crown):
        lesson = db.session.scalars(select(Lesson).where(Lesson.number == 4)).one()
    assert (lesson.title, lesson.published_at is not None) == ("Newer", True)
