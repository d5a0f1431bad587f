"""The disk runs full while people apply, and is freed again: nothing is 500, pages are read on, no restart is needed.

The disk is a small one in memory, in a namespace of its own; nobody needs to be the superuser.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from bench.places import Place
from bench.servers import ROOT, serving
from drills.applicant import Applicant, a_club_that_takes_applications, books, given_for, paper, target

MEGABYTES = 40
BALLAST = 12_000_000
AFTER_FULL = 15
"""So many applications are sent while the disk is full."""
MOST = 400


def run(seconds: float) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="club-full-") as folder:
        mounted = f'mount -t tmpfs -o size={MEGABYTES}m tmpfs {folder} && exec "$@"'
        inside = [sys.executable, "-m", "drills.full_disk", folder]
        command = ["unshare", "--map-root-user", "--mount", "sh", "-c", mounted, "sh", *inside]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    yield from json.loads(done.stdout.splitlines()[-1])


def inside(folder: Path) -> list[str]:
    """The experiment itself, on the small disk."""
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(BALLAST))
    home = folder / "instance"
    home.mkdir()
    address = f"sqlite:///{home / 'club.db'}"
    place = Place("SQLite", home, address, address, address, address, None)
    given = given_for(place, EMBEDDED_JOBS="1")
    app, club = a_club_that_takes_applications(given)
    with serving(target(given)) as server:
        before = _apply_until_full(server.port)
        full = Counter(_apply(server.port) for _ in range(AFTER_FULL))
        (folder / "rest").write_bytes(bytes(shutil.disk_usage(folder).free))
        bare = Counter(_apply(server.port, with_photo=False) for _ in range(AFTER_FULL))
        read = Counter(Applicant(server.port).open(path).status for path in ["/crown/", "/crown/apply", "/healthz"] * 5)
        for weight in (ballast, folder / "rest"):
            weight.unlink()
        begun = time.monotonic()
        while (again := _apply(server.port)) != 303 and time.monotonic() - begun < 30:
            time.sleep(0.2)
        back = time.monotonic() - begun
    found = books(app, club)
    return [
        f"SQLite and files on {MEGABYTES} MB: {before[303]} applications until it was full ({_told(before)})",
        f"while full: {_told(full)} for {AFTER_FULL} applications with a photo; {_told(read)} for pages only read",
        f"with not a byte left: {_told(bare)} for {AFTER_FULL} applications without a photo",
        f"with {BALLAST // 1_000_000} MB freed: answer {again} after {back:.1f} s without a restart",
        f"{len(found.codes)} applications in the books, {found.halves} half",
    ]


def _apply_until_full(port: int) -> Counter[int]:
    seen: Counter[int] = Counter()
    while not (set(seen) - {303}) and seen[303] < MOST:
        seen[_apply(port)] += 1
    return seen


def _apply(port: int, *, with_photo: bool = True) -> int:
    one, papers = Applicant(port), [paper(a_large_photo(), "bank.jpg")] if with_photo else []
    return one.send(one.form(contact=f"o{time.monotonic_ns()}@ferry.example"), *papers).status


def a_large_photo() -> BytesIO:
    """Noise, which a picture's format cannot make small."""
    out = BytesIO()
    Image.effect_noise((700, 700), 80).convert("RGB").save(out, "JPEG", quality=95)
    out.seek(0)
    return out


def _told(seen: Counter[int]) -> str:
    return ", ".join(f"{status}: {many}" for status, many in sorted(seen.items()))


if __name__ == "__main__":
    print(json.dumps(inside(Path(sys.argv[1]))))
