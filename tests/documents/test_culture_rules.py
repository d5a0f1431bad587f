"""A culture statement is assessed by events: what stops it from being published, and what a score is."""

from dataclasses import replace
from decimal import Decimal

import pytest

from club.documents.body import Clause
from club.documents.kinds.culture.body import Culture, Horizon, Mark, Value, ValuesExample
from club.documents.kinds.culture.rules import part_of_appraisal, problems, score, value_points


def a_value(key: str = "true", behaviours: int = 4) -> Value:
    listed = tuple(Clause(key=f"{key}-{place}", text="Says the source") for place in range(behaviours))
    return Value(
        key=key,
        name="True numbers",
        meaning="By figures",
        behaviours=listed,
        counter_example="Left out",
        story="On a Friday",
        red_line="Never invent",
    )


def a_culture(*values: Value, **changes: object) -> Culture:
    whole = Culture(
        title="Culture",
        beginning="We began",
        thanks="We thank",
        mission="What is sold is what was said",
        forgotten=(),
        vision=(Horizon(key="five", years=5, text="Known", pictures=()),),
        values=values or (a_value(),),
        decides=(),
        assessment=(),
        weight=30,
        promises=(),
        founders="The founders",
    )
    return replace(whole, **changes)


def found(culture: Culture) -> list[str]:
    return [str(problem) for problem in problems(culture)]


def an_example(marks: str, said: str) -> ValuesExample:
    listed = tuple(
        Mark(key=f"mark-{place}", behaviour=f"true-{place}", lived=mark == "1", event="On 6 Oct")
        for place, mark in enumerate(marks)
    )
    return ValuesExample(key="example", title="Example", marks=listed, score=Decimal(said), text="Sum")


def test_a_whole_statement_has_no_problem():
    assert found(a_culture(example=an_example("1110", "75"))) == []


def test_a_statement_needs_values_that_can_be_seen():
    assert found(replace(a_culture(), values=())) == ["values: A culture statement needs at least one value."]
    assert found(a_culture(a_value(behaviours=0))) == [
        "values[true].behaviours: A value needs behaviours that can be seen, else it cannot be assessed."
    ]


@pytest.mark.parametrize("years", [(0,), (5, 5)])
def test_each_part_of_the_vision_has_its_own_years(years):
    vision = tuple(Horizon(key=f"h{place}", years=each, text="Known", pictures=()) for place, each in enumerate(years))
    assert found(a_culture(vision=vision)) == [
        "vision: Each part of the vision has its own number of years, from 1 up."
    ]


@pytest.mark.parametrize("weight", [-1, 101])
def test_a_weight_is_a_percentage(weight):
    assert found(a_culture(weight=weight)) == ["weight: The weight of the values goes from 0 to 100 percent."]


def test_an_example_marks_everything_once_and_computes():
    assert found(a_culture(example=an_example("111", "75"))) == [
        "example: The example marks every behaviour exactly once."
    ]
    assert found(a_culture(example=an_example("1110", "80"))) == [
        "example.score: The example says 80, but its values give 75.0."
    ]


def test_a_score_is_the_share_of_behaviours_lived():
    culture = a_culture(a_value("a", 3))
    assert score(culture, {"a-0": True, "a-1": True, "a-2": False}) == Decimal("66.7")
    assert score(culture, {"a-0": True}) is None
    assert score(replace(culture, values=()), {}) is None


def test_a_value_counts_what_was_seen():
    assert value_points(a_value("a"), {"a-0": True, "a-1": True, "a-2": False}) == 2


def test_the_values_bring_their_weight_to_the_appraisal():
    assert part_of_appraisal(a_culture(), Decimal(75)) == Decimal("22.5")
