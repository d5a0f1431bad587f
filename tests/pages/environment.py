"""A Jinja environment that stands in for the program: the same names, made-up data, no database."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import segno
from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from club.core import ladder_picture, position_picture
from club.core.pages import menu, menu_bar
from club.core.tongue import marked

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
GALLERY = Path(__file__).parent / "gallery"
LOCALES = {"en": "en_GB", "zh": "zh_Hans_CN"}


@dataclass(frozen=True)
class Club:
    name: str
    slug: str = "goldcrown"
    telephone: str = "0571 5550 1230"
    chat_qr_ref: str | None = None
    accent: str = "gold"


@dataclass(frozen=True)
class Firm:
    name: str


@dataclass(frozen=True)
class Person:
    name: str
    is_operator: bool = True
    firms: tuple[object, ...] = ()


@dataclass(frozen=True)
class Links:
    home: str = "/goldcrown/"
    search: str = "/goldcrown/search"
    firm: str = "/goldcrown/firms/lantern/"
    sign_in: str = "/goldcrown/login"
    sign_out: str = "/goldcrown/logout"
    me: str = "/goldcrown/me"
    inbox: str = "/goldcrown/me/inbox"
    operator: str = "/"
    privacy: str = "/goldcrown/privacy"
    find_application: str = "/goldcrown/apply/find"
    imprint: str = "/goldcrown/imprint"


def chinese() -> dict[str, str | tuple[str, ...]]:
    """Give the Chinese of layouts and components by their English."""
    with (ROOT / "translations/zh/pages.po").open("rb") as file:
        catalogue = read_po(file)
    found: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if message.id:
            found[message.id[0] if isinstance(message.id, tuple) else message.id] = message.string
    return found


@cache
def environment(lang: str = "en", *, asset_root: str = "/static") -> Environment:
    """Make an environment that reads as the program's does, in one language."""
    env = Environment(
        loader=FileSystemLoader([TEMPLATES, GALLERY]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    words = chinese() if lang == "zh" else {}

    def gettext(text: str) -> str:
        said = words.get(text) or text
        return said if isinstance(said, str) else said[0]

    def ngettext(one: str, many: str, number: int) -> str:
        said = words.get(one)
        return (said if isinstance(said, str) else said[0]) if said else (one if number == 1 else many)

    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        ladder_picture=ladder_picture.draw,
        position_picture=position_picture.draw,
        menu=menu,
        menu_bar=menu_bar,
        tongue=lambda text: marked(str(text), lang),
        csrf_token=lambda: "made-up-token",
        asset=lambda name: f"{asset_root}/{name}",
        url_for=lambda endpoint, **values: f"/{endpoint}?{values}",
        switch=lambda **choice: "/preferences?" + "&".join(f"{name}={value}" for name, value in choice.items()),
        get_flashed_messages=lambda with_categories: [("good", "?")] * (not with_categories),
    )
    env.filters["number"] = lambda value: format_decimal(value, locale=LOCALES[lang])
    env.filters["day"] = lambda value: format_date(value, "long" if lang == "zh" else "d MMM y", locale=LOCALES[lang])
    env.filters["moment"] = lambda value: format_datetime(value, "medium", locale=LOCALES[lang])
    return env


def qr(text: str = "https://club.example/goldcrown/apply") -> Markup:
    """Draw a code as the program does: an SVG without size, so that the sheet decides."""
    code = segno.make(text, error="m").svg_inline(omitsize=True, border=2, dark="#1c2026", light="#fff")
    return Markup(code.replace("<svg ", f'<svg role="img" aria-label="QR: {text}" ', 1))  # noqa: S704


def surroundings(lang: str = "en", theme: str = "auto", **more: object) -> dict[str, object]:
    """Give what the core gives to each page."""
    return {
        "club": Club("金冠俱乐部" if lang == "zh" else "Golden Crown Club"),
        "person": None,
        "navigation": public_links(lang),
        "firm_navigation": [],
        "lang": lang,
        "theme": theme,
        "unread": 0,
        "links": Links(),
        "pages_here": lambda: [("about-the-club", "关于俱乐部" if lang == "zh" else "About the club", lang)],
        "demo": True,
        **more,
    }


def public_links(lang: str) -> list[tuple[str, str, bool]]:
    words = ("讲座", "新闻", "课程", "成员") if lang == "zh" else ("Talks", "News", "Classes", "Members")
    return [(word, f"/goldcrown/{number}", number == 0) for number, word in enumerate(words)]


A_DAY = date(2026, 11, 12)
A_MOMENT = datetime(2026, 11, 12, 14, 32)  # noqa: DTZ001  (shown only)
