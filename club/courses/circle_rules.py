"""What waits for what: whether nobody could ever do it, and along which way it comes round to itself."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from club.core.refusals import Refusal
from club.core.text import N_

Step: TypeAlias = tuple[str, int]
"""Something that waits: of what sort it is, and its id."""


@dataclass(frozen=True)
class Condition:
    """What comes first: any one of `by` meets it; `name` is what they give, where it is not one of them itself."""

    by: frozenset[Step]
    name: str = ""


Waiting: TypeAlias = Mapping[Step, Sequence[Condition]]


def waiting_for(
    needs: Iterable[Any], *, asked: Iterable[Any] = (), grants: Mapping[int, Collection[Step]] = MappingProxyType({})
) -> Waiting:
    """What each waits for: `needs` are pairs of one and another, `asked` one with a qualification and its name.

    A qualification comes of any that grants it. One that nobody grants is not to be had yet, which is no circle.
    """
    waiting: dict[Step, list[Condition]] = {}
    for one, needed in needs:
        waiting.setdefault(one, []).append(Condition(frozenset({needed})))
    for one, qualification, name in asked:
        if granting := grants.get(qualification):
            waiting.setdefault(one, []).append(Condition(frozenset(granting), name))
    return waiting


def stuck(waiting: Waiting) -> frozenset[Step]:
    """Whatever nobody could ever do, because each of them waits for another of them."""
    left = set(waiting)
    while freed := {one for one in left if all(condition.by - left for condition in waiting[one])}:
        left -= freed
    return frozenset(left)


def circle(waiting: Waiting, start: Step) -> list[tuple[Step, str]]:
    """The way from something that is stuck until it comes round: each of them, and the name of what it asks for."""
    left, here = stuck(waiting), start
    way: dict[Step, str] = {}
    while here not in way:
        condition = next(one for one in waiting[here] if one.by <= left)
        way[here], here = condition.name, min(condition.by)
    steps = list(way.items())
    return steps[list(way).index(here) :]


def in_a_circle(steps: Sequence[tuple[str, str]]) -> Refusal:
    """Why a condition is refused: whoever would wait for whom, by title, back to the first."""
    named = [word for step in steps for word in step if word]
    return Refusal(
        "needs_cycle",
        N_("These would wait for each other, so that nobody could begin any of them: %(circle)s."),
        N_("Take one of these conditions away first."),
        {"circle": " → ".join([*named, steps[0][0]])},
    )
