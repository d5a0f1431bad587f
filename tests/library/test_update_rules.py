"""Whether a firm is asked about a newer edition, and which of its choices still answer."""

from typing import Any

import pytest

from club.documents.merging import merge
from club.documents.settling import settle
from club.library.update_rules import answering, choice_on, choices_of, follows, is_asked
from tests.documents.bodies import a_ladder, a_stage, a_topic


def topics(*keys: str, **changes: Any) -> Any:
    return a_ladder(a_stage(learn=tuple(a_topic(key, **changes.get(key, {})) for key in keys)))


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"base": 1, "newest": 2}, True),
        ({"base": 2, "newest": 2}, False),
        ({"base": 1, "newest": 2, "passed_over": 2}, False),
        ({"base": 1, "newest": 3, "passed_over": 2}, True),
        ({"base": 1, "newest": 2, "is_detached": True}, False),
    ],
)
def test_a_firm_is_asked_once_for_each_number(facts: dict[str, Any], asked: bool) -> None:
    assert is_asked(**{"passed_over": None, "is_detached": False, **facts}) is asked


def test_a_choice_stands_while_its_question_is_the_same() -> None:
    before = merge(topics(*"ab"), topics(*"ab", a={"hours": 5}, b={"hours": 5}), topics(*"ab", a={"hours": 7}))
    kept = {key: choice_on(before.parts[key].sign, "theirs") for key in "ab"}
    after = merge(topics(*"ab"), topics(*"ab", a={"hours": 6}, b={"hours": 5}), topics(*"ab", a={"hours": 7}))
    assert set(answering(before, kept).standing) == {"a", "b"}
    found = answering(after, kept)
    assert (set(found.standing), found.fallen) == ({"b"}, ("a",))


def test_a_choice_that_nobody_offered_is_none() -> None:
    found = merge(topics("a"), topics("a"), topics("a", a={"hours": 7}))
    sign = found.parts["a"].sign
    for one in ({"take": "both", "sign": sign}, {"take": "edited", "sign": sign}, {"sign": sign}):
        assert answering(found, {"a": one}).standing == {}


def test_what_people_stand_on_is_kept_unless_it_is_given_away() -> None:
    base = a_ladder(a_stage("entry"), a_stage("promotion"))
    found = merge(base, base, a_ladder(a_stage("promotion")))
    kept = settle(found, choices_of(found, {}, in_use={"entry"})).body
    assert [stage.key for stage in kept.stages] == ["entry", "promotion"]
    given = {"entry": choice_on(found.parts["entry"].sign, "theirs")}
    assert len(settle(found, choices_of(found, given, in_use={"entry"})).body.stages) == 1


def test_what_came_with_a_part_follows_its_choice() -> None:
    base = a_ladder(a_stage("entry"))
    found = merge(base, base, a_ladder(a_stage("entry"), a_stage("new", learn=(a_topic("t"),))))
    assert follows(found, ["new", "t"], "ours") == {"new": "ours", "t": "ours"}
    assert follows(found, ["new", "t"], "edited") == {"new": "edited", "t": "theirs"}
