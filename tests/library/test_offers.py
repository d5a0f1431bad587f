"""A firm gives a clause back and stays unknown; the club's editor answers; on both databases."""

from typing import Any

import pytest
from sqlalchemy import select

from club.core.audit import ClubEvent
from club.core.db import db, read
from club.core.jobs import finish_all
from club.core.messages import Message
from club.core.outbox import Job
from club.core.scope import Scope
from club.library.offer_models import ClauseGiven, ClauseOffer
from club.library.offer_queries import GIVEN, ONE, QUEUE
from club.library.template_queries import ONE as TEMPLATE
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.makers import (
    a_club,
    a_firm,
    a_membership,
    a_person,
    a_role,
    a_template,
    about,
    an_adopted,
    as_desk,
    as_firm,
    sign_in,
)

WORDS = "We answer within one working day, and say so when we cannot."


class Place:
    """A club with a culture that a firm adopted; the firm changed one promise."""

    def __init__(self, client: HouseClient) -> None:
        self.client, self.club = client, a_club("crown")
        self.owner, self.editor = a_person("owner@mill.example"), a_person("editor@crown.example")
        self.firm = a_firm(self.club, "mill", name="Mill Textiles")
        a_membership(self.firm, FirmRole.OWNER, self.owner, name="Lin Yue")
        a_role(self.club, self.editor, ClubRole.EDITOR)
        self.document = an_adopted(self.firm, a_template(self.club))
        self.at = f"/crown/firms/mill/culture/{self.document.ref}"
        with as_desk(self.club):
            self.key = read(TEMPLATE, slug="our-culture").one().body["promises"][0]["key"]
        sign_in(client, self.owner)
        client.submit(f"{self.at}/edit/item?key={self.key}", {"text": WORDS})
        self.give = f"{self.at}/give?key={self.key}"

    def sends(self, **fields: Any) -> Any:
        """Look at what is sent until the page shows it, then send it."""
        typed = {"text": WORDS, "give-consent": "y", **fields}
        answer = self.client.submit(self.give, typed)
        if answer.status_code == 422 and "look once more" in answer.text:
            hidden = self.client.form(self.give)
            looked = answer.text.split('name="give-looked" type="hidden" value="')[1].split('"')[0]
            answer = self.client.post(self.give, data={**hidden, **typed, "give-looked": looked})
        return answer

    def sent(self, **fields: Any) -> ClauseOffer:
        assert self.sends(**fields).status_code == 303
        finish_all()
        with as_desk(self.club):
            found: Any = db.session.scalars(select(ClauseOffer)).one()
            db.session.expunge(found)
        return found

    def given(self) -> Any:
        with as_firm(self.firm):
            return read(GIVEN, ref=self.document.ref).one()


@pytest.fixture
def place(app, client: HouseClient) -> Place:
    return Place(client)


def test_a_changed_clause_is_offered_from_the_page_that_shows_the_drift(place: Place) -> None:
    assert place.give.removeprefix(place.at) in place.client.get(f"{place.at}/base").text
    assert place.client.get(place.give).status_code == 200
    assert place.client.get(f"{place.at}/give?key=nobody").status_code == 404


def test_the_clubs_row_holds_no_firm_and_no_person(place: Place) -> None:
    offer = place.sent()
    assert (offer.firm_id, offer.credit, offer.fields["text"]) == (None, "", WORDS)
    with as_desk(place.club):
        jobs = db.session.scalars(select(Job).where(Job.name == "library.receive_offer")).all()
        assert [(job.firm_id, job.person_id) for job in jobs] == [(None, None)]
        assert "mill" not in repr([job.values for job in jobs]).lower()
        assert [row.ref for row in read(QUEUE)] == [offer.ref]
    with as_firm(place.firm):
        given = db.session.scalars(select(ClauseGiven)).one()
        assert (given.ref, given.consented_by_id, given.consent) == (offer.ref, place.owner.id, "1")


def test_no_firm_reads_the_queue(place: Place) -> None:
    offer = place.sent()
    other = a_firm(place.club, "lamp")
    for firm in (place.firm, other):
        with as_firm(firm):
            assert read(ONE, ref=offer.ref).all() == []
    with as_firm(other):
        assert db.session.scalars(select(ClauseGiven)).all() == []
    assert place.client.get(f"/crown/offers/{offer.ref}").status_code == 404


