"""Rows past the unit of work: written with the flush, held by the walls, gone with a rollback."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from club.core.adding import take_ids
from club.core.audit import ClubEvent, FirmEvent
from club.core.clock import now
from club.core.db import add, read, session
from club.core.forms import Submission
from club.core.scope import Scope, WallError
from club.core.walls import reads
from club.firms.models import Department
from tests.makers import a_club, a_firm, about, as_desk, as_firm

SUBMISSIONS = reads(select(Submission.key).order_by(Submission.key))


def _submit(key: str, **more: object) -> None:
    add(Submission, key=key, location="/", accepted_at=now(), **more)


def test_what_was_added_is_read_in_the_same_work_and_after_it(app) -> None:
    club = a_club()
    with as_desk(club):
        _submit("b")
        _submit("a")
        assert read(SUBMISSIONS).scalars().all() == ["a", "b"]
    with as_desk(club):
        assert read(SUBMISSIONS).scalars().all() == ["a", "b"]


def test_what_is_rolled_back_is_not_written(app) -> None:
    club = a_club()
    with as_desk(club):
        _submit("a")
        session().rollback()
        _submit("b")
        with pytest.raises(ZeroDivisionError), session().begin_nested():
            _submit("c")
            raise ZeroDivisionError
    with as_desk(club):
        assert read(SUBMISSIONS).scalars().all() == ["b"]


def test_a_row_may_name_an_entity_of_the_same_flush(app) -> None:
    firm = a_firm(a_club())
    with as_firm(firm):
        department = Department(name="Shops", position=1)
        session().add(department)
        add(FirmEvent, did="department.changed", row="x", facts={}, at=now(), address="", request="")
        session().flush()
        assert department.id is not None
        assert session().scalar(select(func.count()).select_from(FirmEvent)) == 1


def test_defaults_are_those_of_the_model(app) -> None:
    with as_desk(a_club()):
        add(ClubEvent, did="club.changed", row="x", facts={}, at=now(), address="", request="")
        event = session().scalars(select(ClubEvent)).one()
        assert len(event.ref) == 16
        assert (event.firm_id, event.person_id) == (None, None)


def test_a_row_of_another_club_is_refused(app) -> None:
    club, other = a_club("crown"), a_club("harbour")
    with as_desk(club), pytest.raises(WallError, match="Submission belongs elsewhere"):
        _submit("a", club_id=other.id)


def test_a_row_of_a_firm_is_refused_at_the_desk(app) -> None:
    with as_desk(a_club()), pytest.raises(WallError, match="FirmEvent belongs elsewhere"):
        add(FirmEvent, did="department.changed", row="x", facts={}, at=now(), address="", request="")


def test_a_row_needs_a_scope(app) -> None:
    with pytest.raises(WallError, match="no scope"):
        _submit("a")
    with about(Scope(a_club().id)):
        assert read(SUBMISSIONS).scalars().all() == []


def test_one_row_that_is_refused_takes_the_others_with_it_and_the_next_work_goes_on(app) -> None:
    club = a_club()
    for _again in range(2):
        with pytest.raises(IntegrityError), as_desk(club):
            _submit("a")
            _submit("a")
            add(ClubEvent, did="club.changed", row="x", facts={}, at=now(), address="", request="")
            session().flush()
    with as_desk(club):
        add(ClubEvent, did="club.changed", row="x", facts={"of": ["a", 1]}, at=now(), address="", request="")
        _submit("b")
        assert read(SUBMISSIONS).scalars().all() == ["b"]
        assert session().scalars(select(ClubEvent)).one().facts == {"of": ["a", 1]}


def test_many_rows_tell_their_ids_in_their_order(app) -> None:
    with as_desk(a_club()):
        keys = [f"{number:03}" for number in range(100)]
        for key in keys:
            _submit(key, tells_id=True)
        session().flush()
        told = take_ids(session())
        found = session().execute(select(Submission.id, Submission.key)).all()
        assert [dict(map(tuple, found))[one] for one in told] == keys


def test_an_error_tells_no_values(app) -> None:
    with pytest.raises(IntegrityError) as caught, as_desk(a_club()):
        _submit("what nobody may read")
        _submit("what nobody may read")
        session().flush()
    assert "what nobody may read" not in str(caught.value)
    assert "what nobody may read" not in str(caught.value.__cause__)
