"""A draft is reviewed: in the browser's hands, with what may go wrong on the way."""

from datetime import timedelta
from typing import Any

import pytest

from club.core import clock
from club.core.db import read, session
from club.core.messages import Message
from club.documents import editing
from club.documents.models import Document, ReviewAnswer, ReviewRequest, Revision
from club.documents.pads import DocumentPad
from club.firms.models import Firm, Membership
from club.firms.queries import EVENTS
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_ladder
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, as_desk, as_firm, sign_in


class Place:
    """A firm with an owner, a lead and somebody of the people office; the owner wrote a draft."""

    def __init__(self, client: HouseClient, *, four_eyes: bool = False) -> None:
        self.club = a_club("crown")
        self.firm = a_firm(self.club, "mill")
        self.client = client
        self.people = {
            role: a_person(f"{role.value}@mill.example") for role in (FirmRole.OWNER, FirmRole.LEAD, FirmRole.STAFF)
        }
        self.members = {
            role: a_membership(self.firm, role, person, name=role.value) for role, person in self.people.items()
        }
        self.document = a_document(self.firm, a_ladder())
        self.at = f"/crown/firms/mill/ladders/{self.document.ref}"
        with as_desk(self.club):
            session().get(Firm, self.firm.id).four_eyes = four_eyes
        self.write("First words", FirmRole.OWNER)

    def write(self, summary: str, role: FirmRole) -> None:
        with as_firm(self.firm, self.people[role].id):
            document = session().get(Document, self.document.id)
            pad = DocumentPad(document, by=self.people[role].id, at=clock.now())
            current = pad.opened()
            was = {"summary": editing.edits.digest(current.summary)} if current.summary else {}
            assert editing.change_item(pad, "", {"summary": summary}, opened=was) == ()

    def enter(self, role: FirmRole) -> None:
        sign_in(self.client, self.people[role])

    def ask(self, role: FirmRole = FirmRole.LEAD, **changes: str) -> Any:
        self.enter(FirmRole.OWNER)
        due = (clock.today("Asia/Shanghai") + timedelta(days=3)).isoformat()
        fields = {"reviewer": self.members[role].ref, "due_on": due, "note": "Look at the summary"} | changes
        return self.client.submit(f"{self.at}/review", fields)

    def request(self) -> str:
        with as_firm(self.firm):
            return session().query(ReviewRequest).order_by(ReviewRequest.id.desc()).first().ref

    def answer(self, verdict: str, remarks: str = "", role: FirmRole = FirmRole.LEAD) -> Any:
        self.enter(role)
        to = f"{self.at}/review/{self.request()}"
        return self.client.submit(f"{self.at}/review", {"verdict": verdict, "remarks": remarks}, to=to)

    def publish(self) -> Any:
        self.enter(FirmRole.OWNER)
        return self.client.submit(f"{self.at}/publish", {"note": "Second"})


@pytest.mark.slow
def test_a_colleague_is_asked_told_and_approves_and_the_number_keeps_it(app, client: HouseClient) -> None:
    place = Place(client)
    assert place.ask().status_code == 303
    with as_firm(place.firm, place.people[FirmRole.LEAD].id):
        letter = session().query(Message).filter_by(event="documents/review_asked").one()
    assert place.document.ref in letter.body_text
    assert "Look at the summary" in letter.body_text
    place.enter(FirmRole.LEAD)
    assert "You are asked to review the draft" in client.get(place.at).text
    page = client.get(f"{place.at}/review").text
    assert "<ins>First words</ins>" in page
    assert place.answer("approved", "Good").status_code == 303
    with as_firm(place.firm, place.people[FirmRole.OWNER].id):
        told = session().query(Message).filter_by(event="documents/review_answered").one()
        assert "approved" in told.subject
    assert place.publish().status_code == 303
    page = client.get(f"{place.at}/record").text
    assert "approved by lead" in page
    assert "written by owner" in page
    with as_firm(place.firm):
        revision = session().query(Revision).filter_by(number=2).one()
        assert revision.writers == [place.people[FirmRole.OWNER].id]
        assert session().get(ReviewAnswer, revision.approval_id).remarks == "Good"
        assert session().query(ReviewRequest).one().number == 2
        dids = [row.did for row in read(EVENTS, did="", firm_id=place.firm.id, offset=0)]
    assert {"review.asked", "review.answered"} <= set(dids)


@pytest.mark.slow
def test_a_change_after_the_approval_voids_it_and_says_so(app, client: HouseClient) -> None:
    place = Place(client, four_eyes=True)
    place.ask()
    place.answer("approved")
    place.write("Other words", FirmRole.OWNER)
    place.enter(FirmRole.OWNER)
    page = client.get(f"{place.at}/publish").text
    assert "changed after it was approved" in page
    assert "approved an earlier text" in page
    assert place.publish().status_code == 422
    place.ask()
    place.answer("approved")
    assert place.publish().status_code == 303


@pytest.mark.slow
def test_with_four_eyes_nobody_publishes_alone_and_the_page_names_the_next_step(app, client: HouseClient) -> None:
    place = Place(client, four_eyes=True)
    answer = place.publish()
    assert answer.status_code == 422
    page = client.get(f"{place.at}/publish").text
    assert "only when somebody else than its last writer approved it" in page
    assert f"{place.at}/review" in page
    assert 'name="effective_on"' not in page
    place.ask()
    place.write("The reviewer's own words", FirmRole.LEAD)
    assert "You wrote the last change of this draft yourself." in place.answer("approved").text
    place.ask(role=FirmRole.LEAD)
    assert place.publish().status_code == 422


