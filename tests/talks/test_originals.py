"""Where a reprint was first published: typed by its writer, told to readers and to engines."""

import pytest

from club.clubs.models import Club
from club.core import clock
from club.news import actions as news
from club.policy import ClubRole
from tests.client import HouseClient
from tests.makers import a_club, a_talk, as_desk
from tests.talks.test_writing import WRITTEN, a_writer, the_talks

ORIGINAL = "https://www.trade.example/2026/stock?page=1&part=2"
CANONICAL = '<link rel="canonical" href="{}">'


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def test_a_reprint_leads_readers_and_engines_to_its_original(crown: Club, client: HouseClient) -> None:
    a_talk(crown, slug="ours")
    a_talk(crown, slug="reprint", original=ORIGINAL)
    page, escaped = client.get("/crown/talks/reprint").text, ORIGINAL.replace("&", "&amp;")
    assert CANONICAL.format(escaped) in page
    assert f'First published at <a href="{escaped}" rel="nofollow noopener">trade.example</a>' in page
    assert '<meta property="og:url" content="http://127.0.0.1:8000/crown/talks/reprint">' in page
    assert '"isBasedOn":"https://www.trade.example/' in page
    ours = client.get("/crown/talks/ours").text
    assert CANONICAL.format("http://127.0.0.1:8000/crown/talks/ours") in ours
    assert "First published" not in ours


def test_an_article_has_one_as_well(crown: Club, client: HouseClient) -> None:
    with as_desk(crown):
        facts = news.ArticleFacts(title="Stock", lang="en", body="Stock", summary="S.", original=ORIGINAL)
        news.take_step(
            news.draft(facts, by=None, at=clock.now(), slug="one"), "publish", is_editor=True, at=clock.now()
        )
    page = client.get("/crown/news/one").text
    assert CANONICAL.format(ORIGINAL.replace("&", "&amp;")) in page
    assert ">trade.example</a>" in page


@pytest.mark.slow
def test_an_original_is_a_page_of_the_open_web(crown: Club, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    for wrong in ("javascript:alert(1)", "http://127.0.0.1/stock", "trade.example"):
        answer = client.submit("/crown/talks/new", {**WRITTEN, "original": wrong, "do": "save"})
        assert answer.status_code == 422
        assert "Give the whole address of a public page" in answer.text
        assert f'value="{wrong}"' in answer.text
    client.submit("/crown/talks/new", {**WRITTEN, "original": f" {ORIGINAL} ", "do": "save"})
    assert [talk.original for talk in the_talks(crown)] == [ORIGINAL]
    answer = client.submit("/crown/talks/counting-stock/edit", {**WRITTEN, "original": "", "do": "save"})
    assert answer.status_code == 303
    assert [talk.original for talk in the_talks(crown)] == [""]
