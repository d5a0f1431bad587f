"""The sheet of an attempt: its questions as they are shown, with what was answered, and what a page sent of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from club.documents.kinds.exam.body import Exam, Question
from club.documents.kinds.exam.rules import questions
from club.documents.kinds.exam.words import below, first_of, rich
from club.documents.languages import say
from club.exams.answering_rules import FALSE, TRUE, Answer, answer_in, earned, number_given, pairs_of, typed_of
from club.exams.drawing_rules import Drawn, read_back
from club.exams.rules import NOTHING
from club.exams.sitting_rules import typed_until
from club.exams.typing_rules import Typed

MOST_PASTES = 999
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """One question of an attempt: its number on the sheet, its options in their order, what was answered and when.

    `question` is in the reader's language, `truth` in every one that it has: an answer is right in whichever. `lefts`
    and `options` are what is put together; of an order, `lefts` are put into the places that `options` name. `row` is
    how the answer is stored, if there is one; `typed` what the page shows: that, or what came back with a form that was
    not saved. `is_banked`: it came from a bank, which keeps its pictures.
    """

    number: int
    section: str
    question: Question
    truth: Question
    options: Choices
    lefts: Choices
    row: Any
    typed: Sequence[str]
    is_banked: bool = False

    @property
    def given(self) -> Sequence[str]:
        return list(self.row.given) if self.row is not None else []

    @property
    def version(self) -> int:
        return self.row.version if self.row is not None else 0

    @property
    def saved_at(self) -> datetime | None:
        return self.row.saved_at if self.row is not None and self.row.given else None

    @property
    def words(self) -> str:
        """What is asked, in a line or two; `below` is what stands under it."""
        return first_of(str(self.question.text))

    @property
    def below(self) -> Markup:
        return below(str(self.question.text))

    @property
    def explanation(self) -> Markup:
        return rich(str(self.question.explanation))

    @property
    def answer(self) -> Answer:
        """What was answered, as it is scored."""
        return answer_in(self.row) if self.row is not None else NOTHING

    @property
    def seen(self) -> str:
        """What the page remembers of the answer it shows: its version and itself."""
        return json.dumps([self.version, list(self.given)])

    @property
    def is_answered(self) -> bool:
        """Whether something was answered that can count: what is no number yet is kept, and does not."""
        return bool(self.given) and not self.is_no_number

    @property
    def earned(self) -> int | None:
        """The points that the answer earns; None while it waits for a person."""
        return earned(self.truth, self.answer)

    @property
    def is_right(self) -> bool:
        return self.earned == self.question.points

    @property
    def is_no_number(self) -> bool:
        """Whether something was typed for a number that is none: it is kept, and earns nothing."""
        return self.question.sort == "numeric" and bool(self.typed) and number_given(self.truth, self.typed) is None

    @property
    def read_as(self) -> str:
        """The number as it was understood, where it was typed otherwise than in plain digits; else nothing."""
        found = number_given(self.truth, self.typed) if self.question.sort == "numeric" else None
        if found is None or f"{found:f}" == self.typed[0].strip().replace(",", ""):
            return ""
        return f"{found.normalize():,f}"

    @property
    def is_undecided(self) -> bool:
        """Whether two stand in one place, or belong to the same: it is kept, and is not right."""
        chosen = list(pairs_of(self.given).values())
        return bool(self.lefts) and len(set(chosen)) < len(chosen)

    @property
    def measured(self) -> Typed | None:
        """How well a text was typed."""
        return typed_of(self.truth, self.answer) if self.given else None

    @property
    def passage(self) -> str:
        """The text to type in the language in which it was shown."""
        return say(self.truth.typing.text, self.answer.lang) if self.truth.typing else ""

    @property
    def typed_until(self) -> datetime | None:
        """When the time to type is over; nothing before the text was shown."""
        if self.truth.typing is None or self.row is None or self.row.started_at is None:
            return None
        return typed_until(self.truth.typing, self.row.started_at)

    def is_open(self, now: datetime) -> bool:
        """Whether an answer is taken now: always, but to a text only while its time runs."""
        until = self.typed_until
        return now < until if until is not None else self.truth.typing is None


@dataclass(frozen=True)
class Sent:
    """What a page sent for one question, beside what it had shown, and how often it refused to paste."""

    asked: Asked
    given: Sequence[str]
    version: int
    pasted: int


def sheet(
    exam: Exam,
    whole: Exam,
    drawn: Sequence[Mapping[str, Any]],
    answers: Mapping[str, Any],
    *,
    words: Mapping[str, str],
    typed: MultiDict[str, str] | None = None,
) -> list[Asked]:
    """The questions that were drawn, in their order; `exam` is in the reader's language, `whole` in every one it has.

    `words` says true and false; `typed` is a form to be shown again.
    """
    known = {question.key: (section.title, question) for section in exam.sections for question in section.questions}
    truths = {question.key: question for question in questions(whole)}
    found = []
    for number, each in enumerate(read_back(drawn), 1):
        title, question = known[each.key]
        row = answers.get(each.key)
        shown = list(row.given) if row is not None else []
        if typed and (changed := _changed(typed, number)) is not None:
            shown = changed
        lefts, options = _choices(question, each, words)
        is_banked = each.question is not None
        found.append(Asked(number, str(title), question, truths[each.key], options, lefts, row, shown, is_banked))
    return found


def sent(listed: Sequence[Asked], form: MultiDict[str, str]) -> list[Sent]:
    """What somebody changed on a page: a question that reads as the page showed it is left alone."""
    found = []
    for asked in listed:
        version, shown = _remembered(form.get(f"s-{asked.number}", ""))
        given = _given(form, asked.number)
        pasted = _count(form.get(f"p-{asked.number}", ""))
        was_pasted = pasted > (asked.row.pasted if asked.row is not None else 0)
        if version is not None and (sorted(given) != sorted(shown) or was_pasted):
            found.append(Sent(asked, given, version, pasted))
    return found


def agreed(listed: Sequence[Asked], form: MultiDict[str, str]) -> list[Asked]:
    """The questions of which a page shows what is stored; any other was answered in another window meanwhile."""
    return [
        one for one in listed if f"s-{one.number}" in form and sorted(_given(form, one.number)) == sorted(one.given)
    ]


def _given(form: MultiDict[str, str], number: int) -> list[str]:
    return _cleaned(form.getlist(f"a-{number}"))


def _changed(form: MultiDict[str, str], number: int) -> list[str] | None:
    """What a page answers to a question, where that is not what it was shown with; else nothing."""
    version, shown = _remembered(form.get(f"s-{number}", ""))
    given = _given(form, number)
    return given if version is not None and sorted(given) != sorted(shown) else None


def _choices(question: Question, drawn: Drawn, words: Mapping[str, str]) -> tuple[Choices, Choices]:
    """What is put together, and with what: of a plain list of options only these."""
    if question.sort == "true_false":
        return [], [(TRUE, words[TRUE]), (FALSE, words[FALSE])]
    if question.sort == "match":
        lefts = [(str(place), str(one.left)) for place, one in enumerate(question.matches) if one.left]
        return lefts, [(str(place), str(question.matches[place].right)) for place in drawn.options]
    options = [(str(place), str(question.options[place].text)) for place in drawn.options]
    if question.sort == "order":
        return options, [(str(place), str(place)) for place in range(1, len(options) + 1)]
    return [], options


def _remembered(text: str) -> tuple[int | None, list[str]]:
    """The version and the answer that a page showed; nothing where the page sent nothing of the question."""
    try:
        version, shown = json.loads(text)
        return (version if type(version) is int else None), [str(each) for each in shown]
    except (ValueError, TypeError, RecursionError):
        return None, []


def _cleaned(listed: Sequence[str]) -> list[str]:
    plain = (each.replace("\r\n", "\n").replace("\r", "\n").strip() for each in listed)
    return [each for each in plain if each]


def _count(text: str) -> int:
    return (
        min(int(text), MOST_PASTES)
        if text.isascii() and text.isdecimal() and len(text) < len(str(MOST_PASTES)) + 1
        else 0
    )
