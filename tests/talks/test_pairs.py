"""A talk or an article in two languages: each leads to the other while both are out, and never to nothing."""

import re
from functools import partial

import pytest
from sqlalchemy import select

from club.clubs.models import Club
from club.core.db import db
from club.core.jobs import finish_all
from club.library.kit_models import KitItem
from club.news.models import Article
from club.policy import ClubRole
from club.talks.models import Publication, Talk, Visibility
from club.talks.pair_rules import pairing_fault, slug_in
from club.talks.picture_models import TalkPicture
from club.talks.slide_models import SlideDeck
from tests.applications.test_races import at_once
from tests.client import HouseClient
from tests.makers import a_club, a_piece, a_talk, a_template, an_article, as_desk
from tests.talks.test_pictures import PATH, a_picture, put
from tests.talks.test_slides import a_talk_with_slides
from tests.talks.test_writing import WRITTEN, a_writer, events_of


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def paired(club: Club, **chinese) -> None:
    """A public talk in English, and its Chinese version."""
    a_talk(club, slug="stock", summary="S.", lang="en", pair="p" * 16)
    a_talk(club, slug="kucun", title="盘点", summary="盘。", lang="zh", pair="p" * 16, **chinese)


def links(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="https?://[^/]+(?:/crown)?([^"]+)"', page)


def to_other(page: str) -> list[str]:
    return re.findall(r'<a href="[^"]*" hreflang="[^"]+" lang="[^"]+" translate="no">([^<]+)</a>', page)


BOTH = {("en", "/talks/stock"), ("zh-CN", "/talks/kucun")}


def test_each_leads_to_the_other(crown, client: HouseClient) -> None:
    paired(crown)
    english, chinese = client.get("/crown/talks/stock").text, client.get("/crown/talks/kucun").text
    assert (to_other(english), to_other(chinese)) == (["中文"], ["English"])
    assert set(links(english)) == set(links(chinese)) == BOTH
    assert len(re.findall("<xhtml:link", client.get("/crown/sitemap.xml").text)) == 4


@pytest.mark.parametrize("state", [Publication.DRAFT, Publication.SUBMITTED])
def test_what_is_not_out_is_led_to_by_nobody(crown, client: HouseClient, state: Publication) -> None:
    paired(crown, status=state)
    page = client.get("/crown/talks/stock").text
    assert (to_other(page), links(page)) == ([], [])
    assert "kucun" not in page
    assert "xhtml:link" not in client.get("/crown/sitemap.xml").text


def test_engines_are_not_led_to_what_only_members_read(crown, client: HouseClient) -> None:
    paired(crown, visibility=Visibility.MEMBERS)
    page = client.get("/crown/talks/stock").text
    assert (to_other(page), links(page)) == (["中文"], [])
    assert links(client.get("/crown/talks/kucun").text) == []
    assert "xhtml:link" not in client.get("/crown/sitemap.xml").text


@pytest.mark.parametrize("kind", ["talks", "news"])
def test_a_version_is_begun_with_what_is_the_same(crown, client: HouseClient, kind: str) -> None:
    person = a_writer(client, crown)
    maker, model = (a_talk, Talk) if kind == "talks" else (an_article, Article)
    maker(crown, slug="stock", title="Stock", lang="en", status=Publication.DRAFT, author_id=person.id)
    begun = client.submit(f"/crown/{kind}/stock/edit", {"do": "begin"}, to=f"/crown/{kind}/stock/language")
    assert begun.location == f"/crown/{kind}/stock-zh/edit"
    with as_desk(crown):
        first, second = db.session.scalars(select(model).order_by(model.id))
        assert (second.title, second.lang, second.status, second.author_id) == ("Stock", "zh", "draft", person.id)
        assert first.pair == second.pair is not None
    assert "texts.paired" in events_of(crown)
    assert "/stock-zh/edit" in client.get(f"/crown/{kind}/stock/edit").text
    client.submit(f"/crown/{kind}/stock/edit", {"do": "begin"}, to=f"/crown/{kind}/stock/language")
    with as_desk(crown):
        assert len(list(db.session.scalars(select(model)))) == 2


@pytest.mark.slow
def test_a_version_shows_pictures_of_its_own(crown, client: HouseClient) -> None:
    a_writer(client, crown)
    client.submit("/crown/talks/new", {**WRITTEN, "do": "save"})
    line = put(client, a_picture())
    client.submit(f"{PATH}/edit", {**WRITTEN, "transcript": f"Look:\n\n{line}", "do": "save"})
    client.submit(f"{PATH}/edit", {"do": "begin"}, to=f"{PATH}/language")
    with as_desk(crown):
        first, second = db.session.scalars(select(TalkPicture).order_by(TalkPicture.id))
        (chinese,) = db.session.scalars(select(Talk.transcript).where(Talk.lang == "zh"))
    assert (first.ref in chinese, second.ref in chinese) == (False, True)
    client.submit(f"{PATH}-zh/edit", to=f"{PATH}-zh/preview")
    link = re.findall(r'value="[^"]+(/crown/talks/preview/[^"]+)"', client.get(f"{PATH}-zh/edit").text)[0]
    page = client.application.test_client().get(link).text
    (shown,) = re.findall(r'<img src="([^"]+/pictures/[^"]+)"', page)
    assert client.application.test_client().get(shown).status_code == 200


