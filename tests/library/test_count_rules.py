"""Which counts of firms are told, and when a text is in use; no database."""

from datetime import date, timedelta

import pytest

from club.library.count_rules import FEWEST_TOLD, LONG_AFTER, is_used, told

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(("firms", "shown"), [(0, None), (4, None), (5, 5), (9, 5), (10, 10), (123, 120)])
def test_a_count_is_told_in_steps_of_five(firms: int, shown: int | None) -> None:
    assert told(firms, members=1000) == shown


@pytest.mark.parametrize(
    ("firms", "members", "shown"),
    [(5, 5, None), (5, 9, None), (9, 9, None), (5, 10, 5), (10, 10, 5), (18, 20, 15), (20, 20, 15), (7, 3, None)],
)
def test_nearly_everybody_is_not_told(firms: int, members: int, shown: int | None) -> None:
    assert told(firms, members=members) == shown


def test_whatever_is_told_leaves_it_open_of_whom() -> None:
    for members in range(60):
        for firms in range(members + 1):
            shown = told(firms, members=members)
            assert shown is None or FEWEST_TOLD <= shown <= min(firms, members - FEWEST_TOLD)


def test_a_text_is_used_that_is_in_force_long_after() -> None:
    long_ago = TODAY - LONG_AFTER
    assert is_used(1, long_ago, in_force={1}, today=TODAY)
    assert not is_used(1, long_ago + timedelta(days=1), in_force={1}, today=TODAY)
    assert not is_used(1, long_ago, in_force={2}, today=TODAY)
