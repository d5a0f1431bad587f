"""An instructor writes a course, orders it, publishes it; nobody overwrites anybody."""

from datetime import date

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock
from club.core.db import db, read, session
from club.core.messages import Message
from club.core.scope import Scope
from club.courses import lesson_actions, need_actions
from club.courses.learning_models import CourseNeed
from club.courses.models import Charge, Course, CourseInstructor, CourseModule, CourseStatus, Lesson, Sort
from club.courses.queries import MOST_TALKS, OUTLINE
from club.people.models import Person
from club.policy import ClubRole
from club.talks.models import Talk
from tests.client import HouseClient
from tests.makers import a_club, a_course, a_person, a_role, a_talk, about, as_desk, sign_in

WRITTEN = {"title": "Counting stock", "summary": "We count.", "lang": "en", "visibility": "public"}


@pytest.fixture
def crown(app) -> Club:
    """A club in which whoever leads a course publishes it; see `test_review.py` for one whose editors do."""
    return a_club("crown", talks_reviewed=False)


def a_teacher(client: HouseClient, club: Club, role: ClubRole = ClubRole.INSTRUCTOR) -> Person:
    person = a_person()
    a_role(club, person, role)
    sign_in(client, person)
    return person


def the_order(course: Course, club: Club) -> list[tuple[str, int]]:
    with as_desk(club):
        rows = read(OUTLINE, course_id=course.id).all()
    return [(row.module_title, row.number) for row in rows if row.number]


@pytest.mark.slow
def test_an_instructor_makes_a_course_and_publishes_it(crown, client: HouseClient) -> None:
    person = a_teacher(client, crown)
    assert client.submit("/crown/courses/new", WRITTEN).location.endswith("/courses/counting-stock/edit")
    assert client.get("/crown/courses").text.count("Counting stock") == 0
    client.submit(
        "/crown/courses/counting-stock/edit", {"title": "First week"}, to="/crown/courses/counting-stock/modules"
    )
    page = client.get("/crown/courses/counting-stock/edit").text
    add = page.split('href="/crown/courses/counting-stock/lessons/new?')[1].split('"')[0].replace("&amp;", "&")
    words = {"title": "Why", "words": "**Because** <script>1</script>", "do": "publish"}
    assert client.submit(f"/crown/courses/counting-stock/lessons/new?{add}", words).status_code == 303
    assert (
        client.submit(
            "/crown/courses/counting-stock/edit", {"do": "publish"}, to="/crown/courses/counting-stock/step"
        ).status_code
        == 303
    )
    with as_desk(crown):
        course = db.session.scalars(select(Course)).one()
        taught = db.session.scalars(select(CourseInstructor)).one()
    assert (course.status, taught.person_id, taught.charge) == (CourseStatus.PUBLISHED, person.id, Charge.LEAD)
    assert "Counting stock" in client.get("/crown/courses").text
    lesson = client.get("/crown/courses/counting-stock/lessons/1").text
    assert "<strong>Because</strong>" in lesson
    assert "<script>1" not in lesson


def test_lessons_are_ordered_by_buttons_and_by_place(crown, client: HouseClient) -> None:
    course = a_course(crown, lessons=4, modules=2, taught_by=a_teacher(client, crown))
    here = f"/crown/courses/{course.slug}"
    client.submit(f"{here}/edit", {"to": "down"}, to=f"{here}/lessons/2/place")
    assert the_order(course, crown) == [("Module 1", 1), ("Module 2", 2), ("Module 2", 3), ("Module 2", 4)]
    client.submit(f"{here}/edit", {"to": "up"}, to=f"{here}/lessons/4/place")
    assert the_order(course, crown) == [("Module 1", 1), ("Module 2", 2), ("Module 2", 4), ("Module 2", 3)]
    first = client.get(f"{here}/edit").text.split('data-module="')[1].split('"')[0]
    dragged = {"to": "", "module": first, "before": "1"}
    assert client.submit(f"{here}/edit", dragged, to=f"{here}/lessons/3/place").status_code == 303
    assert the_order(course, crown) == [("Module 1", 3), ("Module 1", 1), ("Module 2", 2), ("Module 2", 4)]
    assert "/lessons/3" in client.get(f"{here}/lessons/1").text.split('rel="prev"')[1][:80]


def test_whoever_does_not_teach_it_finds_nothing_to_change(crown, client: HouseClient) -> None:
    draft = a_course(crown, taught_by=a_person(), status=CourseStatus.DRAFT)
    a_teacher(client, crown)
    assert client.get(f"/crown/courses/{draft.slug}").status_code == 404
    assert client.get(f"/crown/courses/{draft.slug}/edit").status_code == 404
    fields = {**client.form("/crown/courses/new"), "do": "publish"}
    assert client.post(f"/crown/courses/{draft.slug}/step", data=fields).status_code == 404
    assert draft.title not in client.get("/crown/teaching").text


