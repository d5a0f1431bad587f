"""What counts as the same question, how a gap ends, and how copies are counted."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from club.answers.search_rules import alike, spaced
from club.core.refusals import Refusal
from club.core.text import N_

LONGEST_WORDS, LONGEST_SENT = 300, 4000
MOST_COPIES, MOST_COUNTED = 200, 60
"""How many copies of one answer, and of how many answers, one page may tell of at once."""
WEEKS_SHOWN = 4


class GapOutcome(StrEnum):
    """What came of a gap: a new answer, a wording of one that is there, or nothing."""

    DRAFTED = "drafted"
    WORDED = "worded"
    DECLINED = "declined"


class SentOutcome(StrEnum):
    """What came of a changed answer: another wording was suggested, or the answer stays."""

    SUGGESTED = "suggested"
    KEPT = "kept"


NO_WORDS = Refusal("gap.no_words", N_("There is nothing to tell the lead yet."), N_("Write what the buyer asked."))
SETTLED = Refusal(
    "gap.settled", N_("Somebody settled this meanwhile."), N_("Look at the list again; it says what came of it.")
)
SAY_WHY = Refusal("gap.say_why", N_("Whoever declines says why."), N_("Write the reason; whoever asked is told."))
NO_CATALOGUE = Refusal(
    "gap.no_catalogue",
    N_("There is no answer catalogue to write into."),
    N_("Adopt the club’s answers first, or choose another catalogue."),
)
GONE = Refusal(
    "gap.answer_gone", N_("This answer is not in the catalogue any more."), N_("Choose another, or write a new one.")
)

Known = TypeVar("Known")


def sign_of(words: str) -> str:
    """What a question is told apart by, however it is spaced, marked and capitalised; nothing for marks alone."""
    plain = spaced(words)
    return hashlib.blake2b(plain.encode(), digest_size=16).hexdigest() if plain else ""


def same_as(words: str, known: Iterable[tuple[Known, str]]) -> Known | None:
    """The first of the known questions that asks the same."""
    return next((one for one, theirs in known if alike(words, theirs)), None)


def counted(told: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """Copies by answer as a page told of them; what no page could tell is left out or cut."""
    sums: dict[str, int] = {}
    for name, times in told:
        if times > 0 and (name in sums or len(sums) < MOST_COUNTED):
            sums[name] = min(sums.get(name, 0) + times, MOST_COPIES)
    return sums


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
