"""A recording that lies elsewhere: that place is met by nobody before it is played."""

import pytest

from club.clubs.models import Club
from club.policy import ClubRole
from tests.client import HouseClient
from tests.makers import a_club, a_talk
from tests.talks.test_writing import WRITTEN, a_writer

PATH = "/crown/talks/counting-stock"
ADDRESS = "https://www.bilibili.com/video/BV1xx411c7mD"


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def policy(answer) -> str:
    return answer.headers["Content-Security-Policy"]


def test_nothing_is_loaded_before_it_is_played(crown, client: HouseClient) -> None:
    a_talk(crown, slug="counting-stock", recording=ADDRESS)
    page = client.get(PATH)
    assert "It lies at Bilibili" in page.text
    assert "<iframe" not in page.text
    assert "frame-src" not in policy(page)
    playing = client.get(f"{PATH}?play=1")
    assert 'src="https://player.bilibili.com/player.html?bvid=BV1xx411c7mD' in playing.text
    assert policy(playing).endswith("frame-src https://player.bilibili.com")
    plain = a_talk(crown).slug
    assert "frame-src" not in policy(client.get(f"/crown/talks/{plain}?play=1"))


def test_a_members_recording_is_for_members(crown, client: HouseClient) -> None:
    a_talk(crown, slug="counting-stock", recording=ADDRESS, visibility="members")
    playing = client.get(f"{PATH}?play=1")
    assert "ilibili" not in playing.text
    assert "frame-src" not in policy(playing)


@pytest.mark.parametrize(
    "address",
    ["https://videos.example/1", "javascript:alert(1)", "http://www.bilibili.com/video/BV1xx411c7mD", "x" * 201],
)
def test_only_places_that_are_allowed(crown, client: HouseClient, address: str) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    refused = client.submit("/crown/talks/new", {**WRITTEN, "recording": address, "do": "save"})
    assert refused.status_code == 422
    assert address in refused.text


def test_a_writer_names_it(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    assert client.submit("/crown/talks/new", {**WRITTEN, "recording": ADDRESS, "do": "publish"}).status_code == 303
    assert "It lies at Bilibili" in client.get(PATH).text
    assert f'value="{ADDRESS}"' in client.get(f"{PATH}/edit").text


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["talks", "news"])
def test_a_preview_that_cannot_be_drawn_says_so_and_keeps_what_was_typed(crown, client: HouseClient, kind: str) -> None:
    a_writer(client, crown)
    swells = f"[a]: <https://a.example/{'x' * 5000}>\n\n" + "[a]" * 40_000
    words = "transcript" if kind == "talks" else "body"
    typed = {**WRITTEN, words: swells, "title": "Kept title", "do": "preview"}
    answer = client.submit(f"/crown/{kind}/new", typed)
    assert answer.status_code == 422
    assert "names a very long link" in answer.text
    assert "Kept title" in answer.text
    assert swells[-300:] in answer.text
