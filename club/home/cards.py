"""What a card says of the club, for its front page and its lists; it is drawn before anybody asks for it."""

from sqlalchemy import select

from club.cards import actions
from club.cards.kinds import Found, shows
from club.cards.rules import Shape, Sheet
from club.cards.sheets import club_at_hand, of_club
from club.clubs.followers import follows_settings
from club.clubs.models import Club
from club.core import outbox
from club.core.addresses import absolute
from club.core.db import session
from club.core.i18n import speaking
from club.core.scope import Scope

KIND, SLUG = "club", "front"


def sheet_of_club() -> Sheet:
    """What the club says of itself first, in its own language."""
    club = club_at_hand()
    with speaking(club.lang):
        return of_club(
            club.lang,
            title=club.opening or club.name,
            text=club.about,
            by=(club.place,),
            address=absolute("home.front"),
        )


@shows(KIND)
def _found(slug: str, _shape: Shape) -> Found | None:
    return Found(club_at_hand().id, sheet_of_club()) if slug == SLUG else None


@follows_settings
def draw_anew() -> None:
    """Draw it once the club says something else of itself."""
    actions.order(KIND, SLUG)


@outbox.handles("home.every_front", is_daily=True)
def _every_day() -> None:
    """In every club that is open: a new one has no card yet, and how cards look may have changed."""
    for club_id in session().scalars(select(Club.id).where(Club.suspended_at.is_(None)).order_by(Club.id)):
        outbox.order(actions.DRAW, scope=Scope(club_id), kind=KIND, slug=SLUG)
