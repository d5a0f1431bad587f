"""Comments and suggestions on the parts of a text, in the browser's hands."""

from typing import Any

import pytest

from club.core import clock
from club.core.db import read, session
from club.documents import editing
from club.documents.models import Comment, CommentClosure, CommentReply, Document
from club.documents.pads import DocumentPad
from club.documents.queries import DRAFT
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_clause, a_standard
from tests.documents.counting import statements
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, as_firm, sign_in


class Place:
    """A firm with a standard of two clauses; its owner and its lead write."""

    def __init__(self, client: HouseClient) -> None:
        self.client = client
        self.firm = a_firm(a_club("crown"), "mill")
        self.people = {role: a_person(f"{role.value}@mill.example") for role in FirmRole}
        for role, person in self.people.items():
            a_membership(self.firm, role, person, name=role.value)
        body = a_standard(a_clause("reply", text="Reply in 30 seconds"), a_clause("greet", text="Greet first"))
        self.document = a_document(self.firm, body, "standard")
        self.at = f"/crown/firms/mill/standards/{self.document.ref}"
        sign_in(client, self.people[FirmRole.OWNER])

    def say(self, item: str, text: str, *, field: str = "", proposed: str = "") -> Any:
        query = f"?item={item}" + (f"&field={field}" if field else "")
        fields = {"text": text, "proposed": proposed, "item": item, "field": field}
        return self.client.submit(f"{self.at}/comments{query}", fields, to=f"{self.at}/comments")

    def ref(self) -> str:
        with as_firm(self.firm):
            return session().query(Comment).order_by(Comment.id.desc()).first().ref

    def settle(self, outcome: str, why: str = "") -> Any:
        ref = self.ref()
        to = f"{self.at}/comments/{ref}/settle"
        return self.client.submit(f"{self.at}/comments?on={ref}", {"outcome": outcome, "why": why}, to=to)

    def change(self, key: str, **fields: str) -> None:
        with as_firm(self.firm):
            pad = DocumentPad(session().get(Document, self.document.id), by=None, at=clock.now())
            entry = editing.edits.entry_of(pad.opened(), key)
            opened = editing.edits.digests(entry.fields)
            assert editing.change_item(pad, key, fields, opened=opened) == ()

    def draft(self) -> Any:
        with as_firm(self.firm):
            return read(DRAFT, ref=self.document.ref).first()


def test_a_comment_stands_with_its_part_name_and_time_and_is_answered(app, client: HouseClient) -> None:
    place = Place(client)
    assert place.say("reply", "Is that not too quick?").status_code == 303
    page = client.get(f"{place.at}/comments").text
    assert "Is that not too quick?" in page
    assert "1 comment waits for an answer" in page
    assert "Greet first" not in page
    assert "Greet first" in client.get(f"{place.at}/comments?show=all").text
    sign_in(client, place.people[FirmRole.LEAD])
    ref = place.ref()
    to = f"{place.at}/comments/{ref}/reply"
    assert client.submit(f"{place.at}/comments?on={ref}", {"text": "The platform counts it"}, to=to).status_code == 303
    page = client.get(f"{place.at}/comments").text
    assert "The platform counts it" in page
    assert "lead" in page
    assert "Comments" in client.get(place.at).text


def test_an_accepted_suggestion_is_written_into_the_draft(app, client: HouseClient) -> None:
    place = Place(client)
    assert place.say("reply", "", field="text", proposed="Reply in 20 seconds").status_code == 303
    assert place.draft() is None
    assert place.settle("accepted").status_code == 303
    assert place.draft().body["sections"][0]["clauses"][0]["text"] == "Reply in 20 seconds"
    page = client.get(f"{place.at}/comments").text
    assert "accepted" in page
    assert "No comment waits for an answer" in page
    assert place.settle("accepted").status_code == 422


def test_a_suggestion_that_the_text_overtook_is_shown_and_not_written(app, client: HouseClient) -> None:
    place = Place(client)
    place.say("reply", "", field="text", proposed="Reply in 20 seconds")
    place.change("reply", text="Reply in 25 seconds")
    answer = place.settle("accepted")
    assert answer.status_code == 422
    assert "It reads now: “Reply in 25 seconds”" in answer.text
    assert "Reply in 20 seconds" in answer.text
    assert place.draft().body["sections"][0]["clauses"][0]["text"] == "Reply in 25 seconds"
    with as_firm(place.firm):
        assert session().query(CommentClosure).count() == 0


