"""Several instructors write one draft; nobody overwrites anybody, and whoever goes leaves it to the others."""

import re

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core import jobs
from club.core.db import db
from club.core.messages import Message
from club.people.models import Person
from club.policy import ClubRole
from club.talks.author_models import CoAuthor
from club.talks.author_rules import MOST_CO_AUTHORS, naming_fault
from club.talks.models import Publication, Talk
from tests.client import HouseClient
from tests.makers import a_club, a_person, a_role, a_talk, as_desk, sign_in
from tests.talks.test_writing import WRITTEN, events_of

PATH = "/crown/talks/counting-stock"


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def a_writer(club: Club, role: ClubRole = ClubRole.INSTRUCTOR) -> Person:
    person = a_person()
    a_role(club, person, role)
    return person


def another(client: HouseClient, person: Person) -> HouseClient:
    theirs = client.application.test_client()
    sign_in(theirs, person)
    return theirs


def a_shared_draft(client: HouseClient, club: Club) -> tuple[Person, Person, HouseClient]:
    """A draft of the client’s person, whom it names to write it too, and that one’s own browser."""
    author, other = a_writer(club), a_writer(club)
    sign_in(client, author)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    assert client.submit(f"{PATH}/writers", {"person": other.ref}).status_code == 303
    return author, other, another(client, other)


def told(club: Club, person: Person) -> list[str]:
    with as_desk(club, person.id):
        return list(
            db.session.scalars(select(Message.event).where(Message.person_id == person.id).order_by(Message.written_at))
        )


def author_of(club: Club, slug: str = "counting-stock") -> int | None:
    with as_desk(club):
        return db.session.scalar(select(Talk.author_id).where(Talk.slug == slug))


@pytest.mark.slow
def test_whoever_is_named_writes_the_draft_too_and_is_told(crown, client: HouseClient) -> None:
    _author, other, theirs = a_shared_draft(client, crown)
    assert told(crown, other) == ["talks/co_author_named"]
    assert "Counting stock" in theirs.get("/crown/texts").text
    changed = theirs.submit(f"{PATH}/edit", {"title": "Counting twice", "do": "save"})
    assert changed.status_code == 303
    assert "Counting twice" in client.get(f"{PATH}/edit").text
    assert "co_author.named" in events_of(crown)
    assert theirs.submit(f"{PATH}/edit", {"do": "publish"}).status_code == 422


def test_two_who_write_at_once_see_both_texts(crown, client: HouseClient) -> None:
    _author, _other, theirs = a_shared_draft(client, crown)
    before = {**theirs.form(f"{PATH}/edit"), **WRITTEN, "transcript": "Theirs", "do": "save"}
    client.submit(f"{PATH}/edit", {**WRITTEN, "transcript": "Mine", "do": "save"})
    late = theirs.post(f"{PATH}/edit", data=before)
    assert late.status_code == 422
    assert "Somebody saved this text" in late.text
    assert re.findall(r"<textarea[^>]*>\s*(\w+)</textarea>", late.text) == ["Theirs", "Mine"]


def test_who_writes_too_names_nobody_and_may_go(crown, client: HouseClient) -> None:
    author, other, theirs = a_shared_draft(client, crown)
    third = a_writer(crown)
    fields = theirs.form(f"{PATH}/writers")
    refused = theirs.post(f"{PATH}/writers", data={**fields, "person": third.ref})
    assert refused.status_code == 422
    taken = theirs.post(f"{PATH}/writers/leave", data={**fields, "person": author.ref})
    assert taken.status_code == 422
    gone = theirs.post(f"{PATH}/writers/leave", data={**fields, "person": other.ref})
    assert gone.location == "/crown/texts"
    assert theirs.get(f"{PATH}/edit").status_code == 404
    assert client.get(f"{PATH}/edit").status_code == 200


@pytest.mark.slow
def test_only_who_writes_for_the_club_is_named_and_once(crown, client: HouseClient) -> None:
    _author, other, _theirs = a_shared_draft(client, crown)
    stranger, board = a_person(), a_writer(crown, ClubRole.BOARD_MEMBER)
    for person in (stranger.ref, board.ref, other.ref, "", "x" * 500):
        assert client.submit(f"{PATH}/writers", {"person": person}).status_code == 422
    with as_desk(crown):
        assert list(db.session.scalars(select(CoAuthor.person_id))) == [other.id]


@pytest.mark.parametrize(
    ("person", "writing", "may_write", "code"),
    [
        (7, [], False, "no_writer"),
        (1, [], True, "writes_already"),
        (7, [7], True, "writes_already"),
        (7, list(range(10, 10 + MOST_CO_AUTHORS)), True, "many_writers"),
        (7, [8], True, ""),
    ],
)
def test_who_can_be_named(person: int, writing: list[int], may_write: bool, code: str) -> None:
    fault = naming_fault(person, author_id=1, writing=writing, may_write=may_write)
    assert (fault.code if fault else "") == code


def take_roles(club: Club, client: HouseClient, person: Person, **kept: str) -> None:
    boss = another(client, a_writer(club, ClubRole.ADMINISTRATOR))
    path = f"/crown/settings/people/{person.ref}"
    answer = boss.submit(path, {"name": "Demo", **kept})
    assert answer.status_code == 303, answer.text
    jobs.finish_all()


def test_an_administrator_who_takes_the_role_hands_drafts_to_who_wrote_them_too(crown, client: HouseClient) -> None:
    author, other, theirs = a_shared_draft(client, crown)
    theirs.submit("/crown/news/new", {"title": "Ours", "lang": "en", "body": "Words.", "do": "save"})
    theirs.submit("/crown/news/ours/writers", {"person": author.ref})
    assert client.get("/crown/news/ours/edit").status_code == 200
    a_talk(crown, slug="alone", status=Publication.DRAFT, author_id=author.id)
    a_talk(crown, slug="out", author_id=author.id)
    take_roles(crown, client, author)
    assert [author_of(crown, slug) for slug in ("counting-stock", "alone", "out")] == [other.id, None, author.id]
    assert told(crown, other) == ["talks/co_author_named", "talks/text_handed_over"]
    assert theirs.get(f"{PATH}/edit").status_code == 200
    with as_desk(crown):
        assert list(db.session.scalars(select(CoAuthor))) == []


def test_who_keeps_another_role_that_writes_keeps_the_drafts(crown, client: HouseClient) -> None:
    author, _other, _theirs = a_shared_draft(client, crown)
    a_role(crown, author, ClubRole.SECRETARY)
    take_roles(crown, client, author, roles=ClubRole.SECRETARY)
    assert author_of(crown) == author.id


def test_who_is_made_an_instructor_is_told(crown, client: HouseClient) -> None:
    person = a_writer(crown, ClubRole.BOARD_MEMBER)
    take_roles(crown, client, person, roles=ClubRole.INSTRUCTOR)
    assert told(crown, person) == ["people/instructor_named"]
