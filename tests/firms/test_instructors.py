"""A firm’s owner names who writes talks for the club; whoever stops leaves the drafts to the editors."""

import pytest
from sqlalchemy import select

from club.classes.models import ClassSession
from club.clubs.models import RoleInClub
from club.core import clock, jobs
from club.core.audit import ClubEvent, Did, FirmEvent
from club.core.db import db, transaction
from club.people.leaving import stop_teaching
from club.policy import ClubRole, FirmRole
from club.talks.author_models import CoAuthor
from club.talks.models import Publication, Talk
from tests.client import HouseClient
from tests.makers import (
    a_class,
    a_club,
    a_course,
    a_firm,
    a_membership,
    a_person,
    a_role,
    a_talk,
    as_desk,
    as_firm,
    sign_in,
)
from tests.makers.exams import a_drafted_exam

LEFT = sorted([Did.CLASS_HOST_LEFT, Did.CO_AUTHOR_LEFT, Did.COURSE_INSTRUCTOR_LEFT, Did.CLUB_EXAM_HANDED_OVER], key=str)
PATH = "/crown/firms/lantern/instructors"


@pytest.fixture
def lantern(app):
    club = a_club("crown")
    return club, a_firm(club, "lantern")


def people_of(firm, client: HouseClient):
    owner, staff = a_person(), a_person()
    a_membership(firm, FirmRole.OWNER, owner)
    member = a_membership(firm, FirmRole.STAFF, staff, name="Demo Member")
    sign_in(client, owner)
    return owner, staff, member


def roles(club) -> list[tuple[int, int | None]]:
    with as_desk(club):
        return [tuple(row) for row in db.session.execute(select(RoleInClub.person_id, RoleInClub.for_firm_id))]


def test_an_owner_names_an_instructor_who_writes_at_once(lantern, client: HouseClient) -> None:
    club, firm = lantern
    _owner, staff, member = people_of(firm, client)
    theirs = client.application.test_client()
    sign_in(theirs, staff)
    assert theirs.get("/crown/talks/new").status_code == 404
    assert client.submit(PATH, {"person": member.ref}).status_code == 303
    assert roles(club) == [(staff.id, firm.id)]
    assert theirs.get("/crown/talks/new").status_code == 200
    again = client.submit(PATH, {"person": member.ref})
    assert again.status_code == 422
    assert client.submit(PATH, to=f"{PATH}/{member.ref}/end").status_code == 303
    assert theirs.get("/crown/talks/new").status_code == 404


def test_talks_of_a_firms_instructor_show_the_firm(lantern, client: HouseClient) -> None:
    club, firm = lantern
    _owner, staff, member = people_of(firm, client)
    client.submit(PATH, {"person": member.ref})
    sign_in(client, staff)
    typed = {"title": "Ours", "lang": "en", "visibility": "public", "speaker_is": str(staff.id), "do": "save"}
    client.submit("/crown/talks/new", typed)
    with as_desk(club):
        (talk,) = db.session.scalars(select(Talk))
    assert (talk.speaker, talk.firm_name, talk.firm_id, talk.speaker_id) == (
        "Demo Member",
        firm.name,
        firm.id,
        staff.id,
    )


def test_what_the_club_gave_the_firm_does_not_take(lantern, client: HouseClient) -> None:
    club, firm = lantern
    _owner, staff, member = people_of(firm, client)
    a_role(club, staff, ClubRole.INSTRUCTOR)
    assert "by the club" in client.get(PATH).text
    client.submit(PATH, to=f"{PATH}/{member.ref}/end")
    assert roles(club) == [(staff.id, None)]


def test_drafts_of_an_instructor_who_leaves_go_to_the_editors(lantern, client: HouseClient) -> None:
    club, firm = lantern
    _owner, staff, member = people_of(firm, client)
    client.submit(PATH, {"person": member.ref})
    a_talk(club, slug="draft", status=Publication.DRAFT, author_id=staff.id)
    a_talk(club, slug="out", status=Publication.PUBLISHED, author_id=staff.id)
    path = f"/crown/firms/lantern/people/{member.ref}"
    assert client.submit(path, to=f"{path}/end").status_code == 303
    assert roles(club) == []
    jobs.finish_all()
    with as_desk(club):
        kept = {talk.slug: talk.author_id for talk in db.session.scalars(select(Talk))}
    assert kept == {"draft": None, "out": staff.id}


def test_what_a_firms_instructor_leaves_stands_in_the_clubs_book_alone(lantern, client: HouseClient) -> None:
    """Whoever it was in the firm who ended it, the club does not learn."""
    club, firm = lantern
    owner, staff, member = people_of(firm, client)
    client.submit(PATH, {"person": member.ref})
    a_class(club, host_id=staff.id)
    a_course(club, taught_by=staff)
    a_drafted_exam(club, staff)
    text = a_talk(club, status=Publication.DRAFT)
    with as_desk(club), transaction():
        db.session.add(CoAuthor(text_ref=text.ref, person_id=staff.id, named_at=clock.now()))
    in_firm, left = FirmEvent.did.in_(LEFT), select(ClubEvent.did, ClubEvent.person_id).where(ClubEvent.did.in_(LEFT))
    client.submit(PATH, to=f"{PATH}/{member.ref}/end")
    for _again in range(2):
        jobs.finish_all()
        with as_desk(club), transaction():
            rows = db.session.execute(left).all()
            assert sorted(row.did for row in rows) == LEFT
            assert owner.id not in {row.person_id for row in rows}
            stop_teaching(staff.id)
    with as_firm(firm):
        assert list(db.session.scalars(select(FirmEvent.did).where(in_firm))) == []


def test_whoever_is_named_again_at_once_keeps_what_they_hold(lantern, client: HouseClient) -> None:
    club, firm = lantern
    _owner, staff, member = people_of(firm, client)
    client.submit(PATH, {"person": member.ref})
    held = a_class(club, host_id=staff.id)
    client.submit(PATH, to=f"{PATH}/{member.ref}/end")
    client.submit(PATH, {"person": member.ref})
    jobs.finish_all()
    with as_desk(club):
        assert db.session.get_one(ClassSession, held.id).host_id == staff.id


@pytest.mark.parametrize("role", [FirmRole.PEOPLE_OFFICE, FirmRole.LEAD, FirmRole.STAFF])
def test_only_owners_name(lantern, client: HouseClient, role: FirmRole) -> None:
    _club, firm = lantern
    person = a_person()
    a_membership(firm, role, person)
    sign_in(client, person)
    assert client.get(PATH).status_code == 404
