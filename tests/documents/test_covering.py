"""An exam and the standard that it examines: coverage, secrecy, and links that never dangle."""

from dataclasses import replace
from typing import Any

import pytest

from club.core import clock
from club.core.db import session
from club.core.refusals import Refused
from club.documents import actions, editing, pointers
from club.documents.codec import to_json
from club.documents.edits import digest
from club.documents.models import Document
from club.documents.pads import DocumentPad
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_clause, a_question, a_standard, an_exam
from tests.documents.test_culture_rules import a_culture
from tests.makers import (
    a_club,
    a_document,
    a_firm,
    a_membership,
    a_next_number,
    a_person,
    a_pointer,
    as_firm,
    sign_in,
)
from tests.makers.documents import A_DAY

STANDARD = a_standard(a_clause("reply", must=True), a_clause("gift", must=True), a_clause("tea"))
EXAM = an_exam(a_question("one", clauses=("reply",)), a_question("two", text="Question of tea"))


class Place:
    """A firm with a standard and an exam on it, and somebody signed in."""

    def __init__(self, client: HouseClient, role: FirmRole = FirmRole.OWNER, *, exam: Any = EXAM) -> None:
        self.club = a_club("crown")
        self.firm = a_firm(self.club, "mill")
        person = a_person()
        a_membership(self.firm, role, person)
        self.standard = a_document(self.firm, STANDARD, "standard")
        self.exam = a_document(self.firm, exam, "exam")
        self.shelf = "/crown/firms/mill/exam-papers"
        self.at = f"{self.shelf}/{self.exam.ref}"
        sign_in(client, person)

    def point(self) -> None:
        a_pointer(self.firm, self.exam, self.standard)

    def held(self, document: Document) -> Document:
        return session().merge(document)


def test_the_page_names_what_binds_without_a_question(app, client: HouseClient) -> None:
    place = Place(client)
    place.point()
    page = client.get(f"{place.at}/coverage").text
    assert "1 binding clause has no question" in page
    assert "Question of tea" in page
    assert "no question" in page


def test_an_exam_says_by_hand_which_standard_it_examines(app, client: HouseClient) -> None:
    place = Place(client)
    assert "Not said yet which text it refers to" in client.get(f"{place.at}/coverage").text
    answer = client.submit(f"{place.at}/coverage", {"target": place.standard.ref}, to=f"{place.at}/points-at")
    assert answer.status_code == 303
    assert "Clause reply" in client.get(place.at).text


def test_it_does_not_point_at_a_standard_without_its_clauses(app, client: HouseClient) -> None:
    place = Place(client, exam=an_exam(a_question("one", clauses=("elsewhere",))))
    answer = client.submit(f"{place.at}/coverage", {"target": place.standard.ref}, to=f"{place.at}/points-at")
    assert answer.status_code == 422
    assert "“Service” does not have everything that is named here (places: 1)." in answer.text


def test_it_points_at_no_other_firms_text_and_at_no_other_kind(app, client: HouseClient) -> None:
    place = Place(client)
    theirs = a_document(a_firm(place.club, "lamp"), STANDARD, "standard")
    for ref in (theirs.ref, place.exam.ref, "zzzzzzzzzzzzzzzz", ""):
        answer = client.submit(f"{place.at}/coverage", {"target": ref}, to=f"{place.at}/points-at")
        assert answer.status_code == 422
    with as_firm(place.firm), pytest.raises(Refused) as refused:
        pointers.point(place.held(place.standard), place.held(place.exam))
    assert refused.value.refusal == pointers.OTHER_KIND


def test_only_texts_that_point_somewhere_have_the_page(app, client: HouseClient) -> None:
    place = Place(client)
    culture = a_document(place.firm, a_culture(), "culture")
    assert client.get(f"/crown/firms/mill/culture/{culture.ref}/coverage").status_code == 404


def test_a_clause_that_a_question_asks_about_is_not_taken_out(app, client: HouseClient) -> None:
    place = Place(client)
    place.point()
    with as_firm(place.firm), pytest.raises(Refused) as refused:
        editing.remove_item(DocumentPad(place.held(place.standard), by=None, at=clock.now()), "reply")
    assert str(refused.value.refusal.values["who"]) == "“Question one” in “Service exam” points at it"
    assert refused.value.refusal.next_step == "Change what points at it first."
    with as_firm(place.firm):
        editing.remove_item(DocumentPad(place.held(place.standard), by=None, at=clock.now()), "tea")


