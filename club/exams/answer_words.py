"""What people read of an answer: what was answered, what would be right, how well a text was typed."""

from collections.abc import Mapping, Sequence

from club.core.i18n import phrase as gettext
from club.documents.kinds.exam.words import typing_words
from club.exams.answering_rules import FALSE, TRUE, number_of, pairs_of
from club.exams.sheets import Asked
from club.exams.typing_rules import Typed

TYPED = frozenset({"short", "typing", "open"})


def answer_words(asked: Asked) -> str:
    """What was answered, in words; nothing where nothing was."""
    return words_of(asked, asked.given)


def words_of(asked: Asked, given: Sequence[str]) -> str:
    """An answer to a question in words."""
    sort = asked.question.sort
    if sort == "numeric":
        return _with_unit(given[0], str(asked.question.unit)) if given else ""
    if sort in TYPED:
        return given[0] if given else ""
    if sort == "order":
        return _in_order(asked, pairs_of(given))
    if sort == "match":
        return _together(asked, pairs_of(given))
    return "; ".join(text for value, text in asked.options if value in given)


def right_words(asked: Asked) -> str:
    """What would be right, in words; of a number, from where to where; of a text to type, how well."""
    question = asked.question
    if question.typing is not None:
        return typing_words(question.typing)
    if question.sort == "numeric" and question.answer is not None:
        low, high = question.answer - question.tolerance, question.answer + question.tolerance
        span = f"{question.answer}" if not question.tolerance else f"{low} – {high}"
        return f"{span} {question.unit}".strip()
    if question.sort == "short":
        return "; ".join(str(text) for text in question.accepted)
    return words_of(asked, _right_one(asked))


def _right_one(asked: Asked) -> list[str]:
    """The answer that is right, as somebody would give it who chooses."""
    question = asked.question
    if question.sort == "true_false":
        return [TRUE if question.is_true else FALSE]
    if question.sort == "order":
        return [f"{place}:{place + 1}" for place in range(len(question.options))]
    if question.sort == "match":
        return [f"{place}:{place}" for place, _text in asked.lefts]
    return [str(place) for place, option in enumerate(question.options) if option.right]


def typed_words(found: Typed) -> str:
    """How well a text was typed."""
    return str(
        gettext(
            "%(speed)s correct characters a minute, %(accuracy)s %% without error",
            speed=found.a_minute,
            accuracy=found.accuracy,
        )
    )


def _with_unit(typed: str, unit: str) -> str:
    """What was typed, with the unit where it is a number that came without one."""
    return f"{typed} {unit}".strip() if number_of(typed) is not None else typed


def _in_order(asked: Asked, places: Mapping[int, int]) -> str:
    texts = {int(place): text for place, text in asked.lefts}
    return "; ".join(f"{to}. {texts[place]}" for place, to in sorted(places.items(), key=lambda one: (one[1], one[0])))


def _together(asked: Asked, pairs: Mapping[int, int]) -> str:
    lefts = {int(place): text for place, text in asked.lefts}
    rights = {int(place): text for place, text in asked.options}
    return "; ".join(f"{lefts[left]} – {rights[right]}" for left, right in sorted(pairs.items()))
