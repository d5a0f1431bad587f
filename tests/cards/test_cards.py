"""Pictures of texts: drawn once, kept, drawn anew when they would say something else, for whoever may read the text."""

import io
import re

import pytest
from PIL import Image

from club.cards import actions, views
from club.classes.models import Audience, ClassStatus
from club.clubs import setting_actions
from club.clubs.models import Club
from club.core import clock, outbox
from club.core.db import session
from club.core.jobs import finish_all
from club.courses.models import CourseStatus
from club.policy import FirmRole
from club.talks.actions import take_step
from club.talks.models import Publication, Talk, Visibility
from tests.client import HouseClient
from tests.makers import a_class, a_club, a_course, a_firm, a_membership, a_person, a_talk, as_desk, sign_in

SHEET, CARD = "/crown/cards/talk/one/portrait.png", "/crown/cards/talk/one/wide.png"


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def kept(club: Club) -> list[str]:
    return list(actions.store().keys(club.slug))


def as_member(client: HouseClient, club: Club) -> None:
    member = a_person()
    a_membership(a_firm(club, "mill"), FirmRole.STAFF, member)
    sign_in(client, member)


@pytest.mark.slow
def test_a_talk_is_drawn_as_a_sheet_and_as_a_card_once_each(
    crown: Club, client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = a_talk(crown, slug="one", title="仓库盘点 and counting <b>", summary="S." * 200, lang="zh")
    pictures = {path: client.get(path) for path in (SHEET, CARD)}
    sizes = {path: Image.open(io.BytesIO(answer.data)).size for path, answer in pictures.items()}
    assert sizes == {SHEET: (1080, 1440), CARD: (1200, 630)}
    assert pictures[SHEET].mimetype == "image/png"
    assert len(kept(crown)) == 2
    monkeypatch.setattr(views, "DRAWN_ANEW", views.DRAWN_ANEW._replace(times=0))
    assert client.get(SHEET).data == pictures[SHEET].data
    with as_desk(crown):
        session().get_one(Talk, talk.id).title = "Counted"
    assert client.get(SHEET).status_code == 503  # it would be drawn anew
    monkeypatch.undo()
    assert client.get(SHEET).data != pictures[SHEET].data
    assert len(kept(crown)) == 2
    with as_desk(crown):
        take_step(session().get_one(Talk, talk.id), "withdraw", is_editor=True, at=clock.now())
    assert kept(crown) == []
    assert client.get(SHEET).status_code == 404


@pytest.mark.slow
def test_a_chat_finds_the_card_drawn_a_moment_after_a_text_came_out_or_changed(
    crown: Club, client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = a_talk(crown, slug="one", status=Publication.DRAFT, summary="Short.")
    inside = a_talk(crown, slug="inside", status=Publication.DRAFT, visibility=Visibility.MEMBERS, summary="Short.")
    with as_desk(crown):
        for each in (talk, inside):
            take_step(session().get_one(Talk, each.id), "publish", is_editor=True, at=clock.now())
    with clock.telling_of(clock.now() + actions.SOON):
        finish_all()
    assert len(kept(crown)) == 3  # no card of what is for members, but the sheet that they pass on
    nothing_is_drawn(monkeypatch)
    assert client.get(CARD).status_code == 200
    assert client.get(SHEET).status_code == 200
    assert client.get("/crown/cards/talk/inside/portrait.png").status_code == 404
    as_member(client, crown)
    assert client.get("/crown/cards/talk/inside/portrait.png").status_code == 200
    with as_desk(crown):
        session().get_one(Talk, talk.id).title = "Counted"
        actions.order("talk", "one")
    assert client.get(CARD).status_code == 503
    with clock.telling_of(clock.now() + actions.SOON):
        finish_all()
    assert client.get(CARD).status_code == 200


@pytest.mark.slow
def test_the_card_of_the_front_page_is_drawn_each_day_and_once_the_club_says_something_else(
    crown: Club, client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    front = "/crown/cards/club/front/wide.png"
    nothing_is_drawn(monkeypatch)
    assert client.get(front).status_code == 503
    outbox.order("home.every_front")
    session().commit()
    finish_all()
    before = client.get(front).data
    with as_desk(crown):
        setting_actions.change(session().get_one(Club, crown.id), {"opening_en": "Sell what you can show."})
    client.application.extensions["sites"].forget()
    assert client.get(front).status_code == 503
    with clock.telling_of(clock.now() + actions.SOON):
        finish_all()
    assert client.get(front).data != before


def nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may have a picture is asked to come later: 503, where others get 404."""
    monkeypatch.setattr(views, "DRAWN_ANEW", views.DRAWN_ANEW._replace(times=0))


def test_pictures_are_for_whoever_may_read_the_text(
    crown: Club, client: HouseClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_is_drawn(monkeypatch)
    a_club("harbour")
    a_talk(crown, slug="one")
    a_talk(crown, slug="inside", visibility=Visibility.MEMBERS)
    a_talk(crown, slug="draft", status=Publication.DRAFT)
    a_class(crown, slug="open")
    a_class(crown, slug="inside", audience=Audience.MEMBERS)
    a_class(crown, slug="draft", status=ClassStatus.DRAFT)
    a_course(crown, slug="open")
    a_course(crown, slug="inside", visibility=Visibility.MEMBERS)
    a_course(crown, slug="retired", status=CourseStatus.RETIRED)
    open_to_all = ["talk/one/portrait", "talk/one/wide", "class/open/wide", "course/open/wide", "club/front/wide"]
    closed = [
        "talk/inside/wide", "talk/draft/wide", "talk/draft/portrait", "class/inside/wide", "class/draft/wide",
        "course/inside/wide", "course/retired/wide",
        "club/back/wide", "talk/none/wide", "talk/one/tall", "none/one/wide",
    ]  # fmt: skip

    def answers(paths: list[str], club: str = "crown") -> set[int]:
        return {client.get(f"/{club}/cards/{path}.png").status_code for path in paths}

    assert answers(open_to_all) == {503}
    assert answers([*closed, "talk/inside/portrait"]) == {404}
    assert answers(open_to_all[:4], "harbour") == {404}
    as_member(client, crown)
    assert answers(["talk/inside/portrait"]) == {503}
    assert answers(closed) == {404}


def test_the_page_to_pass_on_has_the_picture_for_whoever_may_read(crown: Club, client: HouseClient) -> None:
    a_talk(crown, slug="one")
    a_talk(crown, slug="inside", visibility=Visibility.MEMBERS)
    page = client.get("/crown/talks/one/poster").text
    assert re.search(r'<img src="/crown/cards/talk/one/portrait\.png\?v=[0-9a-f]{8}"', page)
    assert "Save the picture" in page
    assert "Save the picture" not in client.get("/crown/talks/inside/poster").text


def test_a_chat_shows_the_card_of_a_text_without_a_picture(crown: Club, client: HouseClient) -> None:
    a_talk(crown, slug="one")
    a_class(crown, slug="one")
    a_course(crown, slug="one")
    for page, card in (
        ("talks/one", "talk/one"), ("classes/one", "class/one"), ("courses/one", "course/one"), ("", "club/front"),
    ):  # fmt: skip
        address = f'content="http://127.0.0.1:8000/crown/cards/{card}/wide.png?v='
        assert f'<meta property="og:image" {address}' in client.get(f"/crown/{page}").text
