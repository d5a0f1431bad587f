"""What a card says of the club: for its front page and its lists."""

from club.cards.kinds import Found, shows
from club.cards.rules import Shape, Sheet
from club.cards.sheets import of_club
from club.core.addresses import absolute
from club.core.i18n import speaking
from club.core.site import club_here

KIND, SLUG = "club", "front"


def sheet_of_club() -> Sheet:
    """What the club says of itself first, in its own language."""
    club = club_here()
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
    return Found(club_here().id, sheet_of_club()) if slug == SLUG else None
