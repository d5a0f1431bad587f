"""What a text was can be seen and brought back; what is typed outlives a closed window."""

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core.db import db
from club.policy import ClubRole
from club.talks.models import Publication
from club.talks.version_models import TextVersion
from tests.client import HouseClient
from tests.makers import a_club, a_talk, as_desk
from tests.talks.test_writing import WRITTEN, a_writer, the_talks

PATH = "/crown/talks/counting-stock"


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def versions(club: Club) -> list[str]:
    with as_desk(club):
        rows = db.session.scalars(select(TextVersion).order_by(TextVersion.number))
        return [row.facts["transcript"] for row in rows]


def test_each_saving_after_handing_in_is_kept_once(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    assert versions(crown) == []
    client.submit(f"{PATH}/edit", {**WRITTEN, "do": "submit"})
    for words in ("Second.", "Second.", "Third."):
        client.submit(f"{PATH}/edit", {**WRITTEN, "transcript": words, "do": "save"})
    assert versions(crown) == [WRITTEN["transcript"], "Second.", "Third."]


def test_a_version_is_compared_word_by_word_and_brought_back(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "transcript": "We counted four hundred.", "do": "submit"})
    client.submit(f"{PATH}/edit", {**WRITTEN, "transcript": "We counted five hundred.", "do": "save"})
    (number,) = {talk.version for talk in the_talks(crown)}
    assert f"{PATH}/versions/{number}" in client.get(f"{PATH}/versions").text
    first = client.get(f"{PATH}/versions/{number - 1}").text
    assert "<del>four</del><ins>five</ins>" in first
    page = client.get(f"{PATH}/edit?version={number - 1}").text
    assert "We counted four hundred." in page
    assert [talk.transcript for talk in the_talks(crown)] == ["We counted five hundred."]
    for wrong in ("999", "x", "9" * 40):
        assert client.get(f"{PATH}/edit?version={wrong}").status_code == 404


def test_versions_of_others_are_not_seen(crown, client: HouseClient) -> None:
    a_talk(crown, slug="theirs", status=Publication.DRAFT)
    a_writer(client, crown)
    assert client.get("/crown/talks/theirs/versions").status_code == 404
    assert client.get("/crown/talks/theirs/versions/1").status_code == 404
    assert (
        client.submit("/crown/talks/new", {"title": "Mine", "do": "keep"}, to="/crown/talks/theirs/edit").status_code
        == 404
    )


@pytest.mark.slow
def test_what_was_typed_outlives_the_window_and_goes_with_the_saving(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    kept = client.submit("/crown/talks/new", {"title": "Half a title", "do": "keep"})
    assert kept.get_json()["stamp"]
    assert the_talks(crown) == []
    assert "What you typed is still there" in client.get("/crown/talks/new").text
    assert "Half a title" not in client.get("/crown/talks/new").text
    assert "Half a title" in client.get("/crown/talks/new?kept=1").text
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    assert "What you typed is still there" not in client.get("/crown/talks/new").text


def test_what_was_typed_is_thrown_away_only_after_asking(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    client.submit("/crown/talks/new", {"title": "Half a title", "do": "keep"})
    before, asks = client.get("/crown/talks/new").text.split("<summary>Throw it away</summary>")
    assert 'value="forget"' not in before
    assert "Throw it away for good" in asks.split("</details>")[0]


@pytest.mark.slow
def test_two_windows_do_not_overwrite_one_another(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    one = client.submit(f"{PATH}/edit", {"title": "One", "do": "keep"}).get_json()["stamp"]
    other = client.submit(f"{PATH}/edit", {"title": "Other", "stamp": "", "do": "keep"})
    assert (other.status_code, "another window" in other.get_json()["told"]) == (409, True)
    more = client.submit(f"{PATH}/edit", {"title": "One more", "stamp": one, "do": "keep"})
    assert more.status_code == 200
    assert "One more" in client.get(f"{PATH}/edit?kept=1").text
    assert [talk.title for talk in the_talks(crown)] == ["Counting stock"]
    client.submit(f"{PATH}/edit", {"do": "forget"})
    assert "still there" not in client.get(f"{PATH}/edit").text


def test_what_is_too_long_is_not_kept(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    answer = client.submit("/crown/talks/new", {"transcript": "a" * 300_000, "do": "keep"})
    assert answer.status_code == 422


def test_a_preview_link_shows_a_draft_until_it_is_ended(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    client.submit(f"{PATH}/edit", to=f"{PATH}/preview")
    page = client.get(f"{PATH}/edit").text
    address = page.partition('id="preview-address" value="')[2].partition('"')[0].partition("/crown/")[2]
    guest = client.application.test_client()
    shown = guest.get(f"/crown/{address}")
    assert "Because" in shown.text
    assert 'content="noindex' in shown.text
    client.submit(f"{PATH}/edit", to=f"{PATH}/preview/end")
    assert guest.get(f"/crown/{address}").status_code == 410


@pytest.mark.slow
def test_a_preview_link_leads_to_a_talk_that_is_out_as_everybody_reads_it(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/talks/new", {**WRITTEN, "visibility": "members", "do": "save"})
    client.submit(f"{PATH}/edit", to=f"{PATH}/preview")
    address = client.get(f"{PATH}/edit").text.partition('id="preview-address" value="')[2].partition('"')[0]
    client.submit(f"{PATH}/edit", {"do": "publish"}, to=f"{PATH}/step")
    shown = client.application.test_client().get(f"/crown/{address.partition('/crown/')[2]}", follow_redirects=True)
    assert "This talk is for members." in shown.text
    assert "Because" not in shown.text
