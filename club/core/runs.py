"""Two texts as runs of words that stayed, went and came; bounded, however long the texts are."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Sort: TypeAlias = Literal["same", "gone", "new"]
Run: TypeAlias = tuple[Sort, str]

MOST_PAIRS = 150_000
"""So many pairs of words are held against each other; beyond that whole sentences are."""
_WORD = re.compile(r"[\u3400-\u9fff]|\d+(?:[.,]\d+)+|\w+|\s+|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?;\n。！？；]*[.!?;\n。！？；]*\s*")


def words_of(text: str) -> list[str]:
    """Split a text into words, numbers (4,500), single Chinese characters, spaces, marks; joined they are the text."""
    return _WORD.findall(text)


def runs(before: str, after: str) -> list[Run]:
    """Return both texts as runs; those that are not new make up `before`, those that are not gone `after`."""
    return _joined(_between(words_of(before), words_of(after), by_sentence=True))


def line_runs(before: str, after: str) -> list[Run]:
    """Return both texts as runs of whole lines, whatever their order: names that stayed, went and came."""
    was, now = before.split("\n"), after.split("\n")
    kept: list[Run] = [("same" if each in now else "gone", f"{each}\n") for each in was if each]
    return [*kept, *(("new", f"{each}\n") for each in now if each and each not in was)]


def replaced(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield what went beside what came in its place."""
    gone = new = ""
    for sort, text in (*runs(before, after), ("same", "")):
        if sort == "same":
            if gone or new:
                yield gone, new
            gone = new = ""
        elif sort == "gone":
            gone += text
        else:
            new += text


def _between(old: Sequence[str], new: Sequence[str], *, by_sentence: bool) -> Iterator[Run]:
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    yield "same", "".join(old[:head])
    was, now = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(was) * len(now) <= MOST_PAIRS:
        yield from _matched(was, now)
    elif by_sentence:
        yield from _sentences("".join(was), "".join(now))
    else:
        yield from (("gone", "".join(was)), ("new", "".join(now)))
    yield "same", "".join(old[len(old) - tail :])


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(old[a:b])
        else:
            yield "gone", "".join(old[a:b])
            yield "new", "".join(new[c:d])


def _sentences(before: str, after: str) -> Iterator[Run]:
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            yield "same", was
        else:
            yield from _between(words_of(was), words_of(now), by_sentence=False)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _joined(found: Iterator[Run]) -> list[Run]:
    """Neighbouring runs of one sort as one, empty ones left out."""
    joined: list[Run] = []
    for sort, text in found:
        if text and joined and joined[-1][0] == sort:
            joined[-1] = (sort, joined[-1][1] + text)
        elif text:
            joined.append((sort, text))
    return joined
