"""How often something may be tried."""

from datetime import timedelta

from club.core.limits import Limit, has_room, hit

THREE = Limit("three", 3, timedelta(minutes=5))


def test_a_limit_lets_so_many_through_and_no_more(app) -> None:
    assert [hit(THREE, "somebody") for _ in range(4)] == [True, True, True, False]
    assert not has_room(THREE, "somebody")


def test_others_are_not_touched(app) -> None:
    assert all(hit(THREE, "somebody") for _ in range(3))
    assert has_room(THREE, "somebody else")


def test_asking_counts_nothing(app) -> None:
    assert all(has_room(THREE, "somebody") for _ in range(9))


def test_a_limit_is_open_again_after_its_time(app, time_machine) -> None:
    time_machine.move_to("2026-11-20 12:00", tick=False)
    assert [hit(THREE, "somebody") for _ in range(4)][-1] is False
    time_machine.shift(timedelta(minutes=6))
    assert hit(THREE, "somebody")
