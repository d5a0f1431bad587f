"""The columns of a table of questions: what they are called, and a question as a row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from club.copies.cells import NO, YES, normal
from club.core.i18n import LANGUAGES, NAMES, speaking
from club.core.i18n import phrase as gettext
from club.core.sheets import Cell
from club.core.text import N_
from club.documents.body import LANGUAGES as BOTH
from club.documents.body import Language
from club.documents.kinds.exam.body import Question
from club.documents.languages import say
from club.documents.words import choice_word

LETTERS = "ABCDEFGHIJKL"
BEFORE_VERSION = "-"


@dataclass(frozen=True)
class Column:
    """A column: what it is called inside of a file, and by people; of a text in two languages there are two."""

    code: str
    label: str
    width: int = 14
    is_text: bool = False


COLUMNS = (
    Column("ref", N_("Number in the bank; leave it as it is"), 20),
    Column("tags", N_("Tags"), 20),
    Column("sort", N_("Sort of question"), 22),
    Column("text", N_("Question"), 50, is_text=True),
    Column("answers", N_("Answers, one a line"), 50, is_text=True),
    Column("right", N_("Right"), 12),
    Column("tolerance", N_("May be off by")),
    Column("unit", N_("Unit"), is_text=True),
    Column("seconds", N_("Seconds to type it")),
    Column("speed", N_("Correct characters a minute, at least")),
    Column("accuracy", N_("Typed without error, percent, at least")),
    Column("partial", N_("Part of the points for part of a right answer")),
    Column("explanation", N_("Explanation, shown afterwards"), 50, is_text=True),
    Column("points", N_("Points")),
    Column("standard", N_("Standard it asks about"), 30),
    Column("clauses", N_("Parts of that standard, one a line"), 40),
    Column("pictures", N_("Pictures; they stay in the bank"), 14),
)


def headings(*, is_bilingual: bool) -> list[str]:
    """The first row of a file that is given out, in the language that is side now."""
    return [label for _code, label in _labelled(is_bilingual=is_bilingual)]


def number_of(ref: str, version: int) -> str:
    """What names a question in a file, and how it stood when it was taken out."""
    return f"{ref}{BEFORE_VERSION}{version}"


def cells_of(
    question: Question,
    tags: Sequence[str],
    number: str,
    *,
    is_bilingual: bool,
    about: tuple[str, Sequence[str]] = ("", ()),
) -> list[Cell]:
    """A question as a row, in the language that is side now; `about` is the text it asks about, and parts of it."""
    texts = {"text": question.text, "unit": question.unit, "explanation": question.explanation}
    typing = question.typing
    plain: dict[str, Cell] = {
        "ref": number,
        "tags": ", ".join(tags),
        "sort": choice_word(question.sort),
        "right": _right_words(question),
        "tolerance": question.tolerance or None,
        "seconds": typing.seconds if typing else None,
        "speed": typing.speed if typing else None,
        "accuracy": typing.accuracy if typing else None,
        "partial": gettext(YES) if question.partial else "",
        "points": question.points,
        "standard": about[0],
        "clauses": "\n".join(about[1]),
        "pictures": len(question.pictures) or None,
    }
    row: list[Cell] = []
    for column in COLUMNS:
        sides: tuple[Language, ...] = BOTH if column.is_text and is_bilingual else ("en",)
        if not column.is_text:
            row.append(plain[column.code])
        elif column.code == "answers":
            row += ["\n".join(_answers(question, side)) for side in sides]
        else:
            row += [say(texts[column.code], side) for side in sides]
    return row


def columns_in(row: Sequence[Any], *, is_bilingual: bool) -> dict[str, int]:
    """Where which column stands, by the headings of a file, whichever language these are in; letters are options."""
    known = _known(is_bilingual)
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        word = normal(cell)
        code = known.get(word) or (word.upper() if len(word) == 1 and word.upper() in LETTERS else "")
        if code:
            found.setdefault(code, place)
    return found


def is_headed(found: Mapping[str, int], *, is_bilingual: bool) -> bool:
    """Whether a file has the columns without which no question can be read."""
    return {"sort", *(codes_of("text", is_bilingual=is_bilingual))} <= set(found)


def _answers(question: Question, side: Language) -> list[str]:
    if question.typing is not None:
        return [say(question.typing.text, side)]
    if question.matches:
        return [f"{say(one.left, side)} = {say(one.right, side)}".strip() for one in question.matches]
    return [say(text, side) for text in (question.accepted or [option.text for option in question.options])]


def _right_words(question: Question) -> Cell:
    if question.sort == "numeric":
        return question.answer
    if question.sort == "true_false":
        return gettext(YES if question.is_true else NO)
    return ", ".join(LETTERS[place] for place, option in enumerate(question.options) if option.right)


def _labelled(*, is_bilingual: bool) -> Iterator[tuple[str, str]]:
    for column in COLUMNS:
        if column.is_text and is_bilingual:
            yield from ((f"{column.code}.{side}", f"{gettext(column.label)}, {NAMES[side]}") for side in BOTH)
        else:
            yield column.code, gettext(column.label)


@cache
def _known(is_bilingual: bool) -> dict[str, str]:
    """Every word by which a column may be called."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            for code, label in _labelled(is_bilingual=is_bilingual):
                found |= {normal(code): code, normal(label): code}
    return found


def codes_of(code: str, *, is_bilingual: bool) -> list[str]:
    """A column inside of a file, or both of them where it holds a text in two languages."""
    return [f"{code}.{side}" for side in BOTH] if is_bilingual else [code]
