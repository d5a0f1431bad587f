"""A talk comes out only with its speaker’s word, given over a link, without an account."""

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core import links
from club.core.db import db
from club.core.links import Link
from club.policy import ClubRole
from club.talks.models import Publication, SpeakerAnswer, Talk
from tests.client import HouseClient
from tests.makers import a_club, a_person, a_role, a_talk, as_desk, sign_in
from tests.talks.test_writing import WRITTEN, a_writer, events_of, the_talks
from tests.world.forms import Forms

DRAFT = {**WRITTEN, "speaker": "Demo Guest", "speaker_contact": "guest@example.org"}
AGREED = {"agrees": "y", "name": "Demo Guest", "do": "release"}


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown", talks_released=True, release_en="You agree to **everything** here.")


@pytest.fixture
def asked(crown, client: HouseClient) -> str:
    """A secretary wrote a talk down and asked its speaker; the path of the link."""
    a_writer(client, crown, ClubRole.SECRETARY)
    client.submit("/crown/talks/new", {**DRAFT, "do": "submit"})
    client.submit("/crown/talks/counting-stock/speaker")
    return link_of(crown)


def link_of(club: Club) -> str:
    with as_desk(club):
        (link,) = db.session.scalars(select(Link).where(Link.purpose == "release", Link.revoked_at.is_(None)))
        return f"/crown/talks/release/{links.token_of(link.ref)}"


def answers(club: Club) -> list[SpeakerAnswer]:
    with as_desk(club):
        return list(db.session.scalars(select(SpeakerAnswer).order_by(SpeakerAnswer.id)))


def publish(client: HouseClient, club: Club) -> int:
    a_writer(client, club, ClubRole.EDITOR)
    path = "/crown/talks/counting-stock"
    return client.submit(f"{path}/edit", {"do": "publish"}, to=f"{path}/step").status_code


def test_a_guest_releases_without_an_account_and_an_editor_publishes(crown, client: HouseClient, asked: str) -> None:
    assert "Demo Guest has not released" in client.get("/crown/talks/counting-stock/speaker").text
    phone = client.application.test_client()
    page = phone.get(asked)
    assert "<strong>everything</strong>" in page.text
    assert ">Why</h2>" in page.text
    assert 'name="robots" content="noindex' in page.text
    late = {**phone.form(asked), **AGREED}
    assert publish(client, crown) == 422
    assert phone.submit(asked, AGREED).status_code == 303
    (given,) = answers(crown)
    assert (given.outcome, given.name, given.agreement) == (
        "released",
        "Demo Guest",
        "You agree to **everything** here.",
    )
    assert publish(client, crown) == 303
    assert the_talks(crown)[0].status is Publication.PUBLISHED
    assert "This talk is published" in phone.get(asked).text
    assert phone.post(asked, data=late).status_code == 422
    assert {"release.asked", "talk.released", "talk.published"} <= set(events_of(crown))


def test_changes_are_asked_for_in_words_and_reach_the_writer(crown, client: HouseClient, asked: str) -> None:
    phone = client.application.test_client()
    assert phone.submit(asked, {"name": "Demo Guest", "do": "changes"}).status_code == 422
    phone.submit(asked, {"name": "Demo Guest", "words": "It was six hours.", "do": "changes"})
    phone.submit(asked, {"name": "Demo Guest", "words": "It was six hours.", "do": "changes"})
    assert [given.words for given in answers(crown)] == ["It was six hours."]
    assert "It was six hours." in client.get("/crown/talks/counting-stock/speaker").text
    assert "Changes wanted in “Counting stock”" in client.get("/crown/inbox").text


@pytest.mark.slow
def test_a_release_is_taken_back_until_the_talk_is_out(crown, client: HouseClient, asked: str) -> None:
    phone = client.application.test_client()
    phone.submit(asked, AGREED)
    assert "Take the release back" in phone.get(asked).text
    assert phone.submit(asked, {"words": "Not this sentence.", "do": "changes"}).status_code == 303
    assert [given.outcome for given in answers(crown)] == ["released", "changes"]
    assert publish(client, crown) == 422
    phone.submit(asked, AGREED)
    assert publish(client, crown) == 303


def test_the_link_ends_where_it_went_to_somebody_else(crown, client: HouseClient, asked: str) -> None:
    edit = "/crown/talks/counting-stock/edit"
    client.submit(edit, {**DRAFT, "title": "Counting the stock", "do": "save"})
    assert client.application.test_client().get(asked).status_code == 200
    client.submit(edit, {**DRAFT, "speaker_contact": "speaker@example.org", "do": "save"})
    assert client.application.test_client().get(asked).status_code == 410
    assert "release_link.ended" in events_of(crown)


