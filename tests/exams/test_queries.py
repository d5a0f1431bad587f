"""What the reads of exams leave out where there is much of it."""

from datetime import timedelta
from typing import Any

from club.core import clock
from club.core.db import read, session
from club.exams import people_queries, queries
from club.exams.models import Attempt, ExtraAttempt
from club.exams.rules import Purpose
from tests.exams.places import Room

RIGHT, MINUTE = "0", timedelta(minutes=1)


def done(room: Room, count: int, purpose: Purpose, *, after: timedelta, **more: Any) -> None:
    """So many attempts that are over, a minute from each to the next."""
    first = clock.now() + after
    facts: dict[str, Any] = {"document_id": room.exam.id, "membership_id": room.member.id, "number": 1}
    facts |= {"purpose": purpose, "clauses": [], "drawn": [], "points": 0, "of": 2, "passed": False} | more
    with room.inside():
        moments = [first + MINUTE * place for place in range(count)]
        session().add_all(Attempt(started_at=each, finished_at=each, **facts) for each in moments)


def test_much_practice_pushes_out_no_attempt_that_counted(app) -> None:
    room = Room()
    passed = room.sat(reply=RIGHT, gift=RIGHT)
    done(room, queries.MOST_ATTEMPTS + 1, Purpose.PRACTICE, after=MINUTE)
    with room.inside():
        mine = read(queries.MINE, membership_id=room.member.id).all()
    assert [row.attempt for row in mine if row.passed] == [passed.ref]
    assert len(mine) == queries.MOST_ATTEMPTS + 1


def test_of_each_person_all_attempts_are_counted_in_one_row(app) -> None:
    room = Room()
    done(room, 1, Purpose.COUNTED, after=-MINUTE * 9, points=5, of=6, passed=True)
    done(room, 2, Purpose.COUNTED, after=-MINUTE * 8)
    done(room, 3, Purpose.PRACTICE, after=-MINUTE * 5, points=2)
    with room.inside():
        whose = {"document_id": room.exam.id, "membership_id": room.member.id}
        session().add(ExtraAttempt(at=clock.now(), by_id=None, **whose))
        began = clock.now()
        session().add(Attempt(number=1, purpose=Purpose.COUNTED, drawn=[], started_at=began, **whose))
        session().flush()
        mine = read(queries.MINE, membership_id=room.member.id).all()
        (row,) = read(people_queries.SUMS, document_id=room.exam.id).all()
    counted = [one for one in mine if one.purpose is Purpose.COUNTED and one.finished_at is not None]
    assert (row.used, row.begun, row.extras, row.best) == (3, 1, 1, 83)
    assert row.passed_at == counted[-1].finished_at
    assert (row.finished_at, row.started_at) == (counted[0].finished_at, began)
