"""The days of the firm in scope, for whatever acts without its pages: an action, or a job."""

from sqlalchemy import bindparam, select

from club.clubs.models import Club
from club.core.clock import Days
from club.core.db import read
from club.core.scope import current
from club.core.walls import reads, reads_installation
from club.firms.models import Firm

_FIRM = reads(select(Firm.zone, Firm.day_starts_at).where(Firm.id == bindparam("firm_id")))
_CLUB = reads_installation(select(Club.zone).where(Club.id == bindparam("club_id")))


def days_here() -> Days:
    """How the firm in scope counts its days: in its zone, else the club's, from its hour on."""
    scope = current()
    firm = read(_FIRM, firm_id=scope.firm).one()
    return Days(firm.zone or read(_CLUB, club_id=scope.club).scalar_one(), firm.day_starts_at)
