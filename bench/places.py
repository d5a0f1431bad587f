"""The two databases, empty, each with an address for the yardstick and one for the program."""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import APP, BACKUP, OWNER, cluster


@dataclass(frozen=True)
class Place:
    """Where both sides keep their rows; `process` is the database's own, where it has one."""

    name: str
    folder: Path
    reference: str
    program: str
    program_owner: str
    program_backup: str
    process: int | None


@contextlib.contextmanager
def sqlite() -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="club-bench-") as folder:
        home = Path(folder)
        program = f"sqlite:///{home / 'club.db'}"
        yield Place("SQLite", home, f"sqlite:///{home / 'reference.db'}", program, program, program, None)


@contextlib.contextmanager
def postgresql() -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="club-bench-") as folder, cluster() as server:
        server.create("reference")
        server.create("club")
        process = int((server.socket.parent / "data" / "postmaster.pid").read_text().split()[0])
        yield Place(
            "PostgreSQL",
            Path(folder),
            server.url("reference", OWNER),
            server.url("club", APP),
            server.url("club", OWNER),
            server.url("club", BACKUP),
            process,
        )
