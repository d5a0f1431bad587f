"""A page of the site, such as the one about the club: written like news, found at the foot of every page."""

import re

import pytest

from club.clubs.models import Club
from club.core.jobs import finish_all
from club.policy import ClubRole
from tests.client import HouseClient
from tests.makers import a_club, sign_in
from tests.talks.test_writing import a_writer

ABOUT = {"title": "About the club", "summary": "Who we are.", "body": "## Since 2014\n\nWe meet.", "lang": "en"}
PATH = "/crown/news/about-the-club"


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


PAGE = {**ABOUT, "is_page": "y"}


def write(client: HouseClient) -> None:
    assert client.submit("/crown/news/new", {**PAGE, "do": "publish"}).status_code == 303


def foot(client: HouseClient, path: str = "/crown/") -> list[tuple[str, str]]:
    """What the foot of a page leads to beside what every club has."""
    client.application.extensions["sites"].forget()
    page = client.application.test_client().get(path).text.partition('<footer class="wrap">')[2]
    return re.findall(r'<a href="(/crown/news/[^"]+)"[^>]*>([^<]+)</a>', page)


@pytest.mark.slow
def test_a_page_stands_at_the_foot_and_in_no_list_of_news(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    write(client)
    assert foot(client) == foot(client, "/crown/talks") == [(PATH, "About the club")]
    assert "Page of the site" in client.get("/crown/texts").text
    visitor = client.application.test_client()
    page = visitor.get(PATH).text
    assert ("Since 2014" in page, "Published" in page, "Back to all news" in page) == (True, False, False)
    for listed in ("/crown/news", "/crown/news/feed.atom"):
        assert "About the club" not in visitor.get(listed).text.partition("<footer")[0]
    assert "about-the-club" in visitor.get("/crown/sitemap.xml").text
    finish_all()
    assert "About the club" in visitor.get("/crown/search?q=Since").text


def test_a_page_of_the_site_is_no_news_in_the_menu(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    write(client)
    client.submit("/crown/news/new", {**ABOUT, "title": "Dinner", "do": "publish"})
    visitor = client.application.test_client()
    here = '<a href="/crown/news" aria-current="page">'
    assert [here in visitor.get(path).text for path in (PATH, "/crown/news/dinner", PATH)] == [False, True, False]


def test_a_page_is_changed_without_a_note_renamed_and_withdrawn(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    write(client)
    assert client.submit(f"{PATH}/edit", {**PAGE, "title": "Who we are", "do": "save"}).status_code == 303
    assert foot(client) == [(PATH, "Who we are")]
    client.submit(f"{PATH}/edit", {"do": "withdraw"}, to=f"{PATH}/step")
    assert foot(client) == []


def test_each_reader_is_led_to_the_page_in_their_language(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    write(client)
    client.submit(f"{PATH}/edit", {"do": "begin"}, to=f"{PATH}/language")
    client.submit(f"{PATH}-zh/edit", {**PAGE, "lang": "zh", "title": "关于俱乐部", "do": "publish"})
    assert foot(client) == [(PATH, "About the club")]
    chinese = client.application.test_client()
    chinese.set_cookie("lang", "zh")
    assert "关于俱乐部</a>" in chinese.get("/crown/").text
    client.submit(f"{PATH}/edit", {"do": "part"}, to=f"{PATH}/language")
    assert len(foot(client)) == 2


def test_whoever_does_not_publish_makes_no_page_and_leaves_one_that_is(crown, client: HouseClient) -> None:
    writer = a_writer(client, crown)
    client.submit("/crown/news/new", {**PAGE, "do": "save"})
    assert 'name="is_page"' not in client.get(f"{PATH}/edit").text
    editor = a_writer(client, crown, ClubRole.EDITOR)
    client.submit(f"{PATH}/edit", {"do": "publish"}, to=f"{PATH}/step")
    assert foot(client) == []
    client.submit(f"{PATH}/edit", {"do": "withdraw"}, to=f"{PATH}/step")
    client.submit(f"{PATH}/edit", {**PAGE, "do": "save"})
    sign_in(client, writer)
    client.submit(f"{PATH}/edit", {**ABOUT, "title": "Ours", "do": "save"})
    sign_in(client, editor)
    client.submit(f"{PATH}/edit", {"do": "publish"}, to=f"{PATH}/step")
    assert foot(client) == [(PATH, "Ours")]
