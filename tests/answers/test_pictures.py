"""Pictures of answers: made new when they come, shown inside the firm alone, gone when nothing shows them."""

import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from PIL import Image

from club.core import clock
from club.core.db import read, session
from club.core.jobs import finish_all
from club.documents.models import Picture
from club.documents.picture_actions import store
from club.documents.picture_rules import LOOKED_AFTER, MOST_ON_A_PART
from club.documents.queries import DRAFT
from club.home.export_parts import PARTS, files
from club.policy import FirmRole
from tests.answers.shop import Shop
from tests.client import HouseClient
from tests.core.test_files import PDF, a_picture
from tests.makers import a_membership, a_person, as_firm


class Drawer(Shop):
    """The lead of the shop puts pictures to the answer about freight."""

    def __init__(self, client: HouseClient, slug: str = "mill") -> None:
        super().__init__(client, slug)
        self.owner = a_person(f"owner@{slug}.example")
        a_membership(self.firm, FirmRole.OWNER, self.owner)
        self.text = f"{self.at}/{self.document.ref}"
        self.sees(self.owner)

    def sends(self, content: bytes, name: str = "size.jpg", key: str = "freight") -> Any:
        fields = {"file": (io.BytesIO(content), name)}
        path = f"{self.text}/edit/picture?key={key}"
        return self.client.submit(path, fields, content_type="multipart/form-data")

    def drafted(self) -> list[str]:
        with as_firm(self.firm):
            row = read(DRAFT, ref=self.document.ref).first()
            return row.body["answers"][0].get("pictures", []) if row else []

    def kept(self) -> list[Picture]:
        with as_firm(self.firm):
            return list(session().query(Picture).order_by(Picture.id))

    def publishes(self) -> None:
        assert self.client.submit(f"{self.text}/publish", {"note": "With a picture"}).status_code == 303

    def later(self) -> None:
        """Some days go by, and the jobs that wait for them."""
        with time_machine.travel(clock.now() + LOOKED_AFTER + timedelta(minutes=1), tick=False):
            finish_all()


@pytest.fixture
def drawer(app: Flask, client: HouseClient) -> Drawer:
    return Drawer(client)


def test_a_picture_is_made_new_and_shown_where_the_answer_is_used(drawer: Drawer) -> None:
    sent = drawer.sends(a_picture("PNG", size=(90, 60)), "size.png")
    assert sent.location == f"{drawer.text}/edit/item?key=freight#shown-pictures"
    (row,) = drawer.kept()
    assert drawer.drafted() == [row.ref]
    at = f"{drawer.at.removesuffix('/answers')}/pictures/{row.ref}"
    assert f'src="{at}"' in drawer.client.get(sent.location).text
    drawer.publishes()
    drawer.sees(drawer.agent)
    for page in (drawer.text, f"{drawer.at}/panel?q=th2", f"{drawer.text}/print"):
        assert f'src="{at}"' in drawer.client.get(page).text
    answer = drawer.client.get(at)
    assert Image.open(io.BytesIO(answer.data)).format == "JPEG"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    again = drawer.client.get(at, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_picture_is_not_there_for_anybody_else(app: Flask, drawer: Drawer, client: HouseClient) -> None:
    drawer.sends(a_picture())
    (row,) = drawer.kept()
    neighbour = Drawer(client, "quay")
    for firm in (drawer.at, neighbour.at):
        assert client.get(f"{firm.removesuffix('/answers')}/pictures/{row.ref}").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (PDF, "size.jpg", "This file is no picture."),
        (b"<script>alert(1)</script>", "size.jpg", "is a web page"),
        (b"", "size.jpg", "is empty"),
        (b"\xff\xd8\xff" + b"x" * 50, "size.jpg", "can’t be opened as a picture"),
        (b"x", "", "Choose the picture first."),
    ],
)
def test_what_is_no_picture_is_not_kept(drawer: Drawer, content: bytes, name: str, said: str) -> None:
    answer = drawer.sends(content, name)
    assert answer.status_code == 422
    assert said in answer.text
    assert (drawer.kept(), drawer.drafted()) == ([], [])


@pytest.mark.slow
def test_a_part_shows_so_many_and_other_parts_none(drawer: Drawer) -> None:
    for number in range(MOST_ON_A_PART):
        assert drawer.sends(a_picture(size=(40 + number, 20))).status_code == 303
    refused = drawer.sends(a_picture())
    assert refused.status_code == 422
    assert f"This part shows {MOST_ON_A_PART} pictures already." in refused.text
    assert len(drawer.kept()) == len(drawer.drafted()) == MOST_ON_A_PART
    for key in ("", "ask-order", "short", "nobody"):
        assert drawer.client.get(f"{drawer.text}/edit/picture?key={key}").status_code == 404


@pytest.mark.slow
def test_a_picture_that_is_taken_off_before_it_was_published_is_deleted(drawer: Drawer) -> None:
    drawer.sends(a_picture(size=(50, 20)))
    drawer.sends(a_picture(size=(60, 20)))
    first, second = drawer.kept()
    drawer.later()
    assert len(drawer.kept()) == 2
    drawer.client.submit(f"{drawer.text}/edit/item?key=freight", {"pictures": [second.ref]})
    assert drawer.drafted() == [second.ref]
    with time_machine.travel(clock.now() + LOOKED_AFTER, tick=False):
        drawer.later()
    assert [row.ref for row in drawer.kept()] == [second.ref]
    assert (store().has(first.stored_as), store().has(second.stored_as)) == (False, True)


def test_what_an_edition_shows_stays(drawer: Drawer) -> None:
    drawer.sends(a_picture())
    drawer.publishes()
    (row,) = drawer.kept()
    drawer.client.submit(f"{drawer.text}/edit/item?key=freight", {"title": "Who pays", "pictures": []})
    drawer.publishes()
    drawer.later()
    assert [one.ref for one in drawer.kept()] == [row.ref]


def test_an_answer_without_pictures_is_not_asked_about_them(drawer: Drawer) -> None:
    page = drawer.client.get(f"{drawer.text}/edit/item?key=freight").text
    assert 'name="pictures"' not in page
    answer = drawer.client.submit(f"{drawer.text}/edit/item?key=freight", {"title": "Who pays", "then": "picture:"})
    assert answer.location == f"{drawer.text}/edit/picture?key=freight"


def test_a_firm_takes_its_pictures_along(drawer: Drawer) -> None:
    drawer.sends(a_picture())
    (row,) = drawer.kept()
    with as_firm(drawer.firm):
        (told,) = PARTS["pictures"]()
        assert (told["ref"], told["document"], "stored_as" in told) == (row.ref, drawer.document.ref, False)
        assert (f"pictures/{row.ref}.jpg", row.stored_as) in list(files())
