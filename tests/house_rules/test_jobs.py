"""Every handler of a job is known to the program as it starts, and not only to the test of its slice."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # starts the program

ROOT = Path(__file__).parents[2]
HANDLES = re.compile(r"^@(?:outbox\.)?handles\(", re.MULTILINE)
LOADED = "import sys, wsgi; print(*sys.modules)"


def test_every_module_with_a_job_is_loaded_by_the_program(tmp_path: Path) -> None:
    given = {"CLUB_MODE": "development", "CLUB_INSTANCE": str(tmp_path), "EMBEDDED_JOBS": "0"}
    loaded = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, env=given, capture_output=True, text=True, check=True
    )
    sources = [path for path in (ROOT / "club").rglob("*.py") if HANDLES.search(path.read_text("utf-8"))]
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sources}
    assert len(names) > 10
    missing = names - set(loaded.stdout.split())
    assert missing == set(), "import them in club/slices.py, else their jobs are never ordered or carried out"