def test_a_lesson_says_that_publishing_needs_what_it_is_made_of(crown, client: HouseClient) -> None:
    course = a_course(crown, taught_by=a_teacher(client, crown))
    edit = client.get(f"/crown/courses/{course.slug}/edit").text
    module = edit.partition("/lessons/new?module=")[2].partition("&")[0]
    new = f"/crown/courses/{course.slug}/lessons/new?module={module}&sort="
    assert [client.get(new + sort).text.count("(needed to publish)") for sort in ("text", "video")] == [1, 1]


def test_chinese_tells_the_state_of_a_course_from_the_day_it_came_out(crown, client: HouseClient) -> None:
    course = a_course(crown, taught_by=a_teacher(client, crown))
    for path in ("/crown/teaching", f"/crown/courses/{course.slug}/edit"):
        page = client.get(path, headers={"Accept-Language": "zh-CN"}).text
        assert ("已发布" in page, "发布时间" in page) == (True, False), path


def test_a_course_stays_with_the_editors_when_who_led_it_teaches_no_more(crown, client: HouseClient) -> None:
    left = a_person()
    course = a_course(crown, taught_by=left, status=CourseStatus.DRAFT)
    sign_in(client, left)
    assert client.get(f"/crown/courses/{course.slug}/edit").status_code == 404
    a_teacher(client, crown, ClubRole.EDITOR)
    page = client.get(f"/crown/courses/{course.slug}/edit").text
    assert "somebody who left the club’s people" in page


def test_the_last_who_leads_is_not_taken_off(crown, client: HouseClient) -> None:
    lead = a_teacher(client, crown)
    course = a_course(crown, taught_by=lead)
    here = f"/crown/courses/{course.slug}/instructors"
    refused = client.submit(here, {"person": lead.ref}, to=f"{here}/leave")
    assert refused.status_code == 422
    assert client.submit(here, {"person": lead.ref, "charge": "grader"}).status_code == 422
    other = a_person()
    a_role(crown, other, ClubRole.INSTRUCTOR)
    assert client.submit(here, {"person": other.ref, "charge": "lead"}).status_code == 303
    with about(Scope(crown.id, person=other.id)):
        assert "Leads the course" in db.session.scalars(select(Message.body_text)).one()
    assert client.submit(here, {"person": lead.ref}, to=f"{here}/leave").status_code == 303
    assert client.get(here).status_code == 404


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(crown, client: HouseClient) -> None:
    course = a_course(crown, taught_by=a_teacher(client, crown))
    here = f"/crown/courses/{course.slug}/lessons/1/edit"
    stale = client.form(here)
    assert client.post(here, data={**stale, "title": "Theirs", "words": "One"}).status_code == 303
    mine = client.post(here, data={**stale, "title": "Mine", "words": "Two"})
    assert mine.status_code == 422
    assert "Mine" in mine.text
    assert "Theirs" in mine.text
    with as_desk(crown):
        assert db.session.scalars(select(Lesson.title).where(Lesson.number == 1)).one() == "Theirs"


def test_a_published_lesson_keeps_what_it_is_made_of(crown, client: HouseClient) -> None:
    course = a_course(crown, taught_by=a_teacher(client, crown))
    here = f"/crown/courses/{course.slug}/lessons/1/edit"
    emptied = client.submit(here, {"title": "Kept", "words": " "})
    assert emptied.status_code == 422
    assert "Kept" in emptied.text
    with as_desk(crown):
        assert db.session.scalars(select(Lesson.words).where(Lesson.number == 1)).one() == "Words of lesson 1."


def test_a_lesson_that_is_taken_out_says_so_to_whoever_comes_back(crown, client: HouseClient) -> None:
    course = a_course(crown, taught_by=a_teacher(client, crown))
    here = f"/crown/courses/{course.slug}"
    assert client.submit(f"{here}/edit", {"do": "take_out"}, to=f"{here}/lessons/2/step").status_code == 303
    gone = client.get(f"{here}/lessons/2")
    assert gone.status_code == 410
    assert "taken out" in gone.text
    assert client.submit(f"{here}/edit", {"to": "up"}, to=f"{here}/lessons/2/place").status_code == 404
    assert the_order(course, crown) == [("Module 1", 1), ("Module 1", 3)]


