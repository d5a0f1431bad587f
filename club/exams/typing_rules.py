"""How well a text was typed: the least edits that make it a beginning of the text, and characters a minute."""

import unicodedata
from dataclasses import dataclass

MINUTE, WHOLE = 60, 100
FASTEST = 1_500
"""Correct characters a minute that nobody types by hand: a text that came faster was not typed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What came of typing: correct characters, how many of them a minute, and how many percent were without error."""

    correct: int
    a_minute: int
    accuracy: int


def measure(text: str, typed: str, seconds: int, *, limit: int) -> Typed:
    """Hold what was typed in so many seconds against the text.

    Correct are its characters less the errors. Whoever did not come to the end of the text is measured over the whole
    time, so that a quick first word earns nothing. Both numbers are rounded down.
    """
    wanted, given = plain(text), plain(typed)
    wrong = errors(wanted, given)
    correct = max(len(given) - wrong, 0)
    is_whole = len(given) + wrong >= len(wanted)
    taken = min(max(seconds, 1), limit) if is_whole else limit
    return Typed(correct, correct * MINUTE // taken, WHOLE * correct // len(given) if given else 0)


def is_typed_well(found: Typed, *, speed: int, accuracy: int) -> bool:
    """Whether it was quick enough and without too many errors, and not quicker than hands are."""
    return speed <= found.a_minute <= FASTEST and found.accuracy >= accuracy


def plain(text: str) -> str:
    """A text as it is compared: line breaks and runs of spaces are one space, composed letters one character."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def errors(text: str, typed: str) -> int:
    """The least characters to put in, take out or change until what was typed is a beginning of the text.

    Myers' bit vectors as Hyyrö has them (2003, "A bit-vector algorithm for computing Levenshtein and Damerau edit
    distances"): one step for each character of the text, however long what was typed is. `up` and `down` hold where a
    column of the table rises and falls; its last row is watched for the least.
    """
    if not typed:
        return 0
    places: dict[str, int] = {}
    for place, character in enumerate(typed):
        places[character] = places.get(character, 0) | 1 << place
    whole, last = (1 << len(typed)) - 1, 1 << (len(typed) - 1)
    up, down, here = whole, 0, len(typed)
    least = here
    for character in text:
        same = places.get(character, 0)
        straight = (((same & up) + up) ^ up) | same | down
        right_up, right_down = down | (whole & ~(straight | up)), up & straight
        here += bool(right_up & last) - bool(right_down & last)
        right_up, right_down = right_up << 1 | 1, right_down << 1
        up, down = whole & (right_down | ~(straight | right_up)), whole & right_up & straight
        least = min(least, here)
    return least
