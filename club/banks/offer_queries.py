"""Reads of questions that instructors offer to the club's bank."""

from sqlalchemy import BigInteger, and_, bindparam, func, select

from club.banks.models import ClubQuestion
from club.banks.offer_rules import ON_A_PAGE
from club.clubs.models import RoleInClub
from club.core.walls import reads

_SHOWN = (
    ClubQuestion.ref,
    ClubQuestion.sort,
    ClubQuestion.text,
    ClubQuestion.tags,
    ClubQuestion.points,
    ClubQuestion.changed_at,
    ClubQuestion.offered_at,
    ClubQuestion.declined_at,
)
_WAITS = and_(ClubQuestion.offered_at.is_not(None), ClubQuestion.declined_at.is_(None))
_AUTHOR = (
    select(func.min(RoleInClub.name))
    .where(RoleInClub.club_id == ClubQuestion.club_id, RoleInClub.person_id == ClubQuestion.author_id)
    .correlate(ClubQuestion)
    .scalar_subquery()
)
OFFERED = reads(
    select(*_SHOWN, _AUTHOR.label("author"))
    .where(_WAITS)
    .order_by(ClubQuestion.offered_at, ClubQuestion.id)
    .limit(ON_A_PAGE)
)
"""What waits for an editor, the oldest first."""
WAITING = reads(select(func.count(ClubQuestion.id)).where(_WAITS))
_VIEWER = bindparam("viewer", type_=BigInteger)
OWN = reads(
    select(*_SHOWN)
    .where(ClubQuestion.author_id == _VIEWER)
    .order_by(ClubQuestion.changed_at.desc(), ClubQuestion.id.desc())
    .limit(ON_A_PAGE + 1)
    .offset(bindparam("offset"))
)
"""What somebody offered, and what became of it."""
NOT_IN = reads(
    select(func.count(ClubQuestion.id)).where(ClubQuestion.author_id == _VIEWER, ClubQuestion.offered_at.is_not(None))
)
