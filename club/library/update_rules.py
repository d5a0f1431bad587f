"""A firm takes over what the club published: whether it is asked, and which of its choices still answer."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from club.core.refusals import Refusal
from club.core.text import N_
from club.documents.merging import Choice, Merge, Part, State

Kept: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Choices as a row keeps them: by key, `take`, the edited `fields`, and the `sign` of what was asked."""

EDITED = "edited"
TAKES = ("ours", "theirs", EDITED)

NOTHING_NEWER = Refusal(
    "update.nothing_newer",
    N_("There is nothing to take over: your text already has the club’s newest edition."),
)
MEANWHILE = Refusal(
    "update.meanwhile",
    N_("The club published again, or a colleague chose or changed your draft, while you were choosing."),
    N_("Your choices that still fit are kept. Look at the parts below, then go on."),
)
GOING = Refusal(
    "update.going",
    N_("Parts that were to stay would go with what holds them."),
    N_("Keep what holds them, or put the result into the draft once more."),
)


@dataclass(frozen=True)
class Answers:
    """Choices that answer what is asked now, and the keys of those that fell because it became another question."""

    standing: Kept = field(default_factory=dict)
    fallen: tuple[str, ...] = ()


def is_asked(*, base: int, newest: int, passed_over: int | None, is_detached: bool) -> bool:
    """Whether a firm is told that the club has a newer number: not one that it passed over, never when detached."""
    return newest > max(base, passed_over or 0) and not is_detached


def signs(merge: Merge[Any]) -> dict[str, str]:
    """The sign of everything that differs, by key."""
    return {one.key: one.sign for one in merge.differing}


def answering(merge: Merge[Any], kept: Kept) -> Answers:
    """Hold kept choices against what is asked now."""
    now = signs(merge)
    standing = {key: one for key, one in kept.items() if now.get(key) == one.get("sign") and _is_whole(one)}
    return Answers(standing, tuple(key for key in kept if key in now and key not in standing))


def choices_of(merge: Merge[Any], kept: Kept, in_use: Collection[str] = ()) -> dict[str, Choice]:
    """What `settle` is told: a part on which somebody stands is kept unless it is given away by name."""
    safe: dict[str, Choice] = {key: "ours" for key in in_use if would_lose(merge.parts.get(key))}
    chosen = {key: one["fields"] if one["take"] == EDITED else one["take"] for key, one in kept.items()}
    return {**safe, **chosen}


def would_lose(part: Part | None) -> bool:
    """Whether a part would go by itself, because the club took it out and nobody here had changed it."""
    return part is not None and part.state is State.THEIRS and part.theirs is None


def is_left(key: str, take: str, *, shown: Mapping[str, str], kept: Kept, sign: str) -> bool:
    """Whether a choice that a page sent gives way to the kept one on the same question.

    It does where nobody touched it on the page, and where it would undo a text that the page did not show.
    """
    held = kept.get(key)
    if held is None or held.get("sign") != sign:
        return False
    return shown.get(key) == take or (held.get("take") == EDITED and shown.get(key) != EDITED)


def choice_on(part_sign: str, take: str, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A choice as a row keeps it."""
    kept: dict[str, Any] = {"take": take, "sign": part_sign}
    return {**kept, "fields": dict(fields)} if fields is not None else kept


def follows(merge: Merge[Any], keys: Iterable[str], take: str) -> dict[str, str]:
    """What the parts that came or went with another take when it is chosen: the same, or their own new text."""
    first, *rest = keys
    found = {first: take}
    for key in rest:
        found[key] = merge.parts[key].default if take == EDITED else take
    return found


def _is_whole(one: Mapping[str, Any]) -> bool:
    return one.get("take") in TAKES and (one["take"] != EDITED or isinstance(one.get("fields"), Mapping))
