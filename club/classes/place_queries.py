"""Reads of who asked for a place."""

from typing import Any

from sqlalchemy import String, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from club.classes.models import ClassFeedback, ClassSession, ClassStatus, Registration, Standing
from club.classes.place_rules import OPEN
from club.clubs.models import Notice, NoticeKind
from club.core.walls import reads
from club.firms.models import Membership
from club.people.models import Person

PAGE = 100

_ITS_CLASS = and_(ClassSession.club_id == Registration.club_id, ClassSession.id == Registration.class_id)
_OF_CLASS = (
    ClassSession.slug,
    ClassSession.author_id,
    ClassSession.host_id,
    ClassSession.title,
    ClassSession.status.label("class_status"),
    ClassSession.day,
    ClassSession.begins,
    ClassSession.ends,
    ClassSession.starts_at,
    ClassSession.ends_at,
    ClassSession.place,
    ClassSession.online_url,
    ClassSession.host,
    ClassSession.cancel_reason,
    ClassSession.waiting,
    ClassSession.materials,
    ClassSession.zone,
)
NOTICE = reads(
    select(Notice.id, Notice.number, Notice.body_en, Notice.body_zh)
    .where(Notice.kind == NoticeKind.VISITORS, Notice.in_force_at <= bindparam("at"))
    .order_by(Notice.number.desc())
    .limit(1)
)
ONE = reads(
    select(
        Registration.ref,
        Registration.status,
        Registration.number,
        Registration.name,
        Registration.firm_name,
        Registration.firm_id,
        Registration.email,
        Registration.phone,
        Registration.registered_at,
        Registration.offered_until,
        Registration.reason,
        Registration.erased_at,
        Registration.attended_at,
        Registration.rated_at,
        Registration.lang,
        Registration.certificate_stored_as,
        Registration.certificate_failed,
        Registration.together,
        *_OF_CLASS,
    )
    .join(ClassSession, _ITS_CLASS)
    .where(Registration.ref == bindparam("ref"))
)
TOGETHER = reads(
    select(
        Registration.ref,
        Registration.status,
        Registration.offered_until,
        Registration.attended_at,
        ClassSession.title,
        ClassSession.day,
        ClassSession.begins,
        ClassSession.starts_at,
        ClassSession.ends_at,
        ClassSession.status.label("class_status"),
    )
    .join(ClassSession, _ITS_CLASS)
    .where(Registration.together == bindparam("together"))
    .order_by(ClassSession.starts_at, ClassSession.id)
)
"""The dates of a series that somebody asked for at once."""
AHEAD = reads(
    select(func.count(Registration.id))
    .join(ClassSession, _ITS_CLASS)
    .where(
        ClassSession.slug == bindparam("slug"),
        Registration.status == Standing.WAITING,
        Registration.number < bindparam("number"),
    )
)
"""How many stand in line before somebody; true only where everybody in line may be seen."""
_other = aliased(Registration, name="other")
_IS_TWICE = (
    exists()
    .where(
        _other.club_id == Registration.club_id,
        _other.class_id == Registration.class_id,
        _other.id != Registration.id,
        _other.email == Registration.email,
        _other.phone == Registration.phone,
        func.length(Registration.email) + func.length(Registration.phone) > 0,
        _other.status.in_(OPEN),
    )
    .correlate(Registration)
    .label("is_twice")
)
"""Whether the contact of somebody is on the list once more: where nothing can be sent there, it proves nobody."""
_ON_THE_LIST = (
    select(
        Registration.ref,
        Registration.status,
        Registration.number,
        Registration.name,
        Registration.firm_name,
        Registration.own_role,
        Registration.email,
        Registration.phone,
        Registration.registered_at,
        Registration.offered_until,
        Registration.attended_at,
        _IS_TWICE,
    )
    .where(Registration.class_id == bindparam("class_id"))
    .order_by(Registration.number)
)
_like: Any = bindparam("like", type_=String)
OF_CLASS = reads(
    _ON_THE_LIST.where(
        Registration.status.in_(bindparam("standings", expanding=True)),
        or_(Registration.name.ilike(_like, escape="\\"), Registration.firm_name.ilike(_like, escape="\\")),
    )
    .limit(PAGE + 1)
    .offset(bindparam("offset"))
)
ALL_OF_CLASS = reads(_ON_THE_LIST)
HOW_MANY = reads(
    select(Registration.status, func.count(Registration.id).label("people"))
    .where(Registration.class_id == bindparam("class_id"))
    .group_by(Registration.status)
)
"""How many stand how."""
OF_FIRM = reads(
    select(
        Registration.ref,
        Registration.status,
        Registration.name,
        Registration.person_id,
        Registration.offered_until,
        ClassSession.slug,
        ClassSession.series,
        ClassSession.day,
        ClassSession.begins,
    )
    .join(ClassSession, _ITS_CLASS)
    .where(Registration.status.in_(list(OPEN)), ClassSession.ends_at > bindparam("now"))
    .order_by(ClassSession.starts_at, Registration.number),
    as_firm=True,
)
GOES_TO = reads(
    select(
        ClassSession.ref,
        ClassSession.slug,
        ClassSession.title,
        ClassSession.summary,
        ClassSession.status,
        ClassSession.starts_at,
        ClassSession.ends_at,
        ClassSession.place,
        ClassSession.online_url,
        ClassSession.written_at,
        ClassSession.version,
    )
    .join(Registration, _ITS_CLASS)
    .where(
        Registration.person_id == bindparam("person_id"),
        Registration.status == Standing.PLACED,
        ClassSession.status != ClassStatus.DRAFT,
        ClassSession.ends_at > bindparam("since"),
    )
    .order_by(ClassSession.starts_at, ClassSession.id)
    .limit(PAGE),
    as_firm=True,
)
"""The classes in which somebody has a place that the firm in scope sends them to, called off ones too."""
ALL_OF_FIRM = reads(
    select(
        ClassSession.title,
        ClassSession.day,
        ClassSession.begins,
        ClassSession.place,
        Registration.ref,
        Registration.name,
        Registration.status,
        Registration.registered_at,
        Registration.ended_at,
        Registration.attended_at,
    )
    .join(ClassSession, _ITS_CLASS)
    .order_by(ClassSession.starts_at, Registration.number),
    as_firm=True,
)
FEEDBACK = reads(
    select(ClassFeedback.rating, ClassFeedback.words)
    .where(ClassFeedback.class_id == bindparam("class_id"))
    .order_by(ClassFeedback.rating.desc(), ClassFeedback.words)
)
"""Not in the order in which it was said: the audit tells when who said something."""
PEOPLE = reads(
    select(Membership.ref, Membership.name, Membership.person_id, Person.lang)
    .join(Person, Person.id == Membership.person_id)
    .where(Membership.left_at.is_(None))
    .order_by(Membership.name, Membership.id)
)
TO_DECIDE = reads(
    select(ClassSession.slug, ClassSession.title, ClassSession.day, ClassSession.applied)
    .where(
        ClassSession.status == ClassStatus.PUBLISHED,
        ClassSession.applied > 0,
        ClassSession.starts_at > bindparam("now"),
    )
    .order_by(ClassSession.starts_at)
)
