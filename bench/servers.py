"""One server at a time, in a process group of its own, started and stopped by us."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORKERS = 2
THREADS = 1  # pages here compute more than they wait; both sides get the same
PATIENCE = 120


@dataclass(frozen=True)
class Page:
    """What is asked for again and again; a script, told its arguments, makes each request another one."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    script: str | None = None
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Target:
    """Something that serves pages: the program, or the yardstick; `module` is what Python runs, with its arguments."""

    name: str
    module: tuple[str, ...]
    environment: Mapping[str, str]
    pages: Mapping[str, Page]


PROGRAM = ("club",)


def by_granian(application: str) -> tuple[str, ...]:
    """An application served as granian does it by itself."""
    return ("granian", "--interface", "wsgi", "--no-ws", application)


@dataclass(frozen=True)
class Server:
    port: int
    group: int
    seconds_to_first_answer: float

    def opened(self, path: str) -> tuple[str, str]:
        """The cookie that a page sets, and what stands on it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            return str(answer.getheader("Set-Cookie")).partition(";")[0], answer.read().decode()


def answer(port: int, page: Page) -> int:
    """Ask once, read all of it, return the status; 0 where nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", page.path, headers=dict(page.headers))
        response = connection.getresponse()
        response.read()
    except (OSError, http.client.HTTPException):
        return 0
    else:
        return response.status
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


@contextlib.contextmanager
def serving(target: Target) -> Iterator[Server]:
    """Start the target, wait for its first page, and end its whole group afterwards."""
    port, first = free_port(), next(iter(target.pages.values()))
    options = ["--log-level", "warning", "--workers", str(WORKERS), "--blocking-threads", str(THREADS)]
    command = [sys.executable, "-m", *target.module, *options, "--port", str(port)]
    with tempfile.TemporaryFile() as log:
        begun = time.monotonic()
        environment = {**os.environ, **target.environment}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            while answer(port, first) not in {200, 303}:
                if process.poll() is not None or time.monotonic() - begun > PATIENCE:
                    log.seek(0)
                    raise RuntimeError(f"{target.name} did not start:\n{log.read().decode()[-3000:]}")
                time.sleep(0.005)
            yield Server(port, process.pid, time.monotonic() - begun)
        finally:
            end(process)


def end(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
