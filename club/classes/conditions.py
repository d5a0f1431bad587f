"""Where a class asks the slice above which qualifications it asks for, and who of a firm holds them on its day."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _

from club.classes.place_rules import for_the_qualified, unqualified
from club.core.refusals import Refusal


class Way(NamedTuple):
    """What qualifies somebody: a course or an exam, and its page, where whoever asks may open it."""

    title: str
    href: str = ""


class Asked(NamedTuple):
    """A qualification that has to be held first, and the ways to it; `is_own`: the firm’s own."""

    id: int
    name: str
    ways: tuple[Way, ...] = ()
    is_own: bool = False


@dataclass(frozen=True)
class Finder:
    """What a class asks for, by its id; and of some people of the firm in scope, what each holds on a day."""

    asked: Callable[[int], Sequence[Asked]]
    held: Callable[[Collection[int], Collection[int], date], Mapping[int, Collection[int]]]


_FINDERS: list[Finder] = []


def finds_conditions(finder: Finder) -> None:
    """Register how it is found out."""
    _FINDERS.append(finder)


def asked_of(row: Any) -> list[Asked]:
    """The qualifications that a class asks for."""
    return [one for finder in _FINDERS for one in finder.asked(row.id)] if row.has_conditions else []


def lacking(asked: Sequence[Asked], people: Collection[int], *, day: date) -> dict[int, list[Asked]]:
    """Of some people of the firm in scope, who lacks which of the qualifications asked for."""
    if not asked or not people:
        return {}
    wanted = [one.id for one in asked]
    held = {one: set(has) for finder in _FINDERS for one, has in finder.held(wanted, people, day).items()}
    found = {person: [one for one in asked if one.id not in held.get(person, ())] for person in people}
    return {person: lacks for person, lacks in found.items() if lacks}


def not_qualified(row: Any, person_id: int | None, name: str) -> Refusal | None:
    """Why somebody cannot register for a class that asks for qualifications; a visitor never holds any."""
    asked = asked_of(row)
    if person_id is None:
        return for_the_qualified(in_words(asked)) if asked else None
    lacks = lacking(asked, [person_id], day=row.day).get(person_id)
    return unqualified(name, in_words(lacks)) if lacks else None


def in_words(asked: Sequence[Asked]) -> str:
    """Qualifications in a sentence, each with where one gets it."""
    return str(_("; ")).join(_in_words(one) for one in asked)


def _in_words(one: Asked) -> str:
    if not one.ways:
        return one.name
    ways = str(_(", ")).join(str(_("“%(title)s”", title=way.title)) for way in one.ways)
    return str(_("%(name)s (by %(ways)s)", name=one.name, ways=ways))
