"""Somebody of a firm takes a course to its certificate; the firm sees how far they are, nobody else does."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock, jobs
from club.core.db import db, read
from club.core.messages import Message
from club.core.scope import Scope, inside
from club.courses import lesson_actions, need_actions, telling_actions
from club.courses.certificate_actions import page as page_of
from club.courses.learning_models import Certificate, Enrolment, LessonDone
from club.courses.learning_queries import CERTIFICATE, PAGE
from club.courses.models import Course, CourseStatus, Sort
from club.firms.models import Firm, Membership
from club.people.models import Person
from club.policy import ClubRole, FirmRole
from tests.applications.test_races import at_once
from tests.client import HouseClient
from tests.makers import (
    a_club,
    a_course,
    a_department,
    a_firm,
    a_lead,
    a_membership,
    a_person,
    a_role,
    about,
    as_desk,
    as_firm,
    saved,
    sign_in,
)
from tests.statements import counted


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


@pytest.fixture
def lantern(crown) -> Firm:
    return a_firm(crown, "lantern", name="Lantern")


def a_learner(
    client: HouseClient, firm: Firm, role: FirmRole = FirmRole.STAFF, person: Person | None = None, **facts
) -> Membership:
    person = person or a_person()
    member = a_membership(firm, role, person, **facts)
    sign_in(client, person)
    return member


def begun(client: HouseClient, firm: Firm, course: Course) -> str:
    here = f"/crown/firms/{firm.slug}/learning/courses/{course.slug}"
    client.submit(f"/crown/courses/{course.slug}", to=here)
    return here


def do(client: HouseClient, firm: Firm, course: Course, *numbers: int):
    answer = None
    for number in numbers:
        path = f"/crown/firms/{firm.slug}/learning/courses/{course.slug}/lessons/{number}"
        answer = client.submit(f"/crown/courses/{course.slug}/lessons/{number}", to=path)
    return answer


def rows(firm: Firm, model) -> list:
    with as_firm(firm):
        return list(db.session.scalars(select(model).order_by(model.id)))


def test_a_course_is_taken_to_its_certificate(crown, lantern, client: HouseClient) -> None:
    course = a_course(crown, lessons=3, valid_months=12)
    member = a_learner(client, lantern, name="Wen")
    begun(client, lantern, course)
    do(client, lantern, course, 1)
    page = client.get(f"/crown/courses/{course.slug}").text
    assert "1 of 3 lessons done" in page
    assert "Go on with “Lesson 2”" in page
    assert "Go on: Lesson 2" in client.get("/crown/firms/lantern/learning").text
    do(client, lantern, course, 2, 2, 3)
    assert len(rows(lantern, LessonDone)) == 3
    (certificate,) = rows(lantern, Certificate)
    assert (certificate.name, certificate.firm_name, certificate.lessons) == ("Wen", "Lantern", 3)
    with inside(Scope(crown.id, lantern.id)):
        assert "Wen" in page_of(read(CERTIFICATE, ref=certificate.ref).one())
        assert not db.session().in_transaction(), "it is set as PDF before anything is written, so nobody waits"
    mine = client.get("/crown/firms/lantern/learning").text
    assert 'href="/crown/firms/lantern/today#learn"' in mine
    address = mine.split('href="/crown/certificates/')[1].split('"')[0]
    stranger = client.application.test_client()
    seen = stranger.get(f"/crown/certificates/{address}").text
    assert "This certificate is genuine" in seen
    assert "Wen" in seen
    assert "<svg" in stranger.get(f"/crown/certificates/{address}/print").text
    assert stranger.get("/crown/certificates/aaaaaaaaaaaaaaaaaaaaaaaaaa").status_code == 404
    with clock.telling_of(clock.now() + timedelta(days=400)):
        assert "has expired" in stranger.get(f"/crown/certificates/{address}").text
    assert member.id == rows(lantern, Enrolment)[0].membership_id


@pytest.mark.slow
def test_what_was_done_stays_done_when_the_course_changes(app, crown, lantern, client: HouseClient) -> None:
    course = a_course(crown, lessons=3)
    a_learner(client, lantern)
    begun(client, lantern, course)
    do(client, lantern, course, 1, 2)
    with as_desk(crown):
        held = db.session.get_one(Course, course.id)
        lessons = {one.number: one for one in lesson_actions.lessons_of(held)}
        need_actions.ask_lessons(held, lessons[1], [lessons[3].id])
        lesson_actions.take_out(held, lessons[3], at=clock.now())
    jobs.finish_all()
    assert rows(lantern, Enrolment)[0].finished_at is not None  # the only lesson left went away
    with as_desk(crown):
        held = db.session.get_one(Course, course.id)
        module = lesson_actions.modules_of(held)[0]
        facts = lesson_actions.LessonFacts(title="New", words="W")
        new = lesson_actions.add_lesson(held, module, lesson_actions.Sort.TEXT, facts, at=clock.now())
        lesson_actions.publish_lesson(held, new, at=clock.now())
    page = client.get(f"/crown/courses/{course.slug}").text
    assert "It stays finished" in page
    assert "Locked" not in page


def test_a_locked_lesson_names_what_is_missing(crown, lantern, client: HouseClient) -> None:
    first, course = a_course(crown, title="First course", lessons=1), a_course(crown, lessons=2)
    with as_desk(crown):
        held = db.session.get_one(Course, course.id)
        lessons = lesson_actions.lessons_of(held)
        need_actions.ask_lessons(held, lessons[1], [lessons[0].id])
        need_actions.ask(held, courses=[first.id])
    a_learner(client, lantern)
    begun(client, lantern, course)
    assert "First course" in client.get(f"/crown/courses/{course.slug}").text
    assert "First course" in client.get(f"/crown/courses/{course.slug}/lessons/1").text
    here = f"/crown/firms/lantern/learning/courses/{course.slug}/lessons"
    client.submit("/crown/firms/lantern/learning", to=f"{here}/1")
    assert rows(lantern, LessonDone) == []
    begun(client, lantern, first)
    do(client, lantern, first, 1)
    assert "Missing for this lesson" in client.get(f"/crown/courses/{course.slug}/lessons/2").text
    do(client, lantern, course, 1)
    assert "Missing for this lesson" not in client.get(f"/crown/courses/{course.slug}/lessons/2").text


def test_nothing_of_a_locked_lesson_is_read_by_its_address(app, crown, lantern, client: HouseClient) -> None:
    teacher = a_person()
    a_role(crown, teacher, ClubRole.INSTRUCTOR)
    course = a_course(crown, lessons=2, taught_by=teacher)
    with as_desk(crown):
        first, second = lesson_actions.lessons_of(db.session.get_one(Course, course.id))
        need_actions.ask_lessons(course, second, [first.id])
        second.stored_as = lesson_actions.store().keep(b"Steps", club="crown", today=clock.today("UTC"))
        second.sort, second.media_type, second.file_name = Sort.FILE, "application/pdf", "steps.pdf"
    here = f"/crown/courses/{course.slug}/lessons/2"
    a_learner(client, lantern)
    for begins in (False, True):
        if begins:
            begun(client, lantern, course)
        page = client.get(here).text
        assert ("Words of lesson 2" in page, "steps.pdf" in page, "Lesson 1" in page) == (False, False, True)
        assert client.get(f"{here}/file").location.endswith(here)
    staff = app.test_client()
    people = a_person()
    a_role(crown, people, ClubRole.BOARD_MEMBER)
    sign_in(staff, people)
    assert "Words of lesson 2" not in staff.get(here).text, "who takes no courses has done nothing of this one"
    sign_in(staff, teacher)
    assert ("Words of lesson 2" in staff.get(here).text, staff.get(f"{here}/file").data) == (True, b"Steps")
    do(client, lantern, course, 1)
    assert ("Words of lesson 2" in client.get(here).text, client.get(f"{here}/file").data) == (True, b"Steps")


def test_a_course_may_be_called_as_a_page_of_learning(crown, lantern, client: HouseClient) -> None:
    course = a_course(crown, slug="calendar")
    a_learner(client, lantern)
    begun(client, lantern, course)
    assert len(rows(lantern, Enrolment)) == 1


def test_two_who_begin_at_once_make_one(app, crown, lantern, client: HouseClient) -> None:
    course = a_course(crown)
    a_learner(client, lantern)
    fields = client.form(f"/crown/courses/{course.slug}")
    clients = [app.test_client() for _ in range(4)]
    for one in clients:
        one.set_cookie("club", client.get_cookie("club").value)
    here = f"/crown/firms/lantern/learning/courses/{course.slug}"
    answers = at_once(*(partial(one.post, here, data=fields) for one in clients))
    assert {answer.status_code for answer in answers} == {303}
    assert len(rows(lantern, Enrolment)) == 1


def test_a_lead_gives_a_course_to_the_own_people_only(crown, lantern, client: HouseClient) -> None:
    course = a_course(crown)
    mine, theirs = a_department(lantern, "Service"), a_department(lantern, "Design")
    staff = a_membership(lantern, FirmRole.STAFF, department_id=mine.id, name="Own")
    other = a_membership(lantern, FirmRole.STAFF, department_id=theirs.id, name="Zhou Ban")
    lead = a_learner(client, lantern, FirmRole.LEAD, name="Head")
    a_lead(lantern, mine, lead)
    give = "/crown/firms/lantern/learning/give"
    day = (clock.now() + timedelta(days=2)).date().isoformat()
    nobody = client.submit(give, {"course": course.slug, "due_on": day})
    assert nobody.status_code == 422
    late = {"course": course.slug, "people": [staff.ref], "due_on": "2020-01-01"}
    assert client.submit(give, late).status_code == 422
    assert client.submit(give, {"course": course.slug, "people": [other.ref]}).status_code == 422
    assert client.submit(give, {"course": course.slug, "people": [staff.ref], "due_on": day}).status_code == 303
    (enrolment,) = rows(lantern, Enrolment)
    assert (enrolment.membership_id, enrolment.by_id) == (staff.id, lead.person_id)
    people = client.get("/crown/firms/lantern/learning/people").text
    assert "Own" in people
    assert "Zhou Ban" not in people
    with about(Scope(crown.id, person=staff.person_id)):
        assert [one.event for one in db.session.scalars(select(Message))] == ["courses/course_given"]
    with as_firm(lantern):
        telling_actions.remind()
    with as_firm(lantern):
        telling_actions.remind()
    with about(Scope(crown.id, person=staff.person_id)):
        assert sorted(db.session.scalars(select(Message.event))) == ["courses/course_due", "courses/course_given"]
    later = (clock.now() + timedelta(days=30)).date().isoformat()
    off = f"/crown/firms/lantern/learning/people/{enrolment.ref}"
    assert client.submit("/crown/firms/lantern/learning/people", {"due_on": later}, to=off).status_code == 303
    assert client.submit(give, {"course": course.slug, "people": [staff.ref], "due_on": day}).status_code == 303
    assert rows(lantern, Enrolment)[0].due_on.isoformat() == later  # given to all again, the own day stays
    with about(Scope(crown.id, person=staff.person_id)):
        told = db.session.scalars(select(Message.event).order_by(Message.written_at, Message.ref))
        assert sorted(told) == ["courses/course_due", "courses/course_given", "courses/course_put_off"]


def test_a_firm_of_many_reads_its_people_in_pages(crown, lantern, client: HouseClient) -> None:
    course = a_course(crown, lessons=1)
    staff = [a_membership(lantern, FirmRole.STAFF, name=f"Person {number:03}") for number in range(PAGE + 1)]
    a_learner(client, lantern, FirmRole.OWNER)
    with as_firm(lantern):
        for one in staff:
            facts = {"course_id": course.id, "membership_id": one.id, "person_id": one.person_id}
            at = clock.now()
            enrolled = saved(Enrolment(**facts, begun_at=at, finished_at=at if one is staff[0] else None))
    people = "/crown/firms/lantern/learning/people"
    page = client.get(people).text
    assert f"1 of {PAGE + 1} courses finished" in page
    assert page.count('name="due_on"') == PAGE
    assert "Person 000" not in page
    assert "Person 000" in client.get(f"{people}?page=2").text
    answer = client.submit(people, {"due_on": "2030-01-01"}, to=f"{people}/{enrolled.ref}?page=2")
    assert answer.location == f"{people}?page=2"


@pytest.mark.parametrize("proven", [True, False])
def test_a_letter_goes_to_no_mailbox_that_nobody_has_proven(crown, lantern, client: HouseClient, proven: bool) -> None:
    facts = {} if proven else {"email_verified_at": None}
    staff = a_membership(lantern, FirmRole.STAFF, a_person("typed@people.example", **facts))
    course = a_course(crown)
    a_learner(client, lantern, FirmRole.OWNER)
    client.submit("/crown/firms/lantern/learning/give", {"course": course.slug, "people": [staff.ref]})
    with about(Scope(crown.id, person=staff.person_id)):
        assert db.session.scalars(select(Message.mail_to)).one() == ("typed@people.example" if proven else "")


def test_another_firm_learns_nothing_and_changes_nothing(crown, lantern, client: HouseClient) -> None:
    course = a_course(crown)
    a_learner(client, lantern, name="Wen")
    begun(client, lantern, course)
    (enrolment,) = rows(lantern, Enrolment)
    bamboo = a_firm(crown, "bamboo")
    a_learner(client, bamboo, FirmRole.OWNER)
    assert "Wen" not in client.get("/crown/firms/bamboo/learning/people").text
    assert client.get("/crown/firms/lantern/learning/people").status_code == 404
    fields = {**client.form("/crown/firms/bamboo/learning/give"), "due_on": "2030-01-01"}
    for firm in ("bamboo", "lantern"):
        assert client.post(f"/crown/firms/{firm}/learning/people/{enrolment.ref}", data=fields).status_code == 404
    assert "Begin the course" in client.get(f"/crown/courses/{course.slug}").text


def test_a_retired_course_takes_nobody_new_and_lets_go_on_who_is_in_it(crown, lantern, client: HouseClient) -> None:
    course = a_course(crown, lessons=1)
    a_learner(client, lantern)
    begun(client, lantern, course)
    with as_desk(crown):
        db.session.get_one(Course, course.id).status = CourseStatus.RETIRED
    do(client, lantern, course, 1)
    assert rows(lantern, Enrolment)[0].finished_at is not None
    a_learner(client, lantern)
    client.submit("/crown/firms/lantern/learning", to=f"/crown/firms/lantern/learning/courses/{course.slug}")
    assert len(rows(lantern, Enrolment)) == 1


def test_the_calendar_is_private_and_ends_with_a_new_address(crown, lantern, client: HouseClient) -> None:
    course = a_course(crown, title="Counting")
    member = a_learner(client, lantern)
    begun(client, lantern, course)
    with as_firm(lantern):
        db.session.scalars(select(Enrolment)).one().due_on = (clock.now() + timedelta(days=5)).date()
    share = "/crown/firms/lantern/learning"
    client.submit(share, to=f"{share}/calendar")
    address = client.get(share).text.split("/crown/deadlines/")[1].split('"')[0].split("<")[0]
    stranger = client.application.test_client()
    made = stranger.get(f"/crown/deadlines/{address}")
    assert made.mimetype == "text/calendar"
    assert "SUMMARY:Counting (0/3)" in made.text
    client.submit(share, to=f"{share}/calendar")
    assert stranger.get(f"/crown/deadlines/{address}").status_code == 404
    assert member.id


@pytest.mark.parametrize("lessons", [3, 200])
def test_a_member_in_a_course_takes_as_many_statements(app, crown, lantern, client: HouseClient, lessons: int) -> None:
    course = a_course(crown, lessons=lessons, modules=3)
    a_learner(client, lantern)
    begun(client, lantern, course)
    do(client, lantern, course, 1, 2)
    for path in (f"courses/{course.slug}", f"courses/{course.slug}/lessons/3", "firms/lantern/learning"):
        with counted(app) as sent:
            assert client.get(f"/crown/{path}").status_code == 200
        assert len(sent) <= 6, path
