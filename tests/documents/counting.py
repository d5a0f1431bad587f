"""How many statements a piece of work sends."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from club.core.reading import WATCHERS


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements of whatever runs inside."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        found.append(sql)

    def note_read(sql: str, _parameters: Any) -> None:
        found.append(sql)

    WATCHERS.append(note_read)
    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        WATCHERS.remove(note_read)
        event.remove(Engine, "before_cursor_execute", note)
