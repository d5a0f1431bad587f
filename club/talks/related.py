"""Where a talk's page asks slices above which other texts are near to it."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple


class Near(NamedTuple):
    """Another talk, as a list shows it."""

    slug: str
    title: str
    by: str
    day: date | None


Finder = Callable[[Any, bool], list[Near]]
_FINDERS: list[Finder] = []


def finds_near(finder: Finder) -> Finder:
    """Register how talks near to one are found; it is told whether a member reads."""
    _FINDERS.append(finder)
    return finder


def near_to(talk: Any, *, is_member: bool) -> list[Near]:
    """The talks near to this one."""
    return [near for finder in _FINDERS for near in finder(talk, is_member)]
