"""What a bank holds: tags as people type them, what makes two questions the same, how many there may be."""

import re
import unicodedata
from datetime import timedelta
from hashlib import sha256
from typing import Any

from club.core.refusals import Refusal
from club.core.text import N_
from club.documents.body import Problem, Text
from club.documents.codec import to_json
from club.documents.kinds.exam.body import Question
from club.documents.kinds.exam.question_rules import question_problems
from club.documents.languages import say

MOST_QUESTIONS, MOST_TAGS, LONGEST_TAG = 20_000, 10, 40
MOST_PICTURES = 5_000
ON_A_PAGE = 50
LONGEST_SHOWN = 200
_BETWEEN_TAGS = re.compile(r"[,;\n，；、]+")

THERE_ALREADY = Refusal(
    "bank.there_already", N_("The bank has this very question already."), N_("Look for it in the list.")
)
FULL = Refusal(
    "bank.full",
    N_("A bank holds at most %(most)s questions."),
    N_("Take out what nobody asks any more."),
    {"most": MOST_QUESTIONS},
)
FULL_OF_PICTURES = Refusal(
    "bank.full_of_pictures", N_("A bank keeps at most %(most)s pictures."), values={"most": MOST_PICTURES}
)
MOVED_ON = Refusal(
    "bank.moved_on",
    N_("Somebody changed this question after you opened it."),
    N_("What you typed stands below: save again to keep yours."),
)
FILE_KEPT = timedelta(days=7)
"""So long a file waits for whoever is asked about rows of it."""
MOST_AT_ONCE = 1_000
"""A bank with more questions is written into a file by a job, and its page tells how far that is."""
GIVEN_UP = timedelta(hours=3)
"""After so long no job tries to read or write a file any more."""
NOTHING_WAITS = Refusal("bank.nothing_waits", N_("No row of this file waits any more."), N_("Look at what came of it."))
FILE_GONE = Refusal(
    "bank.file_gone",
    N_("The file was kept for a week and is gone."),
    N_("Take the bank out again, and put your changes into the new table."),
)
TAKEN_OUT = Refusal(
    "bank.taken_out",
    N_("Somebody took this question out of the bank after you opened it."),
    N_("What you typed stands below: put it into the bank anew to keep it."),
)


def tags_of(typed: str) -> tuple[str, ...]:
    """The tags that somebody typed, each once, in their order: between commas or on lines, small, in one width.

    Signs that no keyboard types are left out: a database may refuse them, and nobody would find the tag.
    """
    listed = _BETWEEN_TAGS.split(unicodedata.normalize("NFKC", typed).casefold())
    tags = ("".join(each for each in " ".join(part.split()) if each.isprintable()) for part in listed)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def are_tags(tags: tuple[str, ...]) -> bool:
    """Whether a question may have these tags."""
    return len(tags) <= MOST_TAGS and all(len(tag) <= LONGEST_TAG for tag in tags)


def problems_of(question: Question) -> tuple[Problem, ...]:
    """What must be put right in a question before the bank has it: whatever is in the bank may be asked at once."""
    return tuple(question_problems(question, ""))


def sign_of(question: Question) -> str:
    """What tells a question from every other: all that it asks, nothing of its points or explanation."""
    body: dict[str, Any] = to_json(question)
    asked = {name: held for name, held in body.items() if name not in {"key", "points", "explanation", "clauses"}}
    return sha256(repr(sorted(_plain(asked).items())).encode()).hexdigest()


def shown(text: Text) -> str:
    """What a question asks, for a list, in each language that it has: its first paragraph, as far as there is room."""
    firsts = (say(text, side).strip().partition("\n\n")[0] for side in ("en", "zh"))
    sides = dict.fromkeys(" ".join(first.split()) for first in firsts)
    return " / ".join(side[: LONGEST_SHOWN // 2] for side in sides if side)


def pattern_of(words: str) -> str:
    """What a question's beginning is held against, with nothing in it that means anything to the database."""
    plain = words.lower()
    for sign in "/%_":
        plain = plain.replace(sign, f"/{sign}")
    return f"%{plain}%"


def _plain(held: Any) -> Any:
    """A value without the difference that spaces and width make."""
    if isinstance(held, str):
        return " ".join(unicodedata.normalize("NFKC", held).split())
    if isinstance(held, dict):
        return {name: _plain(each) for name, each in sorted(held.items())}
    return [_plain(each) for each in held] if isinstance(held, list | tuple) else held
