"""`make bench`: both sides up at once, asked in turn second by second, so that noise meets both alike."""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from io import StringIO
from statistics import median

from bench import finding, merging, places, program, report, searching, statements
from bench.load import measure, worker_megabytes
from bench.members import year_before
from bench.places import Place
from bench.report import Figure
from bench.servers import Page, Server, Target, by_granian, serving

# bar, what, the yardstick's page, the program's page, must, goal
PAIRS = [
    (1, "talk list", "talks", "talks", 0.6, 1.0),
    (2, "talk page", "talk", "talk", 0.6, 0.9),
    (3, "ladder", "ladder", "ladder", 0.5, 0.8),
    (3, "workspace", "firm", "workspace", 0.5, 0.8),
    (3, "today", "ladder", "today", 0.5, 0.8),
    (9, "application sent", "enrol", "apply", 0.4, 0.7),
    (9, "… and a bare insert", "apply", "apply", 0.4, 0.7),
]
Wanted = Callable[[int], bool]
STARTS = 3
FEW_STATEMENTS = {"talks": (3, 1), "talk": (3, 1)}
MEMBER_STATEMENTS = (6, 3)


def yardstick(place: Place) -> Target:
    pages = {"talks": Page("/talks"), "talk": Page("/talks/talk-5"), "apply": Page("/apply", script="apply.lua")}
    return Target(
        "the yardstick", by_granian("bench.reference.app:app"), {"REFERENCE_DATABASE": place.reference}, pages
    )


def enrolling(place: Place) -> Target:
    """The yardstick of an application, which checks as much as the bar names."""
    pages = {"enrol": Page("/enrol")}
    environment = {"REFERENCE_DATABASE": place.reference}
    return Target("the yardstick's form", by_granian("bench.reference.enrolling:app"), environment, pages)


def ready_to_enrol(server: Server) -> Page:
    """The form as somebody opened it; the script fills in the same for both sides."""
    cookie, token = server.opened("/enrol")
    return Page("/enrol", {"Cookie": cookie}, "send.lua", (token, "1", year_before()))


def statement_figures(app, place: Place, pages: dict[str, Page]) -> Iterator[Figure]:
    for name, page in pages.items():
        if page.script is None:
            sent = statements.count(app, page)
            must, goal = FEW_STATEMENTS.get(name, MEMBER_STATEMENTS)
            yield Figure(6, f"statements: {name}", place.name, must, sent, "", sent, must, goal, more_is_better=False)


def paired_figures(place: Place, ours: Target, rounds: int, seconds: int, wanted: Wanted) -> Iterator[Figure]:
    theirs = yardstick(place)
    with serving(theirs) as reference, serving(enrolling(place)) as form, serving(ours) as subject:
        cookie, _ = reference.opened("/sign-in/3")
        known = dict(theirs.pages) | {name: Page(f"/{name}", {"Cookie": cookie}) for name in ("ladder", "firm")}
        known["enrol"] = ready_to_enrol(form)
        for bar, what, theirs_name, ours_name, must, goal in PAIRS:
            if ours_name not in ours.pages or not wanted(bar):
                continue
            costs = [
                (
                    measure(form if theirs_name == "enrol" else reference, known[theirs_name], seconds, place.process),
                    measure(subject, ours.pages[ours_name], seconds, place.process),
                )
                for _ in range(rounds)
            ]
            yield Figure(
                bar,
                what,
                place.name,
                median(one.total_us for one, _ in costs),
                median(two.total_us for _, two in costs),
                "us",
                median(one.total_us / two.total_us for one, two in costs),
                must,
                goal,
                failures=sum(one.failures + two.failures for one, two in costs),
            )
        if not wanted(11):
            return
        one, two = worker_megabytes(reference), worker_megabytes(subject)
        yield Figure(11, "memory of a worker", place.name, one, two, "MB", two / one, 1.6, 1.3, more_is_better=False)


def start_figure(place: Place, ours: Target) -> Figure:
    times = []
    for _ in range(STARTS):
        with serving(yardstick(place)) as reference:
            one = reference.seconds_to_first_answer
        with serving(ours) as subject:
            times.append((one, subject.seconds_to_first_answer))
    one, two = median(first for first, _ in times), median(second for _, second in times)
    ratio = median(second / first for first, second in times)
    return Figure(12, "start to first answer", place.name, one, two, "s", ratio, 1.5, 1.2, more_is_better=False)


def figures_on(place: Place, rounds: int, seconds: int, wanted: Wanted) -> Iterator[Figure]:
    # In a process of its own: in this one the program's walls stand round every engine.
    subprocess.run([sys.executable, "-m", "bench.reference.seed", place.reference], check=True)
    with redirect_stderr(StringIO()), program.installation(place) as app:  # its log is not part of the table
        pages = program.fill(app)
        counted = list(statement_figures(app, place, pages)) if wanted(6) else []
    yield from counted
    ours = program.target(place, pages)
    yield from paired_figures(place, ours, rounds, seconds, wanted)
    if wanted(12):
        yield start_figure(place, ours)


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--seconds", type=int, default=3, help="of each turn")
    asked.add_argument("--only", choices=("sqlite", "postgresql"))
    asked.add_argument("--bar", type=int, action="append", help="only this one; may be given several times")
    options = asked.parse_args()
    if not shutil.which("wrk"):
        print("The measurements need wrk. Please type:\n\n  sudo apt-get install wrk\n", file=sys.stderr)
        return 1

    def is_wanted(bar: int) -> bool:
        return options.bar is None or bar in options.bar

    figures = []
    print(report.HEAD)
    for part in (merging, searching):
        for figure in part.figures() if is_wanted(part.BAR) else ():
            print(figure.line, flush=True)
            figures.append(figure)
    for name in [options.only] if options.only else ["sqlite", "postgresql"]:
        with getattr(places, name)() as place:
            for figure in figures_on(place, options.rounds, options.seconds, is_wanted):
                print(figure.line, flush=True)
                figures.append(figure)
        if is_wanted(finding.BAR):
            with getattr(places, name)() as place:
                for figure in finding.figures(place):
                    print(figure.line, flush=True)
                    figures.append(figure)
    print(f"written to {report.save(figures)}")
    return 0 if all(figure.reaches(figure.must) for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
