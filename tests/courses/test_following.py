"""An instructor sees how a course is taken: sums over firms, and names only of those who show them."""

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock, jobs
from club.core.db import db
from club.core.messages import Message
from club.core.scope import Scope
from club.firms import instructor_actions, people_actions
from club.firms.models import Firm, Membership
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.courses.test_learning import a_learner, begun, do
from tests.makers import a_club, a_course, a_firm, a_membership, a_person, a_role, about, as_firm, sign_in
from tests.statements import counted


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


@pytest.fixture
def firms(crown) -> tuple[Firm, Firm]:
    return a_firm(crown, "lantern", name="Lantern"), a_firm(crown, "bamboo", name="Bamboo")


@pytest.mark.slow
def test_an_instructor_sees_sums_and_only_names_that_are_shown(crown, firms, client: HouseClient) -> None:
    teacher, shown = a_person(), a_person()
    a_role(crown, teacher, ClubRole.INSTRUCTOR)
    course = a_course(crown, lessons=3, taught_by=teacher)
    here = f"/crown/courses/{course.slug}/progress"
    for number in range(3):
        a_learner(client, firms[number % 2], name=f"Silent {number}")
        begun(client, firms[number % 2], course)
        do(client, firms[number % 2], course, 1)
    a_learner(client, firms[0], person=shown, name="Open")
    begun(client, firms[0], course)
    assert client.get(here).status_code == 404
    client.submit(
        f"/crown/courses/{course.slug}", {"show": "yes"}, to=f"/crown/firms/lantern/learning/courses/{course.slug}/name"
    )
    do(client, firms[0], course, 1, 2, 3)
    jobs.finish_all()
    sign_in(client, teacher)
    page = client.get(here).text
    assert "4 people take" in page
    assert "Most stand at lesson 2, “Lesson 2”: 3 people." in page
    assert "Silent" not in page
    assert "Open" in page
    assert '<rect class="did"' in page
    sign_in(client, shown)
    client.submit(
        f"/crown/courses/{course.slug}", {"show": ""}, to=f"/crown/firms/lantern/learning/courses/{course.slug}/name"
    )
    jobs.finish_all()
    sign_in(client, teacher)
    assert "Open" not in client.get(here).text.split("Those who show their name")[1]


@pytest.mark.slow
def test_whoever_leaves_the_firm_is_named_no_more(crown, firms, client: HouseClient) -> None:
    teacher = a_person()
    a_role(crown, teacher, ClubRole.INSTRUCTOR)
    course = a_course(crown, taught_by=teacher)
    member = a_learner(client, firms[0], name="Open")
    begun(client, firms[0], course)
    show = f"/crown/firms/lantern/learning/courses/{course.slug}/name"
    client.submit(f"/crown/courses/{course.slug}", {"show": "yes"}, to=show)
    jobs.finish_all()
    sign_in(client, teacher)
    here = f"/crown/courses/{course.slug}/progress"
    assert "Open" in client.get(here).text
    with as_firm(firms[0]):
        people_actions.end(db.session.get_one(Membership, member.id), by=FirmRole.OWNER, at=clock.now())
    jobs.finish_all()
    page = client.get(here).text
    assert "Open" not in page
    assert "Nobody takes" in page


