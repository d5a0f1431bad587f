"""Wall 1 taken away, so that row-level security is seen to stand alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from club.core import walls
from club.core.reading import WATCHERS

LISTENERS = (
    (Session, "do_orm_execute", walls._entities_of_this_scope),
    (Session, "before_flush", walls._rows_of_this_scope),
    (Engine, "before_execute", walls._nothing_else),
    (Engine, "before_cursor_execute", walls._no_driver_sql),
)
EQUALITY = re.compile(r'[\w"]+\.\w+ = %\((?:scope|wall)_(?:club|firm|person)(?:_\d+)?\)s(?:::\w+)?')
STAFF = re.compile(r"%\((?:scope|wall)_staff(?:_\d+)?\)s(?:::\w+)?")


@contextmanager
def without_wall_one() -> Iterator[list[str]]:
    """Statements on owned tables are let through, and none names its tenant: as if wall 1 had forgotten to.

    Registered reads stay as they were written; whatever SQLAlchemy sends has its criteria taken out.
    """
    widened: list[str] = []

    def widen(_conn: Any, _cursor: Any, sql: str, parameters: Any, *_more: Any) -> tuple[str, Any]:
        wide = STAFF.sub("TRUE", EQUALITY.sub("TRUE", sql))
        if wide != sql:
            widened.append(wide)
        return wide, parameters

    def note_read(sql: str, _parameters: Any) -> None:
        widened.append(sql)

    for target, name, listener in LISTENERS:
        event.remove(target, name, listener)
    event.listen(Engine, "before_cursor_execute", widen, retval=True)
    WATCHERS.append(note_read)
    for registered in walls.REGISTERED:
        registered.__dict__["confined"] = registered.written.execution_options(scoped=True)
    try:
        yield widened
    finally:
        for registered in walls.REGISTERED:
            del registered.__dict__["confined"]
        WATCHERS.remove(note_read)
        event.remove(Engine, "before_cursor_execute", widen)
        for target, name, listener in LISTENERS:
            event.listen(target, name, listener)
