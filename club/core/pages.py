"""What every page gets: its globals, its static addresses, and the pages for what went wrong."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from flask import Flask, g, has_request_context, render_template
from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup, escape

from club.core import drawing, i18n, ladder_picture, position_picture
from club.core.at_hand import asked, beside
from club.core.csrf import csrf_token
from club.core.linking import link, linked
from club.core.refusals import Refusal
from club.core.saying import said
from club.core.tongue import tongue
from config import ROOT

STATIC = ROOT / "club" / "static"
PAGES_FOR = frozenset({400, 403, 404, 413, 422, 429, 500, 503})
THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"
JINJA = f"jinja-{version('jinja2')}-{hashlib.blake2b(Path(drawing.__file__).read_bytes(), digest_size=4).hexdigest()}"
"""What compiles a page: another Jinja, or other code of ours, compiles it anew."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""What a page tells programs: Chinese as it is and no spaces, by one encoder that is made once."""


@lru_cache(256)
def digest_of(name: str) -> str:
    """A short digest of a static file, part of its address."""
    return hashlib.blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()


def asset(name: str) -> str:
    """The immutable address of a static file, the same for every club."""
    return f"/static/{digest_of(name)}/{name}"


def init_app(app: Flask, context: Callable[[], dict[str, Any]], *, compiled: Path) -> None:
    """Give every page its globals; `context` adds what depends on the request (club, person, navigation).

    Pages are compiled once an installation and kept in `compiled`, each beside a digest of its source.
    """
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if not app.testing:
        compiled.mkdir(parents=True, exist_ok=True)
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled), f"{JINJA}-%s")
    app.jinja_env.filters.update(linked=linked, as_link=link)
    app.jinja_env.policies.update({"json.dumps_function": _JSON.encode, "json.dumps_kwargs": {}})
    app.jinja_env.globals.update(
        said=said,
        ladder_picture=ladder_picture.draw,
        position_picture=position_picture.draw,
        asset=asset,
        menu_bar=menu_bar,
        menu=menu,
        csrf_token=csrf_token,
        LANGUAGES=i18n.NAMES,
        pick=i18n.pick,
        tongue=tongue,
    )

    @app.context_processor
    def _values() -> dict[str, Any]:
        lang = i18n.lang()
        return {"lang": lang, "_": i18n.sayer(lang), "theme": theme(), "csrf_token": csrf_token, **context()}


Line: TypeAlias = tuple[Any, ...]
"""A line of a menu: its words, its address, whether the page stands there, and perhaps the group that it is in."""


def menu(lines: Iterable[Line]) -> Markup:
    """The list of a menu, each group under its name; the same lines are drawn once."""
    return _menu(tuple(lines))


def menu_bar(lines: Iterable[Line]) -> Markup:
    """The same across a page: each group folded, open to the keyboard and without script."""
    return _bar(tuple(lines))


@lru_cache(2000)
def _menu(lines: tuple[Line, ...]) -> Markup:
    drawn = [
        (f'<p class="kicker">{escape(group)}</p>' if group else "") + f"<ul>{_entries(listed)}</ul>"
        for group, listed in _grouped(lines)
    ]
    return Markup("".join(drawn))  # noqa: S704  each text was escaped


@lru_cache(2000)
def _bar(lines: tuple[Line, ...]) -> Markup:
    drawn = [_folded(group, listed) if group else _entries(listed) for group, listed in _grouped(lines)]
    return Markup(f"<ul>{''.join(drawn)}</ul>")  # noqa: S704  each text was escaped


def _grouped(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    found = groupby(lines, key=lambda line: line[3] if len(line) > 3 else "")  # noqa: PLR2004
    return [(group, list(listed)) for group, listed in found]


def _folded(group: str, lines: Sequence[Line]) -> str:
    here = ' aria-current="true"' if any(line[2] for line in lines) else ""
    inside = f"<div><ul>{_entries(lines)}</ul></div>"
    return (
        f'<li class="more"><details class="menu" name="main"><summary{here}><span>{escape(group)}</span></summary>'
        f"{inside}</details></li>"
    )


def _entries(lines: Iterable[Line]) -> str:
    here = ' aria-current="page"'
    return "".join(
        f'<li><a href="{escape(href)}"{here if is_here else ""}>{escape(words)}</a></li>'
        for words, href, is_here, *_group in lines
    )


def theme() -> str:
    """Light, dark, or as the system has it."""
    if not has_request_context():
        return "auto"
    kept = beside()
    if (known := kept.get("theme")) is None:
        wish = asked().cookies.get(THEME_COOKIE, "auto")
        known = kept.theme = wish if wish in THEMES else "auto"
    return str(known)


def problem_page(status: int, refusal: Refusal | None = None) -> str:
    """The page for an error status, with a reference that the person can quote."""
    known = status if status in PAGES_FOR else (500 if status >= 500 else 400)  # noqa: PLR2004
    try:
        return render_template(
            f"errors/{known}.html",
            reference=g.get("request_id", ""),
            message=said(refusal.message, refusal.values) if refusal else None,
            next_step=said(refusal.next_step, refusal.values) if refusal else None,
        )
    except Exception:
        if status < 500:  # noqa: PLR2004
            raise
        return (STATIC / "fault.html").read_text(encoding="utf-8").replace("REFERENCE", g.get("request_id", ""))