def test_who_was_signed_in_when_the_link_was_used_stands_with_the_answer(crown, client: HouseClient, asked) -> None:
    client.submit(asked, AGREED)
    assert "Over the link, while secretary was signed in." in client.get("/crown/talks/counting-stock/speaker").text


def test_nobody_releases_without_agreeing(crown, client: HouseClient, asked: str) -> None:
    answer = client.application.test_client().submit(asked, {"name": "Demo Guest", "do": "release"})
    assert answer.status_code == 422
    assert "agree to the release agreement" in answer.text
    assert answers(crown) == []


@pytest.mark.slow
def test_what_changed_since_is_not_released(crown, client: HouseClient, asked: str) -> None:
    phone = client.application.test_client()
    stale = {**phone.form(asked), **AGREED}
    change = {**DRAFT, "transcript": "Other words.", "do": "save"}
    assert client.submit("/crown/talks/counting-stock/edit", change).status_code == 303
    answer = phone.post(asked, data=stale)
    assert answer.status_code == 422
    assert "was changed since you opened the page" in answer.text
    assert "Other words." in answer.text
    phone.submit(asked, AGREED)
    client.submit("/crown/talks/counting-stock/edit", {**change, "visibility": "members"})
    assert "changed since Demo Guest released it" in client.get("/crown/talks/counting-stock/speaker").text
    publish(client, crown)
    assert the_talks(crown)[0].status is Publication.SUBMITTED


def test_a_link_can_be_ended_and_made_anew(crown, client: HouseClient, asked: str) -> None:
    client.submit("/crown/talks/counting-stock/speaker", to="/crown/talks/counting-stock/speaker/end")
    gone = client.application.test_client().get(asked)
    assert (gone.status_code, "ended" in gone.text) == (410, True)
    assert client.get("/crown/talks/release/aaaabbbbccccdddd").status_code == 404
    client.submit("/crown/talks/counting-stock/speaker")
    assert link_of(crown) != asked


def test_an_instructor_releases_signed_in_and_nobody_else_does(crown, client: HouseClient) -> None:
    speaker = a_person(email="speaker@example.org")
    a_role(crown, speaker, ClubRole.INSTRUCTOR)
    a_talk(crown, slug="theirs", status=Publication.SUBMITTED, speaker_id=speaker.id)
    a_writer(client, crown, ClubRole.SECRETARY)
    assert client.get("/crown/talks/theirs/release").status_code == 404
    assert client.get("/crown/talks/theirs/speaker").status_code == 404
    sign_in(client, speaker)
    assert client.submit("/crown/talks/theirs/release", {**AGREED, "name": "Demo"}).status_code == 303
    assert [given.person_id for given in answers(crown)] == [speaker.id]


def test_a_club_that_does_not_ask_publishes_without(client: HouseClient, app) -> None:
    club = a_club("crown")
    a_writer(client, club, ClubRole.EDITOR)
    assert client.submit("/crown/talks/new", {**DRAFT, "do": "publish"}).status_code == 303
    with as_desk(club):
        assert db.session.scalars(select(Talk.status)).one() is Publication.PUBLISHED


def test_a_club_asks_only_with_an_agreement(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.ADMINISTRATOR)
    empty = {"talks_released": "y", "talks_reviewed": "y", "release_en": "", "release_zh": ""}
    answer = client.submit("/crown/settings/talks", empty)
    assert answer.status_code == 422
    assert "Write the release agreement" in answer.text
    assert client.submit("/crown/settings/talks", {**empty, "release_en": "I agree."}).status_code == 303


def test_an_instructor_releases_the_own_talk_with_one_button(crown, client: HouseClient) -> None:
    speaker = a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "speaker_is": str(speaker.id), "do": "submit"})
    page = client.get("/crown/talks/counting-stock/speaker").text
    assert "Make the link" not in page
    (form,) = (form for form in Forms(page, "/").found if form.action == "/crown/talks/counting-stock/release")
    assert client.post(form.action, data=form.fields).status_code == 303
    assert publish(client, crown) == 303
    sign_in(client, speaker)
    read = client.get("/crown/talks/counting-stock").text
    assert "Write to the speaker" not in read
    assert '<a href="/crown/talks">Talks</a>' in read.partition('aria-label="You are here"')[2].partition("</nav>")[0]