def test_nothing_is_sent_without_consent(place: Place) -> None:
    answer = place.client.submit(place.give, {"text": WORDS, "give-why": "Shorter"})
    assert answer.status_code == 422
    assert "Without your agreement nothing is sent" in answer.text
    assert "Shorter" in answer.text


def test_what_was_not_shown_is_not_sent(place: Place) -> None:
    named = f"{WORDS} Lin Yue of Mill Textiles decides."
    answer = place.client.submit(place.give, {"text": named, "give-consent": "y"})
    assert answer.status_code == 422
    assert "look once more" in answer.text
    for told in ("“Lin Yue”", "“Mill Textiles”"):
        assert told in answer.text
    finish_all()
    with as_desk(place.club):
        assert read(QUEUE).all() == []


def test_a_double_click_offers_once(place: Place) -> None:
    fields = {**place.client.form(place.give), "text": WORDS, "give-consent": "y"}
    first, second = place.client.post(place.give, data=fields), place.client.post(place.give, data=fields)
    assert (first.status_code, first.location) == (303, second.location)
    finish_all()
    with as_desk(place.club):
        assert len(read(QUEUE).all()) == 1


@pytest.mark.slow
def test_an_editor_words_it_into_the_draft_and_the_firm_is_told(place: Place) -> None:
    offer = place.sent(**{"give-credit": "y"})
    assert offer.credit == "Mill Textiles"
    sign_in(place.client, place.editor)
    path = f"/crown/offers/{offer.ref}"
    assert "clause" in place.client.get("/crown/offers").text
    page = place.client.get(path).text
    assert WORDS in page
    wording = {"text__en": f"{WORDS} Always.", "text__zh": "一个工作日内答复，答不了也说明。"}
    assert place.client.submit(path, wording, to=f"{path}/accept").location == "/crown/templates/our-culture"
    again = place.client.post(f"{path}/accept", data={**place.client.form("/crown/templates/new"), **wording})
    assert again.status_code == 422
    place.client.submit("/crown/templates/our-culture/publish", {"note": "One better promise"})
    text = place.client.get("/crown/library/our-culture?lang=en").text
    assert "Always." in text
    assert "With clauses by Mill Textiles" in text
    finish_all()
    assert place.given().status.value == "accepted"
    with about(Scope(place.club.id, firm=place.firm.id, person=place.owner.id)):
        subjects = {row.event for row in db.session.scalars(select(Message))}
    assert subjects == {"library/answered", "library/newer"}


@pytest.mark.slow
def test_what_the_club_wrote_meanwhile_is_not_overwritten_by_an_offer(place: Place) -> None:
    offer = place.sent()
    sign_in(place.client, place.editor)
    path, edit = f"/crown/offers/{offer.ref}", f"/crown/templates/our-culture/edit/item?key={place.key}"
    opened = place.client.form(path)
    assert place.client.submit(edit, {"text__en": "Ours meanwhile", "text__zh": "我们的新句子"}).status_code == 303
    wording = {"text__en": WORDS, "text__zh": "一个工作日内答复。"}
    late = place.client.post(f"{path}/accept", data={**opened, **wording})
    assert late.status_code == 422
    assert "Somebody saved this meanwhile" in late.text
    assert "Ours meanwhile" in late.text
    assert f">\r\n{WORDS}</textarea>" in late.text
    with as_desk(place.club):
        assert [row.ref for row in read(QUEUE)] == [offer.ref]
    assert place.client.submit(path, wording, to=f"{path}/accept").status_code == 303


def test_the_clubs_book_does_not_tell_at_which_moment_an_offer_came(place: Place) -> None:
    offer = place.sent()
    with as_desk(place.club):
        assert db.session.scalars(select(ClubEvent).where(ClubEvent.row == offer.ref)).all() == []


