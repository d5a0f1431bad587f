"""Words of what a text is made of: a course's lessons, a talk's slides."""

import pytest
from sqlalchemy import delete, select

from club.clubs.models import Club
from club.core import clock
from club.core.db import session
from club.core.jobs import finish_all
from club.courses.learning_models import CourseNeed, LessonNeed
from club.courses.lesson_actions import move_lesson, publish_lesson, take_out
from club.courses.models import Course, CourseStatus, Lesson
from club.courses.qualification_models import CourseQualification, Part, Qualification
from club.search import index_actions
from club.search.models import IndexEntry
from club.talks.models import Talk, Visibility
from club.talks.slide_models import Slide, SlideDeck
from tests.client import HouseClient
from tests.makers import a_club, a_course, a_talk, as_desk
from tests.search.test_index import as_member, found
from tests.statements import counted

AT = clock.now()
LESSON = "courses/packing/lessons/1"


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def a_course_on_packing(club: Club, **facts: object) -> None:
    """A public course with a lesson that is out and one that is not."""
    course = a_course(club, lessons=2, drafts=1, slug="packing", title="Packing", **facts)
    with as_desk(club):
        for lesson in session().scalars(select(Lesson).where(Lesson.course_id == course.id)):
            lesson.title = "First fold"
            lesson.words_html = "<p>Fold the tissue 包装纸 twice.</p>"


def lessons_of(slug: str) -> tuple[Course, list[Lesson]]:
    course = session().scalars(select(Course).where(Course.slug == slug)).one()
    lessons = select(Lesson).where(Lesson.course_id == course.id).order_by(Lesson.number)
    return course, list(session().scalars(lessons))


def lessons_of_packing() -> tuple[Course, list[Lesson]]:
    return lessons_of("packing")


def test_members_find_a_lesson_by_its_words_and_visitors_do_not(crown: Club, client: HouseClient) -> None:
    a_course_on_packing(crown)
    page = found(client, "tissue")
    assert LESSON not in page
    assert "tissue 包装纸 twice" not in page
    assert "kind=lesson" not in page
    assert "courses/packing" in found(client, "packing")
    as_member(client, crown)
    page = found(client, "装纸")
    assert LESSON in page
    assert "Lessons · Packing · for members" in page
    assert "Fold the tissue 包装纸 twice." in page
    assert "lessons/2" not in page
    assert "lessons/" not in found(client, "packing")  # the course once, not each of its lessons


@pytest.mark.parametrize("what", ["taken out", "not published", "course retired"])
def test_a_lesson_is_found_only_while_it_can_be_read(crown: Club, client: HouseClient, what: str) -> None:
    a_course_on_packing(crown)
    as_member(client, crown)
    assert LESSON in found(client, "tissue")
    with as_desk(crown):
        course, (lesson, _) = lessons_of_packing()
        if what == "taken out":
            take_out(course, lesson, at=AT)
        elif what == "not published":
            lesson.published_at = None
        else:
            course.status = CourseStatus.RETIRED
    assert LESSON not in found(client, "tissue")


@pytest.mark.parametrize("asked", ["a lesson", "a course", "a qualification"])
def test_a_lesson_that_may_be_locked_is_found_by_its_title_alone(crown: Club, client: HouseClient, asked: str) -> None:
    a_course_on_packing(crown)
    other = a_course(crown, lessons=1)
    as_member(client, crown)
    with as_desk(crown):
        course, (lesson, _second) = lessons_of_packing()
        _, (before,) = lessons_of(other.slug)
        qualification = Qualification(ref="packer", name_en="Packer", name_zh="打包员")
        session().add(qualification)
        session().flush()
        need = {
            "a lesson": LessonNeed(lesson_id=lesson.id, needs_id=before.id),
            "a course": CourseNeed(course_id=course.id, needs_id=other.id),
            "a qualification": CourseQualification(
                course_id=course.id, qualification_id=qualification.id, part=Part.NEEDED
            ),
        }[asked]
        session().add(need)
    assert LESSON not in found(client, "tissue")
    page = found(client, "first fold")
    assert LESSON in page
    assert "包装纸" not in page
    with as_desk(crown):
        session().delete(session().merge(need))
    assert LESSON in found(client, "tissue")


def test_a_lesson_goes_with_the_name_of_its_course(crown: Club, client: HouseClient) -> None:
    a_course_on_packing(crown, visibility=Visibility.MEMBERS)
    as_member(client, crown)
    with as_desk(crown):
        course, (_, second) = lessons_of_packing()
        course.title = "Wrapping"
        publish_lesson(course, second, at=AT)
    page = found(client, "tissue")
    assert page.count("Lessons · Wrapping") == 2
    assert "courses/packing/lessons/2" in page


def test_ordering_lessons_leaves_the_index_alone(app, crown: Club) -> None:
    a_course_on_packing(crown)
    with as_desk(crown):
        course, (first, _) = lessons_of_packing()
        move_lesson(course, first, up=False)
        session().flush()
        with counted(app) as sent:
            session().commit()
    assert not [sql for sql in sent if "index_entry" in sql]


def test_many_lessons_follow_their_course_in_as_many_statements_as_one(app, crown: Club) -> None:
    def reads_for(lessons: int) -> int:
        course = a_course(crown, lessons=lessons)
        with as_desk(crown):
            session().get_one(Course, course.id).title = "Wrapping"
            session().flush()
            with counted(app) as sent:
                session().commit()
        return len([sql for sql in sent if sql.lstrip().startswith("SELECT")])

    assert reads_for(1) == reads_for(30)


def test_lessons_older_than_their_search_come_into_it_by_the_daily_job(crown: Club, client: HouseClient) -> None:
    a_course_on_packing(crown)
    as_member(client, crown)
    with as_desk(crown):
        session().execute(delete(IndexEntry).where(IndexEntry.kind == "lesson"))
    assert LESSON not in found(client, "tissue")
    with as_desk(crown):
        index_actions.begin()
    finish_all()
    assert LESSON in found(client, "tissue")


def test_a_talk_is_found_by_the_words_on_the_slides_that_it_shows(crown: Club, client: HouseClient) -> None:
    talk = a_talk(crown, slug="counting", visibility=Visibility.MEMBERS)
    with as_desk(crown):
        deck = SlideDeck(
            ref="deck", talk_id=talk.id, stored_as="a", name="a.pdf", size=1, is_offered=False, added_at=AT
        )
        session().add(deck)
        session().flush()
        facts = {"deck_id": deck.id, "stored_as": "b", "width": 1, "height": 1}
        session().add_all([Slide(number=1, words="Shelf 货架 A", **facts), Slide(number=2, words="Shrinkage", **facts)])
    with as_desk(crown):
        session().get_one(Talk, talk.id).slides_ref = "deck"
    assert "talks/counting" not in found(client, "货架")
    as_member(client, crown)
    assert "Shelf 货架 A" in found(client, "货架")
    with as_desk(crown):
        session().get_one(Talk, talk.id).slides_ref = None
    assert "talks/counting" not in found(client, "shrinkage")
