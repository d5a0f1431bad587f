"""A recording comes in parts and goes on where it stopped; what it is, is told by its bytes, and it has room or not."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from club.clubs.models import Club
from club.core import clock
from club.core.db import db
from club.core.files import FileStore, NoRoomError
from club.core.jobs import finish_all
from club.policy import ClubRole
from club.talks import media_actions
from club.talks.media_actions import tidy
from club.talks.media_models import Media
from club.talks.models import Talk
from club.talks.picture_actions import store
from config import MEGABYTE
from tests.applications.test_races import at_once
from tests.client import HouseClient
from tests.makers import a_club, as_desk
from tests.talks import films
from tests.talks.test_writing import WRITTEN, a_writer, events_of

PART = 40_000
PATH = "/crown/talks/counting-stock"
LONG = films.an_mp4(sound=2 * PART)


@pytest.fixture
def crown(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Club]:
    """A club of an installation that keeps recordings, in small parts."""
    monkeypatch.setattr(media_actions, "PART", PART)
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, recordings=films.ON)
    yield a_club("crown")
    app.extensions["settings"] = before


@pytest.fixture
def writer(crown: Club, client: HouseClient) -> HouseClient:
    """Somebody with a draft."""
    a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    return client


def begin(client: HouseClient, content: bytes, **told: Any) -> Any:
    head = (io.BytesIO(content[:4096]), "head")
    fields = {"name": "talk.mp4", "size": len(content), "mark": "1", "head": head, **told}
    return client.post(f"{PATH}/media/begin", data={**client.form("/crown/talks/new"), **fields})


def put(client: HouseClient, at: str, content: bytes, offset: int, length: int = PART) -> Any:
    part = (io.BytesIO(content[offset : offset + length]), "part")
    return client.post(at, data={**client.form("/crown/talks/new"), "offset": str(offset), "part": part})


def send(client: HouseClient, content: bytes, **told: Any) -> Any:
    """Send a recording part by part; the last answer."""
    here = begin(client, content, **told).json
    at, answer = here["at"], None
    for offset in range(here["offset"], len(content), PART):
        answer = put(client, at, content, offset)
    return answer


def the_media(club: Club) -> list[Media]:
    with as_desk(club):
        return list(db.session.scalars(select(Media).order_by(Media.id)))


def kept() -> list[str]:
    finish_all()
    return list(store().keys("crown"))


@pytest.mark.slow
def test_it_comes_in_parts_and_goes_on_where_it_stopped(crown: Club, writer: HouseClient) -> None:
    first = begin(writer, LONG).json
    assert (first["offset"], first["part"]) == (0, PART)
    assert put(writer, first["at"], LONG, 0).json == {"offset": PART, "done": False}
    assert "have come. Choose the same file again" in writer.get(f"{PATH}/edit").text
    assert writer.get(first["at"]).json == {"offset": PART, "done": False}
    assert begin(writer, LONG).json == {**first, "offset": PART}
    assert put(writer, first["at"], LONG, PART).json == {"offset": 2 * PART, "done": False}
    assert put(writer, first["at"], LONG, 2 * PART).json == {"offset": len(LONG), "done": True}
    assert writer.get(first["at"]).json == {"offset": len(LONG), "done": True}
    (media,) = the_media(crown)
    assert (media.kind, media.seconds, media.size) == ("video/mp4", 90, len(LONG))
    assert len(kept()) == 3
    assert {"media.begun", "media.added"} <= set(events_of(crown))


@pytest.mark.slow
def test_only_the_next_part_is_taken_and_only_whole(crown: Club, writer: HouseClient) -> None:
    at = begin(writer, LONG).json["at"]
    for offset, length in ((PART, PART), (0, PART - 1), (0, 0)):
        answer = put(writer, at, LONG, offset, length)
        assert (answer.status_code, answer.json) == (409, {"offset": 0})
    assert put(writer, at, LONG + bytes(9), 0, PART + 1).status_code == 409
    assert kept() == []
    put(writer, at, LONG, 0)
    again = put(writer, at, LONG, 0)
    assert (again.status_code, again.json) == (409, {"offset": PART})
    assert [one.received for one in the_media(crown)] == [PART]
    send(writer, LONG)
    assert put(writer, at, LONG, 0).status_code == 409


@pytest.mark.parametrize(
    ("content", "told", "says"),
    [
        (b"\x89PNG\r\n\x1a\n", {"name": "talk.mp4"}, "“talk.mp4” is no recording that browsers play: it is a picture"),
        (b"MZ", {"name": "../a.webm"}, "“a.webm” is no recording that browsers play: it is a Windows program"),
        (films.MP3, {"size": 0}, "is empty"),
        (films.MP3, {"size": films.ON.largest + 1}, "is larger than 30 MB"),
        (films.MP3, {"size": "many"}, "Choose the recording first"),
        (films.MP3, {"size": -1}, "Choose the recording first"),
        (films.MP3, {"name": ""}, "Choose the recording first"),
    ],
)
def test_what_is_no_recording_says_so_and_leaves_nothing(
    crown: Club, writer: HouseClient, content: bytes, told: dict[str, Any], says: str
) -> None:
    answer = begin(writer, content, **told)
    assert answer.status_code == 422
    assert says in answer.json["told"]
    assert the_media(crown) == []


def test_bytes_that_are_not_what_was_announced_are_refused(crown: Club, writer: HouseClient) -> None:
    at = begin(writer, films.MP3).json["at"]
    answer = put(writer, at, bytes(len(films.MP3)), 0)
    assert (answer.status_code, "no recording" in answer.json["told"]) == (422, True)
    cut = films.an_mp4()[:-40]
    broken = send(writer, cut, name="cut.mp4")
    assert "cut off or damaged" in broken.json["told"]
    assert the_media(crown) == []
    assert kept() == []


@pytest.mark.slow
def test_a_plain_form_puts_it_in_one_go(crown: Club, writer: HouseClient) -> None:
    def posted(content: bytes, name: str) -> str:
        sent = {**writer.form(f"{PATH}/edit"), "recording": (io.BytesIO(content), name)}
        assert writer.post(f"{PATH}/media", data=sent).status_code == 303
        return writer.get(f"{PATH}/edit").text

    page = posted(LONG, "talk.mp4")
    assert "Video, 2 minutes, 78 kB" in page
    assert len(kept()) == 3
    assert "is a web page" in posted(b"<html>", "talk.mp4")
    assert "cut off or damaged" in posted(LONG[:-40], "talk.mp4")
    assert "Choose the recording first" in posted(b"", "")
    assert len(kept()) == 3


@pytest.mark.slow
def test_another_recording_takes_the_place_of_the_one_before(crown: Club, writer: HouseClient) -> None:
    send(writer, films.an_mp4())
    (before,) = the_media(crown)
    at = begin(writer, films.MP3, name="talk.mp3").json["at"]
    assert f"/media/{before.ref}" in writer.get(f"{PATH}/edit").text
    put(writer, at, films.MP3, 0)
    (after,) = the_media(crown)
    assert after.ref != before.ref
    assert len(kept()) == 1
    writer.submit(f"{PATH}/edit", {"do": "remove"}, to=f"{PATH}/media/change")
    assert (kept(), the_media(crown)) == ([], [])
    assert "media.removed" in events_of(crown)


@pytest.mark.slow
def test_what_has_come_is_thrown_away_by_hand_or_after_two_days(crown: Club, writer: HouseClient) -> None:
    put(writer, begin(writer, LONG).json["at"], LONG, 0)
    writer.submit(f"{PATH}/edit", {"do": "stop"}, to=f"{PATH}/media/change")
    assert (kept(), the_media(crown)) == ([], [])
    send(writer, films.MP3, name="whole.mp3")
    put(writer, begin(writer, LONG).json["at"], LONG, 0)
    for days, left in ((1, 2), (3, 1)):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            tidy()
            db.session.commit()
            finish_all()
        assert len(the_media(crown)) == left
    assert len(kept()) == 1


@pytest.mark.slow
def test_nobody_goes_on_with_what_somebody_else_sends(crown: Club, writer: HouseClient) -> None:
    at = begin(writer, LONG).json["at"]
    a_writer(editor := writer.application.test_client(), crown, ClubRole.EDITOR)
    assert put(editor, at, LONG, 0).status_code == 404
    assert editor.get(at).status_code == 404
    assert "Somebody else is sending “talk.mp4”; 0% have come." in editor.get(f"{PATH}/edit").text
    assert "Somebody else is sending" in begin(editor, films.MP3).json["told"]
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        assert begin(editor, films.MP3).status_code == 200
    a_writer(other := writer.application.test_client(), crown)
    assert begin(other, films.MP3).status_code == 404


@pytest.mark.slow
def test_a_talk_that_is_out_meanwhile_is_changed_by_editors_only(crown: Club, writer: HouseClient) -> None:
    at = begin(writer, LONG).json["at"]
    put(writer, at, LONG, 0)
    a_writer(editor := writer.application.test_client(), crown, ClubRole.EDITOR)
    editor.submit(f"{PATH}/edit", {**WRITTEN, "do": "publish"})
    answer = put(writer, at, LONG, PART)
    assert (answer.status_code, "was published meanwhile" in answer.json["told"]) == (422, True)
    editor.submit("/crown/talks/new", {"do": "withdraw"}, to=f"{PATH}/step")
    assert put(writer, at, LONG, PART).json["offset"] == 2 * PART


def test_recordings_of_a_club_have_so_much_room_even_at_once(crown: Club, writer: HouseClient) -> None:
    writer.submit("/crown/talks/new", {**WRITTEN, "title": "Second talk", "do": "save"})
    fields = {**writer.form("/crown/talks/new"), "name": "a.mp3", "mark": "1", "size": 25 * MEGABYTE}

    def one(slug: str) -> int:
        head = {"head": (io.BytesIO(films.MP3), "head")}
        answer = writer.post(f"/crown/talks/{slug}/media/begin", data={**fields, **head})
        return int(answer.status_code)

    assert sorted(at_once(partial(one, "counting-stock"), partial(one, "second-talk"))) == [200, 422]
    assert len(the_media(crown)) == 1


@pytest.mark.slow
def test_no_room_in_the_club_says_how_much_is_left(crown: Club, writer: HouseClient) -> None:
    begin(writer, films.MP3, size=30 * MEGABYTE)
    writer.submit("/crown/talks/new", {**WRITTEN, "title": "Second talk", "do": "save"})
    head = {"head": (io.BytesIO(films.MP3), "head"), "name": "b.mp3", "mark": "1", "size": 11 * MEGABYTE}
    answer = writer.post("/crown/talks/second-talk/media/begin", data={**writer.form("/crown/talks/new"), **head})
    assert "have 10 MB of room left, and this one needs 11 MB" in answer.json["told"]


def test_a_full_disk_keeps_what_has_come(crown: Club, writer: HouseClient, monkeypatch: pytest.MonkeyPatch) -> None:
    at = begin(writer, LONG).json["at"]
    put(writer, at, LONG, 0)

    def full(*_told: Any) -> None:
        raise NoRoomError

    with monkeypatch.context() as now:
        now.setattr(FileStore, "put", full)
        answer = put(writer, at, LONG, PART)
        assert (answer.status_code, "disk is full" in answer.json["told"]) == (507, True)
        sent = {**writer.form(f"{PATH}/edit"), "recording": (io.BytesIO(films.MP3), "a.mp3")}
        writer.post(f"{PATH}/media", data=sent)
        assert "disk is full" in writer.get(f"{PATH}/edit").text
    assert put(writer, at, LONG, PART).json["offset"] == 2 * PART


def test_where_recordings_are_not_kept_nothing_offers_it(crown: Club, writer: HouseClient) -> None:
    send(writer, films.MP3)
    app = writer.application
    app.extensions["settings"] = replace(app.extensions["settings"], recordings=replace(films.ON, largest=0))
    page = writer.get(f"{PATH}/edit").text
    assert "data-begin" not in page
    assert "Take the recording away" in page
    assert "not kept on this site" in begin(writer, films.MP3).json["told"]
    with as_desk(crown):
        assert db.session.scalars(select(Talk.media_ref)).one() is not None
