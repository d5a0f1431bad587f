"""What holds for a culture statement: behaviours can be scored, and the scores compute."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from club.core.text import N_
from club.documents.body import Problem
from club.documents.kinds.culture.body import Culture, Value

_TENTH = Decimal("0.1")


def problems(culture: Culture) -> tuple[Problem, ...]:
    """Return what must be put right before the statement is published."""
    return (
        *_vision_problems(culture),
        *_value_problems(culture),
        *_weight_problems(culture),
        *_example_problems(culture),
    )


def score(culture: Culture, lived: Mapping[str, bool]) -> Decimal | None:
    """Return the share of behaviours lived, from 0 to 100 with one decimal; None while one is unmarked."""
    keys = [behaviour.key for value in culture.values for behaviour in value.behaviours]
    if not keys or any(key not in lived for key in keys):
        return None
    share = Decimal(100 * sum(lived[key] for key in keys)) / len(keys)
    return share.quantize(_TENTH, ROUND_HALF_UP)


def value_points(value: Value, lived: Mapping[str, bool]) -> int:
    """Return how many behaviours of one value were lived; an unmarked one counts as not seen."""
    return sum(lived.get(behaviour.key, False) for behaviour in value.behaviours)


def part_of_appraisal(culture: Culture, values_score: Decimal) -> Decimal:
    """Return the points that the values bring to the whole appraisal of 100."""
    return (values_score * culture.weight / 100).quantize(_TENTH, ROUND_HALF_UP)


def facts(culture: Culture) -> Mapping[str, Any]:
    """Return what the reading page computes with."""
    behaviours = {one.key: one.text for value in culture.values for one in value.behaviours}
    return {"behaviours": behaviours, "part_of_appraisal": part_of_appraisal}


def _vision_problems(culture: Culture) -> Iterator[Problem]:
    years = [each.years for each in culture.vision]
    if any(each < 1 for each in years) or len(set(years)) < len(years):
        yield Problem("vision", N_("Each part of the vision has its own number of years, from 1 up."))


def _value_problems(culture: Culture) -> Iterator[Problem]:
    if not culture.values:
        yield Problem("values", N_("A culture statement needs at least one value."))
    for each in culture.values:
        if not each.behaviours:
            message = N_("A value needs behaviours that can be seen, else it cannot be assessed.")
            yield Problem(f"values[{each.key}].behaviours", message)


def _weight_problems(culture: Culture) -> Iterator[Problem]:
    if not 0 <= culture.weight <= 100:  # noqa: PLR2004 - percent
        yield Problem("weight", N_("The weight of the values goes from 0 to 100 percent."))


def _example_problems(culture: Culture) -> Iterator[Problem]:
    if culture.example is None:
        return
    counted = Counter(mark.behaviour for mark in culture.example.marks)
    known = {behaviour.key for value in culture.values for behaviour in value.behaviours}
    if set(counted) != known or max(counted.values(), default=1) > 1:
        yield Problem("example", N_("The example marks every behaviour exactly once."))
        return
    found = score(culture, {mark.behaviour: mark.lived for mark in culture.example.marks})
    if found != culture.example.score:
        message = N_("The example says %(said)s, but its values give %(computed)s.")
        yield Problem("example.score", message, {"said": culture.example.score, "computed": found})
