"""The lists of a part as the editor shows them: a long one is searched, and shown a page at a time."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from club.documents.assessment import Indicator
from club.documents.body import Blank, Kind, Pair
from club.documents.edits import may_add, may_remove
from club.documents.languages import texts
from club.documents.shape import Field, shape
from club.documents.words import field_hint, field_label, item_name, spoken

WHOLE = 100
PAGE = 50
"""How many parts a page shows; a list with more can be searched."""


@dataclass(frozen=True)
class Looking:
    """What somebody looks for in long lists, on which page of what was found they are, and which list stays open."""

    text: str = ""
    page: int = 1
    opened: str = ""


@dataclass(frozen=True)
class Outline:
    """A list of parts; `rows` are key and name of those on the page, `size` counts all, `found` those looked for.

    `values` are what the blanks among them hold and what the indicators weigh, by key.
    """

    slot: str
    parent: str
    label: str
    hint: str
    rows: list[tuple[str, str]]
    size: int
    found: int
    page: int
    may_add: bool
    may_remove: bool
    values: dict[str, str]

    @property
    def before(self) -> int:
        """How many stand on the pages before this one."""
        return (self.page - 1) * PAGE

    @property
    def is_long(self) -> bool:
        """Whether it takes more than a page."""
        return self.size > PAGE

    @property
    def has_next(self) -> bool:
        """Whether a page follows."""
        return self.page * PAGE < self.found


def outlines(kind: Kind[Any], holder: Any, key: str, looking: Looking) -> list[Outline]:
    """Return the lists that a part holds."""
    owner: Any = type(holder)
    return [_outline(kind, holder, key, each, looking) for each in shape(owner) if each.is_child]


def _outline(kind: Kind[Any], holder: Any, key: str, each: Field, looking: Looking) -> Outline:
    below = getattr(holder, each.name)
    listed = list(below) if each.many else [below] * (below is not None)
    found = [one for one in listed if _holds(one, looking.text)] if len(listed) > PAGE else listed
    page = min(max(looking.page, 1), 1 + max(len(found) - 1, 0) // PAGE)
    shown = found[(page - 1) * PAGE : page * PAGE]
    return Outline(
        slot=each.name,
        parent=key,
        label=field_label(kind, type(holder).__name__, each.name),
        hint=_weighed(listed) or field_hint(type(holder).__name__, each.name),
        rows=[(one.key, item_name(one)) for one in shown],
        size=len(listed),
        found=len(found),
        page=page,
        may_add=may_add(holder, each.name),
        may_remove=may_remove(holder, each.name),
        values={one.key: spoken(one.value) for one in shown if isinstance(one, Blank)}
        | {one.key: gettext("weight %(number)s", number=one.weight) for one in shown if isinstance(one, Indicator)},
    )


def _weighed(listed: list[Any]) -> str:
    """What the weights of a table come to; nothing for other lists and an empty one."""
    weights = [one.weight for one in listed if isinstance(one, Indicator)]
    if sum(weights) == WHOLE:
        return str(gettext("The weights come to 100."))
    return str(gettext("The weights come to %(sum)s of 100.", sum=sum(weights))) if weights else ""


def _holds(item: Any, text: str) -> bool:
    """Whether a part has every word of a text, in what it says or in a code."""
    wanted = _folded(text).split()
    if not wanted:
        return True
    said = [side for _, one in texts(item) for side in ((one.en, one.zh) if isinstance(one, Pair) else (one,))]
    whole = _folded("\n".join([*said, getattr(item, "code", "")]))
    return all(word in whole for word in wanted)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
