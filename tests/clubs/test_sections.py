"""A section goes: what stands in it is told and goes elsewhere, and nothing points at what is gone."""

from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import select

from club.clubs.models import Section
from club.clubs.rules import removal_fault
from club.core import clock
from club.core.audit import ClubEvent, Did
from club.core.db import session
from club.core.refusals import Refused
from club.news import actions as news
from club.news.actions import ArticleFacts
from club.news.models import Article
from club.policy import ClubRole
from club.talks import actions as talks
from club.talks.actions import TalkFacts
from club.talks.models import Publication, Talk
from tests.applications.test_races import at_once
from tests.makers import a_club, a_person, a_role, a_section, a_talk, an_article, as_desk, sign_in


@pytest.fixture
def crown(app, client):
    club, person = a_club("crown"), a_person()
    a_role(club, person, ClubRole.ADMINISTRATOR)
    sign_in(client, person)
    return club


def removal(slug):
    return f"/crown/settings/sections/{slug}/removal"


def slugs(club):
    with as_desk(club):
        return list(session().scalars(select(Section.slug).order_by(Section.slug)))


def test_sections_below_hold_a_section_and_it_takes_nothing_in():
    assert removal_fault(below=0, is_itself=False) is None
    assert removal_fault(below=1, is_itself=False).code == "sections_below"
    assert removal_fault(below=0, is_itself=True).code == "into_itself"


def test_the_page_says_how_many_texts_stand_in_it(client, crown):
    section = a_section(crown, "practice")
    a_talk(crown, section_id=section.id)
    a_talk(crown, section_id=section.id, status=Publication.DRAFT)
    an_article(crown, section_id=section.id)
    page = client.get(removal("practice")).text
    assert "In it: 1 news article, 2 recorded talks." in page


@pytest.mark.parametrize("there", [True, False])
def test_its_texts_go_where_they_are_sent(client, crown, there):
    going, staying = a_section(crown, "going"), a_section(crown, "staying")
    elsewhere = a_talk(crown, section_id=staying.id)
    talk, article = a_talk(crown, section_id=going.id), an_article(crown, section_id=going.id)
    to = staying.id if there else None
    assert client.submit(removal("going"), {"to": str(to or "")}).status_code == 303
    assert slugs(crown) == ["staying"]
    with as_desk(crown):
        assert session().get_one(Talk, talk.id).section_id == to
        assert session().get_one(Talk, talk.id).version == talk.version + 1
        assert session().get_one(Article, article.id).section_id == to
        assert session().get_one(Talk, elsewhere.id).version == elsewhere.version
        event = session().scalars(select(ClubEvent).where(ClubEvent.did == Did.SECTION_REMOVED.value)).one()
    assert (event.row, event.facts) == ("going", {"to": "staying" if there else "", "talks": 1, "articles": 1})
    assert client.get(f"/crown/talks/{talk.slug}").status_code == 200


def test_an_empty_section_asks_nothing(client, crown):
    a_section(crown, "empty")
    page = client.get(removal("empty")).text
    assert "Nothing stands in it." in page
    assert "<select" not in page
    assert client.submit(removal("empty")).status_code == 303
    assert slugs(crown) == []


def test_a_section_with_others_below_stays(client, crown):
    top = a_section(crown, "top")
    a_section(crown, "below", "Below", parent=top)
    page = client.get(removal("top")).text
    assert "These sections lie below it: Below." in page
    assert "Remove the section</button>" not in page
    form = client.form(removal("below"))
    answer = client.post(removal("top"), data=form)
    assert answer.status_code == 422
    assert slugs(crown) == ["below", "top"]


def test_a_text_that_came_meanwhile_is_looked_at_first(client, crown):
    section = a_section(crown, "going")
    stale = client.form(removal("going"))
    talk = a_talk(crown, section_id=section.id)
    answer = client.post(removal("going"), data={**stale, "to": ""})
    assert answer.status_code == 422
    assert "Texts came or went" in answer.text
    with as_desk(crown):
        assert session().get_one(Talk, talk.id).section_id == section.id


def test_a_section_of_another_club_is_no_place(client, crown):
    going, theirs = a_section(crown, "going"), a_section(a_club("harbour"), "theirs")
    a_talk(crown, section_id=going.id)
    assert client.submit(removal("going"), {"to": str(theirs.id)}).status_code == 422
    assert client.get(removal("theirs")).status_code == 404
    assert slugs(crown) == ["going"]