def test_whoever_declines_says_why(app, client: HouseClient) -> None:
    place = Place(client)
    place.say("reply", "", field="text", proposed="Reply at once")
    assert "Whoever declines a suggestion says why." in place.settle("declined").text
    assert place.settle("declined", "Nobody can").status_code == 303
    assert "Nobody can" in client.get(f"{place.at}/comments").text


def test_comments_on_a_part_that_went_are_listed_with_what_it_was_called(app, client: HouseClient) -> None:
    place = Place(client)
    place.say("greet", "Say it in dialect too", field="text", proposed="Greet in dialect")
    with as_firm(place.firm):
        pad = DocumentPad(session().get(Document, place.document.id), by=None, at=clock.now())
        editing.remove_item(pad, "greet")
    page = client.get(f"{place.at}/comments").text
    assert "On parts that are gone" in page
    assert "Greet first" in page
    assert "Say it in dialect too" in page
    answer = place.settle("accepted")
    assert answer.status_code == 422
    assert place.settle("resolved").status_code == 303


@pytest.mark.slow
@pytest.mark.parametrize(
    ("item", "text", "field", "proposed"),
    [("reply", "", "", ""), ("reply", "", "text", "Reply in 30 seconds"), ("nobody", "Words", "", "")],
)
def test_what_says_nothing_or_speaks_of_nothing_is_not_kept(
    app, client: HouseClient, item, text, field, proposed
) -> None:
    place = Place(client)
    hidden = client.form(f"{place.at}/comments?item=reply")
    fields = {"item": item, "text": text, "field": field, "proposed": proposed}
    assert client.post(f"{place.at}/comments", data={**hidden, **fields}).status_code == 422
    with as_firm(place.firm):
        assert session().query(Comment).count() == 0


def test_a_double_click_makes_one_comment(app, client: HouseClient) -> None:
    place = Place(client)
    hidden = client.form(f"{place.at}/comments?item=reply")
    for _ in range(2):
        assert client.post(f"{place.at}/comments", data={**hidden, "item": "reply", "text": "Once"}).status_code == 303
    with as_firm(place.firm):
        assert session().query(Comment).count() == 1


@pytest.mark.slow
def test_what_was_typed_too_long_is_not_lost(app, client: HouseClient) -> None:
    place = Place(client)
    answer = place.say("reply", "", field="text", proposed="x" * 10_001)
    assert answer.status_code == 422
    assert "x" * 10_001 in answer.text
    assert place.say("reply", "", field="text", proposed="x" * 10_000).status_code == 303


@pytest.mark.slow
def test_staff_and_other_firms_see_no_comments(app, client: HouseClient) -> None:
    place = Place(client)
    place.say("reply", "Secret words")
    ref = place.ref()
    other = a_firm(a_club("other"), "other")
    owner = a_person()
    a_membership(other, FirmRole.OWNER, owner)
    for person in (place.people[FirmRole.STAFF], owner):
        sign_in(client, person)
        assert client.get(f"{place.at}/comments").status_code == 404
        hidden = client.form("/crown/me")
        assert client.post(f"{place.at}/comments/{ref}/reply", data={**hidden, "text": "x"}).status_code == 404


def test_a_hundred_comments_cost_as_many_statements_as_one(app, client: HouseClient) -> None:
    place, counts = Place(client), []
    place.say("reply", "First")
    client.get(f"{place.at}/comments")
    for count in (0, 100):
        with as_firm(place.firm):
            first = session().query(Comment).first()
            for _ in range(count):
                facts = {"document_id": first.document_id, "item": "greet", "place": "Greet", "text": "More"}
                row = Comment(**facts, by_id=None, at=clock.now())
                session().add(row)
                session().flush()
                session().add(CommentReply(comment_id=row.id, text="Yes", by_id=None, at=clock.now()))
        with statements() as sent:
            assert client.get(f"{place.at}/comments").status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
