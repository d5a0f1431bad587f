"""An instructor writes, an editor publishes, nobody overwrites anybody."""

from functools import partial

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core.audit import ClubEvent
from club.core.db import db
from club.people.models import Person
from club.policy import ClubRole
from club.talks.models import Publication, Talk
from tests.applications.test_races import at_once
from tests.client import HouseClient
from tests.makers import a_club, a_person, a_role, a_talk, as_desk, sign_in

WRITTEN = {
    "title": "Counting stock",
    "summary": "We counted.",
    "transcript": "## Why\n\n**Because** <script>alert(1)</script>",
    "speaker": "Demo Speaker",
    "held_on": "2026-11-12",
    "topics": "stock, 盘点，stock",
    "lang": "en",
    "visibility": "public",
}


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def a_writer(client: HouseClient, club: Club, role: ClubRole = ClubRole.INSTRUCTOR) -> Person:
    person = a_person()
    a_role(club, person, role)
    sign_in(client, person)
    return person


def the_talks(club: Club) -> list[Talk]:
    with as_desk(club):
        return list(db.session.scalars(select(Talk).order_by(Talk.id)))


def events_of(club: Club) -> list[str]:
    with as_desk(club):
        return sorted(db.session.scalars(select(ClubEvent.did)))


def test_an_instructor_drafts_and_hands_in(crown, client: HouseClient) -> None:
    person = a_writer(client, crown)
    answer = client.submit("/crown/talks/new", {**WRITTEN, "do": "submit"})
    assert answer.status_code == 303
    (talk,) = the_talks(crown)
    assert (talk.status, talk.slug, talk.author_id) == (Publication.SUBMITTED, "counting-stock", person.id)
    assert talk.topics == ["stock", "盘点"]
    assert "<h2>Why</h2>" in talk.transcript_html
    assert "<script" not in talk.transcript_html
    assert client.get("/crown/talks/counting-stock").status_code == 404
    assert "Counting stock" in client.get("/crown/texts").text
    assert events_of(crown) == ["talk.drafted", "talk.submitted"]


def test_a_double_click_makes_one_talk(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    fields = {**client.form("/crown/talks/new"), **WRITTEN, "do": "save"}
    first = client.post("/crown/talks/new", data=fields)
    second = client.post("/crown/talks/new", data=fields)
    assert first.location == second.location
    assert len(the_talks(crown)) == 1


def test_the_same_form_at_the_same_moment_makes_one_talk(crown, client: HouseClient, app) -> None:
    a_writer(client, crown)
    fields = {**client.form("/crown/talks/new"), **WRITTEN, "do": "save"}
    clients = [app.test_client() for _ in range(4)]
    for one in clients:
        one.set_cookie("club", client.get_cookie("club").value)
    answers = at_once(*[partial(one.post, "/crown/talks/new", data=fields) for one in clients])
    assert [answer.status_code for answer in answers] == [303] * 4
    assert len({answer.location for answer in answers}) == 1
    assert len(the_talks(crown)) == 1


def test_handing_in_tells_all_that_is_missing_at_once(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    empty = {**WRITTEN, "summary": "", "held_on": ""}
    refused = client.submit("/crown/talks/new", {**empty, "do": "submit"})
    assert refused.status_code == 422
    assert "Write a summary of one or two sentences. Say on which day the talk was held." in refused.text
    assert refused.text.count("(needed to publish)") == 3
    assert the_talks(crown) == []
    assert client.submit("/crown/talks/new", {**empty, "do": "save"}).status_code == 303


def test_the_name_of_a_guest_stays_empty_where_an_instructor_spoke(crown, client: HouseClient) -> None:
    speaker = a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "speaker_is": str(speaker.id), "do": "save"})
    page = client.get("/crown/talks/counting-stock/edit").text
    assert 'name="speaker" type="text" value=""' in page
    assert f'<option selected value="{speaker.id}">' in page


