"""Jobs are rows of the commit that ordered them; each effect of ours happens exactly once."""

import errno
import logging
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Integer, String, bindparam, cast, func, select
from sqlalchemy.exc import DBAPIError

from club.clubs.models import Section
from club.core import clock, jobs, logs, outbox
from club.core.db import db, read, session, transaction
from club.core.outbox import Job
from club.core.scope import Scope, WallError, current_or_none
from club.core.walls import reads_installation
from tests.makers import a_club, as_desk


@pytest.fixture
def handlers() -> Iterator[dict[str, Any]]:
    """Handlers for these tests, taken away afterwards."""
    before, daily = dict(outbox.HANDLERS), set(outbox.DAILY)
    yield outbox.HANDLERS
    outbox.HANDLERS.clear()
    outbox.HANDLERS.update(before)
    outbox.DAILY.clear()
    outbox.DAILY.update(daily)


def _add_section(*, slug: str) -> None:
    session().add(Section(slug=slug, name_en=slug, name_zh=slug))


def _jobs() -> list[Job]:
    db.session.remove()
    return list(session().scalars(select(Job).order_by(Job.id)))


def test_a_job_runs_in_the_scope_it_was_ordered_in(app: Flask, handlers: dict[str, Any]) -> None:
    seen: list[Scope | None] = []
    handlers["note"] = lambda: seen.append(current_or_none())
    club = a_club()
    with as_desk(club):
        outbox.order("note")
    assert jobs.finish_all() == 1
    assert seen == [Scope(club.id, staff=True)]


def test_an_order_that_is_rolled_back_never_runs(app: Flask, handlers: dict[str, Any]) -> None:
    handlers["section"] = _add_section
    club = a_club()
    with pytest.raises(ZeroDivisionError), as_desk(club):
        outbox.order("section", slug="one")
        session().flush()
        raise ZeroDivisionError
    assert jobs.finish_all() == 0
    assert _jobs() == []


def test_a_key_can_be_ordered_once(app: Flask, handlers: dict[str, Any]) -> None:
    handlers["section"] = _add_section
    club = a_club()
    with as_desk(club):
        outbox.order("section", key="one", slug="one")
    with pytest.raises(Exception, match=r"UNIQUE|duplicate"), as_desk(club):
        outbox.order("section", key="one", slug="two")
    assert len(_jobs()) == 1


def test_a_job_handed_over_twice_has_its_effect_once(app: Flask, handlers: dict[str, Any]) -> None:
    handlers["section"] = _add_section
    with as_desk(a_club()):
        outbox.order("section", slug="one")
    job_id = _jobs()[0].id
    assert outbox.carry_out(job_id) is True
    assert outbox.carry_out(job_id) is False


def test_effects_of_a_failing_job_are_undone_and_it_is_tried_again_later(app: Flask, handlers: dict[str, Any]) -> None:
    def fails() -> None:
        _add_section(slug="half")
        session().flush()
        raise ValueError("no such thing")

    handlers["fails"] = fails
    club = a_club()
    with as_desk(club):
        outbox.order("fails")
    jobs.finish_all()
    job = _jobs()[0]
    assert (job.tries, job.done_at, job.error.split(" (")[0]) == (1, None, "ValueError")
    assert job.due_at > clock.now()
    with as_desk(club):
        assert session().scalars(select(Section)).all() == []


WHISPERED = "whispered by somebody"


def _fails_at_the_database() -> None:
    for _ in range(2):
        session().add(Section(slug="twice", name_en=WHISPERED, name_zh=WHISPERED))
    session().flush()


def _fails_at_a_row_that_lacks_something() -> None:
    session().add(Section(slug="half", name_en=WHISPERED))
    session().flush()


BROKEN = {
    "sqlite": reads_installation(select(func.json_extract(bindparam("given", type_=String), "$"))),
    "postgresql": reads_installation(select(cast(bindparam("given", type_=String), Integer))),
}


def _fails_at_a_read() -> None:
    read(BROKEN[db.engine.dialect.name], given=WHISPERED).all()


def _fails_at_a_read_of_its_own() -> None:
    db.session.remove()
    _fails_at_a_read()


def _fails_by_itself() -> None:
    raise ValueError(WHISPERED)


def _fails_at_the_post() -> None:
    raise ConnectionRefusedError(errno.ECONNREFUSED, WHISPERED)


