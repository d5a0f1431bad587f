"""Counting the statements that a page sends."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from club.core.db import db
from club.core.reading import WATCHERS


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements sent inside the block, reads and others."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        sent.append(sql)

    def note_read(sql: str, _parameters: Sequence[object]) -> None:
        sent.append(sql)

    engines = (db.engine, app.extensions["reader"])
    WATCHERS.append(note_read)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        WATCHERS.remove(note_read)
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
