"""A text comes out at a moment, and what is put right afterwards is told to readers."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock
from club.core.db import db, transaction
from club.core.outbox import Job, carry_out
from club.core.scope import Scope, inside
from club.policy import ClubRole
from club.talks.actions import schedule, to_write
from club.talks.models import Publication
from tests.client import HouseClient
from tests.makers import a_club, a_talk, sign_in
from tests.talks.test_writing import WRITTEN, a_writer, the_talks


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def local(hours: int) -> str:
    """A moment on the club's clock, as a browser sends it."""
    return f"{clock.now() + timedelta(hours=8 + hours):%Y-%m-%dT%H:%M}"


def waiting(club: Club, **facts: object) -> None:
    values = {"summary": "S.", "status": Publication.SUBMITTED, "published_at": None, **facts}
    a_talk(club, slug="soon", title="Soon", **values)


def test_an_editor_sets_a_moment_and_it_comes_out_then(crown, client: HouseClient) -> None:
    waiting(crown)
    a_writer(client, crown, ClubRole.EDITOR)
    answer = client.submit("/crown/talks/soon/edit", {"at": local(3)}, to="/crown/talks/soon/moment")
    assert answer.status_code == 303
    (talk,) = the_talks(crown)
    assert (talk.status, talk.publish_at is not None) == (Publication.SUBMITTED, True)
    assert "It comes out by itself" in client.get("/crown/talks/soon/edit").text
    come_due(crown)
    (talk,) = the_talks(crown)
    assert (talk.status, talk.publish_at) == (Publication.PUBLISHED, None)


@pytest.mark.parametrize(("hours", "says"), [(-2, "is past"), (24 * 400, "check the year")])
def test_a_moment_is_ahead_and_near(crown, client: HouseClient, hours: int, says: str) -> None:
    waiting(crown)
    a_writer(client, crown, ClubRole.EDITOR)
    answer = client.submit("/crown/talks/soon/edit", {"at": local(hours)}, to="/crown/talks/soon/moment")
    assert (answer.status_code, says in answer.text) == (422, True)


def test_a_moment_that_was_changed_or_taken_back_does_nothing(crown, client: HouseClient) -> None:
    waiting(crown)
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/talks/soon/edit", {"at": local(3)}, to="/crown/talks/soon/moment")
    client.submit("/crown/talks/soon/edit", {"do": "return"}, to="/crown/talks/soon/step")
    come_due(crown)
    assert the_talks(crown)[0].status is Publication.DRAFT


def test_what_is_missing_when_the_moment_comes_is_told(crown, client: HouseClient) -> None:
    writer = a_writer(client, crown)
    waiting(crown, author_id=writer.id)
    with inside(Scope(crown.id, staff=True)), transaction():
        talk = to_write("soon")
        assert talk is not None
        schedule(talk, clock.now() + timedelta(hours=1), is_editor=True, at=clock.now())
        talk.summary = ""
    come_due(crown)
    (talk,) = the_talks(crown)
    assert (talk.status, talk.publish_at) == (Publication.SUBMITTED, None)
    assert "“Soon” did not come out" in client.get("/crown/inbox").text


def test_what_its_writer_changes_after_the_review_does_not_come_out_by_itself(crown, client: HouseClient) -> None:
    writer = a_writer(client, crown)
    waiting(crown, author_id=writer.id)
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/talks/soon/edit", {"at": local(3)}, to="/crown/talks/soon/moment")
    client.submit("/crown/talks/soon/edit", {"topics": "stock", "do": "save"})
    assert the_talks(crown)[0].publish_at is not None
    sign_in(client, writer)
    answer = client.submit("/crown/talks/soon/edit", {"transcript": "Never read.", "do": "save"}, follow_redirects=True)
    assert "says again when it comes out" in answer.text
    come_due(crown)
    assert the_talks(crown)[0].status is Publication.SUBMITTED


def test_an_instructor_sets_no_moment_where_editors_publish(crown, client: HouseClient) -> None:
    writer = a_writer(client, crown)
    waiting(crown, author_id=writer.id)
    answer = client.submit("/crown/talks/soon/edit", {"at": local(3)}, to="/crown/talks/soon/moment")
    assert (answer.status_code, "Only an editor" in answer.text) == (422, True)


def test_without_a_review_whoever_writes_publishes_the_own_and_no_others(client: HouseClient, app) -> None:
    club = a_club("crown", talks_reviewed=False)
    waiting(club)
    a_writer(client, club)
    assert client.submit("/crown/talks/new", {**WRITTEN, "do": "publish"}).status_code == 303
    assert client.get("/crown/talks/counting-stock").status_code == 200
    assert client.submit("/crown/talks/new", {"do": "publish"}, to="/crown/talks/soon/step").status_code == 404


def test_a_correction_leaves_its_note(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "publish"})
    path, other = "/crown/talks/counting-stock", {**WRITTEN, "transcript": "Five hundred.", "do": "save"}
    refused = client.submit(f"{path}/edit", other)
    assert (refused.status_code, "what was corrected" in refused.text) == (422, True)
    assert "Five hundred." in refused.text
    assert client.submit(f"{path}/edit", {**other, "note": "Five hundred, not four."}).status_code == 303
    assert "Five hundred, not four." in client.get(path).text
    assert client.submit(f"{path}/edit", {**other, "topics": "stock"}).status_code == 303


def come_due(club: Club) -> None:
    """Carry out what the club ordered for later, as if its moment had come."""
    with clock.telling_of(clock.now() + timedelta(days=1)):
        for job in db.session.scalars(select(Job.id).where(Job.name == "talks.come_out")).all():
            carry_out(job)
