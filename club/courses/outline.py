"""A course as its pages show it: modules with their lessons, what comes before and after, how long it takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from club.courses.models import Sort
from club.courses.rules import ASKING, MINUTES_OF_A_FILE
from club.talks.rules import reading_minutes


@dataclass(frozen=True)
class Item:
    """A lesson in the outline; `place` is where it stands among those that are shown.

    One that asks for something to be done has no `minutes`: an exam or a task is not as long as its few words.
    """

    row: Any
    place: int
    minutes: int

    @property
    def is_out(self) -> bool:
        """Whether members see it."""
        return self.row.published_at is not None


@dataclass(frozen=True)
class Module:
    """A module with the lessons that are shown of it."""

    ref: str
    title: str
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """All that is shown of a course."""

    modules: Sequence[Module]

    @property
    def items(self) -> list[Item]:
        """The lessons in their order, across modules."""
        return [item for module in self.modules for item in module.items]

    @property
    def minutes(self) -> int:
        """How long all of it takes to read."""
        return sum(item.minutes for item in self.items)

    def item(self, number: int) -> Item | None:
        """The lesson of a number."""
        return next((item for item in self.items if item.row.number == number), None)

    def beside(self, item: Item) -> tuple[Item | None, Item | None]:
        """The lesson before and the one after."""
        items = self.items
        at = items.index(item)
        return (items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None)


def outline(rows: Iterable[Any], lang: str, *, with_drafts: bool) -> Outline:
    """Put the rows of an outline together; members see what is published, and no module that is empty for them."""
    modules: dict[str, Module] = {}
    place = 0
    for row in rows:
        module = modules.setdefault(row.module, Module(row.module, row.module_title))
        if row.id is None or not (with_drafts or row.published_at):
            continue
        place += 1
        module.items.append(Item(row, place, _minutes(row, lang)))
    return Outline([module for module in modules.values() if module.items or with_drafts])


def _minutes(row: Any, lang: str) -> int:
    if row.sort in ASKING:
        return 0
    own = reading_minutes(row.characters + (row.of_talk or 0), lang)
    return max(own, MINUTES_OF_A_FILE) if row.sort in {Sort.VIDEO, Sort.FILE} else own
