"""A question as one row of a table, and back: what stands in which column, and what is wrong with a row, in words."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

from club.banks.columns import BEFORE_VERSION, COLUMNS, LETTERS, codes_of
from club.banks.rules import are_tags, problems_of, tags_of
from club.copies.cells import Unreadable, flag_in, is_empty, normal, text_in, value_in
from club.core.refs import LENGTH
from club.core.text import N_, Phrase
from club.documents.body import LANGUAGES as BOTH
from club.documents.body import MalformedBodyError
from club.documents.codec import from_json
from club.documents.kinds.exam import KIND
from club.documents.kinds.exam.body import Question, Typing
from club.documents.shape import Field, shape

LONGEST_CELL, LONGEST_RIGHT, MOST_CLAUSES = 10_000, 200, 100
_BETWEEN = re.compile(r"[\s,;，；、]+")
_SIDES = re.compile(r"\s*(?:=|＝|→|\t)\s*")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row, and in which column, by its label; none for the row as a whole."""

    what: Phrase
    column: str = ""


@dataclass(frozen=True)
class Read:
    """What came of a row: a question with its tags, or faults; `ref` names the question of the bank that it changes.

    `seen` is the version of that question which was taken out; 0 where the file does not say it.
    `standard` is the text whose parts are its clauses; a file without that column leaves both as they are. Pictures do
    not come by a file: `has_pictures` is that the row speaks of some.
    """

    question: Question | None
    tags: tuple[str, ...] = ()
    ref: str = ""
    seen: int = 0
    faults: tuple[Fault, ...] = ()
    standard: int | None = None
    leaves_standard: bool = False
    has_pictures: bool = False


class Texts(Protocol):
    """The texts that a question may ask about, and their parts, as people call them."""

    def called(self, word: str) -> Sequence[Any]:
        """Those with this title, or this number."""

    def key_of(self, standard: Any, word: str) -> str | None:
        """The key of a part of one."""


def question_in(row: Sequence[Any], places: Mapping[str, int], *, is_bilingual: bool, texts: Texts) -> Read | None:
    """Read one row; nothing where it is empty."""
    cells = {code: row[place] for code, place in places.items() if place < len(row) and not is_empty(row[place])}
    if not set(cells) - {"ref"}:
        return None
    found = _Row(cells, is_bilingual=is_bilingual, texts=texts).read()
    return replace(found, leaves_standard="standard" not in places, has_pictures="pictures" in cells)


