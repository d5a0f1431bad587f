"""Pictures of a talk are seen by whoever may read it, and by nobody else."""

import io
import re

import pytest
from PIL import Image

from club.clubs.models import Club
from club.core.markdown import render
from club.policy import ClubRole
from club.talks.rules import with_pictures
from tests.client import HouseClient
from tests.makers import a_club, sign_in
from tests.talks.test_writing import WRITTEN, a_writer, events_of

PATH = "/crown/talks/counting-stock"


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def a_picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "ivory").save(out, kind)
    return out.getvalue()


def put(client: HouseClient, content: bytes, name: str = "shelf.png", alt: str = "A shelf") -> str:
    """Send a picture; the line for the text that the page then offers, if any."""
    fields = {**client.form(f"{PATH}/edit"), "picture": (io.BytesIO(content), name), "alt": alt}
    assert client.post(f"{PATH}/pictures", data=fields).status_code == 303
    return next(iter(re.findall(r"!\[.*\]\(/talks/pictures/[a-z0-9]{16}\)", client.get(f"{PATH}/edit").text)), "")


@pytest.mark.slow
def test_a_picture_is_seen_where_its_talk_is_read(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/talks/new", {**WRITTEN, "visibility": "members", "do": "save"})
    line = put(client, a_picture())
    client.submit(
        f"{PATH}/edit", {**WRITTEN, "visibility": "members", "transcript": f"Look:\n\n{line}", "do": "publish"}
    )
    address = "/crown" + line.partition("(")[2].rstrip(")")
    looked_at = client.submit(f"{PATH}/edit", {**WRITTEN, "transcript": line, "do": "preview"})
    assert f'<img src="{address}" alt="A shelf"></p>' in looked_at.text
    assert f'<img src="{address}" alt="A shelf">' in client.get(PATH).text
    shown = client.get(address)
    assert (shown.status_code, shown.mimetype, shown.data[:3]) == (200, "image/jpeg", b"\xff\xd8\xff")
    visitor = client.application.test_client()
    assert visitor.get(address).status_code == 404
    changed = {**WRITTEN, "transcript": f"Look:\n\n{line}", "do": "save"}
    assert client.submit(f"{PATH}/edit", changed).status_code == 303
    assert visitor.get(address).status_code == 200
    assert "talk.picture_added" in events_of(crown)


@pytest.mark.slow
def test_a_picture_of_what_an_editor_published_is_not_taken_out_by_its_writer(crown, client: HouseClient) -> None:
    writer = a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    line = put(client, a_picture())
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit(f"{PATH}/edit", {**WRITTEN, "transcript": line, "do": "publish"})
    sign_in(client, writer)
    remove = f"{PATH}/pictures/{line.rpartition('/')[2].rstrip(')')}/remove"
    assert client.submit("/crown/talks/new", {}, to=remove).status_code == 404
    a_writer(client, crown, ClubRole.EDITOR)
    assert client.submit("/crown/talks/new", {}, to=remove).status_code == 303


@pytest.mark.slow
def test_who_has_a_link_sees_the_pictures_of_that_talk(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.SECRETARY)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    line = put(client, a_picture("JPEG"))
    client.submit(f"{PATH}/edit", {**WRITTEN, "transcript": line, "do": "save"})
    client.submit(f"{PATH}/edit", to=f"{PATH}/preview")
    link = re.findall(r"/crown/talks/preview/[a-z0-9]+", client.get(f"{PATH}/edit").text)[0]
    visitor = client.application.test_client()
    (address,) = re.findall(r'<img src="([^"]+)"', visitor.get(link).text)
    assert address.startswith(f"{link}/pictures/")
    assert visitor.get(address).status_code == 200
    assert visitor.get(address.replace("/preview/", "/release/")).status_code == 404
    client.submit(f"{PATH}/edit", to=f"{PATH}/preview/end")
    assert visitor.get(address).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4\n%%EOF\n", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a web page"),
        (b"\x89PNG\r\n\x1a\nbroken", ""),
    ],
)
def test_what_is_no_picture_says_so(crown, client: HouseClient, content: bytes, says: str) -> None:
    a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    fields = {**client.form(f"{PATH}/edit"), "picture": (io.BytesIO(content), "shelf.png")}
    answer = client.post(f"{PATH}/pictures", data=fields, follow_redirects=True)
    assert says in answer.text
    assert "/talks/pictures/" not in answer.text.replace(f"{PATH}/pictures", "")


def test_what_a_picture_shows_is_said_in_its_line(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    line = put(client, a_picture(), alt=" Boxes [old]\n on a\0 shelf ")
    assert line.startswith("![Boxes (old) on a shelf](")
    read = client.submit(f"{PATH}/edit", {**WRITTEN, "transcript": line, "do": "preview"})
    assert 'alt="Boxes (old) on a shelf"></p>' in read.text
    too_long = {**client.form(f"{PATH}/edit"), "picture": (io.BytesIO(a_picture()), "b.png"), "alt": "x" * 201}
    assert "at most 200 characters" in client.post(f"{PATH}/pictures", data=too_long, follow_redirects=True).text


@pytest.mark.parametrize(
    ("alt", "said"),
    [("shelf.png", ""), ("IMG 0042.HEIC", ""), ("", ""), ("Our .png of a shelf", "Our .png of a shelf")],
)
def test_nobody_is_told_the_name_of_a_file(alt: str, said: str) -> None:
    html = render(f"Look.\n\n![{alt}](/talks/pictures/{'a' * 16})")
    assert f'alt="{said}">' in with_pictures(str(html), "/crown/talks/pictures/")
