"""Whether an answer is right, sort by sort: what can be an answer at all, and what it earns."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Any

from club.core.amounts import in_plain_digits, number_in_characters
from club.core.chinese import plain
from club.documents.body import LANGUAGES, Language
from club.documents.kinds.exam.body import Question
from club.documents.kinds.exam.question_rules import CHOSEN, LONGEST_OPEN, LONGEST_SHORT, LONGEST_TYPED
from club.documents.languages import say
from club.exams.typing_rules import Typed, is_typed_well, measure

LONGEST_NUMBER = 40
TRUE, FALSE = "true", "false"
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,6})?")
_PAIR = re.compile(r"(\d{1,2}):(\d{1,2})")
LONGEST = {"numeric": LONGEST_NUMBER, "short": LONGEST_SHORT, "typing": 2 * LONGEST_TYPED, "open": LONGEST_OPEN}
"""How many characters an answer has at most that is typed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered to one question.

    `given` holds the places of the options chosen (from 0, as the text lists them), "true" or "false", what was typed,
    or pairs "place:place": of an order an option and its place (from 1), of what belongs together left and right.
    `seconds` and `lang` belong to a text that was typed, `graded` to an answer to which a person gave points.
    """

    given: Sequence[str] = ()
    seconds: int = 0
    lang: Language = "en"
    graded: int | None = None


def answer_in(row: Any) -> Answer:
    """What stands in the row of an answer, as it is scored; of a typed text, in how many seconds it came."""
    taken = (row.saved_at - row.started_at).total_seconds() if row.started_at is not None else 0
    return Answer(row.given, ceil(taken), "zh" if row.lang == "zh" else "en", row.graded)


def earned(question: Question, answer: Answer) -> int | None:
    """The points that an answer earns; None where a person has yet to grade it.

    Only a wholly right one earns them, unless the question gives part of them for part of it: then so many of its
    points as the share of the answer that is right, rounded down.
    """
    if question.sort == "open":
        return answer.graded if answer.given else 0
    right, of = _hits(question, answer)
    if right == of:
        return question.points
    return question.points * right // of if question.partial else 0


def is_answer(question: Question, given: Sequence[str]) -> bool:
    """Whether this can be an answer to a question at all; what is typed may be wrong, an option must be there."""
    if len(set(given)) < len(given):
        return False
    if question.sort in CHOSEN:
        places = {str(place) for place in range(len(question.options))}
        return set(given) <= places and (question.sort == "multiple" or len(given) <= 1)
    if question.sort == "true_false":
        return len(given) <= 1 and set(given) <= {TRUE, FALSE}
    if question.sort in ("order", "match"):
        return _are_pairs(question, given)
    longest = LONGEST[question.sort]
    return len(given) <= 1 and all(len(each) <= longest and _is_readable(each) for each in given)


def pairs_of(given: Sequence[str]) -> dict[int, int]:
    """The pairs of an answer that has them: which place belongs to which."""
    found = (_PAIR.fullmatch(each) for each in given)
    return {int(each[1]): int(each[2]) for each in found if each}


def number_of(typed: str, units: Collection[str] = ()) -> Decimal | None:
    """The number that somebody typed, or None: digits, a point, commas only between thousands; full-width ones too.

    It may come with one of these units, and in Chinese characters (1.5万, 三十).
    """
    bare = _width_folded(typed[: LONGEST_NUMBER + 1])
    for unit in sorted({_width_folded(one) for one in units if one.strip()}, key=len, reverse=True):
        without = bare.removesuffix(unit)
        if without != bare:
            bare = without.strip()
            break
    plain_one = in_plain_digits(bare)
    return Decimal(plain_one) if _NUMBER.fullmatch(plain_one) else number_in_characters(bare)


def number_given(question: Question, given: Sequence[str]) -> Decimal | None:
    """The number that somebody answered, with or without the unit of the question in either language."""
    units = [say(question.unit, side) for side in LANGUAGES]
    return number_of(given[0], units) if len(given) == 1 else None


def folded(text: str) -> str:
    """A short answer as it is compared: without width, capitals and spaces; traditional characters as simplified."""
    return re.sub(r"\s+", "", plain(text))


def typed_of(question: Question, answer: Answer) -> Typed | None:
    """How well a text was typed; nothing for any other question."""
    if question.typing is None:
        return None
    text = say(question.typing.text, answer.lang)
    given = answer.given[0] if answer.given else ""
    return measure(text, given, answer.seconds, limit=question.typing.seconds)


def _hits(question: Question, answer: Answer) -> tuple[int, int]:
    """How many parts of an answer are right, of how many."""
    return _HITS[question.sort](question, answer)


def _chosen(question: Question, answer: Answer) -> tuple[int, int]:
    """Exactly these; of several, each wrong one takes away what a right one brings."""
    right = {str(place) for place, option in enumerate(question.options) if option.right}
    given = set(answer.given)
    return max(len(given & right) - len(given - right), 0), len(right)


def _true_or_false(question: Question, answer: Answer) -> tuple[int, int]:
    return int(list(answer.given) == [TRUE if question.is_true else FALSE]), 1


def _number(question: Question, answer: Answer) -> tuple[int, int]:
    number = number_given(question, answer.given)
    if number is None or question.answer is None:
        return 0, 1
    return int(abs(number - question.answer) <= question.tolerance), 1


def _ordered(question: Question, answer: Answer) -> tuple[int, int]:
    """Each option in its place; one that shares its place with another is in none."""
    return _paired(answer, {place: place + 1 for place in range(len(question.options))})


def _matched(question: Question, answer: Answer) -> tuple[int, int]:
    return _paired(answer, {place: place for place, match in enumerate(question.matches) if match.left})


def _paired(answer: Answer, right: Mapping[int, int]) -> tuple[int, int]:
    given = pairs_of(answer.given)
    often = list(given.values())
    return sum(given.get(left) == to and often.count(to) == 1 for left, to in right.items()), len(right)


def _short(question: Question, answer: Answer) -> tuple[int, int]:
    accepted = {folded(say(text, side)) for text in question.accepted for side in LANGUAGES}
    return int(len(answer.given) == 1 and folded(answer.given[0]) in accepted), 1


def _typed(question: Question, answer: Answer) -> tuple[int, int]:
    found, wanted = typed_of(question, answer), question.typing
    if found is None or wanted is None or not answer.given:
        return 0, 1
    return int(is_typed_well(found, speed=wanted.speed, accuracy=wanted.accuracy)), 1


_HITS: Mapping[str, Callable[[Question, Answer], tuple[int, int]]] = {
    "single": _chosen,
    "multiple": _chosen,
    "true_false": _true_or_false,
    "numeric": _number,
    "order": _ordered,
    "match": _matched,
    "short": _short,
    "typing": _typed,
}


def _are_pairs(question: Question, given: Sequence[str]) -> bool:
    """Whether each pair names what is there, nothing in two; two may be led to the same, which is not right."""
    if question.sort == "order":
        lefts: Collection[int] = range(len(question.options))
        rights: Collection[int] = range(1, len(question.options) + 1)
    else:
        lefts = [place for place, match in enumerate(question.matches) if match.left]
        rights = range(len(question.matches))
    found = pairs_of(given)
    return len(found) == len(given) and set(found) <= set(lefts) and set(found.values()) <= set(rights)


def _width_folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _is_readable(text: str) -> bool:
    return not any(unicodedata.category(each) in ("Cc", "Cs") and each not in "\n\t" for each in text)
