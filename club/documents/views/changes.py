"""What the draft changes against the newest number, weighed: for whoever publishes, reviews or compares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from club.core.db import read
from club.core.saying import said
from club.documents.body import Body, Kind
from club.documents.change_rules import ChangeClass, proposals
from club.documents.comparing import Part, compared, weighed
from club.documents.pointers import pointed_names
from club.documents.queries import NEWEST
from club.documents.views.shelves import Opened, body_of
from club.documents.words import NOTHING_POINTED


@dataclass(frozen=True)
class Pending:
    """The number that is changed (none before the first), and the parts that differ from it."""

    newest: int | None
    parts: list[Part]

    @property
    def weighty(self) -> set[str]:
        """The items that differ in more than a slip of writing, as is proposed."""
        return {key for part in self.parts if part.change_class is not ChangeClass.TYPO for key in part.keys}


def pending(opened: Opened) -> Pending:
    """What the opened body changes against the newest number, each part with its proposed class and why."""
    newest: Any = read(NEWEST, ref=opened.row.ref).first()
    if newest is None:
        return Pending(None, [])
    before = body_of(opened.kind, newest.schema, newest.body)
    pointed = pointed_names(opened.row.id, opened.kind)
    return Pending(newest.number, weighed_parts(opened.kind, before, opened.body, pointed))


def to_weigh(kind: Kind[Any], parts: list[Part]) -> list[Part]:
    """The parts of which is said how weighty their change is: none of a secret text, which nobody signs."""
    return [] if kind.is_secret else parts


def weighed_parts(
    kind: Kind[Any], before: Body, after: Body, pointed: Mapping[str, str] = NOTHING_POINTED
) -> list[Part]:
    """The parts that differ, each with the class that is proposed for it and why."""
    parts = compared(kind, before, after, pointed)
    found = proposals(kind, before, after)
    weighed(parts, {key: one.change_class for key, one in found.items()})
    for part in parts:
        reason = max((found[key].reason for key in part.keys), key=lambda one: one.change_class is part.change_class)
        part.why = said(reason.why, reason.values)
    return parts
