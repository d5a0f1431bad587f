"""A learning path teaches step by step: what stops it from being published, and which day is which."""

from dataclasses import replace
from typing import Any

import pytest

from club.documents.kinds.path.body import Path, Step
from club.documents.kinds.path.rules import Days, days, length, problems, step_on


def a_step(key: str = "goods", **changes: Any) -> Step:
    fields = {"title": "Goods", "topics": ("Sizes",), "method": "In the warehouse", "goal": "Knows them"}
    return Step(**({"key": key, "check": "8 of 10 right", "checked_by": "The coach"} | fields | changes))


def a_path(*steps: Step, **changes: Any) -> Path:
    whole = Path(title="Path", whom="Newcomers", steps=steps or (a_step("one"), a_step("two", days=3), a_step("three")))
    return replace(whole, **changes)


def found(path: Path) -> list[str]:
    return [str(problem) for problem in problems(path)]


def test_a_whole_path_has_no_problem():
    assert found(a_path()) == []


def test_a_path_without_steps_and_a_step_without_topics_are_named():
    assert found(a_path(steps=())) == ["steps: A learning path needs at least one step."]
    assert found(a_path(a_step(topics=()))) == ["steps[goods].topics: A step needs at least one topic."]


@pytest.mark.parametrize("number", [-1, 367])
def test_a_step_takes_no_days_that_cannot_be(number):
    assert "steps[goods].days: A step takes from 0 to 366 days." in found(a_path(a_step(days=number)))


def test_days_are_counted_for_all_steps_or_for_none():
    mixed = a_path(a_step("one"), a_step("two", days=0))
    assert found(mixed) == ["steps: Either every step says how many days it takes, or none does (0)."]
    assert (days(mixed), length(mixed)) == ({}, 0)
    assert found(a_path(a_step("one", days=0), a_step("two", days=0))) == []


def test_days_follow_the_order_of_the_steps():
    assert days(a_path()) == {"one": Days(1, 1), "two": Days(2, 4), "three": Days(5, 5)}
    assert length(a_path()) == 5
    assert length(a_path(steps=())) == 0


@pytest.mark.parametrize(
    ("day", "key"), [(0, None), (1, "one"), (2, "two"), (4, "two"), (5, "three"), (6, None), (-3, None)]
)
def test_the_step_of_a_day(day, key):
    step = step_on(a_path(), day)
    assert (step.key if step else None) == key
    assert step_on(a_path(a_step(days=0)), day) is None
