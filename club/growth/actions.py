"""Placing people on a ladder, and ticking the process table."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refusal, Refused
from club.documents.kinds.ladder.body import Ladder, Task
from club.documents.kinds.ladder.standing import tick_period
from club.documents.models import Document
from club.firms.days import days_here
from club.firms.leaving import ends_with_membership
from club.firms.models import Membership
from club.growth import rules
from club.growth.models import Placement, Tick


def place(
    membership: Membership,
    document: Document,
    ladder: Ladder,
    *,
    stage: str,
    started_on: date,
    today: date,
    by: int | None,
    at: datetime,
) -> Placement:
    """Put a person on a stage of the ladder in force, from a day on."""
    if membership.left_at is not None:
        raise Refused(rules.HAS_LEFT)
    _refuse_stage(ladder, stage)
    _refuse_if(rules.may_start(started_on, today=today))
    placement = Placement(
        membership_id=membership.id,
        document_id=document.id,
        stage=stage,
        started_on=started_on,
        ladder_started_on=started_on,
        placed_at=at,
        placed_by_id=by,
    )
    _add_alone(placement)
    record(Did.PERSON_PLACED, membership.ref, ladder=document.ref, stage=stage, started_on=started_on.isoformat())
    return placement


def move(
    placement: Placement,
    membership: Membership,
    ladder: Ladder,
    *,
    stage: str,
    started_on: date,
    today: date,
    by: int | None,
    at: datetime,
) -> Placement:
    """Let a person begin another stage of the same ladder; the stage before is ended and kept.

    A stage that has not begun is no history yet: the placement itself says the other stage and day.
    """
    _refuse_ended(placement)
    _refuse_stage(ladder, stage)
    if placement.started_on > today:
        return _place_anew(placement, membership, stage=stage, started_on=started_on, today=today)
    _refuse_if(rules.may_start(started_on, today=today, previous=placement.started_on))
    placement.ended_on = started_on
    placement.version += 1
    session().flush()
    moved = Placement(
        membership_id=placement.membership_id,
        document_id=placement.document_id,
        stage=stage,
        started_on=started_on,
        ladder_started_on=placement.ladder_started_on,
        placed_at=at,
        placed_by_id=by,
    )
    _add_alone(moved)
    record(Did.PERSON_PLACED, membership.ref, stage=stage, started_on=started_on.isoformat(), left=placement.stage)
    return moved


def _place_anew(
    placement: Placement, membership: Membership, *, stage: str, started_on: date, today: date
) -> Placement:
    _refuse_if(rules.may_start(started_on, today=today))
    was = placement.stage
    placement.stage, placement.started_on, placement.ladder_started_on = stage, started_on, started_on
    placement.version += 1
    record(Did.PERSON_PLACED, membership.ref, stage=stage, started_on=started_on.isoformat(), left=was)
    return placement


def end(placement: Placement, membership: Membership, *, ended_on: date) -> None:
    """Take a person off the ladder; what was reached and ticked is kept, a stage that has not begun is no history."""
    _refuse_ended(placement)
    record(Did.PLACEMENT_ENDED, membership.ref, stage=placement.stage, ended_on=ended_on.isoformat())
    if placement.started_on > ended_on:
        session().delete(placement)
        return
    placement.ended_on = ended_on
    placement.version += 1


@ends_with_membership
def leave_ladders(membership: Membership, *, at: datetime) -> None:
    """Whoever leaves the firm stands on no ladder any more, from the firm's day of that moment."""
    ended_on = days_here().of(at)
    stands = select(Placement).where(Placement.membership_id == membership.id, Placement.ended_on.is_(None))
    for placement in session().scalars(stands):
        end(placement, membership, ended_on=ended_on)


def tick(placement: Placement, task: Task, *, day: date, today: date, at: datetime) -> None:
    """Tick a line of the process table for a day; ticked twice it is ticked once."""
    _refuse_if(rules.NOT_BEGUN if placement.started_on > today else rules.may_tick(day, today=today))
    period = tick_period(task.how_often, day)
    if _tick(placement, task, period) is None and _is_first(
        Tick(placement_id=placement.id, item=task.key, day=period, ticked_at=at)
    ):
        record(Did.ITEM_TICKED, placement.ref, item=task.key, day=period.isoformat())


def untick(placement: Placement, task: Task, *, day: date, today: date) -> None:
    """Take a tick back; where there is none nothing happens."""
    _refuse_if(rules.may_tick(day, today=today))
    found = _tick(placement, task, tick_period(task.how_often, day))
    if found is not None:
        session().delete(found)
        record(Did.ITEM_UNTICKED, placement.ref, item=task.key, day=found.day.isoformat())


def _tick(placement: Placement, task: Task, period: date) -> Tick | None:
    return (
        session()
        .scalars(select(Tick).where(Tick.placement_id == placement.id, Tick.item == task.key, Tick.day == period))
        .first()
    )


def _add_alone(placement: Placement) -> None:
    """Add a placement; where the person was placed meanwhile, the database says so."""
    if not _is_first(placement):
        raise Refused(rules.ALREADY_PLACED)


def _is_first(row: Placement | Tick) -> bool:
    try:
        with session().begin_nested():
            session().add(row)
    except IntegrityError:
        return False
    return True


def _refuse_stage(ladder: Ladder, stage: str) -> None:
    if rules.stage_of(ladder, stage) is None:
        raise Refused(rules.UNKNOWN_STAGE)


def _refuse_ended(placement: Placement) -> None:
    if placement.ended_on is not None:
        raise Refused(rules.ENDED)


def _refuse_if(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
