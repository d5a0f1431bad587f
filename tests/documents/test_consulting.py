"""Staff are consulted on a text before it binds: who is asked, what they say, and the record of it."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from club.core import clock
from club.core.db import session
from club.core.jobs import finish_all
from club.core.messages import Message
from club.documents import editing
from club.documents.consultation_rules import entry_refusal, is_asked, is_open, open_refusal
from club.documents.models import Comment, Consultation, ConsultationEntry, Document
from club.documents.pads import DocumentPad
from club.home.export_parts import PARTS
from club.policy import FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_clause, a_standard
from tests.makers import a_club, a_department, a_document, a_firm, a_membership, a_person, as_firm, sign_in

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("closes_on", "closed_at", "expected"),
    [(TODAY, None, True), (TODAY - timedelta(days=1), None, False), (TODAY, AT, False)],
)
def test_a_consultation_is_open_up_to_its_last_day_or_until_it_is_closed(closes_on, closed_at, expected):
    assert is_open(closes_on, closed_at, TODAY) is expected


def test_nobody_named_is_everybody():
    assert is_asked([], None)
    assert is_asked([{"id": 1, "name": "Service"}], 1)
    assert not is_asked([{"id": 1, "name": "Service"}], 2)
    assert not is_asked([{"id": 1, "name": "Service"}], None)


@pytest.mark.parametrize(
    ("days", "is_running", "code"),
    [
        (0, False, None),
        (180, False, None),
        (181, False, "consultation.no_days"),
        (-1, False, "consultation.no_days"),
        (7, True, "consultation.running"),
    ],
)
def test_how_long_it_may_last(days, is_running, code):
    refusal = open_refusal(is_running=is_running, closes_on=TODAY + timedelta(days=days), today=TODAY)
    assert (refusal.code if refusal else None) == code
    assert entry_refusal(TODAY, TODAY) is None
    assert entry_refusal(TODAY + timedelta(days=1), TODAY) is not None


class Place:
    """A firm of two departments with a standard, an owner, a lead, and a member of staff in each department."""

    def __init__(self, client: HouseClient) -> None:
        self.client = client
        self.firm = a_firm(a_club("crown"), "mill")
        self.service, self.store = (a_department(self.firm, name) for name in ("Service", "Store"))
        self.owner, self.lead, self.staff, self.other = (a_person(f"p{n}@mill.example") for n in range(4))
        a_membership(self.firm, FirmRole.OWNER, self.owner, name="Lin Yue")
        a_membership(self.firm, FirmRole.LEAD, self.lead, name="Wang Ting", department_id=self.service.id)
        a_membership(self.firm, FirmRole.STAFF, self.staff, name="Zhou Xia", department_id=self.service.id)
        a_membership(self.firm, FirmRole.STAFF, self.other, name="Sun Mei", department_id=self.store.id)
        body = a_standard(a_clause("reply", text="Reply in 30 seconds"))
        self.document = a_document(self.firm, body, "standard")
        self.at = f"/crown/firms/mill/standards/{self.document.ref}"
        sign_in(client, self.owner)

    def open(self, *departments: Any, days: int = 7) -> Any:
        closes_on = (clock.today("Asia/Shanghai") + timedelta(days=days)).isoformat()
        named = [one.ref for one in departments]
        fields = {"closes_on": closes_on, "note": "We want to be quicker", "departments": named}
        return self.client.submit(f"{self.at}/consultations", fields)

    @property
    def one(self) -> str:
        with as_firm(self.firm):
            return f"{self.at}/consultations/{session().query(Consultation).one().ref}"

    def say(self, text: str) -> Any:
        fields = {"item": "reply", "field": "", "text": text, "proposed": ""}
        return self.client.submit(f"{self.one}?item=reply", fields, to=f"{self.one}/comments")


@pytest.mark.slow
def test_those_who_are_asked_are_told_read_and_speak_the_others_see_nothing(app, client: HouseClient) -> None:
    place = Place(client)
    assert place.open(place.service).status_code == 303
    finish_all()
    with as_firm(place.firm, place.staff.id):
        letter = session().query(Message).filter_by(event="documents/consultation_opened").one()
    assert place.one.rpartition("/")[2] in letter.body_text
    sign_in(client, place.staff)
    assert "you can say what you think" in client.get(place.at).text
    assert "Reply in 30 seconds" in client.get(place.one).text
    assert place.say("Not in the evening").status_code == 303
    assert "Not in the evening" in client.get(place.one).text
    sign_in(client, place.other)
    with as_firm(place.firm, place.other.id):
        assert session().query(Message).count() == 0
    assert "you can say what you think" not in client.get(place.at).text
    assert client.get(place.one).status_code == 404
    hidden = client.form("/crown/me")
    assert client.post(f"{place.one}/comments", data={**hidden, "item": "reply", "text": "x"}).status_code == 404


def test_the_text_that_was_put_to_staff_stays_while_the_draft_goes_on(app, client: HouseClient) -> None:
    place = Place(client)
    place.open()
    with as_firm(place.firm):
        pad = DocumentPad(session().get(Document, place.document.id), by=None, at=clock.now())
        opened = editing.edits.digests(editing.edits.entry_of(pad.opened(), "reply").fields)
        editing.change_item(pad, "reply", {"text": "Reply in 20 seconds"}, opened=opened)
    sign_in(client, place.staff)
    page = client.get(place.one).text
    assert "Reply in 30 seconds" in page
    assert "Reply in 20 seconds" not in page


def test_writers_answer_put_talks_on_record_and_print_the_evidence(app, client: HouseClient) -> None:
    place = Place(client)
    place.open()
    sign_in(client, place.staff)
    place.say("Not in the evening")
    with as_firm(place.firm):
        ref = session().query(Comment).one().ref
    sign_in(client, place.lead)
    to = f"{place.one}/comments/{ref}/reply"
    assert client.submit(f"{place.one}?on={ref}", {"text": "Until 22:00 only"}, to=to).status_code == 303
    today = clock.today("Asia/Shanghai").isoformat()
    talk = {"sort": "talk", "day": today, "people": "Service, 8 people", "text": "Evening shifts were discussed"}
    assert client.submit(f"{place.one}/evidence", talk, to=f"{place.one}/record").status_code == 303
    notice = {"sort": "notice", "day": today, "people": "", "text": "Posted on the wall"}
    assert client.submit(f"{place.one}/evidence", notice, to=f"{place.one}/record").status_code == 303
    page = client.get(f"{place.one}/evidence").text
    for words in ("Not in the evening", "Zhou Xia", "Until 22:00 only", "Service, 8 people", "Posted on the wall"):
        assert words in page
    assert "Reply in 30 seconds" in page
    sign_in(client, place.staff)
    assert client.get(f"{place.one}/evidence").status_code == 404


def test_what_has_not_happened_is_not_put_on_record(app, client: HouseClient) -> None:
    place = Place(client)
    place.open()
    later = (clock.today("Asia/Shanghai") + timedelta(days=2)).isoformat()
    talk = {"sort": "talk", "day": later, "people": "", "text": "My long words"}
    answer = client.submit(f"{place.one}/evidence", talk, to=f"{place.one}/record")
    assert answer.status_code == 422
    assert "My long words" in answer.text
    with as_firm(place.firm):
        assert session().query(ConsultationEntry).count() == 0


def test_it_closes_by_its_day_and_by_hand(app, client: HouseClient) -> None:
    place = Place(client)
    place.open(days=1)
    sign_in(client, place.staff)
    with time_machine.travel(clock.now() + timedelta(days=3)):
        sign_in(client, place.staff)
        assert "This consultation is over." in client.get(place.one).text
        assert place.say("Too late").status_code == 422
        sign_in(client, place.owner)
        assert client.submit(f"{place.at}/consultations", to=f"{place.one}/close").status_code == 422
    sign_in(client, place.owner)
    assert client.submit(place.one, to=f"{place.one}/close").status_code == 303
    sign_in(client, place.staff)
    assert place.say("Too late").status_code == 422


def test_only_one_is_open_at_a_time_and_its_days_are_sane(app, client: HouseClient) -> None:
    place = Place(client)
    assert place.open(days=-1).status_code == 422
    answer = place.open(days=400)
    assert answer.status_code == 422
    assert "We want to be quicker" in answer.text
    hidden = client.form(f"{place.at}/consultations")
    assert place.open().status_code == 303
    later = (clock.today("Asia/Shanghai") + timedelta(days=3)).isoformat()
    answer = client.post(f"{place.at}/consultations", data={**hidden, "closes_on": later})
    assert answer.status_code == 422
    assert "open already" in answer.text
    assert "1 comment" not in client.get(place.at).text


def test_a_text_that_is_retired_meanwhile_takes_no_comments(app, client: HouseClient) -> None:
    place = Place(client)
    place.open()
    one = place.one
    assert client.submit(place.at, to=f"{place.at}/retire").status_code == 303
    sign_in(client, place.staff)
    assert "This consultation is over." in client.get(one).text
    assert place.say("Too late").status_code == 422


def test_a_comment_of_another_consultation_is_not_answered_here(app, client: HouseClient) -> None:
    place = Place(client)
    place.open()
    client.submit(
        f"{place.at}/comments?item=reply", {"text": "Among writers", "item": "reply"}, to=f"{place.at}/comments"
    )
    with as_firm(place.firm):
        ref = session().query(Comment).one().ref
    sign_in(client, place.staff)
    assert "Among writers" not in client.get(place.one).text
    hidden = client.form(place.one)
    assert client.post(f"{place.one}/comments/{ref}/reply", data={**hidden, "text": "x"}).status_code == 404


def test_a_firm_takes_along_what_was_said_about_its_texts(app, client: HouseClient) -> None:
    place = Place(client)
    place.open()
    sign_in(client, place.staff)
    place.say("Not in the evening")
    with as_firm(place.firm):
        (comment,) = PARTS["comments"]()
        (consultation,) = PARTS["consultations"]()
    assert comment["text"] == "Not in the evening"
    assert comment["consultation"] == consultation["ref"]
    assert consultation["body"]["title"] == "Service"
