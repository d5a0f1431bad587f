"""A talk carries texts of the library; readers adopt them where the talk speaks of them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from club.core.db import db, read
from club.core.markdown import render
from club.core.refusals import Refused
from club.documents.models import Document
from club.library import kit_actions, template_actions
from club.library.kit_queries import CAME_FROM, KIT
from club.library.kit_rules import MOST_PIECES
from club.library.models import Template
from club.policy import ClubRole, FirmRole
from club.talks.models import Publication, Talk, Visibility
from tests.client import HouseClient
from tests.makers import (
    a_club,
    a_firm,
    a_membership,
    a_person,
    a_piece,
    a_role,
    a_talk,
    a_template,
    an_adopted,
    as_desk,
    as_firm,
    sign_in,
)
from tests.statements import counted

TEXT = render("# One\n\nFirst.\n\n## Below\n\nStill first.\n\n# 晋升通道\n\nSecond.\n\n# Three\n\nThird.")


class Place:
    """A published talk with a culture statement at its second heading, and a firm that competes with another."""

    def __init__(self) -> None:
        self.club = a_club("crown")
        self.talk = a_talk(self.club, slug="lamps", title="Of lamps", transcript_html=TEXT)
        self.template = a_template(self.club)
        a_piece(self.club, self.talk, self.template, passage="h-晋升通道", why="Begin with ours.")
        self.firm, self.owner = a_firm(self.club, "mill"), a_person()
        a_membership(self.firm, FirmRole.OWNER, self.owner)

    def carried(self) -> list[tuple[str, str]]:
        with as_desk(self.club):
            return [(row.slug, row.passage) for row in read(KIT, talk_id=self.talk.id)]


@pytest.fixture
def place(app) -> Place:
    return Place()


def test_a_text_stands_where_its_passage_ends_and_in_the_short_list(place: Place, client: HouseClient) -> None:
    page = client.get("/crown/talks/lamps").text
    assert re.search(
        r'Second\.</p>\s*<aside class="kit"[^>]*id="kit-our-culture".*?</aside><h2 id="h-three">', page, re.DOTALL
    )
    assert '<a href="#kit-our-culture">Our text</a>' in page
    assert "Begin with ours." in page


def test_a_visitor_reads_that_members_adopt_it_and_who_adopts_is_led_there(place: Place, client: HouseClient) -> None:
    page = client.get("/crown/talks/lamps").text
    assert "Member firms adopt it" in page
    assert "/library/" not in page
    staff = a_person()
    a_membership(place.firm, FirmRole.STAFF, staff)
    sign_in(client, staff)
    page = client.get("/crown/talks/lamps").text
    assert "/crown/library/our-culture" in page
    assert "/firms/mill/library/" not in page
    sign_in(client, place.owner)
    page = client.get("/crown/talks/lamps").text
    assert '/crown/firms/mill/library/our-culture?talk=lamps">Adopt this culture statement</a>' in page


def test_what_is_adopted_remembers_its_talk_and_the_talk_leads_to_it(place: Place, client: HouseClient) -> None:
    sign_in(client, place.owner)
    path = "/crown/firms/mill/library/our-culture?talk=lamps"
    assert "Of lamps" in client.get(path).text
    answer = client.submit(path, {"lang": "en", "departments": "firm"})
    assert answer.status_code == 303
    ref = answer.location.rsplit("/", 1)[1]
    with as_firm(place.firm):
        assert read(CAME_FROM, ref=ref).one().slug == "lamps"
    page = client.get("/crown/talks/lamps").text
    assert f'href="/crown/firms/mill/culture/{ref}"' in page
    assert "Adopt this" not in page
    assert 'href="/crown/talks/lamps"' in client.get(f"/crown/firms/mill/culture/{ref}/base").text


def test_a_competitor_sees_nothing_of_who_adopted(place: Place, client: HouseClient) -> None:
    document = an_adopted(place.firm, place.template)
    other = a_person()
    a_membership(a_firm(place.club, "lamp"), FirmRole.OWNER, other)
    sign_in(client, other)
    page = client.get("/crown/talks/lamps").text
    assert "/crown/firms/lamp/library/our-culture?talk=lamps" in page
    assert document.ref not in page
    assert "mill" not in page


@pytest.mark.parametrize("talk", ["other", "draft", "no-such-talk", "x" * 500])
def test_a_talk_that_does_not_carry_a_text_is_not_remembered(place: Place, client: HouseClient, talk: str) -> None:
    a_talk(place.club, slug="other")
    draft = a_talk(place.club, slug="draft", status=Publication.DRAFT)
    a_piece(place.club, draft, place.template)
    sign_in(client, place.owner)
    path = f"/crown/firms/mill/library/our-culture?talk={talk}"
    assert client.submit(path, {"lang": "en", "departments": "firm"}).status_code == 303
    with as_firm(place.firm):
        assert db.session.scalars(select(Document.talk_id)).one() is None


def test_a_talk_without_a_kit_costs_what_it_cost_and_one_with_a_kit_one_statement_more(
    app, place: Place, client: HouseClient
) -> None:
    a_talk(place.club, slug="plain", transcript_html=TEXT)
    for one in range(3):
        a_piece(place.club, place.talk, a_template(place.club, f"text-{one}"))

    def sent(slug: str) -> int:
        client.get(f"/crown/talks/{slug}")
        with counted(app) as statements:
            assert client.get(f"/crown/talks/{slug}").status_code == 200
        return len(statements)

    plain = sent("plain")
    assert (plain, sent("lamps")) == (1, 2)
    sign_in(client, place.owner)
    assert sent("lamps") == sent("plain") + 2


def test_a_text_off_the_shelf_and_a_heading_that_is_gone_leave_nothing_dangling(
    place: Place, client: HouseClient
) -> None:
    a_piece(place.club, place.talk, a_template(place.club, "kept-on"), passage="h-gone", why="Still here.")
    with as_desk(place.club):
        held = db.session.scalars(select(Template).where(Template.slug == "our-culture")).one()
        template_actions.hide(held, at=held.hidden_at or place.talk.written_at)
    page = client.get("/crown/talks/lamps").text
    assert "kit-our-culture" not in page
    assert re.search(r'Third\.</p>\s*<aside class="kit"[^>]*id="kit-kept-on"', page)
    editor = a_person()
    a_role(place.club, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    page = client.get("/crown/talks/lamps/kit").text
    assert "off the shelf: readers do not see it" in page
    assert "its heading is gone" in page


def test_a_members_talk_shows_a_visitor_no_kit(place: Place, client: HouseClient) -> None:
    inside = a_talk(place.club, slug="inside", visibility=Visibility.MEMBERS, transcript_html=TEXT)
    a_piece(place.club, inside, place.template)
    assert "kit-our-culture" not in client.get("/crown/talks/inside").text


def test_an_instructor_puts_the_kit_of_an_own_draft_together(place: Place, client: HouseClient) -> None:
    writer = a_person()
    a_role(place.club, writer, ClubRole.INSTRUCTOR)
    place.talk = a_talk(place.club, slug="mine", status=Publication.DRAFT, author_id=writer.id, transcript_html=TEXT)
    a_template(place.club, "second")
    sign_in(client, writer)
    at = "/crown/talks/mine/kit"
    assert client.submit(at, {"template": "our-culture", "why": "First.", "passage": "h-one"}).status_code == 303
    assert client.submit(at, {"template": "second", "why": "Then this.", "passage": ""}).status_code == 303
    assert place.carried() == [("our-culture", "h-one"), ("second", "")]
    assert client.submit(at, {"to": "up"}, to=f"{at}/second/order").status_code == 303
    assert client.submit(f"{at}/second", {"why": "Now this.", "passage": "h-below"}).status_code == 303
    assert place.carried() == [("second", "h-below"), ("our-culture", "h-one")]
    for slug in ("second", "our-culture"):
        assert client.submit(at, to=f"{at}/{slug}/out").status_code == 303
    with as_desk(place.club):
        assert not db.session.get_one(Talk, place.talk.id).has_kit


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed",
    [
        {"template": "", "why": "Why"},
        {"template": "second", "why": "  "},
        {"template": "second", "why": "x" * 201},
        {"template": "second", "why": "Why", "passage": "h-none"},
        {"template": "our-culture", "why": "Twice"},
        {"template": "hidden", "why": "Not offered"},
        {"template": "text-of-harbour", "why": "Another club’s"},
    ],
)
def test_what_cannot_be_put_in_is_said_and_what_was_typed_stays(
    place: Place, client: HouseClient, typed: dict[str, str]
) -> None:
    a_template(place.club, "second")
    a_template(a_club("harbour"), "text-of-harbour")
    hidden = a_template(place.club, "hidden")
    with as_desk(place.club):
        template_actions.hide(db.session.merge(hidden), at=place.talk.written_at)
    editor = a_person()
    a_role(place.club, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    answer = client.submit("/crown/talks/lamps/kit", typed)
    assert answer.status_code == 422
    assert typed["why"].strip() in answer.text
    assert place.carried() == [("our-culture", "h-晋升通道")]


def test_others_do_not_touch_the_kit(place: Place, client: HouseClient) -> None:
    writer = a_person()
    a_role(place.club, writer, ClubRole.INSTRUCTOR)
    mine = a_talk(place.club, slug="mine", author_id=writer.id)
    a_piece(place.club, mine, place.template)
    for person in (writer, place.owner):  # what is out is an editor's; an owner writes no talks
        sign_in(client, person)
        assert client.get("/crown/talks/lamps/kit").status_code == 404
        assert client.get("/crown/talks/mine/kit").status_code == (303 if person is writer else 404)
        for step in ("", "/order", "/out"):
            assert client.post(f"/crown/talks/mine/kit/our-culture{step}").status_code in {400, 404}
    assert place.carried() == [("our-culture", "h-晋升通道")]


@pytest.mark.slow
def test_a_kit_holds_so_many_texts_and_each_once(place: Place) -> None:
    texts = [place.template, *(a_template(place.club, f"text-{one}") for one in range(MOST_PIECES))]
    for text in texts[1:-1]:
        a_piece(place.club, place.talk, text)
    for text, code in ((texts[0], "kit.there"), (texts[-1], "kit.full")):
        with as_desk(place.club), pytest.raises(Refused) as refused:
            kit_actions.put_in(db.session.get_one(Talk, place.talk.id), db.session.merge(text), passage="", why="x")
        assert refused.value.refusal.code == code


def test_a_kit_that_changes_once_a_moment_is_set_is_looked_at_again(place: Place, client: HouseClient) -> None:
    writer, at = a_person(), place.talk.written_at
    a_role(place.club, writer, ClubRole.INSTRUCTOR)
    facts = {"author_id": writer.id, "publish_at": at + timedelta(days=2), "transcript_html": TEXT}
    waiting = a_talk(place.club, slug="waiting", status=Publication.SUBMITTED, **facts)
    sign_in(client, writer)
    path = "/crown/talks/waiting/kit"
    assert client.get(path).status_code == 200
    assert client.submit(path, {"template": "our-culture", "why": ""}).status_code == 422
    with as_desk(place.club):
        assert db.session.get_one(Talk, waiting.id).publish_at
    assert client.submit(path, {"template": "our-culture", "why": "After the editor looked."}).status_code == 303
    with as_desk(place.club):
        assert db.session.get_one(Talk, waiting.id).publish_at is None


def test_whoever_sees_a_draft_over_a_link_sees_its_kit(place: Place, client: HouseClient) -> None:
    editor = a_person()
    a_role(place.club, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    with as_desk(place.club):
        db.session.get_one(Talk, place.talk.id).status = Publication.DRAFT
    client.submit("/crown/talks/lamps/edit", to="/crown/talks/lamps/preview")
    client.submit("/crown/talks/lamps/speaker", to="/crown/talks/lamps/speaker")
    pages = client.get("/crown/talks/lamps/edit").text + client.get("/crown/talks/lamps/speaker").text
    for kind in ("preview", "release"):
        link = re.findall(rf"/crown/talks/{kind}/[a-z0-9]+", pages)[0]
        page = client.application.test_client().get(link).text
        before, _why, after = page.partition("Begin with ours.")
        assert "Second." in before
        assert "Third." in after
        assert page.count(f"#kit-{place.template.slug}") == 1


def test_a_text_names_the_published_talks_that_carry_it(place: Place, client: HouseClient) -> None:
    def page() -> tuple[str, int]:
        with client.application.app_context(), counted(client.application) as sent:
            text = client.get(f"/crown/library/{place.template.slug}").text
        return text, len(sent)

    sign_in(client, place.owner)
    page()
    one, statements = page()
    assert "Of lamps" in one
    for number, status in enumerate((Publication.PUBLISHED, Publication.DRAFT)):
        talk = a_talk(place.club, title=f"Talk of {status}", visibility=Visibility.MEMBERS, status=status)
        a_piece(place.club, talk, place.template, why=f"Line {number}")
    three, again = page()
    assert ("Talk of published" in three, "Talk of draft" in three) == (True, False)
    assert again == statements