@pytest.mark.slow
def test_the_draft_changes_while_the_reviewer_reads(app, client: HouseClient) -> None:
    place = Place(client)
    place.ask()
    place.enter(FirmRole.LEAD)
    opened = client.form(f"{place.at}/review")
    place.write("Other words", FirmRole.OWNER)
    to = f"{place.at}/review/{place.request()}"
    answer = client.post(to, data={**opened, "verdict": "approved", "remarks": "My long remarks"})
    assert answer.status_code == 422
    assert "The draft was changed while you read it." in answer.text
    assert "My long remarks" in answer.text
    assert "<ins>Other words</ins>" in answer.text


@pytest.mark.slow
def test_it_is_sent_back_with_remarks_and_without_them_not(app, client: HouseClient) -> None:
    place = Place(client)
    place.ask()
    assert "Whoever sends a text back says what has to change." in place.answer("sent_back").text
    assert place.answer("sent_back", "Name the day").status_code == 303
    place.enter(FirmRole.OWNER)
    page = client.get(f"{place.at}/publish").text
    assert "sent back" in page
    assert "Name the day" in page
    assert place.answer("approved").status_code == 422


@pytest.mark.parametrize("role", [FirmRole.OWNER, FirmRole.STAFF])
def test_neither_oneself_nor_staff_can_be_asked(app, client: HouseClient, role: FirmRole) -> None:
    place = Place(client)
    answer = place.ask(role)
    assert answer.status_code == 422
    assert "Look at the summary" in answer.text
    with as_firm(place.firm):
        assert session().query(ReviewRequest).count() == 0


def test_nobody_is_asked_twice_and_no_day_that_is_gone(app, client: HouseClient) -> None:
    place = Place(client)
    assert place.ask(due_on="2020-01-01").status_code == 422
    assert place.ask(due_on="soon").status_code == 422
    assert place.ask().status_code == 303
    assert "This person is asked already." in place.ask().text


def test_two_reviewers_answer_each_for_themselves(app, client: HouseClient) -> None:
    place = Place(client)
    office = place.people[FirmRole.PEOPLE_OFFICE] = a_person("office@mill.example")
    place.members[FirmRole.PEOPLE_OFFICE] = a_membership(place.firm, FirmRole.PEOPLE_OFFICE, office, name="office")
    place.ask()
    first = place.request()
    place.ask(FirmRole.PEOPLE_OFFICE)
    assert place.answer("sent_back", "Not yet", FirmRole.PEOPLE_OFFICE).status_code == 303
    place.enter(FirmRole.LEAD)
    to = f"{place.at}/review/{first}"
    assert client.submit(f"{place.at}/review", {"verdict": "approved"}, to=to).status_code == 303
    page = client.get(f"{place.at}/review").text
    assert "Not yet" in page
    with as_firm(place.firm):
        assert session().query(ReviewAnswer).count() == 2


def test_another_persons_request_is_not_answered(app, client: HouseClient) -> None:
    place = Place(client)
    place.ask()
    place.enter(FirmRole.OWNER)
    to = f"{place.at}/review/{place.request()}"
    text = client.form(f"{place.at}/review")
    assert client.post(to, data={**text, "verdict": "approved"}).status_code == 422
    assert client.post(f"{place.at}/review/{'a' * 16}", data={**text, "verdict": "approved"}).status_code == 404


def test_a_reviewer_who_left_cannot_answer_and_the_page_says_so(app, client: HouseClient) -> None:
    place = Place(client)
    place.ask()
    with as_firm(place.firm):
        session().get(Membership, place.members[FirmRole.LEAD].id).left_at = clock.now()
    place.enter(FirmRole.OWNER)
    page = client.get(f"{place.at}/review").text
    assert "cannot answer any more" in page
    assert "ask somebody else" in page


@pytest.mark.slow
def test_a_request_is_withdrawn_and_then_over(app, client: HouseClient) -> None:
    place = Place(client)
    place.ask()
    to = f"{place.at}/review/{place.request()}/withdraw"
    assert client.submit(f"{place.at}/review", to=to).status_code == 303
    assert client.submit(f"{place.at}/review", to=to).status_code == 422
    assert place.answer("approved").status_code == 422
    assert place.ask().status_code == 303


def test_a_draft_that_is_thrown_away_ends_its_requests(app, client: HouseClient) -> None:
    place = Place(client)
    place.ask()
    assert client.submit(f"{place.at}/edit", to=f"{place.at}/discard").status_code == 303
    with as_firm(place.firm):
        assert session().query(ReviewRequest).one().withdrawn_at is not None
    assert "There is no draft to review" in client.get(f"{place.at}/review").text
    assert place.ask().status_code == 422


def test_the_owner_sets_four_eyes(app, client: HouseClient) -> None:
    place = Place(client)
    place.enter(FirmRole.OWNER)
    fields = {"lang": "en", "zone": "", "day_starts_at": "0", "four_eyes": "y"}
    assert client.submit("/crown/firms/mill/settings", fields).status_code == 303
    with as_desk(place.club):
        assert session().get(Firm, place.firm.id).four_eyes is True
    assert place.publish().status_code == 422


def test_staff_and_other_firms_see_no_review(app, client: HouseClient) -> None:
    place = Place(client)
    place.ask()
    to = f"{place.at}/review/{place.request()}"
    other = a_firm(place.club, "other")
    owner = a_person()
    a_membership(other, FirmRole.OWNER, owner)
    for person in (place.people[FirmRole.STAFF], owner):
        sign_in(client, person)
        assert client.get(f"{place.at}/review").status_code == 404
        hidden = client.form("/crown/me")
        assert client.post(to, data={**hidden, "verdict": "approved"}).status_code == 404
