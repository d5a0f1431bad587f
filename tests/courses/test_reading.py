"""Courses as visitors and members see them."""

import re
from io import BytesIO

import pytest

from club.clubs.models import Club
from club.core.jobs import finish_all
from club.courses.models import CourseStatus
from club.policy import ClubRole, FirmRole
from club.talks.models import Visibility
from tests.client import HouseClient
from tests.makers import a_club, a_course, a_firm, a_membership, a_person, a_role, sign_in
from tests.statements import counted


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown", talks_reviewed=False)


def a_member(client: HouseClient, club: Club) -> None:
    person = a_person()
    a_membership(a_firm(club, "lantern"), FirmRole.STAFF, person)
    sign_in(client, person)


def test_a_visitor_sees_the_outline_and_signs_in_for_the_lessons(crown, client: HouseClient) -> None:
    course = a_course(crown, drafts=1)
    page = client.get(f"/crown/courses/{course.slug}").text
    assert "Lesson 2" in page
    assert "Lesson 3" not in page
    assert "Sign in" in page
    assert "Words of lesson 1" not in client.get(f"/crown/courses/{course.slug}/lessons/1", follow_redirects=True).text
    inside = a_course(crown, visibility=Visibility.MEMBERS)
    assert "Lesson 1" not in client.get(f"/crown/courses/{inside.slug}").text


def test_a_member_reads_lessons_but_no_drafts(crown, client: HouseClient) -> None:
    course = a_course(crown, drafts=1)
    a_member(client, crown)
    page = client.get(f"/crown/courses/{course.slug}/lessons/2").text
    assert "Words of lesson 2." in page
    assert "Lesson 2 of 2" in page
    assert 'rel="prev"' in page
    assert 'rel="next"' not in page
    assert client.get(f"/crown/courses/{course.slug}/lessons/3").status_code == 404
    assert client.get(f"/crown/courses/{course.slug}/lessons/999999999").status_code == 404
    assert client.get(f"/crown/courses/{a_course(crown, status=CourseStatus.DRAFT).slug}").status_code == 404


@pytest.mark.slow
def test_a_video_meets_its_place_only_once_it_is_played(crown, client: HouseClient) -> None:
    person = a_person()
    a_role(crown, person, ClubRole.INSTRUCTOR)
    sign_in(client, person)
    here = f"/crown/courses/{a_course(crown, taught_by=person).slug}"
    module = client.get(f"{here}/edit").text.split('data-module="')[1].split('"')[0]
    film = {"title": "Watch", "video": "https://youtu.be/abcdef12345", "do": "publish"}
    assert client.submit(f"{here}/lessons/new?module={module}&sort=video", film).status_code == 303
    waiting = client.get(f"{here}/lessons/4")
    assert "<iframe" not in waiting.text
    assert "youtu" not in waiting.text
    assert "frame-src" not in waiting.headers["Content-Security-Policy"]
    playing = client.get(f"{here}/lessons/4?play=1")
    assert 'src="https://www.youtube-nocookie.com/embed/abcdef12345?autoplay=1"' in playing.text
    assert playing.headers["Content-Security-Policy"].endswith("; frame-src https://www.youtube-nocookie.com")
    assert "frame-src" not in client.get(f"{here}/lessons/1?play=1").headers["Content-Security-Policy"]


@pytest.mark.slow
def test_a_file_is_taken_by_members_and_told_by_its_content(crown, client: HouseClient) -> None:
    person = a_person()
    a_role(crown, person, ClubRole.INSTRUCTOR)
    sign_in(client, person)
    here = f"/crown/courses/{a_course(crown, taught_by=person).slug}"
    module = client.get(f"{here}/edit").text.split('data-module="')[1].split('"')[0]
    new = f"{here}/lessons/new?module={module}&sort=file"
    wrong = client.submit(new, {"title": "Sheet", "file": (BytesIO(b"MZ..."), "a.pdf"), "do": "publish"})
    assert wrong.status_code == 422
    assert "a Windows program" in wrong.text
    right = client.submit(new, {"title": "Sheet", "file": (BytesIO(b"%PDF-1.4 x"), "a.pdf"), "do": "publish"})
    assert right.status_code == 303
    taken = client.get(f"{here}/lessons/4/file")
    assert taken.data == b"%PDF-1.4 x"
    assert taken.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.slow
def test_a_file_stays_with_its_form_until_the_form_is_in_order(crown, client: HouseClient) -> None:
    person = a_person()
    a_role(crown, person, ClubRole.INSTRUCTOR)
    sign_in(client, person)
    here = f"/crown/courses/{a_course(crown, taught_by=person).slug}"
    module = client.get(f"{here}/edit").text.split('data-module="')[1].split('"')[0]
    new = f"{here}/lessons/new?module={module}&sort=file"
    asked = client.submit(new, {"title": "", "file": (BytesIO(b"%PDF-1.4 x"), "a.pdf"), "do": "publish"})
    assert (asked.status_code, "Files we already have" in asked.text) == (422, True)
    kept = re.findall(r'name="kept" value="([^"]+)"', asked.text)
    sheet = {"title": "Sheet", "kept": kept, "do": "publish"}
    wrong = client.submit(new, {**sheet, "file": (BytesIO(b"MZ..."), "b.pdf")})
    assert (wrong.status_code, re.findall(r'name="kept" value="([^"]+)"', wrong.text)) == (422, kept)
    assert client.submit(new, sheet).status_code == 303
    assert client.get(f"{here}/lessons/4/file").data == b"%PDF-1.4 x"
    finish_all()
    again = client.submit(f"{here}/lessons/4/edit", sheet)
    assert (again.status_code, "a.pdf” is no longer here" in again.text) == (422, True)
    assert client.get(f"{here}/lessons/4/file").data == b"%PDF-1.4 x"


@pytest.mark.slow
@pytest.mark.parametrize("lessons", [1, 30, 200])
def test_a_course_takes_as_many_statements_whatever_its_length(app, crown, client: HouseClient, lessons: int) -> None:
    course = a_course(crown, lessons=lessons, modules=min(lessons, 5))
    client.get("/crown/courses")
    with counted(app) as sent:
        client.get(f"/crown/courses/{course.slug}")
    assert len(sent) <= 3
    a_member(client, crown)
    for path in ("", "/lessons/1"):
        with counted(app) as sent:
            assert client.get(f"/crown/courses/{course.slug}{path}").status_code == 200
        assert len(sent) <= 6
