"""Words of texts and of questions: a Chinese character is a word, and so is a run of other letters or digits."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from markupsafe import Markup, escape

from club.core.chinese import CJK, plain

LONGEST_QUESTION = 100
MOST_TERMS = 12
MOST_FOUND = 40
AROUND = 60
"""Characters shown on each side of the first word found."""
NEAR = 4 * AROUND
"""Characters looked at on each side, as lines and spaces among them fall away."""
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
    terms, sought = _asked(question)
    if whole:
        return list(_runs(_flat(text), terms))
    first = terms.search(text) or sought.search(text)
    at = first.start() if first else 0
    begin, end = max(at - NEAR, 0), at + NEAR
    flat = _flat(text[begin:end])
    first = terms.search(flat) or sought.search(flat)
    start = _beginning(flat, first.start(), is_cut=begin > 0) if first else 0
    stop = start + 2 * AROUND + (len(first[0]) if first else 0)
    piece = _cut(flat, start, stop, is_cut=begin > 0, goes_on=end < len(text))
    return list(_runs(piece, terms if terms.search(piece) else sought))


def with_marks(runs: list[tuple[bool, str]]) -> Markup:
    """Such runs as a page shows them."""
    pieces = (f"<mark>{escape(run)}</mark>" if is_asked else escape(run) for is_asked, run in runs)
    return Markup("".join(pieces))  # noqa: S704  each run is escaped


@lru_cache(256)
def _asked(question: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What matches the words of a question, and what their Chinese characters too; a page asks for each row."""
    words = _terms(question)
    return _any_of(words), _any_of([*words, *chain.from_iterable(run for run in words if _IS_CJK.match(run))])


def _any_of(words: list[str]) -> re.Pattern[str]:
    """What matches any of these, the longest first; of no word, nothing."""
    found = "|".join(re.escape(one) for one in sorted({*words}, key=len, reverse=True))
    return re.compile(found or "(?!)", re.IGNORECASE)


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


def _runs(piece: str, sought: re.Pattern[str]) -> Iterator[tuple[bool, str]]:
    at = 0
    for found in sought.finditer(piece):
        if found.start() > at:
            yield False, piece[at : found.start()]
        yield True, found[0]
        at = found.end()
    if at < len(piece):
        yield False, piece[at:]