@pytest.mark.parametrize(("fails", "kind"), [
    (_fails_at_the_database, "IntegrityError: "),
    (_fails_at_a_row_that_lacks_something, "IntegrityError: "),
    (_fails_at_a_read, ""),
    (_fails_at_a_read_of_its_own, ""),
    (_fails_by_itself, "ValueError ("),
    (_fails_at_the_post, "ConnectionRefusedError: Connection refused ("),
])  # fmt: skip
def test_what_is_kept_of_a_fault_tells_its_kind_and_place_and_nobodys_words(
    app: Flask, handlers: dict[str, Any], fails: Callable[[], None], kind: str
) -> None:
    handlers["fails"] = fails
    with as_desk(a_club()):
        outbox.order("fails")
    jobs.finish_all()
    kept = _jobs()[0].error
    assert kept.startswith(kind)
    assert "line " in kept
    assert WHISPERED not in kept
    assert len(kept) < 1000


@pytest.mark.parametrize(
    "fails",
    [_fails_at_the_database, _fails_at_a_row_that_lacks_something, _fails_at_a_read, _fails_at_a_read_of_its_own],
)
def test_a_traceback_of_the_database_in_the_log_quotes_no_row(app: Flask, fails: Callable[[], None]) -> None:
    with pytest.raises(DBAPIError) as caught, as_desk(a_club()):
        fails()
    line = logs.ForMachines().format(logging.LogRecord("club", 40, "", 0, "bug", (), caught._excinfo))
    assert "DBAPIError" in line or "IntegrityError" in line or "DataError" in line
    assert WHISPERED not in line


def test_poison_is_parked_after_five_tries_and_can_be_tried_again(app: Flask, handlers: dict[str, Any]) -> None:
    def fails() -> None:
        raise ValueError

    handlers["fails"] = fails
    with as_desk(a_club()):
        outbox.order("fails")
    start = clock.now()
    for hours in range(8):
        with time_machine.travel(start + timedelta(hours=2 * hours), tick=False):
            jobs.finish_all()
    job = _jobs()[0]
    assert job.tries == outbox.TRIES
    assert job.dead_at is not None
    with transaction():
        assert outbox.again(job.id) is True
    handlers["fails"] = lambda: None
    jobs.finish_all()
    assert _jobs()[0].done_at is not None


def test_what_a_killed_worker_left_is_found_when_its_lease_ends(app: Flask, handlers: dict[str, Any]) -> None:
    handlers["section"] = _add_section
    with as_desk(a_club()):
        outbox.order("section", slug="one")
    job = _jobs()[0]
    with transaction():
        session().get_one(Job, job.id).leased_until = clock.now() + outbox.LEASE
    assert jobs.finish_all() == 0
    with time_machine.travel(clock.now() + outbox.LEASE + timedelta(seconds=1), tick=False):
        assert jobs.finish_all() == 1


def test_a_long_job_that_says_so_is_not_begun_a_second_time(app: Flask, handlers: dict[str, Any]) -> None:
    ran: list[datetime] = []

    def is_long() -> None:
        ran.append(clock.now())
        before, after = (clock.now() + outbox.LEASE + timedelta(seconds=off) for off in (-1, 1))
        with time_machine.travel(before, tick=False), app.app_context(), transaction():
            outbox.hold_on()
        with time_machine.travel(after, tick=False), app.app_context():
            assert jobs.finish_all() == 0

    handlers["long"] = is_long
    with as_desk(a_club()):
        outbox.order("long")
    assert jobs.finish_all() == 1
    assert len(ran) == 1


def test_two_workers_carry_a_job_out_once(app: Flask, handlers: dict[str, Any]) -> None:
    ran: list[int] = []
    handlers["count"] = lambda: ran.append(1)
    with as_desk(a_club()):
        for _ in range(5):
            outbox.order("count")
    ids = [job.id for job in _jobs()] * 3
    db.session.remove()

    def work() -> None:
        with app.app_context():
            for job_id in ids:
                outbox.carry_out(job_id)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(ran) == 5


def test_a_job_without_a_handler_cannot_be_ordered(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="no handler"):
        outbox.order("nobody.knows")


def test_a_handler_that_leaves_its_scope_fails(app: Flask, handlers: dict[str, Any]) -> None:
    club, other = a_club("crown"), a_club("harbour")
    handlers["strays"] = lambda: session().add(Section(club_id=other.id, slug="x", name_en="x", name_zh="x"))
    with as_desk(club):
        outbox.order("strays")
    jobs.finish_all()
    assert WallError.__name__ in _jobs()[0].error


def test_a_daily_job_is_ordered_once_a_day_by_whoever_sweeps_first(app: Flask, handlers: dict[str, Any]) -> None:
    outbox.DAILY.clear()
    seen: list[Scope | None] = []
    outbox.handles("count", is_daily=True)(lambda: seen.append(current_or_none()))
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as traveller:
        for _ in range(3):
            app.extensions["jobs"].sweep()
        traveller.move_to("2026-03-02T00:10:00Z")
        app.extensions["jobs"].sweep()
        jobs.finish_all()
    assert [job.key for job in _jobs()] == ["count:2026-03-01", "count:2026-03-02"]
    assert seen == [None, None]
