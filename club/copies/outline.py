"""A text of any kind as headings, paragraphs and tables, from the shape of its body."""

from collections.abc import Iterator
from typing import Any

from club.documents.blocks import Block
from club.documents.body import Body, Clause, Kind
from club.documents.codec import to_json
from club.documents.shape import Field, shape
from club.documents.words import field_label, item_name, value_words

_HEAD = ("title", "summary", "key", "blanks")
MOST_COLUMNS = 5
DEEPEST = 4


def blocks_of(kind: Kind[Any], body: Body) -> list[Block]:
    """Return a body, in one language, as blocks: what its kind lays out itself, then everything else by its fields."""
    blocks = [Block("title", str(body.title))]
    if body.summary:
        blocks.append(Block("lead", str(body.summary)))
    blocks += kind.headings.write(body) if kind.headings else []
    slots = kind.headings.slots if kind.headings else frozenset()
    sort: Any = "other" if kind.headings else "heading"
    for block in _Walk(kind, body).of(body, 1, slots):
        blocks.append(Block(sort, block.text) if block.sort == "heading" and block.level == 1 else block)
    return blocks


class _Walk:
    """Goes through a body: its own fields, then its lists."""

    def __init__(self, kind: Kind[Any], body: Body) -> None:
        self.kind, self.body = kind, body

    def of(self, owner: Any, level: int, skipped: frozenset[str] = frozenset()) -> Iterator[Block]:
        """The fields of one item below its heading."""
        sort: Any = type(owner)
        for each in shape(sort):
            held = getattr(owner, each.name)
            if each.name in _HEAD or each.name in skipped or held in (None, "", ()):
                continue
            label = field_label(self.kind, sort.__name__, each.name)
            if not each.is_child:
                yield from self._field(owner, each, label, level)
                continue
            yield Block("heading", label, level=level)
            yield from self._list(held if each.many else (held,), level)

    def _field(self, owner: Any, each: Field, label: str, level: int) -> Iterator[Block]:
        words = self._words(owner, each)
        if level == 1 and each.is_text and not each.many:
            yield Block("heading", label, level=1)
            yield Block("text", words)
        elif each.is_structure and each.many:
            yield Block("caption", label)
            yield Block("table", rows=self._rows(getattr(owner, each.name)))
        elif words:
            yield Block("text", words, title=label)

    def _list(self, listed: Any, level: int) -> Iterator[Block]:
        sort: Any = type(listed[0])
        if sort is Clause:
            yield from (Block("must" if one.must else "clause", str(one.text), title=str(one.title)) for one in listed)
            return
        plain = [each for each in shape(sort) if each.name != "key"]
        if len(plain) <= MOST_COLUMNS and not any(each.is_structure for each in plain):
            yield Block("table", rows=self._rows(listed))
            return
        for one in listed:
            yield Block("heading", item_name(one), level=min(level + 1, DEEPEST))
            yield from self.of(one, min(level + 2, DEEPEST))

    def _rows(self, listed: Any) -> list[list[str]]:
        sort: Any = type(listed[0])
        plain = [each for each in shape(sort) if each.name != "key"]
        head = [field_label(self.kind, sort.__name__, each.name) for each in plain]
        return [head, *([self._words(one, each) for each in plain] for one in listed)]

    def _words(self, owner: Any, each: Field) -> str:
        return value_words(self.kind, self.body, type(owner), each.name, to_json(getattr(owner, each.name)))
