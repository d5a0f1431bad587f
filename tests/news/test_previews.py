"""The private link of an article shows it, with its pictures, until it is out or the link is ended."""

import re

import pytest

from club.clubs.models import Club
from club.policy import ClubRole
from tests.client import HouseClient
from tests.makers import a_club
from tests.news.test_pictures import PATH, WRITTEN, put
from tests.talks.test_pictures import a_picture
from tests.talks.test_writing import a_writer, events_of


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


@pytest.mark.slow
def test_whoever_has_the_link_reads_the_article_until_it_is_ended(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/news/new", {**WRITTEN, "do": "save"})
    client.submit(f"{PATH}/edit", {**WRITTEN, "body": f"Look:\n\n{put(client, a_picture())}", "do": "save"})
    client.submit(f"{PATH}/edit", to=f"{PATH}/preview")
    link = the_link(client)
    visitor = client.application.test_client()
    page = visitor.get(link)
    assert "Look:" in page.text
    assert 'content="noindex' in page.text
    (picture,) = re.findall(r'<img src="([^"]+/pictures/[^"]+)"', page.text)
    assert picture.startswith(f"{link}/pictures/")
    assert visitor.get(picture).data[:3] == b"\xff\xd8\xff"
    assert visitor.get(link.replace("/news/", "/talks/")).status_code == 404
    client.submit(f"{PATH}/edit", to=f"{PATH}/preview")
    assert (visitor.get(link).status_code, visitor.get(the_link(client)).status_code) == (410, 200)
    newest = the_link(client)
    client.submit(f"{PATH}/edit", {"do": "publish"}, to=f"{PATH}/step")
    assert visitor.get(newest).headers["Location"].endswith(PATH)
    assert visitor.get(picture.replace(link, newest)).status_code == 404
    client.submit(f"{PATH}/edit", to=f"{PATH}/preview/end")
    assert visitor.get(newest).status_code == 410
    assert {"preview_link.made", "preview_link.ended"} <= set(events_of(crown))


def test_nobody_else_makes_a_link(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    client.submit("/crown/news/new", {**WRITTEN, "do": "save"})
    a_writer(other := client.application.test_client(), crown)
    for path in ("preview", "preview/end"):
        assert other.submit("/crown/news/new", to=f"{PATH}/{path}").status_code == 404


def the_link(client: HouseClient) -> str:
    page = client.get(f"{PATH}/edit").text
    return "/crown/" + page.partition('id="preview-address" value="')[2].partition('"')[0].partition("/crown/")[2]
