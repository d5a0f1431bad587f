"""Comments on the parts of a text: what may be suggested, and when a thread is settled."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from club.core.refusals import Refusal
from club.core.text import N_
from club.documents.body import LANGUAGES, Pair
from club.documents.shape import shape

MARK = "__"
LONGEST_COMMENT = 4000


class Outcome(StrEnum):
    """How a comment was settled."""

    RESOLVED = "resolved"
    ACCEPTED = "accepted"
    DECLINED = "declined"


EMPTY = Refusal("comment.empty", N_("There is nothing to keep yet."), N_("Write a comment, or change the wording."))
NO_TEXT = Refusal(
    "comment.no_text", N_("No other wording can be suggested for this field."), N_("Write a comment instead.")
)
CLOSED = Refusal(
    "comment.closed", N_("Somebody settled this comment meanwhile."), N_("Look at it again; write a new one if needed.")
)
NO_SUGGESTION = Refusal(
    "comment.no_suggestion", N_("This comment suggests no wording."), N_("Answer it, or settle it.")
)
SAY_WHY = Refusal("comment.say_why", N_("Whoever declines a suggestion says why."), N_("Write the reason."))


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of an item for which another may be suggested; `name` is the field, with its language if it has two."""

    name: str
    field: str
    language: str
    text: str


def wordings(item: Any) -> Iterator[Wording]:
    """Yield the single texts of an item; lists and numbers are only commented on."""
    owner: Any = type(item)
    for each in shape(owner):
        held = getattr(item, each.name)
        if not each.is_text or each.many:
            continue
        if isinstance(held, Pair):
            yield from (Wording(f"{each.name}{MARK}{one}", each.name, one, getattr(held, one)) for one in LANGUAGES)
        else:
            yield Wording(each.name, each.name, "", held)


def wording(item: Any, name: str) -> Wording | None:
    """The text of an item by the name that a suggestion bears."""
    return next((each for each in wordings(item) if each.name == name), None)


def with_wording(found: Wording, current: Any, proposed: str) -> Any:
    """The field's value with the proposed text in it."""
    if not found.language:
        return proposed
    return {**current, found.language: proposed}


def comment_refusal(text: str, proposed: str, found: Wording | None, *, suggests: bool) -> Refusal | None:
    """Why a comment is not kept."""
    if suggests and found is None:
        return NO_TEXT
    is_suggestion = found is not None and proposed != found.text
    return None if text.strip() or (suggests and is_suggestion) else EMPTY


def close_refusal(outcome: Outcome, *, is_closed: bool, is_suggestion: bool, why: str) -> Refusal | None:
    """Why a comment cannot be settled like this."""
    if is_closed:
        return CLOSED
    if outcome is Outcome.ACCEPTED and not is_suggestion:
        return NO_SUGGESTION
    return SAY_WHY if outcome is Outcome.DECLINED and not why.strip() else None