@pytest.mark.slow
def test_a_version_has_the_slides_and_the_kit_of_the_talk(crown, client: HouseClient) -> None:
    a_talk_with_slides(client, crown, offered="y")
    with as_desk(crown):
        talk = db.session.scalars(select(Talk)).one()
    a_piece(crown, talk, a_template(crown), why="Use it.")
    client.submit(f"{PATH}/edit", {"do": "begin"}, to=f"{PATH}/language")
    finish_all()
    with as_desk(crown):
        chinese = db.session.scalars(select(Talk).where(Talk.lang == "zh")).one()
        decks = db.session.scalars(select(SlideDeck).order_by(SlideDeck.id)).all()
        assert [(one.pages, one.is_offered) for one in decks] == [(decks[0].pages, True)] * 2
        assert (chinese.slides_ref, chinese.has_kit) == (decks[1].ref, True)
        pieces = db.session.scalars(select(KitItem).order_by(KitItem.id)).all()
        assert [(one.talk_id, one.why) for one in pieces] == [(talk.id, "Use it."), (chinese.id, "Use it.")]


def test_one_that_is_there_is_named_by_its_address_and_let_go(crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    a_talk(crown, slug="stock", lang="en")
    a_talk(crown, slug="kucun", lang="zh")
    path = "/crown/talks/stock"
    client.submit(
        f"{path}/edit", {"do": "join", "other": "http://club.example/crown/talks/kucun?a=1#b"}, to=f"{path}/language"
    )
    assert to_other(client.get(path).text) == ["中文"]
    refused = client.submit(f"{path}/edit", {"lang": "zh", "title": "T", "do": "save", "note": "N"})
    assert refused.status_code == 422
    assert "Take the two apart" in refused.text
    client.submit("/crown/talks/kucun/edit", {"do": "part"}, to="/crown/talks/kucun/language")
    assert to_other(client.get(path).text) == []
    assert {"texts.paired", "texts.parted"} <= set(events_of(crown))


def test_two_who_take_a_pair_apart_from_both_sides_wait_for_one_another(app, crown, client: HouseClient) -> None:
    a_writer(client, crown, ClubRole.EDITOR)
    paired(crown)
    fields = {**client.form("/crown/talks/stock/edit"), "do": "part"}
    clients = [app.test_client() for _ in range(6)]
    for each in clients:
        each.set_cookie("club", client.get_cookie("club").value)
    sides = zip(clients, ("stock", "kucun") * 3, strict=True)
    answers = at_once(*(partial(each.post, f"/crown/talks/{slug}/language", data=fields) for each, slug in sides))
    assert {answer.status_code for answer in answers} == {303}
    with as_desk(crown):
        assert set(db.session.scalars(select(Talk.pair))) == {None}


@pytest.mark.parametrize("named", ["", "nothing", "theirs", "english", "stock", "x" * 9000, "../../desk", "\x00"])
def test_nothing_else_is_put_beside_it(crown, client: HouseClient, named: str) -> None:
    person = a_writer(client, crown)
    for slug, lang, author in (("stock", "en", person.id), ("english", "en", person.id), ("theirs", "zh", None)):
        a_talk(crown, slug=slug, lang=lang, status=Publication.DRAFT, author_id=author)
    path = "/crown/talks/stock"
    answer = client.submit(f"{path}/edit", {"do": "join", "other": named}, to=f"{path}/language", follow_redirects=True)
    assert "no text of yours" in answer.text
    with as_desk(crown):
        assert set(db.session.scalars(select(Talk.pair))) == {None}


def test_an_instructor_does_not_join_what_is_out(crown, client: HouseClient) -> None:
    person = a_writer(client, crown)
    a_talk(crown, slug="stock", lang="en", author_id=person.id)
    a_talk(crown, slug="kucun", lang="zh", author_id=person.id)
    a_talk(crown, slug="draft", lang="zh", status=Publication.DRAFT, author_id=person.id)
    fields = {**client.form("/crown/talks/draft/edit"), "do": "join", "other": "kucun"}
    answer = client.post("/crown/talks/stock/language", data=fields)
    assert answer.status_code == 303
    assert to_other(client.get("/crown/talks/stock").text) == []


@pytest.mark.parametrize(
    ("langs", "pairs", "code"),
    [
        (("en", "en"), (None, None), "no_such_text"),
        (("en", "zh"), (None, None), ""),
        (("en", "zh"), ("a", "a"), ""),
        (("en", "zh"), ("a", None), "paired_already"),
        (("en", "zh"), ("a", "b"), "paired_already"),
    ],
)
def test_what_can_be_put_together(langs, pairs, code: str) -> None:
    fault = pairing_fault(langs, pairs)
    assert (fault.code if fault else "") == code


@pytest.mark.parametrize(
    "typed", ["kucun", " /crown/talks/kucun/ ", "https://a.example/talks/kucun/edit?version=2", "Kucun#top"]
)
def test_an_address_is_read_as_people_copy_it(typed: str) -> None:
    assert slug_in(typed) == "kucun"
    assert slug_in("a/\x00") == ""
