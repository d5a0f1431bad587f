"""What the program imports is declared, so that a fresh machine has it; what is declared is imported."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # reads every source

ROOT = Path(__file__).parents[2]
PROGRAM = [ROOT / "config.py", ROOT / "wsgi.py", *(ROOT / "club").rglob("*.py"), *(ROOT / "migrations").rglob("*.py")]
OWN = {"club", "config", "wsgi"}
WITH_FLASK = {"werkzeug", "jinja2", "click", "markupsafe", "itsdangerous"}
# Never imported by us by name: the server, and what a library reaches for itself.
NOT_IMPORTED = {"redis", "stripe"}


def plain(name: str) -> str:
    return re.split(r"[\[>=<~; ]", name)[0].lower().replace("_", "-")


def imported() -> dict[str, str]:
    """Packages by name, each with a file that imports it."""
    found: dict[str, str] = {}
    for path in PROGRAM:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            else:
                continue
            for name in names:
                found[name.partition(".")[0]] = path.relative_to(ROOT).as_posix()
    return {name: path for name, path in found.items() if name not in sys.stdlib_module_names | OWN}


@cache
def packages() -> dict[str, str]:
    known = packages_distributions()
    return {plain(known[name][0]): path for name, path in imported().items()}


def declared() -> set[str]:
    return {
        plain(line) for line in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    }


def test_program_imports_only_what_is_declared() -> None:
    missing = {name: path for name, path in packages().items() if name not in declared() | WITH_FLASK}
    assert missing == {}, "add them to dependencies in pyproject.toml, then run `make lock`"


def test_declared_dependencies_are_used() -> None:
    unused = declared() - packages().keys() - NOT_IMPORTED
    assert unused == set(), "take them out of pyproject.toml, then run `make lock`"
