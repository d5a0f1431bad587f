"""What a card says of a talk."""

from typing import Any

from flask import g, has_request_context

from club.cards.kinds import Found, shows
from club.cards.rules import Shape, Sheet
from club.cards.sheets import of_club
from club.core.addresses import absolute
from club.core.db import read
from club.core.i18n import day, speaking
from club.core.i18n import say as _
from club.policy import Can
from club.talks.models import Publication, Visibility
from club.talks.queries import ONE, is_readable

KIND = "talk"


def sheet_of(talk: Any) -> Sheet:
    """Title, summary, who, when; whoever has the code opens the talk."""
    with speaking(talk.lang):
        is_public = talk.visibility is Visibility.PUBLIC
        note = _("Scan to read the talk.") if is_public else _("For members. Scan to sign in and read.")
        return of_club(
            talk.lang,
            title=talk.title,
            text=talk.summary,
            by=(_line(talk.speaker, talk.firm_name), _line(day(talk.held_on), talk.place)),
            address=absolute("talks.show", slug=talk.slug),
            note=str(note),
        )


@shows(KIND, ahead=(Shape.WIDE, Shape.PORTRAIT))
def _found(slug: str, shape: Shape) -> Found | None:
    """A talk that is out: the sheet for whoever may read it, the card that chats show for everybody."""
    talk = read(ONE, slug=slug).first()
    if talk is None or talk.status is not Publication.PUBLISHED:
        return None
    is_member = shape is Shape.PORTRAIT and (not has_request_context() or _reads_here())
    return Found(talk.id, sheet_of(talk)) if is_readable(talk.visibility, is_member=is_member) else None


def _reads_here() -> bool:
    """Whether whoever asks reads what is for members."""
    return g.who is not None and bool(g.who.can(Can.LIBRARY_READ))


def _line(*parts: str) -> str:
    return " · ".join(filter(None, parts))
