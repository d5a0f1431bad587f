"""Searching a firm's texts: what is in force, what may be read, and nothing of anybody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from club.core import clock
from club.core.db import db, session
from club.documents import actions, editing
from club.documents.edits import digest
from club.documents.languages import in_language
from club.documents.models import Document, Draft
from club.documents.pads import DocumentPad
from club.library.starters import STARTERS, starter
from club.policy import FirmRole
from club.search.actions import fill
from club.search.models import Passage
from tests.client import HouseClient
from tests.documents.bodies import a_ladder, a_question, a_stage, an_exam
from tests.documents.counting import statements
from tests.makers import (
    a_club,
    a_document,
    a_draft,
    a_firm,
    a_membership,
    a_person,
    as_firm,
    sign_in,
)


class Place:
    """A firm with somebody signed in, and a ladder in force."""

    def __init__(self, client: HouseClient, role: FirmRole = FirmRole.STAFF, **stage: Any) -> None:
        self.club, self.client = a_club("crown"), client
        self.firm = a_firm(self.club, "mill")
        self.person = a_person()
        a_membership(self.firm, role, self.person)
        self.aim = stage.get("aim", "Answer buyers")
        self.document = a_document(self.firm, a_ladder(a_stage("entry", aim=self.aim)))
        sign_in(client, self.person)

    def found(self, asked: str) -> str:
        answer = self.client.get("/crown/firms/mill/search", query_string={"q": asked})
        assert answer.status_code == 200
        return re.sub(r"</?mark>", "", answer.text)

    def publish(self, aim: str, *, in_days: int = 0) -> None:
        """Change the aim of the stage and publish it."""
        today = clock.now().date()
        with as_firm(self.firm):
            document = session().get_one(Document, self.document.id)
            pad = DocumentPad(document, by=None, at=clock.now())
            editing.change_item(pad, "entry", {"aim": aim}, opened={"aim": digest(self.aim)})
            session().flush()
            seen = digest(session().scalars(select(Draft)).one().body)
            day = today + timedelta(days=in_days)
            actions.publish(document, seen=seen, note="", effective_on=day, today=today, by=None, at=clock.now())
        self.aim = aim


def test_a_passage_is_found_and_leads_to_its_place(client: HouseClient) -> None:
    place = Place(client)
    page = place.found("buyers")
    assert f'href="/crown/firms/mill/ladders/{place.document.ref}#s-entry"' in page
    assert "Answer buyers" in page


def test_two_characters_find_a_chinese_text(client: HouseClient) -> None:
    place = Place(client, aim="三十秒内首次回复客户")
    assert "三十秒内首次回复客户" in place.found("首次")
    assert "三十秒内首次回复客户" in place.found("复首")  # in another order, at the second try


@pytest.mark.parametrize("asked", ["", " ", "%", "_", "'", '"><script>', "x" * 5000, "\u202e", "退" * 200])
def test_any_question_gets_a_page(client: HouseClient, asked: str) -> None:
    assert "><script>" not in Place(client).found(asked)


def test_only_what_is_in_force_is_found(client: HouseClient) -> None:
    place = Place(client)
    place.publish("Answer sellers", in_days=20)
    assert "#s-entry" in place.found("buyers")
    assert "#s-entry" not in place.found("sellers")
    place.publish("Answer carriers")
    assert "#s-entry" not in place.found("buyers")
    assert "#s-entry" in place.found("carriers")


def test_a_draft_and_a_retired_text_are_not_found(client: HouseClient) -> None:
    place = Place(client)
    a_draft(place.firm, a_ladder(a_stage("entry", aim="Unripe words")))
    assert "Unripe words" not in place.found("unripe")
    with as_firm(place.firm):
        actions.retire(session().get_one(Document, place.document.id), at=clock.now())
    assert "#s-entry" not in place.found("buyers")


def test_another_firms_texts_are_not_there(client: HouseClient) -> None:
    place = Place(client)
    other = a_firm(place.club, "bamboo")
    a_document(other, a_ladder(a_stage("entry", aim="Words of bamboo")))
    assert "Words of bamboo" not in place.found("bamboo")
    assert client.get("/crown/firms/bamboo/search?q=bamboo").status_code == 404


def test_an_accountant_finds_no_page(client: HouseClient) -> None:
    Place(client, FirmRole.ACCOUNTANT)
    assert client.get("/crown/firms/mill/search?q=buyers").status_code == 404


def test_numbers_before_the_one_that_holds_are_forgotten_in_time(client: HouseClient) -> None:
    place = Place(client)
    for aim in ("Second", "Third"):
        place.publish(aim)
    with as_firm(place.firm):
        kept = set(session().scalars(select(Passage.number)))
    assert 3 in kept
    assert "#s-entry" in place.found("third")


def test_what_an_older_installation_never_kept_is_kept_by_the_daily_job(client: HouseClient) -> None:
    place = Place(client)
    with as_firm(place.firm):
        session().execute(delete(Passage))
    db.session.remove()
    assert "#s-entry" not in place.found("buyers")
    for _ in range(2):
        with as_firm(place.firm):
            fill()
    assert place.found("buyers").count("#s-entry") == 1


@pytest.mark.slow
def test_a_search_costs_the_same_for_few_and_for_many(client: HouseClient) -> None:
    place = Place(client)
    place.found("buyers")
    with statements() as few:
        place.found("buyers")
    for _ in range(10):
        a_document(place.firm, a_ladder(*(a_stage(f"stage-{n}", aim="Answer buyers") for n in range(10))))
    place.found("buyers")
    with statements() as many:
        page = place.found("buyers")
    assert len(few) == len(many) <= 6
    assert "More than 40" in page


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in STARTERS if not starter(name)[0].is_secret])
def test_every_place_that_search_leads_to_is_on_the_page(client: HouseClient, name: str) -> None:
    place = Place(client)
    kind, body = starter(name)
    document = a_document(place.firm, in_language(body, "en"), kind.name)
    with as_firm(place.firm):
        mine = select(Passage.anchor).where(Passage.document_id == document.id, Passage.anchor != "")
        anchors = list(session().scalars(mine))
    page = client.get(f"/crown/firms/mill/{kind.shelf}/{document.ref}").text
    assert anchors
    assert [one for one in anchors if f'id="{one}"' not in page] == []


def test_the_questions_of_an_exam_are_found_by_nobody(client: HouseClient) -> None:
    place = Place(client, FirmRole.OWNER)
    a_document(place.firm, an_exam(a_question("one", text="Which colour has the lantern?")), "exam")
    assert "lantern?" not in place.found("colour").replace("“colour”", "")
    with as_firm(place.firm):
        assert not session().scalars(select(Passage).where(Passage.words.contains("colour"))).all()