def test_a_clause_that_only_a_draft_asks_about_stays_too(app, client: HouseClient) -> None:
    place = Place(client)
    place.point()
    with as_firm(place.firm):
        pad = DocumentPad(place.held(place.exam), by=None, at=clock.now())
        editing.change_item(pad, "two", {"clauses": ["tea"]}, opened={})
    with as_firm(place.firm), pytest.raises(Refused):
        editing.remove_item(DocumentPad(place.held(place.standard), by=None, at=clock.now()), "tea")


def test_a_standard_is_not_retired_under_its_exam(app, client: HouseClient) -> None:
    place = Place(client)
    place.point()
    with as_firm(place.firm), pytest.raises(Refused):
        actions.retire(place.held(place.standard), at=clock.now())
    with as_firm(place.firm):
        actions.retire(place.held(place.exam), at=clock.now())
    with as_firm(place.firm):
        actions.retire(place.held(place.standard), at=clock.now())


def test_an_exam_is_not_published_while_it_names_what_is_not_there(app, client: HouseClient) -> None:
    place = Place(client)
    place.point()
    with as_firm(place.firm):
        pad = DocumentPad(place.held(place.exam), by=None, at=clock.now())
        editing.change_item(pad, "two", {"clauses": ["gone"]}, opened={})
    page = client.get(f"{place.at}/publish").text
    assert "This names something that “Service” does not have." in page
    assert client.submit(f"{place.at}/publish").status_code == 422


def test_the_editor_offers_the_clauses_by_number_and_refuses_others(app, client: HouseClient) -> None:
    place = Place(client)
    place.point()
    page = client.get(f"{place.at}/edit/item?key=two").text
    assert "1.2 Clause gift" in page
    question = {"text": "Of gifts", "sort": "single", "points": "1"}
    answer = client.submit(f"{place.at}/edit/item?key=two", {**question, "clauses": "gift"})
    assert answer.status_code == 303
    answer = client.submit(f"{place.at}/edit/item?key=two", {**question, "clauses": "nowhere"})
    assert answer.status_code == 422


@pytest.mark.parametrize("below", ["", "/coverage", "/edit", "/compare", "/comments", "/record", "/consultations"])
def test_staff_find_nothing_of_the_questions(app, client: HouseClient, below: str) -> None:
    place = Place(client, FirmRole.STAFF)
    assert client.get(f"{place.at}{below}").status_code == 404


def test_staff_do_not_see_that_there_are_questions(app, client: HouseClient) -> None:
    place = Place(client, FirmRole.STAFF)
    assert client.get(place.shelf).status_code == 404
    page = client.get("/crown/firms/mill/").text
    assert "Service exam" not in page
    assert "exam-papers" not in page


def test_a_lead_reads_the_questions(app, client: HouseClient) -> None:
    place = Place(client, FirmRole.LEAD)
    assert "Question of tea" in client.get(place.at).text
    assert place.exam.ref in client.get(place.shelf).text


def test_nobody_is_consulted_on_questions(app, client: HouseClient) -> None:
    place = Place(client)
    answer = client.submit(place.at, {"closes_on": "2026-12-31"}, to=f"{place.at}/consultations")
    assert answer.status_code == 404


def test_the_reading_page_follows_the_standard(app, client: HouseClient) -> None:
    """What is kept of a drawn page is drawn anew when a clause is called otherwise."""
    place = Place(client)
    place.point()
    assert "1.1 Clause reply" in client.get(place.at).text
    section = replace(STANDARD.sections[0], clauses=(a_clause("reply", title="Within 30 seconds"),))
    renamed = replace(STANDARD, sections=(section,))
    with as_firm(place.firm):
        held = place.held(place.standard)
        DocumentPad(held, by=None, at=clock.now()).keep(renamed)
        days = {"effective_on": A_DAY, "today": A_DAY}
        actions.publish(held, seen=digest(to_json(renamed)), note="", by=None, at=clock.now(), **days)
    assert "1.1 Within 30 seconds" in client.get(place.at).text


@pytest.mark.slow
def test_what_a_question_asks_about_is_compared_by_number_and_words(app, client: HouseClient) -> None:
    place = Place(client)
    place.point()
    a_next_number(place.firm, place.exam, an_exam(a_question("one", clauses=("gift",))))
    page = client.get(f"{place.at}/compare?from=1&to=2").text
    assert "<del>1.1 Clause reply\n</del>" in page
    assert "<ins>1.2 Clause gift\n</ins>" in page
