"""Slides of a talk: drawn by a job, seen by whoever may read the talk, and by nobody else."""

import io
import re

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core.db import db
from club.core.jobs import finish_all
from club.policy import ClubRole
from club.talks.models import Talk
from club.talks.picture_actions import store
from club.talks.slide_models import Slide, SlideDeck
from tests.client import HouseClient
from tests.makers import a_club, as_desk
from tests.statements import counted
from tests.talks import decks
from tests.talks.test_writing import WRITTEN, a_writer, events_of

PATH = "/crown/talks/counting-stock"


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def send(client: HouseClient, content: bytes, *, name: str = "deck.pdf", is_drawn: bool = True, **fields: str) -> str:
    """Send slides; the page that the writer then sees."""
    sent = {**client.form(f"{PATH}/edit"), **fields, "slides": (io.BytesIO(content), name)}
    assert client.post(f"{PATH}/slides", data=sent).status_code == 303
    told = client.get(f"{PATH}/edit").text
    if is_drawn:
        finish_all()
    return told + client.get(f"{PATH}/edit").text


def a_talk_with_slides(client: HouseClient, club: Club, visibility: str = "public", **fields: str) -> list[str]:
    """A published talk with three pages; the addresses of its pictures."""
    a_writer(client, club, ClubRole.EDITOR)
    client.submit("/crown/talks/new", {**WRITTEN, "visibility": visibility, "do": "save"})
    send(client, decks.a_pdf(3), **fields)
    client.submit(f"{PATH}/edit", {**WRITTEN, "visibility": visibility, "do": "publish"})
    return pictures(client.get(PATH).text)


def pictures(page: str) -> list[str]:
    return re.findall(r'<img src="([^"]+/slides/[^"]+)"', page)


def everything(club: Club) -> list[str]:
    with as_desk(club):
        rows = [*db.session.scalars(select(Slide.stored_as)), *db.session.scalars(select(SlideDeck.stored_as))]
        assert set(rows) == set(store().keys(club.slug))
        return rows


@pytest.mark.slow
def test_readers_see_each_page_with_its_words(crown, client: HouseClient) -> None:
    shown = a_talk_with_slides(client, crown)
    page = client.application.test_client().get(PATH).text
    assert len(shown) == 3
    assert pictures(page) == shown
    assert re.findall(r'alt="(Page \d: Page \d)"', page) == ["Page 1: Page 1", "Page 2: Page 2", "Page 3: Page 3"]
    assert page.count('loading="lazy"') == 2
    picture = client.application.test_client().get(shown[2])
    assert (picture.status_code, picture.mimetype, picture.data[8:12]) == (200, "image/webp", b"WEBP")
    assert client.get(shown[2][:-1] + "4").status_code == 404
    assert {"slides.added", "slides.shown"} <= set(events_of(crown))


