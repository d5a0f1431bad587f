"""Drives wrk against a server and reads what the answers cost: CPU of the server and of its database."""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.servers import Page, Server

TICKS = os.sysconf("SC_CLK_TCK")
CONNECTIONS = 16
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}


@dataclass(frozen=True)
class Cost:
    """One measurement of one page, or the medians of several."""

    cpu_us: float
    database_us: float
    per_second: float
    p50_ms: float
    p99_ms: float
    failures: int

    @property
    def total_us(self) -> float:
        return self.cpu_us + self.database_us


def middle(costs: list[Cost]) -> Cost:
    """Medians over rounds; failures are added up."""
    values = {name: median(getattr(cost, name) for cost in costs) for name in Cost.__dataclass_fields__}
    return Cost(**values | {"failures": sum(cost.failures for cost in costs)})


def measure(server: Server, page: Page, seconds: int, database: int | None) -> Cost:
    """Load one page; `database` is the process that the database's others descend from."""

    def of_server(_pid: int, _parent: int, group: int) -> bool:
        return group == server.group

    def of_database(pid: int, parent: int, _group: int) -> bool:
        return database is not None and database in (pid, parent)

    wrk(server, page, 1, 2)
    server_before, database_before = cpu_seconds(of_server), cpu_seconds(of_database)
    report = wrk(server, page, seconds, CONNECTIONS)
    done = int(found(r"(\d+) requests in", report))
    if not done:
        raise RuntimeError(f"no answer from {page.path}:\n{report}")
    return Cost(
        cpu_us=(cpu_seconds(of_server) - server_before) / done * 1e6,
        database_us=(cpu_seconds(of_database) - database_before) / done * 1e6,
        per_second=float(found(r"Requests/sec:\s+([\d.]+)", report)),
        p50_ms=milliseconds(found(r"\n\s+50%\s+(\S+)", report)),
        p99_ms=milliseconds(found(r"\n\s+99%\s+(\S+)", report)),
        failures=failures(report),
    )


def wrk(server: Server, page: Page, seconds: int, connections: int) -> str:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "30s"]
    for name, value in page.headers.items():
        command += ["-H", f"{name}: {value}"]
    if page.script:
        command += ["-s", str(Path(__file__).parent / page.script)]
    command.append(f"http://127.0.0.1:{server.port}{page.path}")
    if page.arguments:
        command += ["--", *page.arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def failures(report: str) -> int:
    """Answers of 400 and above, and what the sockets lost."""
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", report)
    lost = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", report)
    return (int(bad[1]) if bad else 0) + (sum(map(int, lost.groups())) if lost else 0)


def found(pattern: str, report: str) -> str:
    match = re.search(pattern, report)
    if not match:
        raise RuntimeError(f"wrk said nothing about {pattern}:\n{report}")
    return match[1]


def milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * MILLISECONDS[unit]


def cpu_seconds(belongs: Callable[[int, int, int], bool]) -> float:
    """User and system time of the processes that belong, with that of their children already gone.

    It hardly moves when a neighbour takes a core, unlike requests per second.
    """
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if belongs(int(folder.name), int(fields[1]), int(fields[2])):
            ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS


def worker_megabytes(server: Server) -> float:
    """Memory of the largest process of the group, shared pages divided among those who share them."""
    sizes = [0.0]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            group = int((folder / "stat").read_text().rpartition(")")[2].split()[2])
            if group == server.group:
                sizes.append(int(found(r"\nPss:\s+(\d+)", (folder / "smaps_rollup").read_text())) / 1024)
        except OSError:
            continue
    return max(sizes)
