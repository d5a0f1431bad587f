"""Finding an answer by a few keys: what counts as found, and what comes first.

Every word typed has to be found. It is looked for, in this order, as the short code, at the beginning of the problem,
in the problem, at the beginning of a customer's wording, in a wording, in the topic, in the answer. Letters may be the
beginning of a word, the first letters of Chinese syllables, or whole syllables. What is found in better places comes
first; of equals, what stands first in the catalogue.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property, reduce
from itertools import islice, pairwise
from math import log

from club.answers.sound_rules import Syllables
from club.core.chinese import CJK, HAN, plain
from club.documents.kinds.answers.body import Answer, Answers
from club.documents.kinds.answers.rules import holds_on, wordings_of

LONGEST, MOST_WORDS, MOST_FOUND, MOST_NEAR = 200, 8, 12, 5
NEAR, FEWEST_SHARED, FEW_PIECES = 0.35, 2, 4
"""How much of a sentence, and how many pieces, a problem has to share before it is offered as like it; of no more than
so few pieces, one is enough."""
UNKNOWN = 0.5
"""What a piece tells that the catalogue does not have: little, as particles and names are most of them."""
ALIKE = 0.6
"""How much two wordings share that ask the same."""
_COMMON_HAN = (
    "能不 不能 有没 没有 怎么 什么 可以 这个 那个 我的 你的 你们 我们 是不 不是 多少 请问 一下 你好 您好 为什 想要"
)
_COMMON_WORDS = (
    "a an and are can do does for how i in is it me my of on or please the this to what when where which with you your"
)
_COMMON = frozenset(f"{_COMMON_HAN} {_COMMON_WORDS}".split())
"""Pieces that stand in any question and tell nothing of it."""
_RUN = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[^\w\n ][^\w\n]*| [^\w\n]+")
"""What stands between words; one space alone is left as it is."""
_AT_EDGES = re.compile(r" ?\n ?")
_PIECES = re.compile(f"({HAN.pattern}+)|([a-z0-9]+)")
_BESIDE_HAN = re.compile(f"(?<=[{CJK}]) | (?=[{CJK}])")


class Where(IntEnum):
    """Where a word was found: the smaller, the better."""

    CODE = 0
    CODE_BEGINS = 1
    PROBLEM_BEGINS = 2
    PROBLEM = 3
    WORDING_BEGINS = 4
    WORDING = 5
    TOPIC = 6
    ANSWER = 7


@dataclass(frozen=True, slots=True)
class Found:
    """Answers with their ranks; `is_near` where nothing has all the words and these only come close."""

    ranked: tuple[tuple[float, Answer], ...]
    is_near: bool = False


class Lines:
    """Many short texts as one, so that an expression runs over all of them at once."""

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        listed = list(lines)
        self.owners = [owner for owner, _ in listed]
        self.text = _spaced_lines(text for _, text in listed)
        lengths = (len(line) + 1 for line in self.text.split("\n")[1:])
        self.starts = list(_sums(lengths))

    def holding(self, wanted: re.Pattern[str]) -> Iterator[tuple[int, bool]]:
        """Whose texts hold it, and whether at the beginning of one."""
        for match in wanted.finditer(self.text):
            line = bisect_right(self.starts, match.start()) - 1
            yield self.owners[line], match.start() == self.starts[line] + 1


class Index:
    """A catalogue in one language made ready to be searched; what it finds never changes.

    `is_paired` where it is written in the other language too.
    """

    def __init__(self, catalogue: Answers, language: str = "en", *, is_paired: bool = False) -> None:
        self.catalogue, self.language, self.is_paired = catalogue, language, is_paired
        self.answers = catalogue.answers
        topics = {each.key: str(each.title) for each in catalogue.topics}
        self.codes = [plain(each.code) for each in self.answers]
        self.problems = Lines((n, str(each.title)) for n, each in enumerate(self.answers))
        self.wordings = Lines((n, str(text)) for n, each in enumerate(self.answers) for text in each.wordings)
        self.topics = Lines((n, topics.get(each.topic, "")) for n, each in enumerate(self.answers))
        self.texts = Lines((n, str(text)) for n, each in enumerate(self.answers) for text in wordings_of(each))
        self.syllables = Syllables(self.problems.text + self.wordings.text + self.topics.text)

    @cached_property
    def holders(self) -> dict[str, list[int]]:
        """Which problems have a piece of a sentence; made when the first sentence is held against them."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(self.answers):
            for unit in units(each.title, *each.wordings):
                found[unit].append(number)
        return found

    def __len__(self) -> int:
        return len(self.answers)


def search(index: Index, typed: str, day: date) -> Found:
    """The answers that hold on a day and have every word typed; else those whose problem comes near."""
    asked = words(typed)
    if not asked:
        return Found(tuple((0.0, each) for each in index.answers if each.begins and holds_on(each, day)))
    ranked = _ranked(_all_of(_places(index, word) for word in asked), index, day)
    if ranked:
        return Found(ranked)
    return Found(tuple(islice(near(index, typed, day), MOST_NEAR)), is_near=True)


