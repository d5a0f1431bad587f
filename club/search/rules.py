"""Words of texts and of questions: a Chinese character is a word, and so is a run of other letters or digits."""

import re
from collections.abc import Iterator
from itertools import chain

from club.core.chinese import CJK, plain

LONGEST_QUESTION = 100
MOST_TERMS = 12
MOST_FOUND = 40
AROUND = 60
"""Characters shown on each side of the first word found."""
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
    characters = chain.from_iterable(run for run in _terms(question) if _IS_CJK.match(run))
    asked = sorted({*_terms(question), *characters}, key=len)
    flat = " · ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    if not asked:
        return [(False, flat if whole else _cut(flat, 0, 2 * AROUND))]
    sought = re.compile("|".join(re.escape(one) for one in reversed(asked)), re.IGNORECASE)
    terms = re.compile("|".join(re.escape(one) for one in _terms(question)), re.IGNORECASE)
    if whole:
        return list(_runs(flat, terms))
    first = terms.search(flat) or sought.search(flat)
    begin = _beginning(flat, first.start()) if first else 0
    piece = _cut(flat, begin, begin + 2 * AROUND + (len(first[0]) if first else 0))
    return list(_runs(piece, terms if terms.search(piece) else sought))


def _terms(question: str) -> list[str]:
    return list(dict.fromkeys(_RUN.findall(plain(question[:LONGEST_QUESTION]))))


def _pattern(run: str) -> str:
    return f"% {' '.join(run)} %" if _IS_CJK.match(run) else f"% {run}%"


def _beginning(text: str, at: int) -> int:
    """Where to begin so that a word found at a place is seen among others, none of them cut in two."""
    begin = max(at - AROUND, 0)
    space = text.find(" ", begin, min(begin + LONGEST_WORD, at))
    return space + 1 if begin and space >= 0 else begin


def _cut(text: str, begin: int, end: int) -> str:
    return ("…" if begin else "") + text[begin:end].strip(" ·") + ("…" if end < len(text) else "")


def _runs(piece: str, sought: re.Pattern[str]) -> Iterator[tuple[bool, str]]:
    at = 0
    for found in sought.finditer(piece):
        if found.start() > at:
            yield False, piece[at : found.start()]
        yield True, found[0]
        at = found.end()
    if at < len(piece):
        yield False, piece[at:]
