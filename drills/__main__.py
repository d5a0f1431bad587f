"""`make drill`: run the experiments and write their figures to docs/drills.md."""

import argparse
import shlex
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import places
from bench.servers import PROGRAM, Page, Target
from drills import backups, boot, full_disk, hostile, killed, races, readers, rush, slow_clients, uploads, walls
from drills.settings import environment

REPORT = Path(__file__).parents[1] / "docs" / "drills.md"
GRACE = 1.5
BOTH = (places.sqlite, places.postgresql)


class TimeUpError(RuntimeError):
    """A drill did not end by itself."""


@dataclass(frozen=True)
class Drill:
    """An experiment, told its size (1 is all of it) and the seconds after which it begins nothing new."""

    lines: Callable[[float, float], Iterator[str]]
    seconds: float


def malformed(size: float, seconds: float) -> Iterator[str]:
    yield hostile.run(int(100_000 * size), seconds)


def starting(size: float, seconds: float) -> Iterator[str]:
    yield boot.run(max(1, int(50 * size)), seconds)


def raced(size: float, seconds: float) -> Iterator[str]:
    for make in BOTH:
        yield from races.run(make(), max(1, int(races.ROUNDS * size)), seconds / len(BOTH))


def rushed(size: float, _seconds: float) -> Iterator[str]:
    for make in BOTH:
        yield from rush.run(make(), size)


def read(size: float, seconds: float) -> Iterator[str]:
    for make in BOTH:
        yield from readers.run(make(), size, seconds / len(BOTH))


def walled(_size: float, seconds: float) -> Iterator[str]:
    for make in BOTH:
        yield from walls.run(make(), seconds / len(BOTH))


def copied(size: float, seconds: float) -> Iterator[str]:
    for make in BOTH:
        yield backups.run(make(), max(2, int(20 * size)), seconds / len(BOTH))


def uploaded(_size: float, seconds: float) -> Iterator[str]:
    yield from uploads.run(seconds)


def killed_at_work(size: float, seconds: float) -> Iterator[str]:
    for make in BOTH:
        yield from killed.run(make(), max(1, int(killed.KILLS / len(BOTH) * size)), seconds / len(BOTH))


def filled(_size: float, seconds: float) -> Iterator[str]:
    yield from full_disk.run(seconds)


def slow(_size: float, _seconds: float) -> Iterator[str]:
    """The documented proxy in front of the program."""
    with places.sqlite() as place:
        boot.migrate(place.folder)
        served = environment(place.folder)
        target = Target("the program", PROGRAM, served, {"healthz": Page("/healthz"), "front": Page("/")})
        yield from slow_clients.run(target, "/", "/login")


DRILLS = {
    "Malformed input": Drill(malformed, 900),
    "Start of eight processes": Drill(starting, 900),
    "Races": Drill(raced, 600),
    "Rush for places": Drill(rushed, 300),
    "200 readers": Drill(read, 600),
    "Walls": Drill(walled, 600),
    "Backup under writes": Drill(copied, 300),
    "Hostile files": Drill(uploaded, 300),
    "Killed at work": Drill(killed_at_work, 1200),
    "Full disk": Drill(filled, 300),
    "200 slow clients": Drill(slow, 240),
}


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m drills", description=__doc__)
    asked.add_argument("--only", choices=DRILLS, help="one of the drills")
    asked.add_argument("--size", type=float, default=1.0, help="a fraction of the full experiment")
    asked.add_argument("--seconds", type=float, help="another time limit for each drill")
    options = asked.parse_args()
    signal.signal(signal.SIGALRM, stop)
    for name, drill in DRILLS.items():
        if options.only in {None, name}:
            begun = time.monotonic()
            lines = list(within(drill, options.size, options.seconds or drill.seconds))
            note(name, lines, time.monotonic() - begun)


def stop(*_: object) -> None:
    raise TimeUpError


def within(drill: Drill, size: float, seconds: float) -> Iterator[str]:
    """The drill's lines; one that hangs is ended, and says so."""
    signal.alarm(int(seconds * GRACE))
    try:
        yield from drill.lines(size, seconds)
    except TimeUpError:
        yield f"stopped after {seconds * GRACE:.0f} s; what stands above is all that was done"
    finally:
        signal.alarm(0)


def note(name: str, lines: list[str], seconds: float) -> None:
    """Put the figures under the drill's heading, in place of the last ones."""
    text = REPORT.read_text("utf-8") if REPORT.exists() else "# Drills\n"
    head, _, rest = text.partition(f"\n## {name}\n")
    after = rest[rest.find("\n## ") :] if "\n## " in rest else ""
    body = "\n".join(f"- {line}." for line in lines)
    command = shlex.join(["python", "-m", "drills", *(sys.argv[1:] or ["--only", name])])
    body += f"\n\n`{command}`, {time.strftime('%Y-%m-%d %H:%M')}, {seconds:.0f} s.\n"
    REPORT.write_text(f"{head.rstrip()}\n\n## {name}\n{body}{after}", "utf-8")
    print(f"{name}\n{body}", flush=True)


if __name__ == "__main__":
    main()