def near(index: Index, typed: str, day: date) -> Iterator[tuple[float, Answer]]:
    """The answers whose problem shares most with a sentence, the nearest first; rare pieces tell more than common."""
    asked = units(typed[:LONGEST])
    weights = {unit: _weight(index, unit) for unit in asked}
    shared: dict[int, list[float]] = defaultdict(list)
    for unit in sorted(asked & index.holders.keys()):
        for number in index.holders[unit]:
            shared[number].append(weights[unit])
    whole, fewest = sum(weights.values()), FEWEST_SHARED if len(asked) > FEW_PIECES else 1
    for weight, number in sorted((-sum(each), number) for number, each in shared.items() if len(each) >= fewest):
        if -weight >= NEAR * whole and holds_on(index.answers[number], day):
            yield whole / -weight, index.answers[number]


def _weight(index: Index, unit: str) -> float:
    """How much a piece tells: a rare one much, one that the catalogue does not know little."""
    holders = index.holders.get(unit)
    return log(1 + len(index) / len(holders)) if holders else UNKNOWN


def words(typed: str) -> list[str]:
    """What was typed, as words to be found; marks between them tell nothing."""
    return list(dict.fromkeys(_RUN.findall(plain(typed[:LONGEST]))))[:MOST_WORDS]


def spaced(text: str) -> str:
    """A text as it is searched: its words with one space between, and none beside a Chinese character."""
    return _BESIDE_HAN.sub("", " ".join(_RUN.findall(plain(text))))


def _spaced_lines(texts: Iterable[str]) -> str:
    """Each text as `spaced` has it, behind a line's end; all of them at once, as one by one they take far longer."""
    whole = plain("".join("\n" + " ".join(text.split()) for text in texts))
    return _BESIDE_HAN.sub("", _AT_EDGES.sub("\n", _BETWEEN.sub(" ", whole.replace("_", " ")))).removesuffix(" ")


def units(*texts: object) -> set[str]:
    """The pieces by which sentences are held against one another: pairs of characters, and whole words."""
    found: set[str] = set()
    for chinese, word in _PIECES.findall(plain("\n".join(map(str, texts)))):
        if len(chinese) > 1:
            found.update(map("".join, pairwise(chinese)))
        else:
            found.add(chinese or word)
    return found - _COMMON or found


def alike(one: str, other: str) -> bool:
    """Whether two customers' wordings ask the same."""
    first, second = units(one), units(other)
    return bool(first) and 2 * len(first & second) >= ALIKE * (len(first) + len(second))


def _places(index: Index, word: str) -> dict[int, Where]:
    """Where a word is found, by answer."""
    found: dict[int, Where] = {}

    def note(lines: Lines, wanted: re.Pattern[str], begins: Where, within: Where) -> None:
        for number, is_first in lines.holding(wanted):
            where = begins if is_first else within
            found[number] = min(found.get(number, where), where)

    for number, code in enumerate(index.codes):
        if code.startswith(word):
            found[number] = Where.CODE if code == word else Where.CODE_BEGINS
    sounded = re.compile("|".join([_literal(word), *index.syllables.patterns(word)]))
    note(index.problems, sounded, Where.PROBLEM_BEGINS, Where.PROBLEM)
    note(index.wordings, sounded, Where.WORDING_BEGINS, Where.WORDING)
    note(index.topics, sounded, Where.TOPIC, Where.TOPIC)
    note(index.texts, re.compile(_literal(word)), Where.ANSWER, Where.ANSWER)
    return found


def _literal(word: str) -> str:
    """A word as it is written: one of letters or digits only at the beginning of such a word."""
    return (r"(?<![a-z0-9])" if word[0].isascii() else "") + re.escape(word)


def _all_of(found: Iterable[dict[int, Where]]) -> dict[int, int]:
    """What has every word, with the sum of where they are."""

    def both(one: dict[int, int], other: dict[int, int]) -> dict[int, int]:
        return {number: one[number] + other[number] for number in one.keys() & other.keys()}

    return reduce(both, ({number: int(where) for number, where in each.items()} for each in found))


def _ranked(places: dict[int, int], index: Index, day: date) -> tuple[tuple[float, Answer], ...]:
    in_order = sorted(places, key=lambda number: (places[number], number))
    holding = ((float(places[n]), index.answers[n]) for n in in_order if holds_on(index.answers[n], day))
    return tuple(islice(holding, MOST_FOUND))


def _sums(lengths: Iterable[int]) -> Iterator[int]:
    """Where each begins that follows on the ones before."""
    at = 0
    for length in lengths:
        yield at
        at += length
