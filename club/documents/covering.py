"""What an exam covers of its standard, line by line: each binding clause with its questions, and what is left over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from club.documents.body import Body
from club.documents.kinds.exam.body import Exam
from club.documents.kinds.exam.rules import coverage, numbers, questions
from club.documents.pointing import names
from club.documents.words import item_name


@dataclass(frozen=True)
class Asking:
    """A question as a list names it."""

    key: str
    number: int
    name: str


@dataclass(frozen=True)
class Binding:
    """A binding clause and the questions that ask about it."""

    key: str
    name: str
    questions: Sequence[Asking]


@dataclass(frozen=True)
class Covering:
    """How an exam and its standard fit: what binds, the questions about nothing, and those that went astray."""

    binding: Sequence[Binding]
    loose: Sequence[Asking]
    astray: Sequence[Asking]

    @property
    def unasked(self) -> int:
        """How many binding clauses no question asks about."""
        return sum(not one.questions for one in self.binding)


def covering(exam: Body, standard: Body) -> Covering | None:
    """Hold an exam against its standard, both as people read them; a text of another kind covers nothing."""
    if not isinstance(exam, Exam):
        return None
    found, called = coverage(exam, standard), names(standard)
    listed = _listed(exam)
    return Covering(
        [Binding(key, called.get(key, key), [listed[one] for one in asked]) for key, asked in found.asked.items()],
        [listed[key] for key in found.loose],
        [listed[key] for key in found.astray],
    )


def changed(exam: Body, standard: Body, questions: Mapping[str, Sequence[str]]) -> list[tuple[Asking, list[str]]]:
    """Questions about what changed, each with what it names of that, both texts as people read them."""
    called = names(standard)
    listed = _listed(exam) if isinstance(exam, Exam) else {}
    asked = {key: one for key, one in listed.items() if key in questions}
    return [(one, [called.get(each, each) for each in questions[key]]) for key, one in asked.items()]


def _listed(exam: Exam) -> Mapping[str, Asking]:
    places = numbers(exam)
    return {one.key: Asking(one.key, places[one.key], item_name(one)) for one in questions(exam)}
