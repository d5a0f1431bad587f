"""Which questions an attempt asks and in which order, from an exam and a source of chance."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType
from typing import Any

from club.documents.codec import from_json, to_json
from club.documents.kinds.exam.body import Exam, Question, Section
from club.documents.kinds.exam.rules import drawn_count, questions

HIDDEN_BY_CHANCE = frozenset({"order", "match"})
"""Sorts whose text has the answer in its order: shown as they stand, they would tell it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question of an attempt, and the order in which its options, or the right sides of its matches, are shown.

    What came from a bank is kept whole, with the section that drew it.
    """

    key: str
    options: tuple[int, ...]
    section: str = ""
    question: Question | None = None


NO_BANK: Mapping[str, Sequence[Question]] = MappingProxyType({})


def draw(
    exam: Exam,
    chance: Random,
    *,
    clauses: Collection[str] | None = None,
    banked: Mapping[str, Sequence[Question]] = NO_BANK,
) -> tuple[Drawn, ...]:
    """Draw the questions of an attempt: sections in their order, as many of each as it says.

    With `clauses`, every question that asks about one of these and no other; a section's number then does not count.
    `banked` holds what a bank gave to a section, by its key.
    """
    found = []
    for section in exam.sections:
        if section.key in banked:
            found += [_from_bank(section, question, chance, exam) for question in banked[section.key]]
            continue
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
    return [_kept(each) for each in drawn]


def read_back(kept_as: Iterable[Mapping[str, Any]]) -> tuple[Drawn, ...]:
    """What an attempt kept of it."""
    return tuple(_read_back(each) for each in kept_as)


def as_sat(exam: Exam, drawn: Iterable[Mapping[str, Any]]) -> Exam:
    """The exam with what was drawn from a bank in its sections, as it was then: the bank may have changed since."""
    banked: dict[str, list[Question]] = {}
    for each in read_back(drawn):
        if each.question is not None:
            banked.setdefault(each.section, []).append(each.question)
    if not banked:
        return exam
    sections = (
        replace(section, questions=tuple(banked[section.key])) if section.key in banked else section
        for section in exam.sections
    )
    return replace(exam, sections=tuple(sections))


def shows_picture(drawn: Iterable[Mapping[str, Any]], picture: str) -> bool:
    """Whether a question that came from a bank shows a picture."""
    banked = (each.question for each in read_back(drawn) if each.question is not None)
    return any(picture in question.pictures for question in banked)


def _kept(each: Drawn) -> dict[str, Any]:
    own = {"key": each.key, "options": list(each.options)}
    return own if each.question is None else {**own, "section": each.section, "question": to_json(each.question)}


def _read_back(kept_as: Mapping[str, Any]) -> Drawn:
    question = from_json(Question, kept_as["question"]) if "question" in kept_as else None
    return Drawn(kept_as["key"], tuple(kept_as["options"]), kept_as.get("section", ""), question)


def _from_bank(section: Section, question: Question, chance: Random, exam: Exam) -> Drawn:
    return Drawn(question.key, _order(question, chance, shuffles=exam.shuffles), section.key, question)


def _some(pool: Sequence[Question], count: int, chance: Random, *, shuffles: bool) -> list[Question]:
    places = chance.sample(range(len(pool)), count)
    return [pool[place] for place in (places if shuffles else sorted(places))]


def _order(question: Question, chance: Random, *, shuffles: bool) -> tuple[int, ...]:
    places = list(range(len(question.options or question.matches)))
    if shuffles or question.sort in HIDDEN_BY_CHANCE:
        chance.shuffle(places)
    return tuple(places)
