"""What the panel leaves in the database, also when two tell the same at once, and what the keeper makes of it."""

from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from club.answers import actions, keeping_actions
from club.answers.gap_rules import GapOutcome
from club.answers.models import CopyCount, Gap, GapReport, SentOtherwise
from club.core import clock, jobs
from club.core.db import db, session
from club.core.messages import Message
from club.core.outbox import order_daily
from club.core.refusals import Refused
from club.core.scope import Scope, inside
from club.documents.models import Comment, Document, Draft
from club.documents.pads import DocumentPad
from club.documents.queries import export_of_firm
from tests.answers.shop import Shop
from tests.client import HouseClient
from tests.makers import as_firm

DAY = date(2026, 11, 27)


@pytest.fixture
def shop(app: Flask, client: HouseClient) -> Shop:
    return Shop(client)


def told(shop: Shop, person: Any) -> list[str]:
    with as_firm(shop.firm, person.id):
        return list(session().scalars(select(Message.subject).order_by(Message.written_at)))


def draft(shop: Shop) -> Any:
    return session().scalars(select(Draft).where(Draft.document_id == shop.document.id)).one().body


def test_the_same_question_asked_again_is_one_gap(shop: Shop) -> None:
    with as_firm(shop.firm):
        first = actions.report_gap("能送到新疆吗", by=shop.agent.id, at=clock.now())
        for words in ("能送到新疆吗？？", "新疆能送到吗"):
            assert actions.report_gap(words, by=shop.other.id, at=clock.now()).id == first.id
        assert actions.report_gap("有没有赠品", by=shop.agent.id, at=clock.now()).id != first.id
        words = (
            session().scalars(select(GapReport.words).where(GapReport.gap_id == first.id).order_by(GapReport.id)).all()
        )
    assert words == ["能送到新疆吗", "能送到新疆吗？？", "新疆能送到吗"]


@pytest.mark.parametrize("words", ["", "  ", "？？！", "🙂"])
def test_marks_alone_are_no_gap(shop: Shop, words: str) -> None:
    with as_firm(shop.firm), pytest.raises(Refused):
        actions.report_gap(words, by=shop.agent.id, at=clock.now())


def test_a_question_that_was_settled_may_be_asked_again(shop: Shop) -> None:
    with as_firm(shop.firm):
        gap = actions.report_gap("能送到新疆吗", by=shop.agent.id, at=clock.now())
        keeping_actions.decline(gap, why="No carrier goes there.", by=shop.lead.id, at=clock.now())
        session().flush()
        assert actions.report_gap("能送到新疆吗", by=shop.agent.id, at=clock.now()).id != gap.id


