"""Children that read what others sent: they learn nothing of where the program runs."""

import json
from pathlib import Path

import pytest

from club.core import limited

TELLS = """
import json, os, sys
sys.stdin.read()
print(json.dumps([os.getcwd(), dict(os.environ)]))
"""


def test_a_child_has_no_secret_and_no_folder_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "SECRET_KEY", "KEY_ENCRYPTION_KEY"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("FONTCONFIG_PATH", "/fonts")
    monkeypatch.chdir(tmp_path)
    Path("tells.py").write_text(TELLS)
    folder, environ = json.loads(limited.carry_out(Path("tells.py"), b"", patience=20).out)
    assert folder == "/"
    assert "secret" not in environ.values()
    assert environ["FONTCONFIG_PATH"] == "/fonts"
