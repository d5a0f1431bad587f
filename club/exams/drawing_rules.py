"""Which questions an attempt asks and in which order, from an exam and a source of chance."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from club.documents.kinds.exam.body import Exam, Question
from club.documents.kinds.exam.rules import drawn_count, questions

HIDDEN_BY_CHANCE = frozenset({"order", "match"})
"""Sorts whose text has the answer in its order: shown as they stand, they would tell it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question of an attempt, and the order in which its options, or the right sides of its matches, are shown."""

    key: str
    options: tuple[int, ...]


def draw(exam: Exam, chance: Random, *, clauses: Collection[str] | None = None) -> tuple[Drawn, ...]:
    """Draw the questions of an attempt: sections in their order, as many of each as it says.

    With `clauses`, every question that asks about one of these and no other; a section's number then does not count.
    """
    found = []
    for section in exam.sections:
        if clauses is None:
            asked = _some(section.questions, drawn_count(section), chance, shuffles=exam.shuffles)
        else:
            about = [question for question in section.questions if set(question.clauses) & set(clauses)]
            asked = _some(about, len(about), chance, shuffles=exam.shuffles)
        found += [Drawn(question.key, _order(question, chance, shuffles=exam.shuffles)) for question in asked]
    return tuple(found)


def asked_about(exam: Exam, clauses: Collection[str]) -> int:
    """How many questions ask about one of these clauses."""
    return sum(bool(set(question.clauses) & set(clauses)) for question in questions(exam))


def kept(drawn: Iterable[Drawn]) -> list[dict[str, Any]]:
    """What was drawn, as an attempt keeps it."""
    return [{"key": each.key, "options": list(each.options)} for each in drawn]


def read_back(kept_as: Iterable[Mapping[str, Any]]) -> tuple[Drawn, ...]:
    """What an attempt kept of it."""
    return tuple(Drawn(each["key"], tuple(each["options"])) for each in kept_as)


def _some(pool: Sequence[Question], count: int, chance: Random, *, shuffles: bool) -> list[Question]:
    places = chance.sample(range(len(pool)), count)
    return [pool[place] for place in (places if shuffles else sorted(places))]


def _order(question: Question, chance: Random, *, shuffles: bool) -> tuple[int, ...]:
    places = list(range(len(question.options or question.matches)))
    if shuffles or question.sort in HIDDEN_BY_CHANCE:
        chance.shuffle(places)
    return tuple(places)