def at_once(app: Flask, shop: Shop, act: Any, times: int = 4) -> list[BaseException]:
    """Do something in several threads that begin together; returns what went wrong."""
    barrier, faults = Barrier(times), []

    def run() -> None:
        try:
            with app.app_context(), inside(Scope(shop.club.id, firm=shop.firm.id, person=shop.agent.id)):
                barrier.wait()
                act()
                db.session.commit()
                db.session.remove()
        except BaseException as error:  # noqa: BLE001
            faults.append(error)

    threads = [Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def test_who_asks_the_same_at_the_same_moment_meets_in_one_gap(app: Flask, shop: Shop) -> None:
    def ask() -> None:
        actions.report_gap("能送到新疆吗", by=shop.agent.id, at=clock.now())

    assert at_once(app, shop, ask) == []
    with as_firm(shop.firm):
        assert len(session().scalars(select(Gap)).all()) == 1
        assert len(session().scalars(select(GapReport)).all()) == 4


def test_copies_told_at_the_same_moment_are_all_counted(app: Flask, shop: Shop) -> None:
    def tell() -> None:
        document = session().get_one(Document, shop.document.id)
        actions.note_copies(document, {"freight": 2}, day=DAY)

    assert at_once(app, shop, tell) == []
    with as_firm(shop.firm):
        rows = session().execute(select(CopyCount.week, CopyCount.times)).all()
    assert rows == [(date(2026, 11, 23), 8)]


def test_a_new_answer_is_begun_in_the_draft_and_whoever_asked_is_told(shop: Shop) -> None:
    with as_firm(shop.firm, shop.lead.id):
        gap = actions.report_gap("能送到新疆吗", by=shop.agent.id, at=clock.now())
        actions.report_gap("能送到新疆吗", by=shop.other.id, at=clock.now())
        document = session().get_one(Document, shop.document.id)
        key = keeping_actions.draft_answer(gap, document, by=shop.lead.id, at=clock.now())
        session().flush()
        made = draft(shop)["answers"][-1]
        assert made == {"key": key, "title": "能送到新疆吗", "text": "", "wordings": ["能送到新疆吗"]}
        assert (gap.outcome, gap.item) == (GapOutcome.DRAFTED, key)
    assert told(shop, shop.agent) == told(shop, shop.other) == ["An answer to “能送到新疆吗”"]
    assert told(shop, shop.lead) == []


def test_the_buyers_words_join_an_answer_that_is_there(shop: Shop) -> None:
    with as_firm(shop.firm, shop.lead.id):
        gap = actions.report_gap("寄回去谁付钱", by=shop.agent.id, at=clock.now())
        document = session().get_one(Document, shop.document.id)
        keeping_actions.add_wording(gap, document, "freight", by=shop.lead.id, at=clock.now())
        session().flush()
        assert draft(shop)["answers"][0]["wordings"] == ["退货包运费吗", "寄回去谁付钱"]
    assert told(shop, shop.agent) == ["An answer to “寄回去谁付钱”"]


@pytest.mark.parametrize("item", ["nowhere", "", "ask-order", "short"])
def test_words_join_nothing_but_an_answer(shop: Shop, item: str) -> None:
    with as_firm(shop.firm, shop.lead.id):
        gap = actions.report_gap("寄回去谁付钱", by=shop.agent.id, at=clock.now())
        document = session().get_one(Document, shop.document.id)
        with pytest.raises(Refused):
            keeping_actions.add_wording(gap, document, item, by=shop.lead.id, at=clock.now())


def test_a_gap_is_settled_once_and_declined_with_a_reason(shop: Shop) -> None:
    with as_firm(shop.firm, shop.lead.id):
        gap = actions.report_gap("能送到新疆吗", by=shop.agent.id, at=clock.now())
        with pytest.raises(Refused):
            keeping_actions.decline(gap, why="  ", by=shop.lead.id, at=clock.now())
        keeping_actions.decline(gap, why="No carrier goes there.", by=shop.lead.id, at=clock.now())
        document = session().get_one(Document, shop.document.id)
        with pytest.raises(Refused):
            keeping_actions.draft_answer(gap, document, by=shop.lead.id, at=clock.now())
    assert told(shop, shop.agent) == ["No answer to “能送到新疆吗”"]


def test_what_was_sent_becomes_a_suggestion_on_the_answer(shop: Shop) -> None:
    with as_firm(shop.firm, shop.lead.id):
        document = session().get_one(Document, shop.document.id)
        facts: dict[str, Any] = {"number": 1, "by": shop.agent.id, "at": clock.now()}
        sent = actions.note_sent(document, "freight", sent="We pay the way back.", **facts)
        body = DocumentPad(document, by=shop.lead.id, at=clock.now()).opened()
        keeping_actions.suggest(sent, document, body, by=shop.lead.id, at=clock.now())
        with pytest.raises(Refused):
            keeping_actions.keep_answer(sent, by=shop.lead.id, at=clock.now())
        comment = session().scalars(select(Comment)).one()
        assert (comment.item, comment.field, comment.proposed) == ("freight", "text", "We pay the way back.")


def test_nothing_of_it_reaches_another_firm(app: Flask, client: HouseClient) -> None:
    mill, bamboo = Shop(client), Shop(client, "bamboo")
    with as_firm(mill.firm):
        document = session().get_one(Document, mill.document.id)
        actions.report_gap("能送到新疆吗", by=mill.agent.id, at=clock.now())
        actions.note_sent(document, "freight", number=1, sent="x", by=mill.agent.id, at=clock.now())
        actions.note_copies(document, {"freight": 1}, day=DAY)
    with as_firm(bamboo.firm):
        assert [session().scalars(select(kind)).all() for kind in (Gap, GapReport, CopyCount, SentOtherwise)] == [
            []
        ] * 4
        assert [one["kind"] for one in export_of_firm()] == ["answers"]


@pytest.mark.parametrize(("days", "is_told"), [(0, False), (3, True)])
def test_on_mondays_the_keepers_hear_what_waits(shop: Shop, days: int, is_told: bool) -> None:
    with as_firm(shop.firm):
        for _ in range(2):
            actions.report_gap("能送到新疆吗", by=shop.agent.id, at=clock.now())
    friday = clock.now().replace(year=2026, month=11, day=27, hour=4)
    with time_machine.travel(friday + timedelta(days=days), tick=False):
        order_daily()
        jobs.finish_all()
        order_daily()
        jobs.finish_all()
    assert told(shop, shop.lead) == ["1 question without an answer"] * is_told


def test_where_nothing_waits_nobody_is_told(shop: Shop) -> None:
    with time_machine.travel("2026-11-30T04:00:00Z", tick=False):
        order_daily()
        jobs.finish_all()
    assert told(shop, shop.lead) == []
