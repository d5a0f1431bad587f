"""A standard changes: whoever keeps its exam is told which questions ask about that, until they looked at them."""

from typing import Any

from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.core.messages import Message
from club.documents import outdated
from club.documents.models import DocumentPointer
from club.documents.pads import DocumentPad
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_clause, a_question, a_standard, an_exam
from tests.makers import (
    a_club,
    a_document,
    a_draft,
    a_firm,
    a_membership,
    a_next_number,
    a_person,
    a_pointer,
    as_firm,
    sign_in,
)


def a_text(reply: str = "Reply in 30 seconds.", gift: str = "No gift for a review.") -> Any:
    return a_standard(a_clause("reply", must=True, text=reply), a_clause("gift", must=True, text=gift))


CHANGED, MISTYPED = a_text("Reply in 20 seconds."), a_text(gift="No gfit for a review.")
EXAM = an_exam(a_question("quick", clauses=("reply",)), a_question("kind", clauses=("gift",)))
TOLD = "1 question of “Service exam” asks about what changed in “Service”."


class Place:
    """A firm with an exam on its standard; the owner is signed in, a colleague writes."""

    def __init__(self, client: HouseClient) -> None:
        self.club = a_club("crown")
        self.firm = a_firm(self.club, "mill", set_up_at=clock.now())
        self.owner, self.lead, self.staff = a_person(), a_person(), a_person()
        a_membership(self.firm, FirmRole.OWNER, self.owner)
        a_membership(self.firm, FirmRole.LEAD, self.lead)
        a_membership(self.firm, FirmRole.STAFF, self.staff)
        self.standard = a_document(self.firm, a_text(), "standard")
        self.exam = a_document(self.firm, EXAM, "exam")
        a_pointer(self.firm, self.exam, self.standard)
        root = "/crown/firms/mill"
        self.pages = [f"{root}/", f"{root}/standards/{self.standard.ref}", f"{root}/exam-papers/{self.exam.ref}"]
        self.coverage = f"{self.pages[2]}/coverage"
        sign_in(client, self.owner)

    def told(self) -> list[str]:
        with as_firm(self.firm, self.owner.id):
            return list(session().scalars(select(Message.event)))


def test_the_questions_about_what_changed_are_named_where_somebody_looks(app, client: HouseClient) -> None:
    place = Place(client)
    assert not any(TOLD in client.get(page).text for page in place.pages)
    a_next_number(place.firm, place.standard, CHANGED)
    assert all(TOLD in client.get(page).text for page in place.pages)
    page = client.get(place.coverage).text
    asked = page[page.index("Questions about what changed") : page.index("They all fit as they are")]
    assert "Question quick" in asked
    assert "1.1 Reply in 20 seconds." in asked
    assert "Question kind" not in asked
    sign_in(client, place.lead)
    assert TOLD in client.get(place.pages[0]).text
    assert "They all fit" not in client.get(place.coverage).text, "who may not publish does not settle it"
    sign_in(client, place.staff)
    assert not any("asks about what changed" in client.get(page).text for page in place.pages[:2])


def test_a_typing_mistake_is_no_change(app, client: HouseClient) -> None:
    place = Place(client)
    a_next_number(place.firm, place.standard, MISTYPED)
    assert not any(TOLD in client.get(page).text for page in place.pages)
    assert place.told() == []


def test_publishing_the_exam_anew_ends_it(app, client: HouseClient) -> None:
    place = Place(client)
    a_next_number(place.firm, place.standard, CHANGED)
    a_next_number(place.firm, place.exam, an_exam(a_question("quick", text="In 20?", clauses=("reply",))))
    assert not any(TOLD in client.get(page).text for page in place.pages)


def test_saying_that_they_fit_ends_it_until_the_next_change(app, client: HouseClient) -> None:
    place = Place(client)
    a_next_number(place.firm, place.standard, CHANGED)
    old = client.form(place.coverage)
    a_next_number(place.firm, place.standard, a_text("Reply in 10 seconds."))
    answer = client.post(f"{place.pages[2]}/checked", data={**old, "number": "2"})
    assert answer.status_code == 303
    assert TOLD in client.get(place.pages[0]).text, "what came meanwhile was not looked at"
    client.submit(place.coverage, {"number": "1000000"}, to=f"{place.pages[2]}/checked")
    assert TOLD not in client.get(place.pages[0]).text
    with as_firm(place.firm):
        assert session().scalars(select(DocumentPointer.checked)).all() == [3]
    a_next_number(place.firm, place.standard, a_text("Reply in 15 seconds."))
    assert TOLD in client.get(place.pages[0]).text


def test_whoever_keeps_the_exam_is_told_but_not_of_what_they_published(app, client: HouseClient) -> None:
    place = Place(client)
    a_next_number(place.firm, place.standard, CHANGED)
    assert place.told() == ["documents/questions_outdated"]
    with as_firm(place.firm):
        held = session().merge(place.standard)
        DocumentPad(held, by=place.owner.id, at=clock.now()).keep(a_text("Reply in 10 seconds."))
    page = client.get(f"{place.pages[1]}/publish").text
    assert "1 question of “Service exam” asks about what changes here." in page
    client.submit(f"{place.pages[1]}/publish", {"note": "Quicker"})
    assert place.told() == ["documents/questions_outdated"]


def test_a_draft_of_an_exam_that_was_never_published_waits_for_nobody(app) -> None:
    club = a_club("crown")
    firm = a_firm(club, "mill")
    standard, exam = a_document(firm, a_text(), "standard"), a_draft(firm, EXAM, "exam")
    a_pointer(firm, exam, standard)
    a_next_number(firm, standard, CHANGED)
    with as_firm(firm):
        assert outdated.asking_about(standard.id, {"reply"}) == []
