"""What an exam covers of its standard, line by line: each binding clause with its questions, and what is left over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from club.documents.banked import Banked
from club.documents.body import Body
from club.documents.kinds.exam.body import Exam
from club.documents.kinds.exam.rules import coverage, numbers, questions
from club.documents.pointing import names
from club.documents.words import item_name

NOTHING: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class Asking:
    """A question as a list names it."""

    key: str
    number: int
    name: str


@dataclass(frozen=True)
class Binding:
    """A binding clause, the questions that ask about it, and how many of a bank do."""

    key: str
    name: str
    questions: Sequence[Asking]
    banked: int = 0


@dataclass(frozen=True)
class Covering:
    """How an exam and its standard fit: what binds, the questions about nothing, and those that went astray."""

    binding: Sequence[Binding]
    loose: Sequence[Asking]
    astray: Sequence[Asking]

    @property
    def unasked(self) -> int:
        """How many binding clauses no question asks about."""
        return sum(not (one.questions or one.banked) for one in self.binding)


def covering(exam: Body, standard: Body, banked: Mapping[str, int] = NOTHING) -> Covering | None:
    """Hold an exam against its standard, both as people read them; a text of another kind covers nothing.

    `banked` is how many questions of the banks from which it draws ask about which clause.
    """
    if not isinstance(exam, Exam):
        return None
    found, called = coverage(exam, standard), names(standard)
    listed = _listed(exam)
    return Covering(
        [
            Binding(key, called.get(key, key), [listed[one] for one in asked], banked.get(key, 0))
            for key, asked in found.asked.items()
        ],
        [listed[key] for key in found.loose],
        [listed[key] for key in found.astray],
    )


def changed(exam: Body, standard: Body, questions: Mapping[str, Sequence[str]]) -> list[tuple[Asking, list[str]]]:
    """Questions about what changed, each with what it names of that, both texts as people read them."""
    called = names(standard)
    listed = _listed(exam) if isinstance(exam, Exam) else {}
    asked = {key: one for key, one in listed.items() if key in questions}
    return [(one, [called.get(each, each) for each in questions[key]]) for key, one in asked.items()]


def changed_in_banks(standard: Body, banked: Iterable[Banked]) -> list[tuple[Banked, list[str]]]:
    """Questions of banks about what changed, each with what it names of that, the standard as people read it."""
    called = names(standard)
    return [(one, [called.get(each, each) for each in one.clauses]) for one in banked]


def _listed(exam: Exam) -> Mapping[str, Asking]:
    places = numbers(exam)
    return {one.key: Asking(one.key, places[one.key], item_name(one)) for one in questions(exam)}
