"""A firm’s owner names who writes talks for the club; whoever stops leaves the drafts to the editors."""

import pytest
from sqlalchemy import select

from club.clubs.models import RoleInClub
from club.core.db import db
from club.policy import ClubRole, FirmRole
from club.talks.models import Publication, Talk
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_person, a_role, a_talk, as_desk, sign_in

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
    with as_desk(club):
        kept = {talk.slug: talk.author_id for talk in db.session.scalars(select(Talk))}
    assert kept == {"draft": None, "out": staff.id}


@pytest.mark.parametrize("role", [FirmRole.PEOPLE_OFFICE, FirmRole.LEAD, FirmRole.STAFF])
def test_only_owners_name(lantern, client: HouseClient, role: FirmRole) -> None:
    _club, firm = lantern
    person = a_person()
    a_membership(firm, role, person)
    sign_in(client, person)
    assert client.get(PATH).status_code == 404
