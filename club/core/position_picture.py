"""Where somebody stands on the way, as one small line: stages to the scale of time, and a pin."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from club.core.ladder_picture import n, path, svg, text

WIDTH, GAP, NARROWEST = 340, 2, 1
LEFTMOST, RIGHTMOST = 12, 346


def draw(words: object, stages: Sequence[Mapping[str, Any]], at: float, initial: object) -> Markup:
    """Draw the stages by their `months`, those before `at` filled."""
    scale = WIDTH / (sum(stage["months"] for stage in stages) or 1)
    parts, begun = [], 0.0
    for stage in stages:
        x, width = begun * scale, max(stage["months"] * scale - GAP, NARROWEST)
        parts.append(_segment("seg", x, width))
        if at > begun:
            parts.append(_segment("seg-on", x, min((at - begun) * scale, width)))
        begun += stage["months"]
    pin = min(max(at * scale, LEFTMOST), RIGHTMOST)
    parts += [
        path("track open", "M342 31H356"),
        path("pin", f"M{n(pin)} 25v12"),
        f'<circle class="who" cx="{n(pin)}" cy="13" r="11.5"/>',
        text(pin, 17.7, initial, "ini"),
    ]
    return svg("where", 358, 46, str(words), parts)


def _segment(css: str, x: float, width: float) -> str:
    return f'<rect class="{css}" x="{n(x)}" y="28" width="{n(width)}" height="6" rx="1"/>'
