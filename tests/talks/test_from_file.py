"""A file becomes a submitted talk in a few steps."""

import io

import pytest
from werkzeug.test import TestResponse

from club.clubs.models import Club
from club.talks.models import Publication
from tests.client import HouseClient
from tests.makers import a_club
from tests.talks.files import WEB_PAGE, WEBVTT, a_letter
from tests.talks.test_writing import a_writer, the_talks
from tests.world.forms import Forms


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def send(client: HouseClient, content: bytes, name: str, *, to: str = "talks", **more: str) -> TestResponse:
    kept = {**client.form(f"/crown/{to}/new"), "leaves_fillers_out": "y", **more}
    return client.post(f"/crown/{to}/from-file", data={**kept, "file": (io.BytesIO(content), name)})


def filled(answer: TestResponse, to: str) -> dict[str, str]:
    """The form that leads there, as it is filled in."""
    (form,) = (form for form in Forms(answer.text, "/").found if form.action == to)
    return form.fields


@pytest.mark.slow
def test_open_choose_send_hand_in(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    answer = send(client, a_letter(), "talk.docx")
    assert answer.status_code == 200
    assert "What was read of “talk.docx”" in answer.text
    assert the_talks(crown) == []
    typed = filled(answer, "/crown/talks/new")
    assert (
        client.post("/crown/talks/new", data={**typed, "slug": "", "speaker_contact": "", "do": "submit"}).status_code
        == 303
    )
    (talk,) = the_talks(crown)
    assert (talk.status, talk.title) == (Publication.SUBMITTED, "Counting stock on Mondays")
    assert "<h2>Why we count</h2>" in talk.transcript_html
    assert "<td>400</td>" in talk.transcript_html


def test_what_was_typed_before_a_file_was_read_stays(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    mine = {"title": "My own title", "topics": "stock", "held_on": "2026-11-02", "lang": "zh"}
    typed = filled(send(client, a_letter(), "talk.docx", **mine), "/crown/talks/new")
    assert {name: typed[name] for name in mine} == mine
    assert "Why we count" in typed["transcript"]
    wrong = send(client, b"", "talk.docx", **mine)
    assert wrong.status_code == 422
    assert {name: filled(wrong, "/crown/talks/new")[name] for name in mine} == mine


def test_the_fillers_are_the_writers_choice(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    assert "2 fillers" in send(client, WEBVTT, "talk.vtt").text
    answer = send(client, WEBVTT, "talk.vtt", leaves_fillers_out="")
    assert "Um, good evening" in answer.text


@pytest.mark.slow
def test_an_article_begins_with_a_file_too(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    answer = send(client, WEB_PAGE, "page.html", to="news")
    assert "Gross profit every day" in filled(answer, "/crown/news/new")["title"]


def test_what_cannot_be_read_is_told_beside_the_field(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    for content, name, words in ((b"", "a.docx", "is empty"), (b"", "", "Choose the file first")):
        answer = send(client, content, name)
        assert answer.status_code == 422
        assert words in answer.text
