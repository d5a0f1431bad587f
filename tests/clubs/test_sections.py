"""A section goes: what stands in it is told and goes elsewhere, and nothing points at what is gone."""

import pytest
from sqlalchemy import select

from club.clubs.models import Section
from club.clubs.rules import removal_fault
from club.core.audit import ClubEvent, Did
from club.core.db import session
from club.news.models import Article
from club.policy import ClubRole
from club.talks.models import Publication, Talk
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
