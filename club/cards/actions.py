"""Cards are drawn soon after their text came out or changed, or when they are first asked for; and kept.

A card is made of its text alone, so no row tells of it: its key follows from the text’s.
"""

from base64 import b32encode
from datetime import timedelta
from hashlib import sha256

from flask import current_app

from club.cards.kinds import AHEAD, FINDERS
from club.cards.rules import WIDTHS, Shape, Sheet, digest_of, size_of
from club.clubs.queries import CLUB_BY_ID
from club.core import outbox, pdf, qr
from club.core.db import read
from club.core.files import FileStore
from club.core.i18n import speaking
from club.core.refusals import Refusal
from club.core.scope import current

DRAW, SOON = "cards.draw", timedelta(minutes=1)
"""A moment, so that what is put right at once is drawn once."""
NEVER_A_YEAR = "00"
"""The folder of cards, beside those of the years."""
DIGEST = 64


def kept(club: str, kind: str, text_id: int, shape: Shape, sheet: Sheet) -> bytes | None:
    """The picture of a text, where it is kept and says what it would say now."""
    try:
        content = store().read(_key(club, kind, text_id, shape))
    except FileNotFoundError:
        return None
    return content[DIGEST:] if content[:DIGEST] == digest_of(sheet).encode() else None


def draw(club: str, kind: str, text_id: int, shape: Shape, sheet: Sheet) -> bytes | Refusal:
    """Draw the picture of a text, in place of what was kept of it. It takes seconds."""
    drawn = pdf.pictured(_page(shape, sheet), width=WIDTHS[shape])
    if isinstance(drawn, bytes):
        store().put(_key(club, kind, text_id, shape), digest_of(sheet).encode() + drawn)
    return drawn


def order(kind: str, slug: str) -> None:
    """Let the pictures of a text be drawn in a moment, so that the first who asks for one need not wait for it."""
    outbox.order(DRAW, after=SOON, kind=kind, slug=slug)


@outbox.handles(DRAW)
def draw_ahead(*, kind: str, slug: str) -> None:
    """Draw what chats show of a text, and the sheet that people pass on, where it is out and not drawn already."""
    club = read(CLUB_BY_ID, id=current().club).one()
    for shape in AHEAD[kind]:
        found = FINDERS[kind](slug, shape)
        asked = (club.slug, kind, found.id, shape, found.sheet) if found is not None else None
        if asked is not None and kept(*asked) is None:
            draw(*asked)


def forget(club: str, kind: str, text_id: int) -> None:
    """Let the pictures of a text go, which nobody may read any more."""
    for shape in Shape:
        store().forget(_key(club, kind, text_id, shape))


def store() -> FileStore:
    """Where cards are."""
    files: FileStore = current_app.extensions["files"]
    return files


def _key(club: str, kind: str, text_id: int, shape: Shape) -> str:
    name = sha256(f"card:{club}:{kind}:{text_id}:{shape.value}".encode()).digest()
    return f"{club}/{NEVER_A_YEAR}/{b32encode(name)[:16].decode().lower()}"


def _page(shape: Shape, sheet: Sheet) -> str:
    code = qr.svg(sheet.address, sheet.address) if shape is Shape.PORTRAIT else ""
    with speaking(sheet.lang):
        page = current_app.jinja_env.get_template("cards/card.html").render(
            shape=shape.value, sheet=sheet, lang=sheet.lang, size=size_of(sheet.title), code=code
        )
    return pdf.with_styles(page)
