"""The lock file works through any index and on any machine, and nothing in it can be exchanged."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINS = re.split(r"\n(?=[a-z0-9])", LOCK.partition("\n")[2])
FIX = "change pyproject.toml, then run `make lock`"


def test_lock_names_no_address_and_no_folder() -> None:
    found = re.findall(r".*(?:://|^-|--(?!hash=)[a-z]| /).*", LOCK, re.MULTILINE)
    assert found == [], f"the lock must work through any index: {FIX}"


def test_lock_pins_each_package_with_a_hash() -> None:
    pins = [pin for pin in PINS if not pin.startswith("#")]
    loose = [pin.split()[0] for pin in pins if "==" not in pin.split()[0] or "--hash=sha256:" not in pin]
    assert loose == [], f"no version or no hash: {FIX}"


def test_lock_has_every_declared_dependency() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*declared["project"]["dependencies"], *declared["dependency-groups"]["dev"]]
    names = {re.split(r"[\[>=<~ ]", line)[0] for line in wanted}
    locked = set(re.findall(r"^([a-z0-9-]+)(?===|\[)", LOCK, re.MULTILINE))
    assert names - locked == set(), f"declared but not locked: {FIX}"
