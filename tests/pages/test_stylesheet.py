"""The sheet is current, small, and holds nothing that no page uses."""

import gzip
import re

import pytest

from club.core import stylesheet
from tests.pages.environment import ROOT

TEXT = ("ink", "muted", "action", "action-2", "mark", "good", "warn", "bad")
TINTS = {"good": "tint-good", "warn": "tint-warn", "bad": "tint-bad", "action": "tint-action", "ink": "tint",
         "muted": "tint", "mark": "mark-tint"}  # fmt: skip
ACCENTS = ("gold", "jade", "indigo", "plum")


def test_site_css_is_current() -> None:
    assert stylesheet.TARGET.read_text() == stylesheet.build(), "run: python -m club.core.stylesheet"


def test_site_css_is_at_most_12_kb_compressed() -> None:
    assert len(gzip.compress(stylesheet.TARGET.read_bytes())) <= 12_000


def test_every_sheet_is_in_the_order() -> None:
    assert sorted(stylesheet.order()) == sorted(stylesheet.SOURCES.glob("*.css"))


def test_every_class_is_used() -> None:
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "club").rglob("*.py"), *(ROOT / "club").rglob("*.js")]
    used = set(re.findall(r"[A-Za-z][\w-]*", "\n".join(path.read_text() for path in sources)))
    selectors = re.sub(r"\{[^{}]*\}", "{}", re.sub(r'"[^"]*"', "", stylesheet.build()))
    classes = set(re.findall(r"\.([A-Za-z][\w-]*)", selectors))
    assert classes - used == set(), "take these classes out of club/static/css"


def test_shrinking_keeps_what_is_quoted() -> None:
    assert stylesheet.shrink('/* no */ a > b { content: "a  ;  b"; color: red; }') == 'a>b{content:"a  ;  b";color:red}'


def tokens(selector: str, sheet: str) -> dict[str, str]:
    """Read the colours that a rule sets."""
    rule = re.search(re.escape(selector) + r" \{(.*?)\}", (stylesheet.SOURCES / sheet).read_text(), re.DOTALL)
    assert rule, selector
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", rule.group(1)))


def palette(theme: str, accent: str) -> dict[str, str]:
    """Give the colours of a theme with a club's accent."""
    colours = tokens(":root", "tokens.css")
    if theme == "dark":
        colours |= tokens('[data-theme="dark"]', "tokens.css")
    if accent != "gold":
        end = '[data-theme="dark"]' if theme == "dark" else ""
        colours |= tokens(f'[data-accent="{accent}"]{end}', "accents.css")
    return colours


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(letter * 2 for letter in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("accent", ACCENTS)
def test_text_has_a_contrast_of_at_least_4_5(theme: str, accent: str) -> None:
    colours = palette(theme, accent)
    pairs = [(text, ground) for text in TEXT for ground in ("paper", "surface")] + list(TINTS.items())
    pairs += [("ink", ground) for ground in ("mark-tint", "mark-deep", "tint-good", "tint-warn", "tint-bad")]
    pairs += [("on-action", "action"), ("on-action", "action-2")]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_controls_have_a_contrast_of_at_least_3(theme: str) -> None:
    colours = palette(theme, "gold")
    assert [ground for ground in ("paper", "surface") if contrast(colours["edge"], colours[ground]) < 3] == []


def test_the_dark_colours_are_the_same_by_choice_and_by_device() -> None:
    sheet = (stylesheet.SOURCES / "tokens.css").read_text()
    chosen, by_device = sheet.split('[data-theme="dark"] {')[1].split("@media")
    assert re.findall(r"--[\w-]+: [^;]+", chosen) == re.findall(r"--[\w-]+: [^;]+", by_device)
