"""Reads of clubs."""

from sqlalchemy import bindparam, select

from club.clubs.models import Club, Notice, Plan, Section
from club.core.walls import reads, reads_installation

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
EVERY_CLUB = reads_installation(
    select(
        Club.slug,
        Club.name_en,
        Club.name_zh,
        Club.domain,
        Club.domain_verified_at,
        Club.gate_minor,
        Club.gate_currency,
        Club.created_at,
        Club.suspended_at,
    ).order_by(Club.name_en, Club.id)
)
ANY_CLUB = reads_installation(select(*Club.__table__.c).where(Club.slug == bindparam("slug")))
SLUGS = reads_installation(select(Club.slug))

PLAN_OFFERED = reads(
    select(Plan.id, Plan.name_en, Plan.name_zh, Plan.price_minor, Plan.currency, Plan.months, Plan.seats)
    .where(Plan.withdrawn_at.is_(None), Plan.offered_from <= bindparam("now"))
    .order_by(Plan.offered_from.desc(), Plan.id.desc())
    .limit(1)
)
NOTICES = reads(
    select(Notice.id, Notice.kind, Notice.number, Notice.body_en, Notice.body_zh, Notice.in_force_at)
    .where(Notice.in_force_at <= bindparam("now"))
    .order_by(Notice.kind, Notice.number.desc())
)
NOTICE_IN_FORCE = reads(
    select(Notice.id, Notice.number, Notice.body_en, Notice.body_zh, Notice.in_force_at)
    .where(Notice.kind == bindparam("kind"), Notice.in_force_at <= bindparam("now"))
    .order_by(Notice.number.desc())
    .limit(1)
)
SECTIONS = reads(
    select(Section.id, Section.parent_id, Section.slug, Section.name_en, Section.name_zh, Section.position).order_by(
        Section.position, Section.id
    )
)