def test_two_talks_of_one_title_get_two_addresses(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    for _ in range(2):
        client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    assert [talk.slug for talk in the_talks(crown)] == ["counting-stock", "counting-stock-2"]


def test_an_instructor_does_not_publish_and_sees_no_others(crown, client: HouseClient) -> None:
    a_talk(crown, slug="theirs", title="Their draft", status=Publication.DRAFT)
    a_writer(client, crown)
    assert client.get("/crown/talks/theirs/edit").status_code == 404
    assert "Their draft" not in client.get("/crown/texts").text
    refused = client.submit("/crown/talks/new", {**WRITTEN, "do": "publish"})
    assert refused.status_code == 422
    assert "Only an editor" in refused.text
    assert "Counting stock" in refused.text
    assert len(the_talks(crown)) == 1


def test_a_board_member_does_not_write(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.BOARD_MEMBER)
    for path in ("/crown/talks/new", "/crown/news/new", "/crown/texts"):
        assert client.get(path).status_code == 404


@pytest.mark.slow
def test_an_editor_publishes_and_withdraws(crown, client: HouseClient) -> None:
    a_talk(crown, slug="theirs", title="Their draft", summary="S.", status=Publication.SUBMITTED, published_at=None)
    a_writer(client, crown, ClubRole.EDITOR)
    assert "Their draft" in client.get("/crown/texts?status=submitted").text
    assert "Their draft" not in client.get("/crown/texts?mine=1").text
    answer = client.submit("/crown/talks/theirs/edit", {"do": "publish"}, to="/crown/talks/theirs/step")
    assert answer.location == "/crown/talks/theirs"
    assert client.get("/crown/talks/theirs").status_code == 200
    client.submit("/crown/talks/theirs/edit", {"do": "withdraw"}, to="/crown/talks/theirs/step")
    assert client.get("/crown/talks/theirs").status_code == 404
    changed = {**WRITTEN, "slug": "another", "do": "save"}
    client.submit("/crown/talks/theirs/edit", changed)
    assert [talk.slug for talk in the_talks(crown)] == ["theirs"]


def test_what_lacks_a_summary_does_not_come_out_and_keeps_what_was_typed(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    answer = client.submit("/crown/talks/new", {**WRITTEN, "summary": "", "do": "publish"})
    assert answer.status_code == 422
    assert "Write a summary" in answer.text
    assert "Because" in answer.text
    assert the_talks(crown) == []


def test_a_preview_saves_nothing(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    answer = client.submit("/crown/talks/new", {**WRITTEN, "do": "preview"})
    assert answer.status_code == 200
    assert "<strong>Because</strong>" in answer.text
    assert the_talks(crown) == []


def test_a_stale_page_shows_both_texts_and_overwrites_nothing(crown, client: HouseClient) -> None:
    person = a_writer(client, crown)
    a_talk(crown, slug="mine", status=Publication.DRAFT, author_id=person.id, transcript="First.")
    stale = {**client.form("/crown/talks/mine/edit"), **WRITTEN, "do": "save"}
    client.submit("/crown/talks/mine/edit", {**WRITTEN, "transcript": "Saved meanwhile.", "do": "save"})
    answer = client.post("/crown/talks/mine/edit", data=stale)
    assert answer.status_code == 422
    assert "Saved meanwhile." in answer.text
    assert "Because" in answer.text
    assert the_talks(crown)[0].transcript == "Saved meanwhile."


@pytest.mark.slow
def test_bad_fields_are_told_beside_them(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    bad = {
        "title": "",
        "slug": "Not Good",
        "topics": ",".join("abcdefghij"),
        "held_on": "2026-31-12",
        "transcript": "字" * 70_000,
        "section": "999",
    }
    answer = client.submit("/crown/talks/new", {**WRITTEN, **bad, "do": "save"})
    assert answer.status_code == 422
    for words in ("small Latin letters", "at most 8 topics", "210 kB long", "6 things to put right"):
        assert words in answer.text
    assert client.submit("/crown/talks/new", {**WRITTEN, "slug": "new", "do": "save"}).status_code == 422


def test_a_talk_of_another_club_is_not_written(crown, client: HouseClient) -> None:
    a_talk(a_club("harbour"), slug="theirs", status=Publication.DRAFT)
    a_writer(client, crown, ClubRole.ADMINISTRATOR)
    assert client.get("/crown/talks/theirs/edit").status_code == 404
    assert client.get("/harbour/talks/theirs/edit").status_code == 404


def test_a_title_that_is_too_long_is_refused_with_its_limit_and_stays_as_typed(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    title = "货" * 201
    assert "maxlength" not in client.get("/crown/talks/new").text
    answer = client.submit("/crown/talks/new", {**WRITTEN, "title": title, "do": "save"})
    assert (answer.status_code, title in answer.text, "200" in answer.text) == (422, True, True)
