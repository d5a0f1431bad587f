"""Reads of classes."""

from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, func, null, or_, select

from club.classes.models import ClassSession, ClassStatus
from club.classes.picture_models import ClassPicture
from club.clubs.models import RoleInClub
from club.core.walls import reads
from club.firms.models import Firm
from club.talks.models import Publication, Talk
from club.talks.rules import MOST_PICTURES

PAGE = 20
MOST_UPCOMING = 200

_SHOWN = select(
    ClassSession.ref,
    ClassSession.slug,
    ClassSession.lang,
    ClassSession.title,
    ClassSession.summary,
    ClassSession.status,
    ClassSession.host,
    ClassSession.host_firm,
    ClassSession.day,
    ClassSession.begins,
    ClassSession.ends,
    ClassSession.starts_at,
    ClassSession.ends_at,
    ClassSession.place,
    ClassSession.audience,
    ClassSession.seats,
    ClassSession.taken,
    ClassSession.waiting,
    ClassSession.opens_at,
    ClassSession.closes_at,
    ClassSession.written_at,
    ClassSession.version,
)
_now: Any = bindparam("now", type_=ClassSession.ends_at.type)

UPCOMING = reads(
    _SHOWN.where(ClassSession.status.in_([ClassStatus.PUBLISHED, ClassStatus.CANCELLED]), ClassSession.ends_at > _now)
    .order_by(ClassSession.starts_at, ClassSession.id)
    .limit(MOST_UPCOMING)
)
PAST = reads(
    _SHOWN.where(ClassSession.status == ClassStatus.PUBLISHED, ClassSession.ends_at <= _now)
    .order_by(ClassSession.starts_at.desc(), ClassSession.id.desc())
    .limit(PAGE + 1)
    .offset(bindparam("offset"))
)
_author: Any = bindparam("author", type_=BigInteger)
DRAFTS = reads(
    _SHOWN.where(ClassSession.status == ClassStatus.DRAFT, or_(_author.is_(None), ClassSession.author_id == _author))
    .order_by(ClassSession.starts_at, ClassSession.id)
    .limit(MOST_UPCOMING)
)
ONE = reads(
    select(
        *(
            column
            for column in ClassSession.__table__.c
            if column.name not in {"description", "online_url", "materials"}
        ),
        (func.length(ClassSession.online_url) > 0).label("is_online"),
    ).where(ClassSession.slug == bindparam("slug"))
)
SERIES = reads(
    select(ClassSession.slug, ClassSession.title, ClassSession.day, ClassSession.starts_at, ClassSession.status)
    .where(
        ClassSession.series == bindparam("series"),
        ClassSession.slug != bindparam("slug"),
        ClassSession.status.in_([ClassStatus.PUBLISHED, ClassStatus.CANCELLED]),
    )
    .order_by(ClassSession.starts_at, ClassSession.id)
)
DATES = reads(
    _SHOWN.where(
        ClassSession.series == bindparam("series"),
        ClassSession.status == ClassStatus.PUBLISHED,
        ClassSession.starts_at > _now,
    ).order_by(ClassSession.starts_at, ClassSession.id)
)
"""The dates of a series that are to come."""
TALKS = reads(
    select(Talk.slug, Talk.title, Talk.speaker).where(
        Talk.slug.in_(bindparam("slugs", expanding=True)), Talk.status == Publication.PUBLISHED
    )
)
HOSTS = reads(
    select(
        RoleInClub.person_id,
        func.min(RoleInClub.name).label("name"),
        null().label("firm_id"),
        func.min(Firm.name).label("firm_name"),
    )
    .outerjoin(Firm, and_(Firm.club_id == RoleInClub.club_id, Firm.id == RoleInClub.for_firm_id))
    .group_by(RoleInClub.person_id)
    .order_by(func.min(RoleInClub.name), RoleInClub.person_id)
)
"""Whoever does something for the club."""
_HELD = _SHOWN.add_columns(ClassSession.online_url).where(
    ClassSession.host_id == bindparam("host", type_=BigInteger), ClassSession.status != ClassStatus.DRAFT
)
HELD = reads(
    _HELD.where(ClassSession.ends_at > _now).order_by(ClassSession.starts_at, ClassSession.id).limit(MOST_UPCOMING)
)
"""The classes to come that somebody holds."""
HELD_ONE = reads(_HELD.where(ClassSession.slug == bindparam("slug")))
PICTURE = reads(
    select(
        ClassPicture.stored_as,
        ClassPicture.name,
        ClassSession.status,
        ClassSession.author_id,
        ClassSession.host_id,
        ClassSession.starts_at,
        ClassSession.ends_at,
    )
    .join(ClassSession, and_(ClassSession.club_id == ClassPicture.club_id, ClassSession.id == ClassPicture.class_id))
    .where(ClassPicture.ref == bindparam("ref"))
)
PICTURES = reads(
    select(ClassPicture.ref, ClassPicture.alt)
    .where(ClassPicture.class_id == bindparam("class_id"))
    .order_by(ClassPicture.id)
    .limit(MOST_PICTURES)
)
