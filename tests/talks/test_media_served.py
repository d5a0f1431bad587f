"""A recording is played from any place of it, by whoever may read its talk at that moment, and never held whole."""

import re

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core.db import db
from club.core.files import FileStore
from club.policy import ClubRole
from club.talks import media_serving_views
from club.talks.models import Publication, Talk, Visibility
from club.talks.release_rules import digest_of
from tests.client import HouseClient
from tests.makers import a_club, as_desk
from tests.statements import counted
from tests.talks import films
from tests.talks.test_media import PART, PATH, begin, crown, put  # noqa: F401  the club is a fixture
from tests.talks.test_writing import WRITTEN, a_writer

FILM = films.an_mp4(sound=5 * PART)


@pytest.fixture
def at(crown: Club, client: HouseClient) -> str:  # noqa: F811
    """A published talk with a recording in six parts; where that is."""
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "publish"})
    where = begin(client, FILM).json["at"]
    for offset in range(0, len(FILM), PART):
        put(client, where, FILM, offset)
    return found(client.get(PATH).text)


def found(page: str) -> str:
    return re.findall(r'<(?:video|audio) [^>]*src="([^"]+)"', page)[0]


def change(club: Club, **facts: object) -> None:
    with as_desk(club):
        talk = db.session.scalars(select(Talk)).one()
        for name, value in facts.items():
            setattr(talk, name, value)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, len(FILM) - 1),
        ("bytes=0-1", 0, 1),
        (f"bytes={PART - 3}-{PART + 3}", PART - 3, PART + 3),
        (f"bytes={3 * PART}-{len(FILM) + 500}", 3 * PART, len(FILM) - 1),
        ("bytes=-7", len(FILM) - 7, len(FILM) - 1),
    ],
)
def test_a_range_is_answered_with_just_that(at: str, client: HouseClient, asked: str, first: int, last: int) -> None:
    answer = client.application.test_client().get(at, headers={"Range": asked})
    assert (answer.status_code, answer.mimetype) == (206, "video/mp4")
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    assert answer.data == FILM[first : last + 1]
    assert answer.content_length == last + 1 - first


@pytest.mark.slow
def test_all_of_it_its_head_and_what_it_has_not(at: str, client: HouseClient) -> None:
    visitor = client.application.test_client()
    whole = visitor.get(at)
    assert (whole.status_code, whole.data, whole.headers["Accept-Ranges"]) == (200, FILM, "bytes")
    assert "sandbox" in whole.headers["Content-Security-Policy"]
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    head = visitor.head(at)
    assert (head.status_code, head.data, head.content_length) == (200, b"", len(FILM))
    beyond = visitor.get(at, headers={"Range": f"bytes={len(FILM)}-"})
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(FILM)}")
    for odd in ("bytes=a-b", "bytes=9-2", "bytes=" + "9" * 400 + "-", "lines=0-1", "bytes=0-1,5-6"):
        assert visitor.get(at, headers={"Range": odd}).status_code in {200, 416}
    tag = whole.headers["ETag"]
    assert visitor.get(at, headers={"Range": "bytes=0-1", "If-Range": tag}).status_code == 206
    assert visitor.get(at, headers={"Range": "bytes=0-1", "If-Range": '"other"'}).data == FILM
    assert visitor.get(at, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.slow
def test_no_more_of_it_is_held_than_goes_out_at_once(
    at: str, client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    before = FileStore.read_range

    def noted(files: FileStore, key: str, start: int, end: int) -> bytes:
        asked.append(end - start)
        return before(files, key, start, end)

    monkeypatch.setattr(FileStore, "read_range", noted)
    monkeypatch.setattr(media_serving_views, "AT_ONCE", PART)
    answer = client.get(at, buffered=False)
    assert sum(asked) == PART
    assert b"".join(answer.response) == FILM
    asked.clear()
    assert client.get(at, headers={"Range": f"bytes={4 * PART}-{4 * PART + 9}"}).data == FILM[4 * PART :][:10]
    assert sum(asked) <= PART


@pytest.mark.slow
def test_whoever_may_not_read_the_talk_may_not_play_it_any_more(at: str, crown: Club, client: HouseClient) -> None:  # noqa: F811
    visitor = client.application.test_client()
    assert visitor.get(at).status_code == 200
    change(crown, visibility=Visibility.MEMBERS)
    assert (visitor.get(at).status_code, client.get(at).status_code) == (404, 200)
    assert "<video" not in visitor.get(PATH).text
    change(crown, visibility=Visibility.PUBLIC, status=Publication.DRAFT)
    assert (visitor.get(at).status_code, client.get(at).status_code) == (404, 200)
    a_club("harbor")
    assert client.get(at.replace("/crown/", "/harbor/")).status_code == 404


@pytest.mark.slow
def test_a_draft_is_played_over_its_links(at: str, crown: Club, client: HouseClient) -> None:  # noqa: F811
    change(crown, status=Publication.DRAFT)
    client.submit(f"{PATH}/edit", to=f"{PATH}/preview")
    client.submit(f"{PATH}/speaker", to=f"{PATH}/speaker")
    visitor = client.application.test_client()
    pages = client.get(f"{PATH}/edit").text + client.get(f"{PATH}/speaker").text
    links = {re.findall(rf"/crown/talks/{kind}/[a-z0-9]+", pages)[0] for kind in ("preview", "release")}
    for link in links:
        own = found(visitor.get(link).text)
        assert own.startswith(f"{link}/media/")
        assert visitor.get(own, headers={"Range": "bytes=0-3"}).data == FILM[:4]
        assert visitor.get(own[:-16] + "a" * 16).status_code == 404
    client.submit(f"{PATH}/edit", to=f"{PATH}/preview/end")
    gone = [visitor.get(found_at).status_code for found_at in (f"{link}/media/{at[-16:]}" for link in sorted(links))]
    assert gone == [404, 200]


@pytest.mark.slow
def test_a_recording_of_the_own_comes_before_one_elsewhere_and_costs_one_statement(
    at: str,
    crown: Club,  # noqa: F811
    client: HouseClient,
) -> None:
    def statements() -> int:
        client.get(PATH)
        with client.application.app_context(), counted(client.application) as sent:
            client.get(PATH)
        return len(sent)

    change(crown, recording="https://www.bilibili.com/video/BV1xx411c7mD")
    page = client.get(PATH).text
    assert 'preload="none"' in page
    assert "ilibili" not in page
    kept = statements()
    change(crown, media_ref=None)
    assert "It lies at Bilibili" in client.get(PATH).text
    assert statements() == kept - 1


@pytest.mark.slow
def test_a_released_talk_with_another_recording_is_asked_for_again(at: str, crown: Club, client: HouseClient) -> None:  # noqa: F811
    with as_desk(crown):
        before = digest_of(db.session.scalars(select(Talk)).one())
    where = begin(client, films.MP3, name="b.mp3").json["at"]
    put(client, where, films.MP3, 0)
    with as_desk(crown):
        assert digest_of(db.session.scalars(select(Talk)).one()) != before
    assert client.get(at).status_code == 404
