"""`make drill`: run the experiments and write their figures to docs/drills.md."""

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import places
from bench.servers import Page, Target
from drills import backups, boot, hostile, slow_clients
from drills.settings import environment

REPORT = Path(__file__).parents[1] / "docs" / "drills.md"


def slow(size: float) -> Iterator[str]:
    """The documented proxy in front of the program."""
    del size
    with places.sqlite() as place:
        boot.migrate(place.folder)
        served = environment(place.folder)
        target = Target("the program", "wsgi:app", served, {"healthz": Page("/healthz"), "front": Page("/")})
        yield from slow_clients.run(target, "/", "/login")


DRILLS: dict[str, Callable[[float], Iterator[str]]] = {
    "Malformed input": lambda size: iter([hostile.run(int(100_000 * size))]),
    "Start of eight processes": lambda size: iter([boot.run(max(1, int(50 * size)))]),
    "Backup under writes": lambda size: (
        backups.run(make(), max(2, int(20 * size))) for make in (places.sqlite, places.postgresql)
    ),
    "200 slow clients": slow,
}


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m drills", description=__doc__)
    asked.add_argument("--only", choices=DRILLS, help="one of the drills")
    asked.add_argument("--size", type=float, default=1.0, help="a fraction of the full experiment")
    options = asked.parse_args()
    for name, drill in DRILLS.items():
        if options.only in {None, name}:
            begun = time.monotonic()
            lines = list(drill(options.size))
            note(name, lines, time.monotonic() - begun)


def note(name: str, lines: list[str], seconds: float) -> None:
    """Put the figures under the drill's heading, in place of the last ones."""
    text = REPORT.read_text("utf-8") if REPORT.exists() else "# Drills\n"
    head, _, rest = text.partition(f"\n## {name}\n")
    after = rest[rest.find("\n## ") :] if "\n## " in rest else ""
    body = "\n".join(f"- {line}." for line in lines)
    body += f"\n\n{time.strftime('%Y-%m-%d')}, {seconds:.0f} s.\n"
    REPORT.write_text(f"{head.rstrip()}\n\n## {name}\n{body}{after}", "utf-8")
    print(f"{name}\n{body}", flush=True)


if __name__ == "__main__":
    main()
