"""Hostile files in the form of somebody who applies: none is a fault, slow, or large in memory; what is kept is new."""

import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from bench import places
from bench.servers import serving
from club.core.files import FileStore
from drills.applicant import Applicant, a_club_that_takes_applications, given_for, paper, target
from drills.upload_kinds import MARK, Kind, kinds

PAGE = os.sysconf("SC_PAGE_SIZE")
SLOWEST = 2.0
MEMORY = 200
"""Megabytes that the program and the children that decode for it may take on top."""


def run(seconds: float) -> Iterator[str]:
    until, seen, faults, slow = time.monotonic() + seconds, Counter[int](), list[str](), list[str]()
    with places.sqlite() as place:
        given = given_for(place)
        a_club_that_takes_applications(given)
        with serving(target(given)) as server:
            worst, watch = 0.0, Watch(server.group)
            for kind in kinds():
                if time.monotonic() > until:
                    break
                status, took = sent(server.port, kind)
                seen[status] += 1
                worst = max(worst, took)
                if status not in kind.answers:
                    faults.append(f"{kind.what}: {status}")
                if took > SLOWEST:
                    slow.append(f"{kind.what}: {took:.1f} s")
            most = watch.stop()
            spoiled = kept_wrongly(FileStore((place.folder / "files").as_uri()))
    shown = ", ".join(f"{status or 'refused on the way'}: {many}" for status, many in sorted(seen.items()))
    yield f"{sum(seen.values())} kinds of file: {len(faults)} other answers than are right ({shown})"
    yield f"worst {worst:.2f} s, {len(slow)} over {SLOWEST:.0f} s; {most} MB more memory than at rest (may be {MEMORY})"
    yield f"of what was kept {len(spoiled)} hold words that were hidden in them, or are neither picture nor PDF"
    yield from [*faults, *slow, *spoiled]


def sent(port: int, kind: Kind) -> tuple[int, float]:
    """The status and the seconds of one file; the rest of the form is in order."""
    one, content = Applicant(port), kind.content()
    fields = one.form() | {"step": "check"}
    stream = BytesIO(content) if isinstance(content, bytes) else content
    answer = one.send(fields, paper(stream, kind.name))
    return answer.status, answer.seconds


def kept_wrongly(store: FileStore) -> list[str]:
    """What is kept must be a picture made new, without hidden words, or a PDF, which is only ever saved."""
    wrong = []
    for key in store.everything():
        content = store.read(key)
        is_picture = content.startswith(b"\xff\xd8\xff")
        if not is_picture and not content.startswith(b"%PDF-"):
            wrong.append(f"neither: {content[:20]!r}")
        elif is_picture and (MARK in content or b"Exif" in content):
            wrong.append("hidden words in a picture")
    return wrong


class Watch:
    """Looks again and again at how much memory a group of processes has, children that live for a moment too."""

    def __init__(self, group: int) -> None:
        self._group, self._over = group, threading.Event()
        self._at_rest = self._most = memory_of(group)
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(0.02):
            self._most = max(self._most, memory_of(self._group))

    def stop(self) -> int:
        """Megabytes more than at rest, at most."""
        self._over.set()
        self._thread.join()
        return self._most - self._at_rest


def memory_of(group: int) -> int:
    """What the processes of a group hold in memory, in megabytes."""
    pages = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[2]) == group:
                pages += int(fields[21])
    return pages * PAGE // 1024**2
