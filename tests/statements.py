"""Counting the statements that a page sends."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from club.core.db import db


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements sent inside the block, on either engine."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        sent.append(sql)

    engines = (db.engine, app.extensions["reader"])
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
