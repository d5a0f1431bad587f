"""A text as a word processor has it: headings, paragraphs and tables, one below the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from club.core.text import Phrase

Sort: TypeAlias = Literal["title", "lead", "heading", "other", "clause", "must", "text", "caption", "table"]


@dataclass(frozen=True)
class Block:
    """One of them. `other` is the heading of what is not read back; `key` is the item that it stands for.

    `title` is what stands in bold before the text, `number` what is printed before both and never read.
    """

    sort: Sort
    text: str = ""
    level: int = 1
    title: str = ""
    number: str = ""
    key: str = ""
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Headings:
    """How a kind writes its lists `slots` as blocks, and reads them over what it said before.

    `read` tells what it could not take by its last argument: a phrase, and the text that it is about.
    """

    slots: frozenset[str]
    write: Callable[[Any], list[Block]]
    read: Callable[[Sequence[Block], Any, Callable[[Phrase, str], object]], Any]