def test_whoever_teaches_for_a_firm_no_longer_leaves_the_course_to_the_editors(crown, firms, client) -> None:
    teacher = a_person(email="teacher@example.org")
    member = a_membership(firms[0], FirmRole.STAFF, teacher)
    with as_firm(firms[0]):
        instructor_actions.name_instructor(db.session.get_one(Membership, member.id), at=clock.now())
    course = a_course(crown, taught_by=teacher)
    with as_firm(firms[0]):
        instructor_actions.take_instructor(db.session.get_one(Membership, member.id))
    jobs.finish_all()
    editor = a_person()
    a_role(crown, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    assert "The editors of the club look after it." in client.get(f"/crown/courses/{course.slug}/edit").text


@pytest.mark.slow
def test_a_word_to_everybody_reaches_who_is_on_the_way(crown, firms, client: HouseClient) -> None:
    teacher, done, open_ = a_person(), a_person(), a_person()
    a_role(crown, teacher, ClubRole.INSTRUCTOR, name="Zhao Min")
    course = a_course(crown, lessons=1, taught_by=teacher)
    for person, firm in ((done, firms[0]), (open_, firms[1])):
        a_learner(client, firm, person=person)
        begun(client, firm, course)
    sign_in(client, done)
    do(client, firms[0], course, 1)
    jobs.finish_all()
    sign_in(client, teacher)
    here = f"/crown/courses/{course.slug}/progress"
    assert "At no lesson do 3 people or more stand." in client.get(here).text
    assert client.submit(here, {"words": " "}).status_code == 422
    for number in range(3):
        assert client.submit(here, {"words": f"Word {number} <b>\nand more"}).status_code == 303
    enough = client.submit(here, {"words": "Word 4"})
    assert enough.status_code == 422
    assert "Word 4" in enough.text
    jobs.finish_all()
    for person, letters in ((done, 0), (open_, 3)):
        with about(Scope(crown.id, person=person.id)):
            found = list(db.session.scalars(select(Message)))
        assert len(found) == letters
        assert all("Zhao Min" in one.body_text and "<b>" not in one.body_html for one in found)
        assert all("&lt;b&gt;<br>and more" in one.body_html for one in found)


def test_a_word_to_nobody_is_refused_and_kept(crown, client: HouseClient) -> None:
    teacher = a_person()
    a_role(crown, teacher, ClubRole.INSTRUCTOR)
    course = a_course(crown, taught_by=teacher)
    sign_in(client, teacher)
    answer = client.submit(f"/crown/courses/{course.slug}/progress", {"words": "Go on, please"})
    assert answer.status_code == 422
    assert ("this reaches nobody" in answer.text, "Go on, please" in answer.text) == (True, True)


@pytest.mark.slow
def test_a_word_to_those_who_stand_at_a_lesson_reaches_nobody_else(crown, firms, client: HouseClient) -> None:
    teacher, first, second = a_person(), a_person(), a_person()
    a_role(crown, teacher, ClubRole.INSTRUCTOR, name="Zhao Min")
    course = a_course(crown, lessons=2, taught_by=teacher)
    for person, firm, numbers in ((first, firms[0], ()), (second, firms[1], (1,))):
        a_learner(client, firm, person=person)
        begun(client, firm, course)
        do(client, firm, course, *numbers)
    jobs.finish_all()
    sign_in(client, teacher)
    here = f"/crown/courses/{course.slug}/progress"
    at_second = client.get(here).text.partition(">Stands at 2. Lesson 2<")[0].rpartition('value="')[2].partition('"')[0]
    assert client.submit(here, {"words": "Go on", "whom": "999999"}).status_code == 422
    assert client.submit(here, {"words": "Go on", "whom": at_second}).status_code == 303
    jobs.finish_all()
    for person, letters in ((first, 0), (second, 1)):
        with about(Scope(crown.id, person=person.id)):
            found = list(db.session.scalars(select(Message.body_text)))
        assert [("“Lesson 2”" in one, "Go on" in one) for one in found] == [(True, True)] * letters


@pytest.mark.slow
@pytest.mark.parametrize("lessons", [3, 200])
def test_the_page_takes_as_many_statements_whatever_its_length(app, crown, client: HouseClient, lessons: int) -> None:
    teacher = a_person()
    a_role(crown, teacher, ClubRole.INSTRUCTOR)
    course = a_course(crown, lessons=lessons, taught_by=teacher)
    sign_in(client, teacher)
    client.get("/crown/teaching")
    with counted(app) as sent:
        assert client.get(f"/crown/courses/{course.slug}/progress").status_code == 200
    assert len(sent) <= 6
