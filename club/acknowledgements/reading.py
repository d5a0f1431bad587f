"""What somebody reads before signing: the text with its contents, or what changed much since they signed."""

import re
from dataclasses import replace
from typing import Any, NamedTuple

from markupsafe import Markup

from club.documents.body import Body, Kind
from club.documents.change_rules import ChangeClass
from club.documents.comparing import Part, compared, weighed
from club.documents.kinds.ladder.body import Ladder

_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)


class Changes(NamedTuple):
    """What differs from the number signed before: what changed much, and the rest."""

    major: list[Part]
    minor: list[Part]


def contents(text: str) -> list[tuple[str, Markup]]:
    """The headings of a drawn text with their anchors; none where the text brings a list of its own."""
    if "<nav" in text:
        return []
    return [(anchor, Markup(words)) for anchor, words in _HEADING.findall(text)]  # noqa: S704  our own page


def changes(kind: Kind[Any], before: Body, after: Body, classes: dict[str, ChangeClass], *, hides_pay: bool) -> Changes:
    """Hold two texts against each other, as weighty as the numbers between them say."""
    old, new = (_without_pay(body) if hides_pay else body for body in (before, after))
    parts = compared(kind, old, new)
    weighed(parts, classes)
    major = [part for part in parts if part.change_class is ChangeClass.MAJOR]
    return Changes(major, [part for part in parts if part not in major])


def _without_pay(body: Body) -> Body:
    if not isinstance(body, Ladder):
        return body
    return replace(body, stages=tuple(replace(stage, salary=None) for stage in body.stages))
