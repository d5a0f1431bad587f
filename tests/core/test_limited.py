"""Children that read what others sent: they learn nothing of where the program runs."""

import json
import signal
from pathlib import Path

import pytest

from club.core import limited

TELLS = """
import json, os, sys
sys.stdin.read()
print(json.dumps([os.getcwd(), dict(os.environ)]))
"""


WRITES_ON = """
import sys
sys.stdin.read()
sys.stderr.write("x" * 5000 + chr(10))
while True:
    sys.stdout.write("x" * 1000)
"""


def test_a_child_has_no_secret_and_no_folder_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "SECRET_KEY", "KEY_ENCRYPTION_KEY"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("FONTCONFIG_PATH", "/fonts")
    monkeypatch.chdir(tmp_path)
    Path("tells.py").write_text(TELLS)
    folder, environ = json.loads(limited.carry_out(Path("tells.py"), b"", patience=20, most=10_000).out)
    assert folder == "/"
    assert "secret" not in environ.values()
    assert environ["FONTCONFIG_PATH"] == "/fonts"


def test_a_child_that_writes_without_end_is_ended_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    program = tmp_path / "writes_on.py"
    program.write_text(WRITES_ON)
    heard: list[str] = []
    done = limited.carry_out(program, b"", patience=60, most=200_000, heard=heard.append)
    assert (done.is_cut, done.out, done.code) == (True, b"", -signal.SIGKILL)
    assert [len(line) for line in heard] == [1000, 1000, 1000, 1000, 1000, 0]
