"""Jobs as rows of the same commit: carried out afterwards, at least once, each effect of ours exactly once."""

import os
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from contextvars import ContextVar
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Index, String, bindparam, func, or_, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from club.core import clock
from club.core.adding import take_ids
from club.core.db import add, db, session, transaction
from club.core.owners import Base, Installation
from club.core.refs import new_ref
from club.core.scope import Scope, current_or_none, inside
from club.core.types import BIGINT, Body, Id, Moment, Prose, Word
from club.core.walls import reads_installation

TRIES = 5
LONGEST_TOLD = 500
_OURS = Path(__file__).parents[1]
LEASE = timedelta(minutes=10)
BACK_OFF = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))

Handler = TypeVar("Handler", bound=Callable[..., None])
HANDLERS: dict[str, Callable[..., None]] = {}
DAILY: set[str] = set()
"""Jobs without values that come once a day, in no scope."""


_AT_WORK: ContextVar[int] = ContextVar("job")


class Job(Installation, Base):
    """One piece of work to be carried out, with the scope it was ordered in."""

    __tablename__ = "job"
    __why__ = "the worker finds a job before it enters the job's own scope"
    __table_args__ = (
        Index("ix_job_due", "due_at", sqlite_where=text("done_at IS NULL"), postgresql_where=text("done_at IS NULL")),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[Word]
    values: Mapped[Body]
    club_id: Mapped[int | None] = mapped_column(BIGINT)
    firm_id: Mapped[int | None] = mapped_column(BIGINT)
    person_id: Mapped[int | None] = mapped_column(BIGINT)
    as_staff: Mapped[bool] = mapped_column(default=False)
    ordered_at: Mapped[Moment]
    due_at: Mapped[Moment]
    leased_until: Mapped[Moment | None]
    tries: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[Moment | None]
    dead_at: Mapped[Moment | None]
    error: Mapped[Prose] = mapped_column(default="")

    def scope(self) -> Scope | None:
        """The scope the job was ordered in."""
        return None if self.club_id is None else Scope(self.club_id, self.firm_id, self.person_id, self.as_staff)


def handles(name: str, *, is_daily: bool = False) -> Callable[[Handler], Handler]:
    """Register the handler of a kind of job. It runs in the job's scope and never commits."""

    def registered(handler: Handler) -> Handler:
        if name in HANDLERS:
            raise RuntimeError(f"two handlers for {name}")
        HANDLERS[name] = handler
        if is_daily:
            DAILY.add(name)
        return handler

    return registered


def order(
    name: str, *, key: str = "", scope: Scope | None = None, after: timedelta = timedelta(), **values: Any
) -> None:
    """Order a job in this commit. A `key` that was ordered before makes the whole commit fail, so use a unique one."""
    if name not in HANDLERS:
        raise RuntimeError(f"no handler for {name}")
    where = scope or current_or_none()
    at = clock.now()
    add(
        Job,
        tells_id=not after,
        key=key or f"{name}:{new_ref()}",
        name=name,
        values=values,
        club_id=where.club if where else None,
        firm_id=where.firm if where else None,
        person_id=where.person if where else None,
        as_staff=bool(where and where.staff),
        ordered_at=at,
        due_at=at + after,
    )


def order_daily() -> None:
    """Order today's run of each daily job, where nobody has ordered it yet."""
    keys = {f"{name}:{clock.now():%Y-%m-%d}": name for name in DAILY}
    there = set(session().scalars(select(Job.key).where(Job.key.in_(keys))))
    for key in keys.keys() - there:
        try:
            with transaction():
                order(keys[key], key=key)
        except IntegrityError:  # another process was first
            continue


def take_orders(work: Session) -> list[int]:
    """The ids ordered by the commit just made and due at once; taken once."""
    return take_ids(work)


def due(limit: int = 200) -> list[int]:
    """Jobs that should be under way and are not: new, to be tried again, or left by a killed worker."""
    at = clock.now()
    rows = session().scalars(
        select(Job.id)
        .where(Job.done_at.is_(None), Job.dead_at.is_(None), Job.due_at <= at)
        .where(or_(Job.leased_until.is_(None), Job.leased_until < at))
        .order_by(Job.due_at)
        .limit(limit)
    )
    return list(rows)


WAITING = reads_installation(
    select(func.count(Job.id)).where(Job.done_at.is_(None), Job.dead_at.is_(None), Job.due_at <= bindparam("at"))
)


def carry_out(job_id: int) -> bool:
    """Run one job in its scope; its effects and its end are one commit. False where it was not ours to run."""
    with transaction() as work:
        job = _lease(job_id)
        if job is None:
            return False
        work.expunge(job)
    db.session.remove()
    try:
        _run(job)
    except Exception as error:  # noqa: BLE001  a failing handler must never stop the worker
        db.session.remove()
        _fail(job_id, error)
    finally:
        db.session.remove()
    return True


def _lease(job_id: int) -> Job | None:
    at = clock.now()
    leased = session().scalars(
        update(Job)
        .where(Job.id == job_id, Job.done_at.is_(None), Job.dead_at.is_(None), Job.due_at <= at)
        .where(or_(Job.leased_until.is_(None), Job.leased_until < at))
        .values(leased_until=at + LEASE, tries=Job.tries + 1)
        .returning(Job)
        .execution_options(synchronize_session=False)
    )
    return leased.one_or_none()


def hold_on() -> None:
    """Say that the job at hand is still under way, in a commit of its own: nobody else begins it for another while."""
    held = update(Job).where(Job.id == _AT_WORK.get(0), Job.leased_until.is_not(None))
    session().execute(held.values(leased_until=clock.now() + LEASE).execution_options(synchronize_session=False))


def _run(job: Job) -> None:
    at_work, scope = _AT_WORK.set(job.id), job.scope()
    try:
        with inside(scope) if scope is not None else nullcontext():
            _run_and_finish(job)
    finally:
        _AT_WORK.reset(at_work)


def _run_and_finish(job: Job) -> None:
    from club.core.jobs import enqueue

    with transaction() as work:
        HANDLERS[job.name](**job.values)
        work.execute(update(Job).where(Job.id == job.id).values(done_at=clock.now(), leased_until=None, error=""))
    enqueue(take_orders(work))


def _fail(job_id: int, error: Exception) -> None:
    at = clock.now()
    with transaction() as work:
        job = work.get_one(Job, job_id)
        job.leased_until = None
        job.error = told(error)
        if job.tries >= TRIES:
            job.dead_at = at
        else:
            job.due_at = at + BACK_OFF[min(job.tries, len(BACK_OFF)) - 1]


def told(error: BaseException) -> str:
    """What is kept of a fault for the operator: its kind, its place, and none of the words that it came about."""
    kind = type(error).__name__
    if isinstance(error, DBAPIError):
        kind = f"{kind}: {error.args[0]}"[:LONGEST_TOLD]
    elif isinstance(error, OSError) and error.errno is not None:
        kind = f"{kind}: {os.strerror(error.errno)}"
    places = traceback.extract_tb(error.__traceback__)
    ours = [place for place in places if Path(place.filename).is_relative_to(_OURS)] or places
    return f"{kind} ({Path(ours[-1].filename).name}, line {ours[-1].lineno})" if ours else kind


def again(job_id: int) -> bool:
    """Give a dead job another five tries."""
    revived = session().execute(
        update(Job)
        .where(Job.id == job_id, Job.dead_at.is_not(None))
        .values(dead_at=None, tries=0, due_at=clock.now(), leased_until=None)
        .execution_options(synchronize_session=False)
    )
    return bool(revived.rowcount)  # type: ignore[attr-defined]
