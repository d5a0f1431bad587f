"""Eight processes meet an empty database and all of them migrate it; every one of them must come up clean."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.servers import ROOT
from drills.settings import environment

PROCESSES = 8
START = "from flask_migrate import upgrade; from wsgi import app; app.app_context().push(); upgrade(); \
assert app.test_client().get('/readyz').status_code == 200"


def run(rounds: int, seconds: float) -> str:
    failed, done, until = 0, 0, time.monotonic() + seconds
    while done < rounds and time.monotonic() < until:
        done += 1
        with tempfile.TemporaryDirectory(prefix="club-boot-") as folder:
            started = [
                subprocess.Popen(
                    [sys.executable, "-W", "ignore", "-c", START],
                    cwd=ROOT,
                    env=environment(Path(folder)),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    text=True,
                )
                for _ in range(PROCESSES)
            ]
            for process in started:
                _, complaint = process.communicate(timeout=180)
                if process.returncode:
                    failed += 1
                    print(complaint.strip().splitlines()[-1:])
    return f"{done} of {rounds} empty databases, {PROCESSES} processes each: {failed} did not come up"


def migrate(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", START], cwd=ROOT, env=environment(folder), check=True)
