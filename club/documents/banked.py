"""Where slices above say what banks hold for an exam that draws from them: about a standard, and of a tag."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.documents.body import Body, Problem


@dataclass(frozen=True)
class Examining:
    """An exam, by its text, with the standard that it examines and the template which that was adopted from."""

    exam: Body
    standard: int | None
    template: int | None


@dataclass(frozen=True)
class Banked:
    """A question of a bank from which an exam draws; `clauses` are the parts of the standard that it asks about."""

    bank: str
    ref: str
    text: str
    clauses: Sequence[str]
    changed_at: datetime


Finder = Callable[[Sequence[Examining]], Sequence[Sequence[Banked]]]
Checker = Callable[[Body, bool], Iterable[Problem]]
Lister = Callable[[], Iterable[tuple[str, str, int]]]
_FINDERS: list[Finder] = []
_CHECKERS: list[Checker] = []
_LISTERS: list[Lister] = []


def checks_banks(checker: Checker) -> Checker:
    """Register what finds, by a text and whether it is an exam of the club, which parts draw more than there is."""
    _CHECKERS.append(checker)
    return checker


def bank_problems(body: Body, *, own_exam: bool = False) -> tuple[Problem, ...]:
    """Return what banks lack for a text before it is published."""
    return tuple(found for checker in _CHECKERS for found in checker(body, own_exam))


def lists_tags(lister: Lister) -> Lister:
    """Register what lists the tags of the banks at hand: the bank, the tag, how many questions have it."""
    _LISTERS.append(lister)
    return lister


def tags_here() -> list[tuple[str, str, int]]:
    """Return the tags of the banks at hand, each with its bank and how many questions have it."""
    return [found for lister in _LISTERS for found in lister()]


def asks_besides(finder: Finder) -> Finder:
    """Register what finds, for each of some exams, the questions of banks that ask about clauses of its standard."""
    _FINDERS.append(finder)
    return finder


def asking_besides(exams: Sequence[Examining]) -> list[list[Banked]]:
    """For each of some exams, the questions of banks that ask about clauses of its standard, all of them at once."""
    found = [finder(exams) for finder in _FINDERS]
    return [[one for listed in each for one in listed] for each in zip(*found, strict=True)] or [[] for _one in exams]


def asked_besides(exam: Examining) -> Mapping[str, int]:
    """How many questions of banks ask about which clause, by key."""
    (found,) = asking_besides([exam])
    return Counter(clause for one in found for clause in one.clauses)
