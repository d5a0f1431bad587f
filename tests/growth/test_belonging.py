"""Texts that belong to the stages of a ladder: said by hand, found on Today, never dangling."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.core.refusals import Refused
from club.documents import actions, belonging
from club.documents.entries import ROOT
from club.documents.models import Document, DocumentPointer
from club.documents.references import references
from club.exams.models import Attempt
from club.exams.rules import Purpose
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_clause, a_ladder, a_stage, a_standard, an_exam
from tests.documents.counting import statements
from tests.makers import (
    a_club,
    a_document,
    a_draft,
    a_firm,
    a_membership,
    a_person,
    a_placement,
    a_pointer,
    as_firm,
    saved,
    sign_in,
)

TODAY = date(2026, 11, 23)


class Place:
    """A firm with a ladder and a standard, and somebody signed in."""

    def __init__(self, client: HouseClient, role: FirmRole = FirmRole.OWNER) -> None:
        self.client, self.club = client, a_club("crown")
        self.firm = a_firm(self.club, "mill")
        person = a_person()
        self.member = a_membership(self.firm, role, person)
        self.ladder = a_document(self.firm, a_ladder())
        self.standard = a_document(self.firm, a_standard(title="How we serve"), "standard")
        self.at = f"/crown/firms/mill/ladders/{self.ladder.ref}/belonging"
        sign_in(client, person)

    def say(self, **chosen: str) -> Any:
        return self.client.submit(f"{self.at}/part?key=entry", {"standard": "", "path": "", "exam": "", **chosen})

    def means(self) -> list[str]:
        """The clauses of the standard that are meant by the stage."""
        with as_firm(self.firm):
            (row,) = belonging.belonging(self.ladder.id, TODAY)["entry"]
            return list(row.named)

    def belongs(self) -> list[str]:
        with as_firm(self.firm):
            return [row.ref for row in belonging.belonging(self.ladder.id, TODAY).get("entry", [])]


def test_a_standard_belongs_to_a_stage_until_somebody_says_otherwise(client: HouseClient) -> None:
    place = Place(client)
    assert place.say(standard=place.standard.ref).status_code == 303
    assert place.belongs() == [place.standard.ref]
    assert "How we serve" in client.get(place.at).text
    assert place.say(standard=place.standard.ref).status_code == 303  # sent twice
    assert place.belongs() == [place.standard.ref]
    assert place.say().status_code == 303
    assert place.belongs() == []


def test_a_stage_may_mean_single_clauses_of_its_standard(client: HouseClient) -> None:
    place = Place(client)
    place.say(standard=place.standard.ref)
    page = client.get(f"{place.at}/part?key=entry").text
    assert "1.1 Clause reply" in page
    assert place.say(standard=place.standard.ref, standard_clauses="reply").status_code == 303
    assert place.means() == ["reply"]
    assert "1.1 Clause reply" in client.get(place.at).text
    assert place.say(standard=place.standard.ref, standard_clauses="of another text").status_code == 422
    assert place.means() == ["reply"]


def test_clauses_of_the_text_before_are_not_meant_of_the_next(client: HouseClient) -> None:
    place = Place(client)
    other = a_document(place.firm, a_standard(a_clause("other"), title="How we pack"), "standard")
    a_pointer(place.firm, place.ladder, place.standard, item="entry", named=("reply",))
    assert place.say(standard=other.ref, standard_clauses="reply").status_code == 303
    assert place.belongs() == [other.ref]
    assert place.means() == []


def test_a_clause_that_a_stage_means_is_told_before_it_is_taken_out(client: HouseClient) -> None:
    place = Place(client)
    a_pointer(place.firm, place.ladder, place.standard, item="entry", named=("reply",))
    with as_firm(place.firm):
        found = references(place.standard.id)
    assert [one.item for one in found] == [ROOT, "reply"]
    answer = client.submit(f"/crown/firms/mill/standards/{place.standard.ref}/edit/remove?key=reply")
    assert "in “Ladder” points at it" in answer.text


@pytest.mark.slow
def test_who_stands_there_is_led_to_the_clauses_that_are_meant(client: HouseClient) -> None:
    place = Place(client, FirmRole.STAFF)
    a_placement(place.firm, place.member, place.ladder, a_ladder(), started_on=clock.now().date())
    a_pointer(place.firm, place.ladder, place.standard, item="entry", named=("reply",))
    page = client.get("/crown/firms/mill/today").text
    assert f'href="/crown/firms/mill/standards/{place.standard.ref}#c-reply">1.1 Clause reply</a>' in page


def test_what_belongs_to_a_stage_is_not_asked_for_the_values_that_the_stage_names(client: HouseClient) -> None:
    place = Place(client)
    ladder = a_document(place.firm, a_ladder(a_stage("entry", lives=("buyer-first",))))
    a_pointer(place.firm, ladder, place.standard, item="entry")
    with as_firm(place.firm):
        assert [found.item for found in references(place.standard.id)] == [ROOT]


def test_who_stands_on_the_stage_finds_it_on_today_once_it_is_in_force(client: HouseClient) -> None:
    place = Place(client, FirmRole.STAFF)
    a_placement(place.firm, place.member, place.ladder, a_ladder(), started_on=clock.now().date())
    page = "/crown/firms/mill/today"
    assert "For this stage" not in client.get(page).text
    a_pointer(place.firm, place.ladder, place.standard, item="entry")
    assert f'href="/crown/firms/mill/standards/{place.standard.ref}"' in client.get(page).text


def test_an_exam_of_the_stage_is_told_with_whether_it_is_passed(client: HouseClient) -> None:
    place = Place(client, FirmRole.STAFF)
    a_placement(place.firm, place.member, place.ladder, a_ladder(), started_on=clock.now().date())
    exam = a_document(place.firm, an_exam(title="Going live"), "exam")
    a_pointer(place.firm, place.ladder, exam, item="entry")
    page = client.get("/crown/firms/mill/today").text
    assert f'href="/crown/firms/mill/exams/{exam.ref}"' in page
    assert "not passed yet" in page
    for purpose in (Purpose.PRACTICE, Purpose.COUNTED):
        assert "not passed yet" in client.get("/crown/firms/mill/today").text
        attempt = {"document_id": exam.id, "number": 1, "membership_id": place.member.id, "drawn": [], "passed": True}
        with as_firm(place.firm):
            saved(Attempt(purpose=purpose, started_at=clock.now(), finished_at=clock.now(), **attempt))
    assert "not passed yet" not in client.get("/crown/firms/mill/today").text


def test_a_draft_is_not_told_to_whoever_stands_there(client: HouseClient) -> None:
    place = Place(client, FirmRole.STAFF)
    a_placement(place.firm, place.member, place.ladder, a_ladder(), started_on=clock.now().date())
    draft = a_draft(place.firm, a_standard(title="Unripe"), "standard")
    a_pointer(place.firm, place.ladder, draft, item="entry")
    assert "Unripe" not in client.get("/crown/firms/mill/today").text


def test_a_text_that_belongs_to_a_stage_is_not_retired(client: HouseClient) -> None:
    place = Place(client)
    a_pointer(place.firm, place.ladder, place.standard, item="entry")
    a_pointer(place.firm, place.ladder, place.standard, item="promotion")
    with as_firm(place.firm), pytest.raises(Refused) as refused:
        actions.retire(session().get_one(Document, place.standard.id), at=clock.now())
    assert str(refused.value.refusal.values).count("Ladder") == 1


def test_a_part_that_is_gone_takes_nothing(client: HouseClient) -> None:
    place = Place(client)
    for key in ("gone", "", "x" * 3000, "trunk"):
        assert client.get(f"{place.at}/part", query_string={"key": key}).status_code == 404
    with as_firm(place.firm), pytest.raises(Refused):
        held = session().get_one(Document, place.ladder.id)
        belonging.belong(held, "gone", {}, a_ladder())


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["standard", "path", "exam"])
def test_a_text_of_another_kind_or_firm_is_not_offered(client: HouseClient, kind: str) -> None:
    place = Place(client)
    other = a_document(a_firm(place.club, "bamboo"), a_standard(title="Words of bamboo"), "standard")
    for ref in (other.ref, place.ladder.ref, "nonsense", "x" * 3000):
        assert place.say(**{kind: ref}).status_code == 422
    assert place.belongs() == []
    assert "Words of bamboo" not in client.get(f"{place.at}/part?key=entry").text


def test_a_lead_reads_the_list_and_changes_nothing(client: HouseClient) -> None:
    place = Place(client, FirmRole.LEAD)
    assert client.get(place.at).status_code == 200
    assert client.get(f"{place.at}/part?key=entry").status_code == 404
    assert client.get(f"/crown/firms/mill/standards/{place.standard.ref}/belonging").status_code == 404


def test_a_stage_that_went_leaves_nothing_on_the_list(client: HouseClient) -> None:
    place = Place(client)
    a_pointer(place.firm, place.ladder, place.standard, item="entry")
    with as_firm(place.firm):
        row = session().scalars(select(DocumentPointer)).one()
        row.item = "gone"
    assert client.get(place.at).status_code == 200
    assert "How we serve" not in client.get(place.at).text


def test_a_ladder_without_anything_beside_it_costs_today_as_much_as_one_with_texts(client: HouseClient) -> None:
    place = Place(client, FirmRole.STAFF)
    ladder = a_ladder(a_stage("entry"))
    a_placement(place.firm, place.member, place.ladder, ladder, started_on=clock.now().date())
    client.get("/crown/firms/mill/today")
    with statements() as without:
        client.get("/crown/firms/mill/today")
    a_pointer(place.firm, place.ladder, place.standard, item="entry")
    client.get("/crown/firms/mill/today")
    with statements() as beside:
        client.get("/crown/firms/mill/today")
    assert len(beside) == len(without) <= 6