class _Row:
    """One row while it is read; what is wrong is collected, so that whoever sent the file hears all of it at once."""

    def __init__(self, cells: Mapping[str, Any], *, is_bilingual: bool, texts: Texts) -> None:
        self.cells, self.is_bilingual, self.texts = cells, is_bilingual, texts
        self.faults: list[Fault] = []

    def read(self) -> Read:
        body = self._body()
        tags = tags_of(text_in(self.cells.get("tags")))
        if not are_tags(tags):
            self._fault("tags", Phrase(N_("These are too many tags, or one is too long.")))
        standard = self._standard()
        if clauses := self._clauses(standard):
            body["clauses"] = clauses
        question = self._made(body) if not self.faults else None
        ref, seen = self._number()
        return Read(question, tags, ref, seen, tuple(self.faults), standard.id if standard else None)

    def _standard(self) -> Any:
        """The text that the question asks about."""
        word = text_in(self.cells.get("standard")).strip()
        found = self.texts.called(word) if word else []
        if not word and "clauses" in self.cells:
            self._fault("standard", Phrase(N_("Say which standard the parts belong to.")))
        elif word and len(found) != 1:
            no_one = N_("“%(text)s” is no standard that is published here.")
            why = N_("Several standards are called “%(text)s”.") if found else no_one
            self._fault("standard", Phrase(why, {"text": word[:40]}))
        return found[0] if len(found) == 1 else None

    def _clauses(self, standard: Any) -> list[str]:
        """The parts of that text, one a line."""
        lines = [line.strip() for line in text_in(self.cells.get("clauses")).split("\n") if line.strip()]
        found = {line: self.texts.key_of(standard, line) for line in lines[:MOST_CLAUSES]} if standard else {}
        for line, key in found.items():
            if key is None:
                self._fault("clauses", Phrase(N_("“%(text)s” is no part of that standard."), {"text": line[:40]}))
        return list(dict.fromkeys(key for key in found.values() if key is not None))

    def _number(self) -> tuple[str, int]:
        """What the row says that it changes, and which version; nothing where that can be no number of the bank."""
        ref, _between, version = text_in(self.cells.get("ref")).strip().partition(BEFORE_VERSION)
        if not (ref.isascii() and ref.isalnum() and len(ref) <= LENGTH):
            return "", 0
        is_version = version.isascii() and version.isdecimal() and len(version) <= LENGTH
        return ref, int(version) if is_version else 0

    def _made(self, body: dict[str, Any]) -> Question | None:
        try:
            question: Question = from_json(Question, body)
        except MalformedBodyError as error:
            self.faults += [Fault(Phrase(one.message, dict(one.values))) for one in error.problems]
            return None
        found = problems_of(question)
        self.faults += [Fault(Phrase(one.message, dict(one.values))) for one in found]
        return None if found else question

    def _body(self) -> dict[str, Any]:
        sort = self._value("sort", "sort") or "single"
        body = {
            "key": "new",
            "sort": sort,
            "text": self._text("text"),
            "unit": self._text("unit"),
            "explanation": self._text("explanation"),
            "points": self._value("points", "points"),
            "partial": self._flag("partial"),
        }
        body |= _PARTS[sort](self)
        return {
            name: held for name, held in body.items() if held is not None and held is not False and held not in ("", [])
        }

    def _value(self, code: str, name: str, owner: Any = Question) -> Any:
        cell = self.cells.get(code)
        if cell is None:
            return None
        try:
            return value_in(KIND, owner, _field(owner, name), cell)
        except Unreadable as unreadable:
            self._fault(code, unreadable.why)
            return None

    def _flag(self, code: str) -> bool:
        cell = self.cells.get(code)
        try:
            return flag_in(cell) if cell is not None else False
        except Unreadable as unreadable:
            self._fault(code, unreadable.why)
            return False

    def _text(self, code: str) -> Any:
        """A text as it is stored: of both languages together where the bank has both."""
        sides = [self._plain(each) for each in codes_of(code, is_bilingual=self.is_bilingual)]
        if not self.is_bilingual:
            return sides[0]
        return dict(zip(BOTH, sides, strict=True)) if any(sides) else ""

    def _plain(self, code: str, *, most: int = LONGEST_CELL) -> str:
        text = text_in(self.cells.get(code)).strip()
        if len(text) > most:
            self._fault(code, Phrase(N_("This is longer than %(most)s characters."), {"most": most}))
        return text[:most]

    def _lines(self) -> list[Any]:
        """The answers, a line each; or, where that cell is empty, what stands in the columns A, B, C."""
        if not self.is_bilingual and "answers" not in self.cells:
            return [text_in(self.cells[letter]).strip() for letter in LETTERS if letter in self.cells]
        sides = [
            [line.strip() for line in self._plain(code).split("\n") if line.strip()]
            for code in codes_of("answers", is_bilingual=self.is_bilingual)
        ]
        if not self.is_bilingual:
            return list(sides[0])
        if len(sides[0]) != len(sides[1]):
            self._fault("answers", Phrase(N_("Write as many lines in one language as in the other.")))
            return []
        return [dict(zip(BOTH, both, strict=True)) for both in zip(*sides, strict=True)]

    def options(self) -> dict[str, Any]:
        """Options, with what is right of them by letter or number."""
        lines, right = self._lines(), set[int]()
        words = _BETWEEN.split(normal(self._plain("right", most=LONGEST_RIGHT)))
        for word in dict.fromkeys(filter(None, words)):
            right |= set(self._places(word, len(lines)))
        return {
            "options": [
                {"text": line, **({"right": True} if place in right else {})} for place, line in enumerate(lines)
            ]
        }

    def _places(self, word: str, count: int) -> Iterator[int]:
        """Which lines a word names: 2, B, or several letters together, ACD."""
        is_number = word.isascii() and word.isdecimal()
        places = [int(word) - 1] if is_number else [LETTERS.find(one.upper()) for one in word]
        for place in places:
            if 0 <= place < count:
                yield place
            else:
                self._fault("right", Phrase(N_("“%(text)s” names no answer."), {"text": word[:40]}))

    def order(self) -> dict[str, Any]:
        """Options in the right order."""
        return {"options": [{"text": line} for line in self._lines()]}

    def match(self) -> dict[str, Any]:
        """Lines of left = right."""
        found = []
        for line in self._lines():
            sides = {side: _SIDES.split(text, maxsplit=1) for side, text in _spoken(line).items()}
            if any(len(both) < len(BOTH) for both in sides.values()):
                self._fault("answers", Phrase(N_("Write what belongs together as “left = right”, one a line.")))
                return {}
            left, right = ({side: both[place] for side, both in sides.items()} for place in range(2))
            found.append({**({"left": _stored(left)} if any(left.values()) else {}), "right": _stored(right)})
        return {"matches": found}

    def short(self) -> dict[str, Any]:
        """Accepted answers, one a line."""
        return {"accepted": self._lines()}

    def true_or_false(self) -> dict[str, Any]:
        """Whether the statement is true."""
        return {"is_true": self._flag("right")}

    def number(self) -> dict[str, Any]:
        """The right number, and how far one may be off."""
        return {"answer": self._value("right", "answer"), "tolerance": self._value("tolerance", "tolerance")}

    def typing(self) -> dict[str, Any]:
        """The text to type, and how well."""
        wanted = {name: self._value(name, name, Typing) for name in ("seconds", "speed", "accuracy")}
        text = self._text("answers")
        return {"typing": {"text": text, **{name: held for name, held in wanted.items() if held is not None}}}

    def open(self) -> dict[str, Any]:
        """Nothing besides."""
        return {}

    def _fault(self, code: str, what: Phrase) -> None:
        label = next((column.label for column in COLUMNS if code.startswith(column.code)), "")
        self.faults.append(Fault(what, label))


_PARTS: Mapping[str, Callable[[_Row], dict[str, Any]]] = {
    "single": _Row.options,
    "multiple": _Row.options,
    "true_false": _Row.true_or_false,
    "numeric": _Row.number,
    "order": _Row.order,
    "match": _Row.match,
    "short": _Row.short,
    "typing": _Row.typing,
    "open": _Row.open,
}


def _spoken(line: Any) -> dict[str, str]:
    return line if isinstance(line, dict) else {"": line}


def _stored(sides: Mapping[str, str]) -> Any:
    return sides[""] if "" in sides else dict(sides)


@cache
def _field(owner: Any, name: str) -> Field:
    return next(each for each in shape(owner) if each.name == name)