@pytest.mark.slow
def test_a_talk_comes_out_with_the_slides_that_were_looked_at(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    send(client, decks.a_pdf(3), is_drawn=False)
    too_early = client.submit(f"{PATH}/edit", {**WRITTEN, "do": "publish"})
    assert too_early.status_code == 422
    assert "The slides of this talk are still being drawn." in too_early.text
    finish_all()
    assert client.submit(f"{PATH}/edit", {**WRITTEN, "do": "publish"}).status_code == 303
    send(client, decks.a_pdf(1), is_drawn=False)
    client.submit(f"{PATH}/edit", {**WRITTEN, "note": "Other slides", "do": "save"})
    assert len(pictures(client.get(PATH).text)) == 3


@pytest.mark.slow
def test_slides_of_a_members_talk_are_for_members(crown, client: HouseClient) -> None:
    shown = a_talk_with_slides(client, crown, "members", offered="y")
    visitor = client.application.test_client()
    assert client.get(shown[0]).status_code == 200
    assert visitor.get(shown[0]).status_code == 404
    assert visitor.get(shown[0][:-1] + "file").status_code == 404
    assert pictures(visitor.get(PATH).text) == []


@pytest.mark.slow
def test_slides_of_a_draft_are_seen_by_who_writes_it_and_who_has_its_link(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    send(client, decks.a_pdf(2))
    client.submit(f"{PATH}/edit", to=f"{PATH}/preview")
    link = re.findall(r"/crown/talks/preview/[a-z0-9]+", client.get(f"{PATH}/edit").text)[0]
    visitor = client.application.test_client()
    (first, _second) = pictures(visitor.get(link).text)
    assert first.startswith(f"{link}/slides/")
    assert visitor.get(first).status_code == 200
    plain = first.replace(link, "/crown/talks")
    assert (client.get(plain).status_code, visitor.get(plain).status_code) == (200, 404)
    assert visitor.get(first.replace("/preview/", "/release/")).status_code == 404
    a_writer(other := client.application.test_client(), crown)
    assert other.get(plain).status_code == 404


@pytest.mark.slow
def test_the_file_is_taken_where_its_author_offers_it(crown, client: HouseClient) -> None:
    shown = a_talk_with_slides(client, crown)
    file = shown[0][:-1] + "file"
    visitor = client.application.test_client()
    assert visitor.get(file).status_code == 404
    assert file not in visitor.get(PATH).text
    client.submit(f"{PATH}/edit", {"do": "offer"}, to=f"{PATH}/slides/change")
    taken = visitor.get(file)
    assert (taken.status_code, taken.data[:5]) == (200, b"%PDF-")
    assert "attachment" in taken.headers["Content-Disposition"]
    assert file in visitor.get(PATH).text
    client.submit(f"{PATH}/edit", {"do": "keep"}, to=f"{PATH}/slides/change")
    assert visitor.get(file).status_code == 404


@pytest.mark.slow
def test_new_slides_take_the_place_of_the_old_once_they_are_drawn(crown, client: HouseClient) -> None:
    shown = a_talk_with_slides(client, crown)
    assert "is looked at" in send(client, decks.a_pdf(1, says="New"), is_drawn=False)
    assert pictures(client.get(PATH).text) == shown
    finish_all()
    assert 'alt="Page 1: New 1"' in client.get(PATH).text
    assert client.get(shown[0]).status_code == 404
    finish_all()
    assert len(everything(crown)) == 2
    client.submit(f"{PATH}/edit", {"do": "remove"}, to=f"{PATH}/slides/change")
    finish_all()
    assert pictures(client.get(PATH).text) == []
    assert everything(crown) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (decks.with_a_program(), "carries a program"),
        (b"\x89PNG\r\n\x1a\n", "Slides come as a PDF"),
        (b"", "is empty"),
    ],
)
def test_what_cannot_be_shown_says_so_and_changes_nothing(
    crown, client: HouseClient, content: bytes, says: str
) -> None:
    a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    assert says in send(client, content)
    finish_all()
    with as_desk(crown):
        assert list(store().keys("crown")) == []
        assert list(db.session.scalars(select(Talk.slides_ref))) == [None]


@pytest.mark.slow
def test_an_instructor_does_not_change_what_is_out(crown, client: HouseClient) -> None:
    a_talk_with_slides(client, crown)
    person = a_writer(theirs := client.application.test_client(), crown)
    with as_desk(crown):
        db.session.scalars(select(Talk)).one().author_id = person.id
    fields = theirs.form("/crown/talks/new")
    for path in ("slides", "slides/change"):
        assert theirs.post(f"{PATH}/{path}", data={**fields, "do": "remove"}).status_code == 404


@pytest.mark.slow
def test_a_run_that_was_ended_is_gone_on_with(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    send(client, decks.a_pdf(3), is_drawn=False)
    with as_desk(crown):
        deck = db.session.scalars(select(SlideDeck)).one()
        deck.pages, deck.drawn = 3, 1
        db.session.add(Slide(deck_id=deck.id, number=1, stored_as=deck.stored_as, width=1, height=1, words="Before"))
    assert "1 of 3 pages" in client.get(f"{PATH}/edit").text
    finish_all()
    with as_desk(crown):
        assert list(db.session.scalars(select(Slide.words).order_by(Slide.number))) == ["Before", "Page 2", "Page 3"]
    assert "3 pages shown" in client.get(f"{PATH}/edit").text


@pytest.mark.slow
def test_slides_that_are_taken_away_meanwhile_are_not_shown(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    send(client, decks.a_pdf(3), is_drawn=False)
    client.submit(f"{PATH}/edit", {"do": "remove"}, to=f"{PATH}/slides/change")
    finish_all()
    assert everything(crown) == []


@pytest.mark.slow
def test_slides_cost_one_statement_however_many_pages(crown, client: HouseClient) -> None:
    def statements() -> int:
        client.get(PATH)
        with client.application.app_context(), counted(client.application) as sent:
            client.get(PATH)
        return len(sent)

    a_talk_with_slides(client, crown)
    three = statements()
    send(client, decks.a_pdf(9))
    assert statements() == three
    client.submit(f"{PATH}/edit", {"do": "remove"}, to=f"{PATH}/slides/change")
    assert statements() == three - 1
