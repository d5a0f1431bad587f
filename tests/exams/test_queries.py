"""What the reads of exams leave out where there is much of it."""

from datetime import timedelta
from typing import Any

from club.core import clock
from club.core.db import read, session
from club.exams import people_queries, queries
from club.exams.models import Attempt
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


def test_of_too_many_attempts_of_a_firm_the_old_ones_go(app) -> None:
    room = Room()
    done(room, 2, Purpose.COUNTED, after=-MINUTE * 9)
    done(room, 1, Purpose.COUNTED, after=-MINUTE, points=2, passed=True)
    with room.inside():
        rows = read(people_queries.ATTEMPTS, document_id=room.exam.id).all()
    assert [row.passed for row in rows] == [True, False, False], "the limit cuts what comes last"
