"""A class is moved, begins and is over: what still holds then, and who hears of it once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from club.classes import actions, day_actions, place_actions, place_rules, rules
from club.classes.actions import FACTS, ClassFacts
from club.classes.models import ClassSession, Registration, Standing
from club.clubs.models import Club
from club.core import clock
from club.core.db import session, transaction
from club.core.messages import Message
from club.core.refusals import Refused
from tests.classes.joining import standings, work
from tests.makers import a_class, a_club, a_registration, as_desk


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown", zone="Asia/Shanghai")


def changed(club: Club, row: ClassSession, **facts: Any) -> None:
    """What an editor saves, at the desk."""
    with as_desk(club), transaction():
        held = actions.to_write(row.slug)
        assert held is not None
        kept = {name: getattr(held, name) for name in FACTS}
        actions.change(held, ClassFacts(**{**kept, **facts}))


def told(club: Club, event: str) -> list[str]:
    """To whom a letter went."""
    with as_desk(club):
        return sorted(session().scalars(select(Message.mail_to).where(Message.event == f"classes/{event}")))


def letters(club: Club, came: Registration) -> list[tuple[str, str]]:
    """What somebody on the list read of the class: which letter, and its lines on when and where."""
    with as_desk(club):
        found = select(Message.event, Message.body_text).where(Message.mail_to == came.email).order_by(Message.ref)
        return [(event.removeprefix("classes/"), body) for event, body in session().execute(found)]


def test_only_another_moment_is_remembered_as_a_move(crown) -> None:
    row = a_class(crown)

    def moved_from() -> Any:
        with as_desk(crown):
            return session().scalars(select(ClassSession.moved_from)).one()

    changed(crown, row, place="Ningbo")
    assert moved_from() is None
    changed(crown, row, day=row.day + timedelta(days=1))
    assert moved_from() == row.starts_at
    changed(crown, row, day=row.day)
    assert moved_from() is None


def test_of_two_quick_changes_people_read_only_the_last_state(crown) -> None:
    row = a_class(crown)
    came = a_registration(row, crown)
    changed(crown, row, place="Ningbo")
    work(None)
    assert letters(crown, came) == []
    changed(crown, row, day=row.day + timedelta(days=1), place="Suzhou")
    work(None, clock.now() + rules.QUIET)
    ((letter, words),) = letters(crown, came)
    assert (letter, "Suzhou" in words, "Ningbo" in words) == ("moved", True, False)
    work(None, clock.now() + rules.QUIET * 3)
    assert len(letters(crown, came)) == 1


def test_a_change_that_is_undone_in_time_is_told_to_nobody(crown) -> None:
    row = a_class(crown)
    came = a_registration(row, crown)
    changed(crown, row, place="Ningbo")
    changed(crown, row, place=row.place)
    work(None, clock.now() + rules.QUIET)
    assert letters(crown, came) == []
    changed(crown, row, place="Ningbo")
    work(None, clock.now() + rules.QUIET)
    assert [letter for letter, _ in letters(crown, came)] == ["moved"]


def test_a_class_that_is_moved_and_called_off_is_only_called_off_as_people_knew_it(crown) -> None:
    row = a_class(crown)
    came = a_registration(row, crown)
    changed(crown, row, place="Ningbo")
    with as_desk(crown), transaction():
        actions.cancel(actions.to_write(row.slug), reason="The host is ill.")
    work(None, clock.now() + rules.QUIET)
    ((letter, words),) = letters(crown, came)
    assert (letter, row.place in words, "Ningbo" in words) == ("cancelled", True, False)


def test_whoever_registers_after_the_change_has_read_of_it(crown) -> None:
    row = a_class(crown)
    came = a_registration(row, crown)
    changed(crown, row, place="Ningbo")
    late = a_registration(row, crown)
    work(None, clock.now() + rules.QUIET)
    assert ([event for event, _ in letters(crown, came)], letters(crown, late)) == (["moved"], [])


def test_a_class_about_to_begin_is_told_at_once(crown) -> None:
    row = a_class(crown, in_days=0.1)
    came = a_registration(row, crown)
    changed(crown, row, place="Ningbo")
    work(None)
    assert [letter for letter, _ in letters(crown, came)] == ["moved"]


def test_a_class_that_is_out_goes_to_no_day_that_is_over(crown) -> None:
    row = a_class(crown)
    a_registration(row, crown)
    with pytest.raises(Refused) as refused:
        changed(crown, row, day=row.day - timedelta(days=366))
    assert refused.value.refusal is rules.IN_THE_PAST
    with clock.telling_of(row.ends_at), pytest.raises(Refused) as refused:
        changed(crown, row, day=row.day + timedelta(days=7))
    assert refused.value.refusal is rules.HELD


def test_an_hour_that_is_over_today_and_people_let_in_are_no_class_that_was_held(crown) -> None:
    row = a_class(crown, in_days=1)
    noon = row.starts_at.replace(hour=4, minute=0)  # of Shanghai
    changed(crown, row, begins="20:00", ends="21:00")
    with clock.telling_of(noon), pytest.raises(Refused) as refused:
        changed(crown, row, begins="11:00", ends="13:00")
    assert refused.value.refusal is rules.HOUR_OVER
    with as_desk(crown), transaction():
        session().get_one(ClassSession, row.id).attended = 1
    with clock.telling_of(noon), pytest.raises(Refused) as refused:
        changed(crown, row, begins="14:00", ends="15:00")
    assert refused.value.refusal is rules.CAME_IN


def test_whoever_waits_is_asked_when_a_class_goes_to_another_day_with_a_free_place(crown) -> None:
    row = a_class(crown, seats=1)
    a_registration(row, crown, Standing.WAITING)  # the place fell free too late to be offered
    with clock.telling_of(row.starts_at):
        changed(crown, row, day=row.day + timedelta(days=7))
    work(None, row.starts_at)
    assert [state for _, state in standings(crown, row)] == ["offered"]


def test_a_class_that_comes_nearer_cuts_its_offers_short(crown) -> None:
    row = a_class(crown, in_days=9)
    came = a_registration(row, crown, Standing.OFFERED, offered_until=row.starts_at)
    changed(crown, row, day=row.day - timedelta(days=7))
    work(None, clock.now() + rules.QUIET)
    sooner = row.starts_at - timedelta(days=7)
    with as_desk(crown):
        assert session().get_one(Registration, came.id).offered_until == sooner
    with as_desk(crown), clock.telling_of(sooner), pytest.raises(Refused, match="begun"):
        place_actions.accept(came.ref)


def test_nobody_leaves_a_list_that_is_history(crown) -> None:
    row = a_class(crown)
    came = a_registration(row, crown)
    with as_desk(crown), clock.telling_of(row.ends_at), pytest.raises(Refused) as refused:
        place_actions.withdraw(came.ref)
    assert refused.value.refusal is place_rules.CAME_OR_OVER
    assert [state for _, state in standings(crown, row)] == ["placed"]


@pytest.mark.parametrize("decide", [place_actions.approve, lambda ref: place_actions.decline(ref, reason="Late")])
def test_nothing_is_decided_once_a_class_is_over(crown, decide) -> None:
    row = a_class(crown, needs_approval=True)
    came = a_registration(row, crown, Standing.APPLIED)
    with as_desk(crown), clock.telling_of(row.ends_at), pytest.raises(Refused) as refused:
        decide(came.ref)
    assert refused.value.refusal is place_rules.NOTHING_TO_DECIDE


def test_letters_of_a_class_held_online_name_its_clock(crown) -> None:
    row = a_class(crown, place="", online_url="https://meet.example/stock", begins="14:00", ends="17:00")
    came = a_registration(row, crown, lang="zh")
    changed(crown, row, ends="18:00")
    work(None, clock.now() + rules.QUIET)
    with as_desk(crown):
        letter = session().scalars(select(Message.body_text).where(Message.mail_to == came.email)).one()
    assert "14:00–18:00 · 中国标准时间 · 线上" in letter


@pytest.mark.slow
def test_thanks_come_once_however_often_the_place_changed(crown) -> None:
    row = a_class(crown)
    came = a_registration(row, crown)
    for place in ("Ningbo", "Suzhou"):
        changed(crown, row, place=place)
    with as_desk(crown), transaction(), clock.telling_of(row.starts_at):
        day_actions.check_in(came.ref, by=None)
    work(None, row.ends_at + timedelta(hours=1))
    assert told(crown, "thanks") == [came.email]


def test_whoever_is_put_on_the_list_after_the_class_is_thanked_at_once(crown) -> None:
    row = a_class(crown)
    came = a_registration(row, crown)
    for _ in range(2):
        with as_desk(crown), transaction(), clock.telling_of(row.ends_at + timedelta(days=1)):
            day_actions.check_in(came.ref, by=None)
            day_actions.take_back(came.ref)
            day_actions.check_in(came.ref, by=None)
    assert told(crown, "thanks") == [came.email]


def test_the_reminder_follows_the_hours_that_are_set_now(crown) -> None:
    row = a_class(crown, in_days=9)
    came = a_registration(row, crown)
    changed(crown, row, remind_hours=72)
    changed(crown, row, remind_hours=48)
    work(None, row.starts_at - timedelta(hours=60))
    assert told(crown, "reminder") == []
    work(None, row.starts_at - timedelta(hours=47))
    work(None, row.starts_at)
    assert told(crown, "reminder") == [came.email]


def test_a_long_list_is_told_in_many_commits_and_each_once(crown, monkeypatch) -> None:
    monkeypatch.setattr("club.classes.telling_actions.AT_ONCE", 2)
    row = a_class(crown)
    names = sorted(a_registration(row, crown).email for _ in range(5))
    changed(crown, row, place="Ningbo")
    work(None, clock.now() + rules.QUIET)
    assert told(crown, "moved") == names
