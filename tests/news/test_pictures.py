"""Pictures of an article are seen by everybody once it is out, before that by whoever writes it."""

import io
import re

import pytest

from club.clubs.models import Club
from club.policy import ClubRole
from tests.client import HouseClient
from tests.makers import a_club
from tests.talks.test_pictures import a_picture
from tests.talks.test_writing import a_writer, events_of

PATH = "/crown/news/winter-meeting"
WRITTEN = {"title": "Winter meeting", "summary": "We meet.", "body": "Come.", "lang": "en"}


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def put(client: HouseClient, content: bytes) -> str:
    """Send a picture; the line for the text that the page then offers."""
    fields = {**client.form(f"{PATH}/edit"), "picture": (io.BytesIO(content), "hall.png"), "alt": "The hall"}
    assert client.post(f"{PATH}/pictures", data=fields).status_code == 303
    return next(iter(re.findall(r"!\[The hall\]\(/news/pictures/[a-z0-9]{16}\)", client.get(f"{PATH}/edit").text)), "")


@pytest.mark.slow
def test_a_picture_is_seen_where_its_article_is_read(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/news/new", {**WRITTEN, "do": "save"})
    line = put(client, a_picture())
    address = "/crown" + line.partition("(")[2].rstrip(")")
    visitor = client.application.test_client()
    typed = {**WRITTEN, "body": f"Look:\n\n{line}"}
    assert f'<img src="{address}" alt="The hall">' in client.submit(f"{PATH}/edit", {**typed, "do": "preview"}).text
    assert (client.get(address).status_code, visitor.get(address).status_code) == (200, 404)
    client.submit(f"{PATH}/edit", {**typed, "do": "publish"})
    assert f'<img src="{address}" alt="The hall">' in visitor.get(PATH).text
    assert visitor.get(address).data[:3] == b"\xff\xd8\xff"
    client.submit(f"{PATH}/edit", to=f"{PATH}/pictures/{address.rpartition('/')[2]}/remove")
    assert visitor.get(address).status_code == 404
    assert {"article.picture_added", "article.picture_removed"} <= set(events_of(crown))


def test_a_picture_of_another_article_is_not_taken_out(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    client.submit("/crown/news/new", {**WRITTEN, "do": "save"})
    line = put(client, a_picture("JPEG"))
    client.submit("/crown/news/new", {**WRITTEN, "do": "save"})
    ref = line.rpartition("/")[2].rstrip(")")
    other = f"{PATH}-2"
    assert client.submit(f"{other}/edit", to=f"{other}/pictures/{ref}/remove").status_code == 404
    assert put(client, b"<svg onload='alert(1)'/>") == line
