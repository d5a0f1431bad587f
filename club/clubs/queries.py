"""Reads of clubs."""

from sqlalchemy import bindparam, select

from club.clubs.models import Club
from club.core.walls import reads_installation

_OPEN = select(*Club.__table__.c).where(Club.suspended_at.is_(None))

CLUB_BY_SLUG = reads_installation(_OPEN.where(Club.slug == bindparam("slug")))
CLUB_BY_ID = reads_installation(select(*Club.__table__.c).where(Club.id == bindparam("id")))
CLUB_BY_DOMAIN = reads_installation(
    _OPEN.where(Club.domain == bindparam("domain"), Club.domain_verified_at.is_not(None))
)
CLUBS = reads_installation(
    select(Club.slug, Club.name_en, Club.name_zh, Club.place_en, Club.place_zh)
    .where(Club.suspended_at.is_(None))
    .order_by(Club.name_en)
)
