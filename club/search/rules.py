"""Words of texts and of questions: a Chinese character is a word, and so is a run of other letters or digits."""

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup, escape

from club.core.chinese import CJK, plain

LONGEST_QUESTION = 100
MOST_TERMS = 12
MOST_FOUND = 40
AROUND = 60
"""Characters shown on each side of the first word found."""
NEAR = 4 * AROUND
"""Characters looked at on each side, as lines and spaces among them fall away."""
SOON = 1_000
LONGEST_WORD = 20
ANY = "%"
_RUN = re.compile(f"[{CJK}]+|[^\\W_{CJK}]+")
_IS_CJK = re.compile(f"[{CJK}]")


def words(*texts: str) -> str:
    """What is kept of texts to be searched: their words between single spaces, a space at each end.

    No dictionary cuts the Chinese, so that nothing has to be kept anew when one learns a word.
    """
    runs = chain.from_iterable(_RUN.findall(plain(text)) for text in texts)
    found = " ".join(" ".join(run) if _IS_CJK.match(run) else run for run in runs)
    return f" {found} "


def patterns(question: str) -> list[str]:
    """How each term of a question is looked for (LIKE): Chinese as it stands, other words by their beginning."""
    return [_pattern(run) for run in _terms(question)][:MOST_TERMS]


def loose_patterns(question: str) -> list[str]:
    """The same for a second try: Chinese characters may stand anywhere in the passage, in any order."""
    parts = chain.from_iterable(run if _IS_CJK.match(run) else [run] for run in _terms(question))
    return [_pattern(each) for each in dict.fromkeys(parts)][:MOST_TERMS]


def slots(terms: list[str]) -> dict[str, str]:
    """The parameters of the statement that looks for terms; one that is not asked for holds of every passage."""
    return {f"term_{place}": terms[place] if place < len(terms) else ANY for place in range(MOST_TERMS)}


def marked(text: str, question: str, *, whole: bool = False) -> list[tuple[bool, str]]:
    """The piece of a text round the first word found, in runs: whether a run was asked for, and its letters.

    Or the whole of it: a title is not cut.
    """
    asked = _asked(question)
    if whole:
        return _runs(_flat(text), asked.any_word)
    at = _first_place(text, asked)
    begin, end = max(at - NEAR, 0), at + NEAR
    flat = _flat(text[begin:end])
    first = asked.any_word.search(flat) or asked.any_part.search(flat)
    start = _beginning(flat, first.start(), is_cut=begin > 0) if first else 0
    stop = start + 2 * AROUND + (len(first[0]) if first else 0)
    piece = _cut(flat, start, stop, is_cut=begin > 0, goes_on=end < len(text))
    return _runs(piece, asked.any_word if asked.any_word.search(piece) else asked.any_part)


def with_marks(runs: list[tuple[bool, str]]) -> Markup:
    """Such runs as a page shows them."""
    pieces = (f"<mark>{escape(run)}</mark>" if is_asked else escape(run) for is_asked, run in runs)
    return Markup("".join(pieces))  # noqa: S704  each run is escaped


class _Asked(NamedTuple):
    """The words of a question, the characters of its Chinese ones, and what matches any of those, or of both."""

    words: list[str]
    characters: list[str]
    any_word: re.Pattern[str]
    any_part: re.Pattern[str]
    has_small_letters: bool


@lru_cache(256)
def _asked(question: str) -> _Asked:
    """What a question looks for in a text; a page asks it for each row."""
    words = _terms(question)
    characters = list(chain.from_iterable(run for run in words if _IS_CJK.match(run)))
    has_small_letters = any(word != word.upper() for word in words)
    return _Asked(words, characters, _any_of(words), _any_of([*words, *characters]), has_small_letters)


def _any_of(words: list[str]) -> re.Pattern[str]:
    """What matches any of these, the longest first; of no word, nothing."""
    found = "|".join(re.escape(one) for one in sorted({*words}, key=len, reverse=True))
    return re.compile(f"({found or '(?!)'})", re.IGNORECASE)


def _first_place(text: str, asked: _Asked) -> int:
    """Where the first word stands, or else the first character of one.

    A pattern takes ten times as long for a text as `find`, so it is asked for the beginning alone.
    """
    if soon := asked.any_word.search(text, 0, SOON):
        return soon.start()
    compared = text.lower() if asked.has_small_letters else text
    for sought in (asked.words, asked.characters):
        if places := [at for one in sought if (at := compared.find(one)) >= 0]:
            return min(places)
    return 0


def _flat(text: str) -> str:
    return " · ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _terms(question: str) -> list[str]:
    return list(dict.fromkeys(_RUN.findall(plain(question[:LONGEST_QUESTION]))))


def _pattern(run: str) -> str:
    return f"% {' '.join(run)} %" if _IS_CJK.match(run) else f"% {run}%"


def _beginning(text: str, at: int, *, is_cut: bool) -> int:
    """Where to begin so that a word found at a place is seen among others, none of them cut in two."""
    begin = max(at - AROUND, 0)
    space = text.find(" ", begin, min(begin + LONGEST_WORD, at))
    return space + 1 if (begin or is_cut) and space >= 0 else begin


def _cut(text: str, begin: int, end: int, *, is_cut: bool, goes_on: bool) -> str:
    """A piece with marks where something stands before or behind it."""
    before, behind = begin > 0 or is_cut, end < len(text) or goes_on
    return ("…" if before else "") + text[begin:end].strip(" ·") + ("…" if behind else "")


def _runs(piece: str, sought: re.Pattern[str]) -> list[tuple[bool, str]]:
    return [(place % 2 == 1, run) for place, run in enumerate(sought.split(piece)) if run]
