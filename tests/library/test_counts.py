"""How many firms adopted a text is counted without a name and told once a month; on both databases."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from club.core import clock, outbox
from club.core.db import db, transaction
from club.core.jobs import finish_all
from club.core.messages import Message
from club.core.outbox import Job
from club.documents import actions as documents
from club.documents.models import Document
from club.library.count_actions import ONE_CLUB
from club.library.count_models import FirstAdoption, TemplateCount
from club.policy import ClubRole, FirmRole
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

BEGUN = datetime(2026, 7, 10, 6, 0, tzinfo=UTC)


class Place:
    """A club of twelve firms whose instructor’s talk carries a text."""

    def __init__(self) -> None:
        self.club = a_club("crown")
        self.template, self.writer = a_template(self.club), a_person("writer@crown.example")
        a_role(self.club, self.writer, ClubRole.INSTRUCTOR)
        self.talk = a_talk(self.club, slug="lamps", title="Of lamps", author_id=self.writer.id)
        a_piece(self.club, self.talk, self.template)
        self.firms = [a_firm(self.club, f"firm-{number}") for number in range(12)]

    def adopted_by(self, firms: Any) -> list[Document]:
        made = [an_adopted(firm, self.template) for firm in firms]
        finish_all()
        return made

    def on(self, day: date) -> TemplateCount | None:
        """A daily run, and what the club has then."""
        at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=6)
        with clock.telling_of(at):
            with as_desk(self.club), transaction():
                outbox.order(ONE_CLUB)
            finish_all()
        with as_desk(self.club):
            return db.session.scalars(select(TemplateCount)).one_or_none()

    def letters(self) -> list[Message]:
        with as_desk(self.club, self.writer.id):
            return list(
                db.session.scalars(select(Message).where(Message.event == "library/taken").order_by(Message.written_at))
            )


@pytest.fixture
def place(app) -> Place:
    with clock.telling_of(BEGUN):
        return Place()


def shown(client: HouseClient) -> str:
    page: str = client.get("/crown/talks/lamps").text
    return page.partition('<aside class="kit"')[2].partition("</aside>")[0]


@pytest.mark.slow
def test_a_count_is_held_until_the_month_is_over(place: Place, client: HouseClient) -> None:
    with clock.telling_of(BEGUN):
        place.adopted_by(place.firms[:6])
    place.on(date(2026, 7, 31))
    assert "firms adopted" not in shown(client)
    place.on(date(2026, 8, 1))
    assert "At least 5 firms adopted it." in shown(client)
    place.adopted_by(place.firms[6:11])
    place.on(date(2026, 8, 31))
    assert "At least 5 firms adopted it." in shown(client)
    place.on(date(2026, 9, 3))
    assert "At least 5 firms adopted it." in shown(client)  # eleven, and twelve members


@pytest.mark.slow
def test_a_count_under_five_is_nowhere(place: Place, client: HouseClient) -> None:
    with clock.telling_of(BEGUN):
        place.adopted_by(place.firms[:4])
    row = place.on(date(2026, 11, 1))
    assert (row.firms, row.in_use, row.told_firms, row.told_using) == (4, 4, None, None)
    assert "firms adopted" not in shown(client)
    sign_in(client, place.writer)
    assert "Too few to be told" in client.get("/crown/talks/kits").text
    assert "firms adopted" not in client.get("/crown/library/our-culture").text
    assert place.letters() == []


@pytest.mark.slow
def test_who_still_uses_it_after_ninety_days_counts_until_they_retire_it(place: Place, client: HouseClient) -> None:
    with clock.telling_of(BEGUN):
        made = place.adopted_by(place.firms[:6])
    assert place.on(date(2026, 10, 7)).in_use == 0
    assert place.on(date(2026, 10, 8)).in_use == 6
    assert place.on(date(2026, 10, 9)).in_use == 6  # nobody counts twice
    place.on(date(2026, 11, 1))
    assert "at least 5 still use it after 90 days" in shown(client)
    for firm, document in zip(place.firms[:2], made[:2], strict=True):
        with as_firm(firm):
            held = db.session.get_one(Document, document.id)
            documents.retire(held, at=clock.now())
    assert place.on(date(2026, 11, 2)).in_use == 4
    assert "at least 5 still use it" in shown(client)
    place.on(date(2026, 12, 1))
    assert shown(client).count("At least 5 firms adopted it.") == 1


@pytest.mark.slow
def test_the_instructor_is_told_once_a_month_and_only_of_news(place: Place, client: HouseClient) -> None:
    with clock.telling_of(BEGUN):
        place.adopted_by(place.firms[:6])
    for day in (date(2026, 8, 1), date(2026, 8, 1), date(2026, 8, 2), date(2026, 9, 1)):
        place.on(day)
    (letter,) = place.letters()
    assert letter.subject == "At least 5 firms adopted Our text"
    assert "your talk “Of lamps” carries" in letter.body_text
    assert letter.mail_to == "writer@crown.example"
    for day in (date(2026, 10, 31), date(2026, 11, 1)):
        place.on(day)
    assert "at least 5 still use it" in place.letters()[1].body_text
    assert all(f"firm-{number}" not in one.body_text for one in place.letters() for number in range(12))
    sign_in(client, place.writer)
    page = client.get("/crown/talks/kits").text
    assert "At least 5 firms adopted it; at least 5 still use it after 90 days." in page


@pytest.mark.slow
def test_somebody_who_no_longer_teaches_is_not_told(place: Place) -> None:
    other = a_person("other@crown.example")
    theirs = a_talk(place.club, author_id=other.id)
    a_piece(place.club, theirs, place.template)
    with clock.telling_of(BEGUN):
        place.adopted_by(place.firms[:6])
    place.on(date(2026, 8, 1))
    with as_desk(place.club):
        told = db.session.scalars(select(Message.person_id).where(Message.event == "library/taken")).all()
    assert set(told) <= {place.writer.id}


@pytest.mark.slow
def test_a_competitor_reads_from_two_days_only_that_a_month_turned(place: Place, client: HouseClient) -> None:
    """What a fellow firm sees stays to the letter while others adopt, publish and retire."""
    reader = a_person()
    a_membership(place.firms[11], FirmRole.OWNER, reader)
    with clock.telling_of(BEGUN):
        made = place.adopted_by(place.firms[:6])
    place.on(date(2026, 11, 2))
    sign_in(client, reader)
    before = shown(client)
    assert "At least 5 firms" in before
    for document, firm in zip(made, place.firms, strict=False):
        with as_firm(firm):
            documents.retire(db.session.get_one(Document, document.id), at=clock.now())
        place.on(date(2026, 11, 20))
        assert shown(client) == before
    place.adopted_by(place.firms[6:10])
    place.on(date(2026, 11, 30))
    assert shown(client) == before


def test_the_orders_that_leave_a_firm_name_no_firm(place: Place) -> None:
    with clock.telling_of(BEGUN):
        place.adopted_by(place.firms[:1])
    place.on(date(2026, 10, 8))
    counting = select(Job).where(Job.name.in_(("library.count_adoption", "library.count_use"))).order_by(Job.id)
    found = db.session.scalars(counting).all()
    assert [(job.firm_id, job.person_id, sorted(job.values)) for job in found] == [
        (None, None, ["template_id"]),
        (None, None, ["by", "template_id"]),
    ]
    with as_firm(place.firms[1]):
        assert db.session.scalars(select(FirstAdoption)).all() == []
