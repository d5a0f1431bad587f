"""Where slices above say what banks hold for an exam that draws from them: about a standard, and of a tag."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from club.documents.body import Body, Problem

Finder = Callable[[int, Body], Mapping[str, int]]
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
    """Register what finds, by an exam's id and its text, how many questions of banks ask about each clause, by key."""
    _FINDERS.append(finder)
    return finder


def asked_besides(document_id: int, exam: Body) -> Mapping[str, int]:
    """How many questions of banks ask about which clause, by key."""
    found: Counter[str] = Counter()
    for finder in _FINDERS:
        found.update(finder(document_id, exam))
    return found
