"""A text as it stands on paper: cover, contents, the text, the record of changes, lines to sign."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from flask import current_app
from markupsafe import Markup

from club.core import pdf
from club.core.clock import Days
from club.core.i18n import speaking
from club.core.pages import STATIC
from club.documents.body import Kind
from club.documents.languages import for_reading, language_for
from club.documents.showing import Pointed, shown

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_PICTURE = re.compile(r'(<svg class="wide"[^>]*>)')


@dataclass(frozen=True)
class Edition:
    """What is printed: a text of a firm, which state of it, and what is known of that.

    `pointed` says what the items of another text that this one names are called there, by key.
    """

    kind: Kind[Any]
    body: Any
    own_lang: str
    firm: str
    days: Days
    number: int | None = None
    effective_on: Any = None
    department: str = ""
    keeper: str = ""
    revisions: Sequence[Any] = ()
    shows_pay: bool = True
    pointed: Mapping[str, str] = field(default_factory=dict)
    picture_at: Callable[[str], str] | None = None


def page(edition: Edition, wish: str, *, at: datetime, back: str = "") -> str:
    """The whole page in a language, its text in that too where it has both; `back` leads back, on screen only."""
    own = language_for(edition.body, edition.own_lang, wish)
    with speaking(wish):
        body = for_reading(edition.body, own)
        text = _text(edition, body)
        return _drawn(
            "copies/print.html",
            edition=edition,
            body=body,
            text=text,
            contents=contents(text),
            lang=wish,
            own=own,
            printed_on=edition.days.of(at),
            signed=[_signed(row, edition.days) for row in edition.revisions],
            back=back,
        )


def _text(edition: Edition, body: Any) -> Markup:
    """The reading page of the kind, everything unfolded; a kind may have a page of its own for paper."""
    values = shown(
        edition.kind,
        replace(body, summary=""),
        shows_pay=edition.shows_pay,
        picture_at=edition.picture_at,
        pointed={key: Pointed(name, f"#{key}") for key, name in edition.pointed.items()},
    )
    own = f"documents/{edition.kind.name}/_print.html"
    names = [own, values["partial"]]
    found = str(current_app.jinja_env.select_template(names).render(values))
    return Markup(found.replace("<details>", "<details open>"))  # noqa: S704  our own page


def _drawn(name: str, **values: Any) -> str:
    return str(current_app.jinja_env.get_template(name).render(values))


def contents(text: str) -> list[tuple[str, str]]:
    """The headings of a text: where each stands and what it says."""
    return [(key, Markup(words).striptags()) for key, words in _HEADING.findall(text)]  # noqa: S704  our own page


def _signed(row: Any, days: Days) -> dict[str, Any]:
    """A number of the record with its days as the firm counts them."""
    return {
        "number": row.number,
        "note": row.note,
        "weight": row.weight,
        "effective_on": row.effective_on,
        "published_on": days.of(row.published_at),
        "publisher": row.publisher,
        "approver": row.approver,
        "approved_on": days.of(row.approved_at) if row.approved_at else None,
    }


def for_setting(page: str) -> str:
    """The page with its styles inside, as it is set as PDF; a picture takes its styles along."""
    inside = pdf.with_styles(page)
    picture = (STATIC / "picture.css").read_text("utf-8")
    return _PICTURE.sub(lambda found: f"{found[1]}<style>{picture}</style>", inside)
