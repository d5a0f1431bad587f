"""What holds for one question: it says exactly what is right, in the way of its sort and in no other."""

from collections.abc import Iterable, Iterator

from club.core.text import N_
from club.documents.body import LANGUAGES, Problem, Text
from club.documents.kinds.exam.body import Question
from club.documents.languages import say

MOST_OPTIONS, FEWEST_OPTIONS, MOST_POINTS = 12, 2, 100
MOST_ACCEPTED, LONGEST_SHORT, LONGEST_OPEN = 20, 200, 5_000
SHORTEST_TYPED, LONGEST_TYPED = 20, 2_000
LEAST_SECONDS, MOST_SECONDS, MOST_SPEED = 10, 1_800, 1_000
WHOLE = 100
CHOSEN = frozenset({"single", "multiple"})
LISTED = CHOSEN | {"order"}
IN_PARTS = frozenset({"multiple", "order", "match"})
"""Sorts whose answer can be right in part."""


def question_problems(question: Question, path: str) -> Iterator[Problem]:
    """Return what must be put right in a question before it is asked."""
    if not 1 <= question.points <= MOST_POINTS:
        yield Problem(f"{path}.points", N_("A question counts 1 to %(most)s points."), {"most": MOST_POINTS})
    yield from _options(question, f"{path}.options")
    yield from _number(question, path)
    yield from _matches(question, f"{path}.matches")
    yield from _accepted(question, f"{path}.accepted")
    yield from _typing(question, f"{path}.typing")
    if question.partial and question.sort not in IN_PARTS:
        yield Problem(f"{path}.partial", N_("An answer of this sort is right or wrong as a whole."))


def _options(question: Question, path: str) -> Iterator[Problem]:
    if question.sort not in LISTED:
        if question.options:
            yield Problem(path, N_("Only a question with answers to choose from has a list of them."))
        return
    if not FEWEST_OPTIONS <= len(question.options) <= MOST_OPTIONS:
        yield Problem(path, N_("Give 2 to %(most)s answers to choose from."), {"most": MOST_OPTIONS})
        return
    right = sum(option.right for option in question.options)
    if question.sort == "single" and right != 1:
        yield Problem(path, N_("Exactly one answer is right here."))
    if question.sort == "multiple" and not right:
        yield Problem(path, N_("At least one answer is right."))
    if question.sort == "order" and right:
        yield Problem(path, N_("What is to be put in order stands here in the right order; none of it is ticked."))
    if _are_alike(option.text for option in question.options):
        yield Problem(path, N_("Two answers say the same."))


def _number(question: Question, path: str) -> Iterator[Problem]:
    if question.sort != "numeric":
        if question.answer is not None or question.tolerance:
            yield Problem(f"{path}.answer", N_("Only a question that asks for a number has one as its answer."))
        return
    if question.answer is None:
        yield Problem(f"{path}.answer", N_("Give the right number."))
    if question.tolerance < 0:
        yield Problem(f"{path}.tolerance", N_("How far an answer may be off cannot be below 0."))


def _matches(question: Question, path: str) -> Iterator[Problem]:
    if question.sort != "match":
        if question.matches:
            yield Problem(path, N_("Only a question about what belongs together has a list of it."))
        return
    lefts = [match.left for match in question.matches if match.left]
    if len(lefts) < FEWEST_OPTIONS or len(question.matches) > MOST_OPTIONS:
        yield Problem(path, N_("Give 2 to %(most)s lines of what belongs together."), {"most": MOST_OPTIONS})
    elif _are_alike(lefts) or _are_alike(match.right for match in question.matches):
        yield Problem(path, N_("Two answers say the same."))


def _accepted(question: Question, path: str) -> Iterator[Problem]:
    if question.sort != "short":
        if question.accepted:
            yield Problem(path, N_("Only a question with a short answer lists what is accepted."))
        return
    if not 1 <= len(question.accepted) <= MOST_ACCEPTED:
        yield Problem(path, N_("Give 1 to %(most)s accepted answers."), {"most": MOST_ACCEPTED})
    if any(len(say(text, side)) > LONGEST_SHORT for text in question.accepted for side in LANGUAGES):
        yield Problem(path, N_("A short answer has at most %(most)s characters."), {"most": LONGEST_SHORT})


def _typing(question: Question, path: str) -> Iterator[Problem]:
    typing = question.typing
    if (question.sort == "typing") != (typing is not None):
        yield Problem(path, N_("A text to type belongs to the question that asks to type it, and to no other."))
    if typing is None:
        return
    if not all(SHORTEST_TYPED <= len(say(typing.text, side)) <= LONGEST_TYPED for side in LANGUAGES):
        message = N_("A text to type has %(least)s to %(most)s characters.")
        yield Problem(f"{path}.text", message, {"least": SHORTEST_TYPED, "most": LONGEST_TYPED})
    if not LEAST_SECONDS <= typing.seconds <= MOST_SECONDS:
        message = N_("The time for a text goes from %(least)s to %(most)s seconds.")
        yield Problem(f"{path}.seconds", message, {"least": LEAST_SECONDS, "most": MOST_SECONDS})
    if not 1 <= typing.speed <= MOST_SPEED:
        message = N_("From 1 to %(most)s characters a minute can be asked for.")
        yield Problem(f"{path}.speed", message, {"most": MOST_SPEED})
    if not 1 <= typing.accuracy <= WHOLE:
        yield Problem(f"{path}.accuracy", N_("A share goes from 1 to 100 percent."))


def _are_alike(listed: Iterable[Text]) -> bool:
    """Whether two of these say the same, in either language."""
    texts = list(listed)
    return any(len({say(text, side).strip() for text in texts}) < len(texts) for side in LANGUAGES)
