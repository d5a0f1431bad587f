"""Pictures of a course and of a lesson are seen by whoever may read what they stand in, and go with it."""

import io
import re

import pytest
from sqlalchemy import func, select

from club.core.db import db
from club.core.jobs import finish_all
from club.courses import need_actions
from club.courses.models import Course, CourseStatus, Lesson
from club.courses.picture_models import LessonPicture
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_course, a_firm, a_membership, a_person, a_role, as_desk, sign_in
from tests.talks.test_pictures import a_picture
from tests.talks.test_writing import events_of

COURSE = "/crown/courses/buying"
LESSON = f"{COURSE}/lessons/2"


@pytest.fixture
def crown(app):
    club = a_club("crown", talks_reviewed=False)
    a_course(club, slug="buying")
    return club


@pytest.fixture
def writer(crown, client: HouseClient) -> HouseClient:
    person = a_person()
    a_role(crown, person, ClubRole.EDITOR)
    sign_in(client, person)
    return client


def put(client: HouseClient, page: str, to: str) -> str:
    """Send a picture from the page of a text; where it stands in that text."""
    fields = {**client.form(page), "picture": (io.BytesIO(a_picture()), "shelf.png")}
    assert client.post(f"{to}/pictures", data=fields).status_code == 303
    return re.findall(r"!\[\]\((/\w+/pictures/[a-z0-9]{16})\)", client.get(page).text)[0]


def a_reader(client: HouseClient, crown) -> HouseClient:
    person, reader = a_person(), client.application.test_client()
    a_membership(a_firm(crown, "lantern"), FirmRole.STAFF, person)
    sign_in(reader, person)
    return reader


def test_a_picture_of_a_lesson_is_for_members_who_lack_nothing(crown, writer: HouseClient) -> None:
    address = put(writer, f"{LESSON}/edit", LESSON)
    writer.submit(f"{LESSON}/edit", {"title": "Look", "words": f"![A shelf]({address})", "do": "save"})
    previewed = writer.submit(f"{LESSON}/edit", {"words": f"![A shelf]({address})", "do": "preview"})
    assert f'<img src="/crown{address}" alt="A shelf">' in previewed.text
    visitor, member = writer.application.test_client(), a_reader(writer, crown)
    assert f'<img src="/crown{address}" alt="A shelf">' in member.get(LESSON).text
    assert [each.get(f"/crown{address}").status_code for each in (visitor, member, writer)] == [404, 200, 200]
    with as_desk(crown):
        course = db.session.scalars(select(Course)).one()
        first, second, _third = db.session.scalars(select(Lesson).order_by(Lesson.number))
        need_actions.ask_lessons(course, second, [first.id])
        db.session.commit()
    assert [each.get(f"/crown{address}").status_code for each in (visitor, member, writer)] == [404, 404, 200]


def test_pictures_go_with_their_lesson(app, crown, writer: HouseClient) -> None:
    address = put(writer, f"{LESSON}/edit", LESSON)
    with as_desk(crown):
        stored_as = db.session.scalars(select(LessonPicture.stored_as)).one()
    writer.submit(f"{LESSON}/edit", {"do": "take_out"}, to=f"{LESSON}/step")
    finish_all()
    assert writer.get(f"/crown{address}").status_code == 404
    with as_desk(crown):
        assert db.session.scalar(select(func.count()).select_from(LessonPicture)) == 0
    with pytest.raises(FileNotFoundError):
        app.extensions["files"].read(stored_as)
    assert {"course.picture_added", "course.picture_removed"} <= set(events_of(crown))


def test_a_picture_of_a_course_is_seen_where_its_page_is(crown, writer: HouseClient) -> None:
    address = put(writer, f"{COURSE}/facts", COURSE)
    about = {"title": "Buying", "description": f"![A shelf]({address})", "lang": "en", "visibility": "public"}
    writer.submit(f"{COURSE}/facts", about)
    visitor = writer.application.test_client()
    assert f'<img src="/crown{address}" alt="A shelf">' in visitor.get(COURSE).text
    assert visitor.get(f"/crown{address}").status_code == 200
    with as_desk(crown):
        db.session.scalars(select(Course)).one().status = CourseStatus.DRAFT
        db.session.commit()
    assert (visitor.get(f"/crown{address}").status_code, writer.get(f"/crown{address}").status_code) == (404, 200)


def test_a_picture_goes_to_no_lesson_of_another_teacher(crown, client: HouseClient) -> None:
    person = a_person()
    a_role(crown, person, ClubRole.INSTRUCTOR)
    sign_in(client, person)
    fields = {**client.form("/crown/courses/new"), "picture": (io.BytesIO(a_picture()), "shelf.png")}
    assert client.post(f"{LESSON}/pictures", data=fields).status_code == 404
