"""A certificate on paper: its page, set as PDF while nothing is held, and kept with what became of it."""

from typing import Any

from flask import current_app

from club.clubs.models import Club
from club.clubs.queries import CLUB_BY_ID
from club.copies.printing import for_setting
from club.core import clock, pdf
from club.core.db import read, session
from club.core.files import FileStore
from club.core.i18n import speaking
from club.core.qr import svg
from club.core.refusals import Refusal
from club.core.scope import current
from club.core.site import ClubSeen


def paper(name: str, *, lang: str, address: str, **facts: Any) -> str:
    """The page of a certificate in a language, with the code that leads to where it is verified.

    Nothing of it begins to write, for whoever sets it holds nothing meanwhile.
    """
    club = ClubSeen(read(CLUB_BY_ID, id=current().club).one())
    with speaking(lang):
        page = current_app.jinja_env.get_template(name)
        return page.render(club_name=club.name, lang=lang, address=address, qr=svg(address, address), **facts)


def set_as_pdf(page: str) -> bytes | Refusal:
    """The PDF of such a page, or why there is none: then its page can be printed."""
    return pdf.drawn(for_setting(page))


def keep(drawn: bytes | Refusal) -> tuple[str, str]:
    """Keep a PDF: where its bytes are, and why there are none; the row that names them is held."""
    if isinstance(drawn, Refusal):
        return "", drawn.code
    club = session().get_one(Club, current().club)
    files: FileStore = current_app.extensions["files"]
    return files.keep(drawn, club=club.slug, today=clock.today(club.zone)), ""
