"""What else belongs to the parts of a firm's text, beside other texts: slices above say so here, as of a course."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from club.documents.models import Document


class Thing(NamedTuple):
    """What belongs to a part or may: what a form calls it, how people call it, and its page."""

    value: str
    title: str
    href: str = ""


class Beside(ABC):
    """A sort of thing of which one may belong to a part of such texts; `name` is no kind of text."""

    name: str
    label: str
    kinds: frozenset[str]

    @abstractmethod
    def held(self, document_id: int) -> Mapping[str, Thing]:
        """What belongs to the parts of a document so far, by the part's key."""

    @abstractmethod
    def offered(self) -> Iterable[Thing]:
        """What may belong to a part."""

    @abstractmethod
    def say(self, document: Document, part: str, value: str) -> None:
        """Let what the form calls so belong to a part, or nothing where it is empty. The document is held already."""


_SORTS: list[Beside] = []


def stands_beside(sort: Beside) -> None:
    """Register a sort of thing."""
    _SORTS.append(sort)


def sorts_beside(kind: Any) -> list[Beside]:
    """The sorts of which one may belong to a part of a text of this kind."""
    return [one for one in _SORTS if kind.name in one.kinds]
