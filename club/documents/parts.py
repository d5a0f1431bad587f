"""A text of any kind part by part, as people read and comment it: names, texts, and what may be worded otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext

from club.core.i18n import NAMES
from club.documents.body import Blank, Body, Kind
from club.documents.comment_rules import wordings
from club.documents.comparing import Outline
from club.documents.entries import ROOT
from club.documents.languages import for_reader
from club.documents.shape import shape
from club.documents.threads import Thread
from club.documents.words import NOTHING_POINTED

PAY = frozenset({"salary"})


@dataclass(frozen=True)
class ReadPart:
    """One item: where it stands, its fields in words, and what is said of it.

    `wordings` are the texts for which another may be suggested: name, label, text as it is written.
    """

    key: str
    place: str
    depth: int
    fields: Sequence[tuple[str, str]]
    wordings: Sequence[tuple[str, str, str]]
    threads: Sequence[Thread] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What addresses call the part."""
        return self.key or "whole"

    @property
    def open(self) -> int:
        """How many comments wait."""
        return sum(1 for each in self.threads if each.is_open)


def parts_of(
    kind: Kind[Any],
    body: Body,
    *,
    own: str,
    reader: str,
    threads: Mapping[str, Sequence[Thread]],
    hides_pay: bool,
    pointed: Mapping[str, str] = NOTHING_POINTED,
) -> list[ReadPart]:
    """Return every part of a body in reading order, blanks last, in the reader's language.

    `pointed` names what it points at.
    """
    written, read = Outline(kind, body), Outline(kind, for_reader(body, own, reader), pointed)
    return [
        ReadPart(
            key,
            read.place(key),
            _depth(read, key),
            _fields(read, key, hides_pay=hides_pay),
            _wordings(written, key),
            threads.get(key, ()),
        )
        for key in sorted(read.entries, key=lambda key: isinstance(read.items[key], Blank))
    ]


def gone(threads: Mapping[str, Sequence[Thread]], body: Body, kind: Kind[Any]) -> list[Thread]:
    """Return the threads on parts that the body has no more, the open ones first."""
    here = Outline(kind, body).items
    found = [thread for key, held in threads.items() if key not in here for thread in held]
    return sorted(found, key=lambda thread: not thread.is_open)


def _fields(outline: Outline, key: str, *, hides_pay: bool) -> list[tuple[str, str]]:
    owner: Any = type(outline.items[key])
    found = []
    for one in shape(owner):
        value = outline.entries[key].fields.get(one.name)
        if f"{owner.__name__}.{one.name}" in outline.kind.points_at and not outline.pointed:
            continue  # keys of another text say nothing to anybody
        if value not in (None, "", []) and not (hides_pay and one.name in PAY):
            found.append((outline.label(key, one.name), outline.words(key, one.name, value)))
    return found


def _wordings(outline: Outline, key: str) -> list[tuple[str, str, str]]:
    found = []
    for one in wordings(outline.items[key]):
        label = outline.label(key, one.field)
        if one.language:
            label = str(gettext("%(label)s, %(language)s", label=label, language=NAMES[one.language]))
        found.append((one.name, label, one.text))
    return found


def _depth(outline: Outline, key: str) -> int:
    depth = 0
    while key != ROOT:
        key, depth = outline.entries[key].parent, depth + 1
    return depth