TYPED = {"title": "Counting stock", "summary": "We counted.", "lang": "en", "visibility": "public"}
WORDS = {"talks": "transcript", "news": "body"}


@pytest.mark.parametrize("kind", ["talks", "news"])
def test_a_text_for_a_section_that_went_meanwhile_is_given_back_whole(client, crown, kind):
    section = a_section(crown, "going")
    fields = {**client.form(f"/crown/{kind}/new"), **TYPED, WORDS[kind]: "Long thought over.", "section": section.id}
    client.submit(removal("going"))
    answer = client.post(f"/crown/{kind}/new", data=fields)
    assert answer.status_code == 422
    assert "The section was removed while this page stood open. Choose another one or none" in answer.text
    assert "Long thought over." in answer.text
    assert "Counting stock" in answer.text
    assert client.post(f"/crown/{kind}/new", data={**fields, "section": ""}).status_code == 303


@pytest.mark.parametrize("kind", ["talks", "news"])
def test_a_text_that_stood_in_it_is_given_back_whole_too(client, crown, kind):
    section = a_section(crown, "going")
    made = (a_talk if kind == "talks" else an_article)(crown, section_id=section.id)
    page = f"/crown/{kind}/{made.slug}/edit"
    fields = {**client.form(page), **TYPED, WORDS[kind]: "Long thought over.", "section": section.id}
    client.submit(removal("going"))
    answer = client.post(page, data=fields)
    assert answer.status_code == 422
    assert "The section was removed while this page stood open." in answer.text
    assert "Long thought over." in answer.text


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["talks", "news"])
@pytest.mark.parametrize("asked", ["0", "9" * 15, "9" * 400, "-1", "x", "１", " "])
def test_a_section_that_never_was_is_no_fault(client, crown, kind, asked):
    fields = {**client.form(f"/crown/{kind}/new"), **TYPED, "section": asked}
    assert client.post(f"/crown/{kind}/new", data=fields).status_code == 422
    made = (a_talk if kind == "talks" else an_article)(crown)
    page = f"/crown/{kind}/{made.slug}/edit"
    assert client.post(page, data={**client.form(page), "section": asked}).status_code == 422


@pytest.mark.parametrize("asked", [" ", "x", "9" * 15])
def test_a_section_lies_below_no_section_that_never_was(client, crown, asked):
    section = a_section(crown, "going")
    page = f"/crown/settings/sections/{section.slug}"
    names = {"name_en": "Going", "name_zh": "走", "slug": "going"}
    assert client.submit(page, {**names, "parent": asked}).status_code == 422
    assert client.submit(page, {**names, "parent": ""}).status_code == 303


@pytest.mark.parametrize(("actions", "facts"), [
    (talks, TalkFacts(title="Stock", lang="en", transcript="Words", section_id=1)),
    (news, ArticleFacts(title="Stock", lang="en", body="Words", section_id=1)),
])  # fmt: skip
def test_an_action_refuses_a_section_that_is_gone(crown, actions, facts):
    with as_desk(crown):
        with pytest.raises(Refused) as refused:
            actions.draft(facts, by=None, at=clock.now())
        text = actions.draft(replace(facts, section_id=None), by=None, at=clock.now())
        with pytest.raises(Refused):
            actions.change(text, facts, at=clock.now())
    assert refused.value.refusal.code == "section_gone"


@pytest.mark.slow
def test_writers_and_a_removal_at_once_lose_nothing(app, crown, client):
    for _ in range(3):
        section = a_section(crown, "going")
        standing = a_talk(crown, section_id=section.id)
        edit = f"/crown/talks/{standing.slug}/edit"
        sent = {
            "/crown/talks/new": {**client.form("/crown/talks/new"), **TYPED, "section": section.id},
            "/crown/news/new": {**client.form("/crown/news/new"), **TYPED, "section": section.id},
            edit: {**client.form(edit), "transcript": "Long thought over."},
            removal("going"): {**client.form(removal("going")), "to": ""},
        }
        posts = []
        for path, fields in sent.items():
            one = app.test_client()
            one.set_cookie("club", client.get_cookie("club").value)
            posts.append(partial(one.post, path, data=fields))
        answers = at_once(*posts)
        assert {answer.status_code for answer in answers} <= {303, 422}
        if answers[-1].status_code == 422:
            client.submit(removal("going"))
        assert slugs(crown) == []
