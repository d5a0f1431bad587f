"""People sign what they read; what changes asks of them what its class says; they are reminded, and not too often."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from club.acknowledgements import telling_actions
from club.acknowledgements.models import Signature
from club.acknowledgements.queries import OF_TEXT, duties
from club.acknowledgements.rules import State
from club.clubs import actions as clubs
from club.clubs.models import Club
from club.core import clock
from club.core.audit import FirmEvent
from club.core.clock import Days
from club.core.db import db, read, session, transaction
from club.core.jobs import finish_all
from club.core.outbox import order_daily
from club.core.refusals import Refused
from club.documents.edits import imprint
from club.documents.models import Document, Revision
from club.firms.audience_rules import Audience
from club.firms.models import Firm, FirmStatus, Membership
from tests.acknowledgements.mill import MAJOR, MINOR, NOON, TYPO, Mill, a_text, later
from tests.makers import as_desk, as_firm

ASKED, AGAIN, CHANGED, DUE = (
    f"acknowledgements/{name}" for name in ("signature_asked", "signature_asked_again", "text_changed", "signature_due")
)


@pytest.fixture
def mill(app) -> Mill:
    made = Mill()
    made.assign()
    return made


def refused(call: Any) -> str:
    with pytest.raises(Refused) as found:
        call()
    return found.value.refusal.code


def a_day(traveller: Any, days: int) -> None:
    traveller.move_to(later(days))
    order_daily()
    finish_all()


@pytest.mark.slow
def test_a_signature_says_who_signed_which_text_when(mill: Mill) -> None:
    mill.sign("staff")
    with as_firm(mill.firm):
        (made,) = session().scalars(select(Signature))
        revision = session().scalars(select(Revision).where(Revision.document_id == mill.document.id)).one()
        assert made.digest == revision.digest == imprint(revision.body)
        assert (made.name, made.number, made.title, made.signed_at) == ("Zhou Xia", 1, "Service", NOON)
        assert (made.after, made.clauses) == (None, [])
        event = session().scalars(select(FirmEvent).where(FirmEvent.did == "text.signed")).one()
        assert event.facts == {"signature": made.ref, "number": 1, "digest": made.digest}
    assert mill.states()["Zhou Xia"] is State.CURRENT


@pytest.mark.slow
def test_signed_twice_it_is_signed_once(mill: Mill) -> None:
    first, second = mill.sign("staff"), mill.sign("staff")
    assert first.ref == second.ref
    assert mill.signatures() == [("Zhou Xia", 1)]


@pytest.mark.slow
def test_an_owner_signs_the_own_text_like_everybody(mill: Mill) -> None:
    mill.sign("owner")
    assert mill.states()["Lin Yue"] is State.CURRENT


@pytest.mark.slow
def test_only_the_text_in_force_is_signed_by_whoever_is_asked(mill: Mill) -> None:
    mill.publish(MAJOR)
    mill.publish(MINOR, effective_on=date(2026, 12, 24))
    for number, digest in ((1, None), (3, None), (0, None), (2, "x"), (2, "")):
        code = refused(lambda number=number, digest=digest: mill.sign("staff", number=number, digest=digest))
        assert code in {"signature.newer", "signature.other_text"}
    assert refused(lambda: mill.sign("books")) == "signature.not_asked"
    assert mill.signatures() == []


@pytest.mark.slow
def test_nothing_changes_a_signature(mill: Mill) -> None:
    mill.sign("staff")
    for change in (lambda row: setattr(row, "name", "Somebody"), lambda row: session().delete(row)):
        with pytest.raises(DatabaseError), as_firm(mill.firm):
            change(session().scalars(select(Signature)).one())
        db.session.rollback()
    assert mill.signatures() == [("Zhou Xia", 1)]


@pytest.mark.slow
def test_a_typo_asks_and_tells_nothing(mill: Mill) -> None:
    mill.sign("staff")
    mill.publish(TYPO)
    assert mill.states()["Zhou Xia"] is State.CURRENT
    assert mill.told("staff") == [ASKED]


@pytest.mark.slow
def test_a_minor_change_is_told_and_listed_and_asks_nothing(mill: Mill) -> None:
    mill.sign("staff")
    mill.publish(MINOR)
    duty = mill.duties()["Zhou Xia"]
    assert (duty.standing.state, duty.changed_little) == (State.CURRENT, 2)
    assert mill.told("staff") == [ASKED, CHANGED]
    assert mill.told("lead") == [ASKED], "who has signed nothing reads the whole anyway"


def test_a_major_change_is_signed_again_with_what_it_changed(mill: Mill) -> None:
    mill.sign("staff")
    mill.publish(MAJOR)
    assert mill.states()["Zhou Xia"] is State.TO_SIGN_AGAIN
    assert mill.told("staff") == [ASKED, AGAIN]
    made = mill.sign("staff")
    assert (made.number, made.after, made.clauses) == (2, 1, ["reply"])
    assert mill.states()["Zhou Xia"] is State.CURRENT


def test_a_minor_change_after_a_major_one_still_asks(mill: Mill) -> None:
    mill.sign("staff")
    mill.publish(MAJOR)
    mill.publish(a_text("Reply in 20 seconds.", "Say hello to every buyer with their name."))
    assert mill.states()["Zhou Xia"] is State.TO_SIGN_AGAIN
    made = mill.sign("staff")
    assert (made.number, made.clauses) == (3, ["reply"])


def test_an_older_text_restored_is_not_signed_again_by_whoever_signed_it(mill: Mill) -> None:
    mill.sign("staff")
    mill.publish(MAJOR)
    mill.sign("lead")
    mill.publish(a_text())
    assert mill.states() == {
        "Lin Yue": State.TO_SIGN,
        "Sun Mei": State.TO_SIGN,
        "Li Kai": State.TO_SIGN,
        "Zhou Xia": State.CURRENT,
        "Wang Ting": State.TO_SIGN_AGAIN,
    }


@pytest.mark.slow
def test_a_number_published_for_a_later_day_is_asked_for_on_that_day_once(mill: Mill, at_noon) -> None:
    mill.sign("staff")
    mill.publish(MAJOR, effective_on=date(2026, 11, 25))
    a_day(at_noon, 1)
    assert mill.states()["Zhou Xia"] is State.CURRENT
    for days in (2, 2, 3):
        a_day(at_noon, days)
    assert mill.told("staff") == [ASKED, AGAIN]
    assert mill.duties()["Zhou Xia"].standing.due_on == date(2026, 12, 2)


def test_a_later_number_that_comes_into_force_first_brings_the_change_with_it(mill: Mill) -> None:
    """Edition 2 begins on Friday; edition 3 holds its change and begins at once."""
    mill.sign("staff")
    mill.publish(MAJOR, effective_on=date(2026, 11, 27))
    mill.publish(a_text("Reply in 20 seconds.", "Say hello to every buyer with their name."))
    assert mill.duties()["Zhou Xia"].standing.due_on == date(2026, 11, 30)
    assert mill.sign("staff").clauses == ["reply"]


@pytest.mark.slow
def test_whoever_owes_is_reminded_and_then_left_alone(mill: Mill, at_noon) -> None:
    mill.sign("lead")
    for days in (1, 3, 4, 5, 7, 8, 13, 14, 21, 28, 35, 36, 42, 49, 120):
        a_day(at_noon, days)
    due = "2026-11-30"
    assert mill.tellings("staff") == [
        (1, "asked:2026-11-23"),
        (1, f"before:{due}"),
        (1, f"due:{due}"),
        *((1, f"late{week}:{due}") for week in range(1, 5)),
    ]
    assert mill.tellings("lead") == [(1, "asked:2026-11-23")]
    assert mill.told("staff") == [ASKED, *[DUE] * 6]


def test_a_day_that_is_worked_twice_reminds_once(mill: Mill, at_noon) -> None:
    at_noon.move_to(later(7))
    for _ in range(2):
        with as_firm(mill.firm):
            telling_actions.tell_of(document=mill.document.id, reminds=True)
    assert mill.told("staff") == [ASKED, DUE]


@pytest.mark.slow
def test_a_firm_that_ended_and_a_club_that_is_closed_remind_nobody(app, at_noon) -> None:
    mill = Mill()
    mill.assign()
    with as_desk(mill.club):
        session().get_one(Firm, mill.firm.id).status = FirmStatus.ENDED
    a_day(at_noon, 7)
    assert mill.told("staff") == [ASKED]
    with as_desk(mill.club):
        session().get_one(Firm, mill.firm.id).status = FirmStatus.ACTIVE
    with transaction():
        clubs.suspend(session().get_one(Club, mill.club.id), at=clock.now())
    a_day(at_noon, 8)
    assert mill.told("staff") == [ASKED]


def remind(mill: Mill) -> int:
    days = Days("Asia/Shanghai")
    with as_firm(mill.firm, mill.people["owner"][0].id):
        rows = read(OF_TEXT, document_id=mill.document.id, today=mill.today, sees_all=True, viewer=0).all()
        document = session().get_one(Document, mill.document.id)
        told = telling_actions.remind(
            document, duties(rows, days), days=days, by=mill.people["owner"][0].id, at=clock.now()
        )
    finish_all()
    return told


def test_a_reminder_by_hand_comes_at_most_once_a_day_to_those_who_owe(mill: Mill, at_noon) -> None:
    assert refused(lambda: remind(mill)) == "reminder.reminded", "they were told today"
    mill.sign("staff")
    at_noon.move_to(later(1))
    assert remind(mill) == 4
    assert mill.told("other") == [ASKED, DUE]
    assert mill.told("staff") == [ASKED]
    assert refused(lambda: remind(mill)) == "reminder.reminded"
    duty = mill.duties()["Li Kai"]
    assert (duty.row.told, duty.row.told_on) == (2, date(2026, 11, 24))


@pytest.mark.slow
def test_who_left_keeps_the_signature_by_name(mill: Mill) -> None:
    mill.sign("staff")
    with as_firm(mill.firm):
        row = session().get_one(Membership, mill.people["staff"][1].id)
        row.name, row.left_at = "Former colleague", clock.now()
    assert mill.signatures() == [("Zhou Xia", 1)]


def test_the_days_of_a_department_count_for_a_change_too(app) -> None:
    mill = Mill()
    mill.assign(Audience.DEPARTMENT, department=mill.service, days=2)
    mill.sign("staff")
    mill.publish(MAJOR)
    assert mill.duties()["Zhou Xia"].standing.due_on == date(2026, 11, 25)
