"""What becomes of a written text: who changes it, when it may come out."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import reduce

from club.core.refusals import Refusal
from club.core.text import N_, Phrase
from club.talks.models import Publication
from club.talks.picture_rules import without_file_names

CHARACTERS_A_MINUTE = {"en": 1200, "zh": 400}
LONGEST_SLUG = 70
MOST_PICTURES = 40
"""So many pictures a talk has at most."""
YEARS_HELD = range(1990, 2101)
"""Years in which a talk can have been held; any other is a slip of the finger."""

BOTH = N_("%(one)s %(other)s")
NO_WORDS = Refusal("no_words", N_("A text needs a title and its words."), N_("Save it as a draft until then."))
NO_SUMMARY = Refusal(
    "no_summary",
    N_("Write a summary of one or two sentences."),
    N_("It stands in lists, and in the chat where the link is passed on."),
)

STEPS: dict[tuple[Publication, str], Publication] = {
    (Publication.DRAFT, "submit"): Publication.SUBMITTED,
    (Publication.DRAFT, "publish"): Publication.PUBLISHED,
    (Publication.SUBMITTED, "publish"): Publication.PUBLISHED,
    (Publication.SUBMITTED, "return"): Publication.DRAFT,
    (Publication.PUBLISHED, "withdraw"): Publication.DRAFT,
}
"""From where a text goes, by which word."""


def reading_minutes(characters: int, lang: str) -> int:
    """How long a text takes to read."""
    return max(1, round(characters / CHARACTERS_A_MINUTE.get(lang, CHARACTERS_A_MINUTE["en"])))


def is_own(author_id: int | None, person_id: int | None, *, is_editor: bool) -> bool:
    """Whether a person sees a text before it is out: its author and the editors do."""
    return is_editor or (person_id is not None and author_id == person_id)


def is_changeable(status: Publication, *, is_editor: bool) -> bool:
    """Whether a person who sees a text may change it; what is out is changed by editors only."""
    return is_editor or status is not Publication.PUBLISHED


def step(status: Publication, word: str, *, is_editor: bool) -> Publication | Refusal:
    """Where a text goes by a word; publishing and withdrawing are an editor's."""
    reached = STEPS.get((status, word))
    if reached is None:
        return Refusal(
            "no_such_step", N_("Somebody else has moved this text on."), N_("Open it again to see how it stands.")
        )
    if word in {"publish", "withdraw"} and not is_editor:
        return Refusal("editors_only", N_("Only an editor of the club publishes or withdraws."))
    return reached


def missing_for_readers(*, title: str, summary: str, words: str, held_on: date | None, is_talk: bool) -> Refusal | None:
    """All that a text lacks before it can be shown to anybody."""
    lacking = []
    if not title.strip() or not words.strip():
        lacking.append(NO_WORDS)
    if not summary.strip():
        lacking.append(NO_SUMMARY)
    if is_talk and held_on is None:
        lacking.append(Refusal("no_day", N_("Say on which day the talk was held.")))
    if is_talk and held_on is not None and held_on.year not in YEARS_HELD:
        lacking.append(Refusal("strange_day", N_("This day is too far away: check the year.")))
    return together(lacking)


def together(lacking: Iterable[Refusal | None]) -> Refusal | None:
    """Several refusals as one, so that nobody has to come back for each; what to do is that of the last one."""
    found = [each for each in lacking if each is not None]
    if len(found) <= 1:
        return found[0] if found else None
    told = [Phrase(each.message, each.values) for each in found]
    both = reduce(lambda one, other: Phrase(BOTH, {"one": one, "other": other}), told)
    return Refusal("incomplete", both.msgid, found[-1].next_step, both.values)


def slug_from(title: str, otherwise: str) -> str:
    """A readable address from a title; a title without Latin letters takes the other one."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    if len(slug) > LONGEST_SLUG:
        slug = slug[:LONGEST_SLUG].rsplit("-", 1)[0]
    return slug if sum(character.isalpha() for character in slug) >= 3 else otherwise  # noqa: PLR2004


def with_pictures(html: str, base: str, *, kind: str = "talks") -> str:
    """The cleaned HTML of a text with its pictures under the address from which this reader gets them.

    In Markdown they stand at `/talks/pictures/…` or `/news/pictures/…`, whatever the club’s address is. Older texts
    call a picture by its file: nobody is told that name.
    """
    return without_file_names(html).replace(f'<img src="/{kind}/pictures/', f'<img src="{base}')