def test_what_was_chosen_stays_when_something_else_is_changed(crown, client: HouseClient) -> None:
    first, old = a_course(crown, title="First"), a_talk(crown, held_on=date(2000, 1, 1))
    course = a_course(crown, taught_by=a_teacher(client, crown))
    with as_desk(crown):
        held = db.session.get_one(Course, course.id)
        need_actions.ask(held, courses=[first.id])
        db.session.get_one(Course, first.id).status = CourseStatus.RETIRED
        told = lesson_actions.LessonFacts(title="Listen", talk_id=old.id)
        module = lesson_actions.modules_of(held)[0]
        lesson_actions.add_lesson(held, module, Sort.TALK, told, at=clock.now())
        session().add_all(
            Talk(
                slug=f"newer-{number}",
                status="published",
                lang="en",
                title="T",
                held_on=date(2026, 1, 1),
                written_at=clock.now(),
            )
            for number in range(MOST_TALKS)
        )
    here = f"/crown/courses/{course.slug}"
    assert client.submit(f"{here}/facts", {**WRITTEN, "needs": [first.id]}).status_code == 303
    heard = {"title": "Hear", "talk": str(old.id), "do": "save"}
    assert client.submit(f"{here}/lessons/4/edit", heard).status_code == 303
    with as_desk(crown):
        assert db.session.scalars(select(CourseNeed.needs_id)).one() == first.id
        lesson = db.session.scalars(select(Lesson).where(Lesson.number == 4)).one()
        assert (lesson.title, lesson.talk_id) == ("Hear", old.id)


def test_a_talk_that_was_withdrawn_is_no_lesson(crown, client: HouseClient) -> None:
    talk = a_talk(crown, title="Spoken")
    course = a_course(crown, taught_by=a_teacher(client, crown))
    module = client.get(f"/crown/courses/{course.slug}/edit").text.split('data-module="')[1].split('"')[0]
    new = f"/crown/courses/{course.slug}/lessons/new?module={module}&sort=talk"
    wrong = client.submit(new, {"title": "Listen", "talk": "999", "do": "publish"})
    assert wrong.status_code == 422
    assert client.submit(new, {"title": "Listen", "talk": str(talk.id), "do": "publish"}).status_code == 303
    assert "Spoken" in client.get(f"/crown/courses/{course.slug}/lessons/4").text


def test_a_lesson_tells_all_that_it_lacks_at_once_each_at_its_field(crown, client: HouseClient) -> None:
    person = a_teacher(client, crown)
    course = a_course(crown, taught_by=person)
    with as_desk(crown):
        module = session().scalars(select(CourseModule.ref)).one()
    new = f"/crown/courses/{course.slug}/lessons/new?module={module}&sort="
    for sort, at, says in (
        ("video", "video", "Give the address of the video first."),
        ("file", "file", "Choose the file first."),
        ("exam", "template", "Choose the exam that has to be passed."),
    ):
        assert ("(needed to publish)" in client.get(new + sort).text) is (sort != "exam")
        answer = client.submit(new + sort, {"title": "", "do": "publish"})
        assert (answer.status_code, f'<a href="#{at}">' in answer.text, says in answer.text) == (422, True, True)
        assert '<a href="#title">' in answer.text


def test_a_preview_that_cannot_be_drawn_loses_nothing(crown, client: HouseClient) -> None:
    a_teacher(client, crown, ClubRole.EDITOR)
    course = a_course(crown)
    swells = f"[a]: <https://a.example/{'x' * 5000}>\n\n" + "[a]" * 40_000
    lesson, new_class = f"/crown/courses/{course.slug}/lessons/1/edit", "/crown/classes/new"
    session_of = {"day": "2027-03-01", "begins": "10:00", "ends": "11:00", "seats": "9", "lang": "en"}
    for page, field, more in ((lesson, "words", {}), (new_class, "description", session_of)):
        sent = {"title": "Kept title", field: swells, "do": "preview", "audience": "public", **more}
        answer = client.submit(page, sent)
        assert (answer.status_code, "Kept title" in answer.text, swells[-300:] in answer.text) == (422, True, True)
        assert "names a very long link" in answer.text


def test_a_course_tells_all_that_it_lacks_at_once(crown, client: HouseClient) -> None:
    person = a_teacher(client, crown)
    course = a_course(crown, taught_by=person, lessons=0, status=CourseStatus.DRAFT, summary="")
    page = f"/crown/courses/{course.slug}/edit"
    answer = client.submit(page, {"do": "publish"}, to=f"/crown/courses/{course.slug}/step", follow_redirects=True)
    assert "Publish at least one lesson first. Write a summary" in answer.text
