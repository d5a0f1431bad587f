"""Builds club/static/site.css from one small sheet per component: python -m club.core.stylesheet."""

import re
import sys
from pathlib import Path

STATIC = Path(__file__).parent.parent / "static"
SOURCES = STATIC / "css"
TARGET = STATIC / "site.css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'"[^"]*"')


def order() -> list[Path]:
    """Give the sheets in the order in which they are joined."""
    return [SOURCES / f"{name}.css" for name in (SOURCES / "order.txt").read_text().split()]


def shrink(sheet: str) -> str:
    """Take comments and needless space out of a sheet; quoted text stays as it is."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\0{len(kept) - 1}\0"

    text = _STRING.sub(keep, _COMMENT.sub("", sheet))
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,>]) ?", r"\1", text)
    text = re.sub(r"([\w-]): ", r"\1:", text).replace(";}", "}")
    return re.sub("\0(\\d+)\0", lambda match: kept[int(match.group(1))], text).strip()


def build() -> str:
    """Join and shrink all sheets."""
    return shrink("\n".join(sheet.read_text() for sheet in order())) + "\n"


if __name__ == "__main__":
    TARGET.write_text(build())
    sys.stdout.write(f"{TARGET.relative_to(STATIC.parent.parent)}: {TARGET.stat().st_size} bytes\n")
