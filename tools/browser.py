"""Find Chromium and what it draws Chinese with; install them where we may, else name the one command to type."""

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The browser to drive: $CHROMIUM, else the machine's."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def has_chinese_font() -> bool:
    fonts = Path("/usr/share/fonts")
    return any(True for pattern in ("*CJK*", "wqy*") for _ in fonts.rglob(pattern))


def missing_packages() -> list[str]:
    """Debian's names of what is not here. Playwright's driver needs libatomic1, PDF the next two."""
    present = {
        "chromium": chromium() is not None,
        "fonts-noto-cjk": has_chinese_font(),
        "libpangoft2-1.0-0": ctypes.util.find_library("pangoft2-1.0") is not None,
        "libharfbuzz-subset0": ctypes.util.find_library("harfbuzz-subset") is not None,
        "libatomic1": ctypes.util.find_library("atomic") is not None,
    }
    return [name for name, is_here in present.items() if not is_here]


def install(packages: list[str]) -> None:
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("Installing", *packages, flush=True)
    subprocess.run([*apt, "update"], check=True, env=quiet)
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)


def main() -> int:
    packages = missing_packages()
    if not packages:
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install(packages)
        return 0
    wanted = " ".join(packages)
    print(f"The journeys need a browser. Please type:\n\n  sudo apt-get install {wanted}\n", file=sys.stderr)
    print("(Elsewhere than on Debian: install Chromium and set CHROMIUM to its path.)", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
