"""Courses of the club that belong to the stages of a firm's ladder."""

import pytest
from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.courses import learning_actions
from club.courses.models import Course, CourseStatus, Lesson
from club.growth.models import StageCourse
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder
from tests.documents.counting import statements
from tests.growth.test_belonging import Place
from tests.makers import a_club, a_document, a_firm, a_placement, as_desk, as_firm
from tests.makers.courses import a_course

TODAY = "/crown/firms/mill/today"


def beside(place: Place) -> list[str]:
    """The courses that belong to stages of the firm."""
    with as_firm(place.firm):
        titles = select(Course.title).join(StageCourse, StageCourse.course_id == Course.id).order_by(StageCourse.id)
        return list(session().scalars(titles))


def standing(client: HouseClient) -> Place:
    """Somebody who stands on the stage of the ladder."""
    place = Place(client, FirmRole.STAFF)
    a_placement(place.firm, place.member, place.ladder, a_ladder(), started_on=clock.now().date())
    return place


def belongs(place: Place, course: Course) -> None:
    with as_firm(place.firm):
        session().add(StageCourse(document_id=place.ladder.id, stage="entry", course_id=course.id))


def retire(course: Course, place: Place) -> None:
    with as_desk(place.club):
        session().get_one(Course, course.id).status = CourseStatus.RETIRED


@pytest.mark.slow
def test_a_course_belongs_to_a_stage_until_somebody_says_otherwise(client: HouseClient) -> None:
    place = Place(client)
    one, other = (a_course(place.club, title=title) for title in ("How to greet", "How to part"))
    assert place.say(course=one.slug).status_code == 303
    assert place.say(course=one.slug).status_code == 303  # sent twice
    assert beside(place) == ["How to greet"]
    assert "How to greet" in client.get(place.at).text
    assert place.say(course=other.slug).status_code == 303
    assert beside(place) == ["How to part"]
    assert place.say(course="").status_code == 303
    assert beside(place) == []


@pytest.mark.slow
def test_what_the_club_does_not_offer_belongs_to_nothing(client: HouseClient) -> None:
    place = Place(client)
    draft = a_course(place.club, status=CourseStatus.DRAFT)
    elsewhere = a_course(a_club("harbor"))
    for slug in (draft.slug, elsewhere.slug, "nonsense", "x" * 3000):
        assert place.say(course=slug).status_code == 422
    assert beside(place) == []


@pytest.mark.slow
def test_a_course_that_is_taken_back_stays_named_and_is_chosen_no_more(client: HouseClient) -> None:
    place = Place(client)
    course = a_course(place.club, title="How to greet")
    place.say(course=course.slug)
    retire(course, place)
    assert "How to greet (no longer offered)" in client.get(place.at).text
    assert place.say(course=course.slug, standard=place.standard.ref).status_code == 303  # the rest is still changed
    assert beside(place) == ["How to greet"]
    assert place.belongs() == [place.standard.ref]
    place.say(course="")
    assert place.say(course=course.slug).status_code == 422


@pytest.mark.parametrize("lessons_done", [None, 0, 1])
def test_who_stands_there_reads_how_far_they_are(client: HouseClient, lessons_done: int | None) -> None:
    place = standing(client)
    course = a_course(place.club, title="How to greet", lessons=1)
    assert "How to greet" not in client.get(TODAY).text
    belongs(place, course)
    if lessons_done is not None:
        with as_firm(place.firm, place.member.person_id):
            taken, member = session().get_one(Course, course.id), session().merge(place.member)
            learning_actions.begin(taken, member, at=clock.now())
            for lesson in session().scalars(select(Lesson).where(Lesson.course_id == taken.id)).all()[:lessons_done]:
                learning_actions.do_lesson(taken, lesson, member, at=clock.now())
    page = client.get(TODAY).text
    assert f'href="/crown/courses/{course.slug}"' in page
    assert {None: "not begun yet", 0: "begun", 1: "finished"}[lessons_done] in page


def test_a_course_that_is_taken_back_is_not_asked_of_anybody(client: HouseClient) -> None:
    place = standing(client)
    course = a_course(place.club, title="How to greet")
    belongs(place, course)
    retire(course, place)
    assert "How to greet" not in client.get(TODAY).text


def test_what_a_fellow_firm_asks_of_its_stages_stays_there(client: HouseClient) -> None:
    place = standing(client)
    fellow = a_firm(place.club, "bamboo")
    theirs = a_document(fellow, a_ladder())
    course = a_course(place.club, title="How to greet")
    with as_firm(fellow):
        session().add(StageCourse(document_id=theirs.id, stage="entry", course_id=course.id))
    assert "How to greet" not in client.get(TODAY).text
    assert beside(place) == []


def test_courses_cost_today_no_statement(client: HouseClient) -> None:
    place = standing(client)
    client.get(TODAY)
    with statements() as without:
        client.get(TODAY)
    belongs(place, a_course(place.club))
    with statements() as beside_it:
        client.get(TODAY)
    assert len(beside_it) == len(without)
