"""How many statements a page sends, and whether more rows make it more."""

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bench.servers import Page
from club.core.reading import WATCHERS


def count(app: Flask, page: Page) -> int:
    """Statements of the second call; the first one fills what is kept for a few seconds."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        sent.append(statement)

    def note_read(statement, _parameters) -> None:
        sent.append(statement)

    client = app.test_client(use_cookies=False)
    client.get(page.path, headers=dict(page.headers))
    WATCHERS.append(note_read)
    event.listen(Engine, "before_cursor_execute", note)
    try:
        answer = client.get(page.path, headers=dict(page.headers))
    finally:
        WATCHERS.remove(note_read)
        event.remove(Engine, "before_cursor_execute", note)
    if answer.status_code != 200:
        raise RuntimeError(f"{page.path} answered {answer.status_code}")
    return len(sent)
