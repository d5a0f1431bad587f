"""The sheet of an attempt: its questions as they are shown, with what was answered, and what a page sent of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from club.documents.kinds.exam.body import Exam, Question
from club.exams.drawing_rules import read_back
from club.exams.rules import FALSE, TRUE, is_right, number_of


@dataclass(frozen=True)
class Asked:
    """One question of an attempt: its number on the sheet, its options in their order, what was answered and when.

    `typed` is what the page shows: what was answered, or what came back with a form that was not saved.
    """

    number: int
    section: str
    question: Question
    options: Sequence[tuple[str, str]]
    given: Sequence[str]
    version: int
    saved_at: datetime | None
    typed: Sequence[str]

    @property
    def seen(self) -> str:
        """What the page remembers of the answer it shows: its version and itself."""
        return json.dumps([self.version, list(self.given)])

    @property
    def is_answered(self) -> bool:
        return bool(self.given)

    @property
    def is_right(self) -> bool:
        return is_right(self.question, self.given)

    @property
    def is_no_number(self) -> bool:
        """Whether something was typed for a number that is none: it is kept, and earns nothing."""
        return self.question.sort == "numeric" and bool(self.given) and number_of(self.given[0]) is None


@dataclass(frozen=True)
class Sent:
    """What a page sent for one question, beside what it had shown."""

    asked: Asked
    given: Sequence[str]
    version: int


def sheet(
    exam: Exam,
    drawn: Sequence[Mapping[str, Any]],
    answers: Mapping[str, Any],
    *,
    words: Mapping[str, str],
    typed: MultiDict[str, str] | None = None,
) -> list[Asked]:
    """The questions that were drawn, in their order; `exam` is in the reader's language.

    `words` says true and false; `typed` is a form to be shown again.
    """
    known = {question.key: (section.title, question) for section in exam.sections for question in section.questions}
    found = []
    for number, each in enumerate(read_back(drawn), 1):
        title, question = known[each.key]
        row = answers.get(each.key)
        given, version, saved_at = (list(row.given), row.version, row.saved_at) if row is not None else ([], 0, None)
        options = [(str(place), str(question.options[place].text)) for place in each.options]
        if question.sort == "true_false":
            options = [(TRUE, words[TRUE]), (FALSE, words[FALSE])]
        shown = _cleaned(typed.getlist(f"a-{number}")) if typed and f"s-{number}" in typed else given
        found.append(Asked(number, str(title), question, options, given, version, saved_at, shown))
    return found


def sent(listed: Sequence[Asked], form: MultiDict[str, str]) -> list[Sent]:
    """What somebody changed on a page: a question that reads as the page showed it is left alone."""
    found = []
    for asked in listed:
        version, shown = _remembered(form.get(f"s-{asked.number}", ""))
        given = _cleaned(form.getlist(f"a-{asked.number}"))
        if version is not None and sorted(given) != sorted(shown):
            found.append(Sent(asked, given, version))
    return found


def answer_words(asked: Asked) -> str:
    """What was answered, in words; nothing where nothing was."""
    return _words(asked, asked.given)


def right_words(asked: Asked) -> str:
    """What would be right, in words; of a number, from where to where."""
    question = asked.question
    if question.sort == "numeric" and question.answer is not None:
        low, high = question.answer - question.tolerance, question.answer + question.tolerance
        span = f"{question.answer}" if not question.tolerance else f"{low} – {high}"
        return f"{span} {question.unit}".strip()
    if question.sort == "true_false":
        return _words(asked, [TRUE if question.is_true else FALSE])
    return _words(asked, [str(place) for place, option in enumerate(question.options) if option.right])


def _words(asked: Asked, given: Sequence[str]) -> str:
    if asked.question.sort == "numeric":
        return f"{given[0]} {asked.question.unit}".strip() if given else ""
    return "; ".join(text for value, text in asked.options if value in given)


def _remembered(text: str) -> tuple[int | None, list[str]]:
    """The version and the answer that a page showed; nothing where the page sent nothing of the question."""
    try:
        version, shown = json.loads(text)
        return (version if type(version) is int else None), [str(each) for each in shown]
    except (ValueError, TypeError, RecursionError):
        return None, []


def _cleaned(listed: Sequence[str]) -> list[str]:
    return [each.strip() for each in listed if each.strip()]