@pytest.mark.slow
def test_thanks_stay_when_the_next_number_is_published(place: Place) -> None:
    offer = place.sent(**{"give-credit": "y"})
    sign_in(place.client, place.editor)
    path, publishing = f"/crown/offers/{offer.ref}", "/crown/templates/our-culture/publish"
    place.client.submit(path, {"text__en": WORDS, "text__zh": "一个工作日内答复。"}, to=f"{path}/accept")
    place.client.submit(publishing, {"note": ""})
    edit = f"/crown/templates/our-culture/edit/item?key={place.key}"
    place.client.submit(edit, {"text__en": f"{WORDS} Always.", "text__zh": "一定在一个工作日内答复。"})
    place.client.submit(publishing, {"note": ""})
    page = place.client.get("/crown/library/our-culture?lang=en").text
    assert "Edition 3" in page
    assert "With clauses by Mill Textiles" in page


@pytest.mark.slow
def test_a_draft_that_is_thrown_away_gives_its_clauses_back_to_the_queue(place: Place) -> None:
    offer = place.sent(**{"give-credit": "y"})
    sign_in(place.client, place.editor)
    path, template = f"/crown/offers/{offer.ref}", "/crown/templates/our-culture"
    wording = {"text__en": WORDS, "text__zh": "一个工作日内答复。"}
    place.client.submit(path, wording, to=f"{path}/accept")
    finish_all()
    assert place.given().status.value == "accepted"
    gone = place.client.submit(f"{template}/edit", to=f"{template}/discard", follow_redirects=True)
    assert "An offered clause was in it; it waits in the queue again." in gone.text
    finish_all()
    assert place.given().status.value == "waiting"
    with as_desk(place.club):
        assert [row.ref for row in read(QUEUE)] == [offer.ref]
        returned = db.session.scalars(select(ClubEvent).where(ClubEvent.did == "offer.returned")).one()
        assert (returned.row, returned.facts) == (offer.ref, {"template": "our-culture"})
    assert place.client.submit(path, wording, to=f"{path}/accept").status_code == 303
    place.client.submit(f"{template}/publish", {"note": ""})
    finish_all()
    assert place.given().status.value == "accepted"
    assert "With clauses by Mill Textiles" in place.client.get("/crown/library/our-culture?lang=en").text


@pytest.mark.slow
def test_a_clause_that_was_published_stays_when_a_later_draft_is_thrown_away(place: Place) -> None:
    offer = place.sent()
    sign_in(place.client, place.editor)
    path, template = f"/crown/offers/{offer.ref}", "/crown/templates/our-culture"
    place.client.submit(path, {"text__en": WORDS, "text__zh": "一个工作日内答复。"}, to=f"{path}/accept")
    place.client.submit(f"{template}/publish", {"note": ""})
    edit = f"{template}/edit/item?key={place.key}"
    place.client.submit(edit, {"text__en": f"{WORDS} Always.", "text__zh": "一定答复。"})
    gone = place.client.submit(f"{template}/edit", to=f"{template}/discard", follow_redirects=True)
    assert "waits in the queue again" not in gone.text
    with as_desk(place.club):
        assert read(QUEUE).all() == []


@pytest.mark.slow
def test_an_offer_is_declined_with_a_reason_that_the_firm_reads(place: Place) -> None:
    offer = place.sent()
    sign_in(place.client, place.editor)
    path = f"/crown/offers/{offer.ref}"
    refused = place.client.submit(path, {"reason": "  "}, to=f"{path}/decline")
    assert refused.status_code == 422
    assert f">\r\n{WORDS}</textarea>" in refused.text
    assert place.client.submit(path, {"reason": "Too much for small firms."}, to=f"{path}/decline").status_code == 303
    assert "It was answered on" in place.client.get(path).text
    finish_all()
    assert (place.given().status.value, place.given().reason) == ("declined", "Too much for small firms.")
    sign_in(place.client, place.owner)
    assert "Too much for small firms." in place.client.get(f"{place.at}/base").text


@pytest.mark.slow
def test_without_consent_to_credit_no_name_is_published(place: Place) -> None:
    offer = place.sent()
    sign_in(place.client, place.editor)
    path = f"/crown/offers/{offer.ref}"
    place.client.submit(path, {"text__en": WORDS, "text__zh": "一个工作日内答复。"}, to=f"{path}/accept")
    place.client.submit("/crown/templates/our-culture/publish", {"note": ""})
    assert "With clauses by" not in place.client.get("/crown/library/our-culture?lang=en").text
