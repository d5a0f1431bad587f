"""Where somebody stands on the way, as one small line: stages to the scale of time, and a pin."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from club.core.ladder_picture import n, path, svg, text

WIDTH, GAP, NARROWEST = 340, 2, 1
LEFTMOST, RIGHTMOST = 12, 346


def draw(words: object, lengths: Iterable[float], at: float, initial: object) -> Markup:
    """Draw stages of so many months each, those before `at` filled; drawn once, as it moves once a day."""
    return _drawn(str(words), tuple(lengths), at, str(initial))


@lru_cache(500)
def _drawn(words: str, lengths: tuple[float, ...], at: float, initial: str) -> Markup:
    scale = WIDTH / (sum(lengths) or 1)
    parts, begun = [], 0.0
    for length in lengths:
        x, width = begun * scale, max(length * scale - GAP, NARROWEST)
        parts.append(_segment("seg", x, width))
        if at > begun:
            parts.append(_segment("seg-on", x, min((at - begun) * scale, width)))
        begun += length
    pin = min(max(at * scale, LEFTMOST), RIGHTMOST)
    parts += [
        path("track open", "M342 31H356"),
        path("pin", f"M{n(pin)} 25v12"),
        f'<circle class="who" cx="{n(pin)}" cy="13" r="11.5"/>',
        text(pin, 17.7, initial, "ini"),
    ]
    return svg("where", 358, 46, words, parts)


def _segment(css: str, x: float, width: float) -> str:
    return f'<rect class="{css}" x="{n(x)}" y="28" width="{n(width)}" height="6" rx="1"/>'
