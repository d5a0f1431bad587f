"""Pages of news."""

from datetime import UTC, datetime

from club.talks.models import Publication
from tests.client import HouseClient
from tests.makers import a_club, a_section, an_article
from tests.statements import counted


def test_an_article_is_read(app, client: HouseClient) -> None:
    club = a_club("crown")
    section = a_section(club, "life", "Club life")
    an_article(club, slug="dinner", title="Winter dinner", section_id=section.id, source="Written by the secretary.")
    page = client.get("/crown/news/dinner").text
    for words in ("Winter dinner", "What happened.", "It happened.", "Club life", "Written by the secretary."):
        assert words in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/crown/news/dinner">' in page


def test_the_news_are_listed_newest_first_and_by_section(app, client: HouseClient) -> None:
    club = a_club("crown")
    section = a_section(club, "life")
    an_article(club, title="Older one", published_at=datetime(2026, 1, 2, tzinfo=UTC), section_id=section.id)
    an_article(club, title="Newer one", published_at=datetime(2026, 2, 2, tzinfo=UTC))
    an_article(club, title="Hidden one", status=Publication.DRAFT)
    page = client.get("/crown/news").text
    assert page.index("Newer one") < page.index("Older one")
    assert "Hidden one" not in page
    assert "Newer one" not in client.get("/crown/news?section=life").text
    assert "Nothing here" in client.get("/crown/news?section=none").text


def test_neighbours_lead_through_the_news(app, client: HouseClient) -> None:
    club = a_club("crown")
    for day in (1, 2, 3):
        at = datetime(2026, 1, day, tzinfo=UTC)
        an_article(club, slug=f"day-{day}", title=f"Day {day}", published_at=at)
    page = client.get("/crown/news/day-2").text
    assert "Earlier: Day 1" in page
    assert "Next: Day 3" in page


def test_an_article_of_another_club_or_a_draft_is_not_found(app, client: HouseClient) -> None:
    an_article(a_club("crown"), slug="dinner", status=Publication.DRAFT)
    an_article(a_club("harbour"), slug="lunch")
    assert client.get("/crown/news/dinner").status_code == 404
    assert client.get("/crown/news/lunch").status_code == 404


def test_an_article_takes_one_statement(app, client: HouseClient) -> None:
    an_article(a_club("crown"), slug="dinner")
    client.get("/crown/news")
    with counted(app) as sent:
        client.get("/crown/news/dinner")
    assert len(sent) == 1, sent
