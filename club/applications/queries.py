"""Reads of applications: the desk’s counts, the queue, one application with what belongs to it."""

from typing import Any

from sqlalchemy import Result, String, and_, bindparam, cast, desc, exists, func, literal, or_, select, union_all
from sqlalchemy.types import Boolean

from club.applications.contact_fields import Contact
from club.applications.models import (
    Application,
    ApplicationStatus,
    Decision,
    Evidence,
    Question,
    Recusal,
    RefusedCode,
    Vote,
)
from club.clubs.models import Notice, NoticeKind, RoleInClub
from club.core.audit import ClubEvent, Did
from club.core.db import read
from club.core.walls import reads, reads_installation
from club.dues.models import Invoice
from club.firms.models import Firm, FirmRecord, FirmStatus, Tie
from club.people.models import MAILBOX, Person
from club.policy import ClubRole

PAGE = 25

_VOTED = exists(
    select(Vote.id).where(Vote.application_id == Application.id, Vote.person_id == bindparam("scope_person"))
)
KEPT_AWAY = exists(
    select(Recusal.id).where(
        Recusal.application_id == Application.id,
        or_(
            Recusal.person_id == bindparam("scope_person"),
            Recusal.named_firm_id.in_(bindparam("own_firms", expanding=True)),
        ),
    )
).correlate(Application)
"""Whether the applicant named the acting person, or a firm that this person belongs to."""

NOTICE_IN_FORCE = reads(
    select(Notice.id, Notice.number, Notice.body_en, Notice.body_zh)
    .where(Notice.kind == NoticeKind.APPLICANTS, Notice.in_force_at <= bindparam("at"))
    .order_by(Notice.number.desc())
    .limit(1)
)

COUNTS = reads(
    select(
        Application.status,
        _VOTED.label("has_voted"),
        func.count().label("many"),
        func.min(Application.received_at).label("oldest"),
    )
    .where(~KEPT_AWAY)
    .group_by(Application.status, "has_voted")
)

_ROWS = select(
    Application.ref,
    Application.legal_name,
    Application.city,
    Application.status,
    Application.turnover_minor,
    Application.verified_minor,
    Application.currency,
    Application.basis,
    Application.received_at,
    Application.link_wanted_at,
    _VOTED.label("has_voted"),
).where(
    Application.status.in_(bindparam("statuses", expanding=True)),
    or_(bindparam("whoever", type_=Boolean), ~_VOTED),
    ~KEPT_AWAY,
)
_SORTS = {
    "received": Application.received_at,
    "firm": Application.legal_name,
    "turnover": Application.turnover_minor,
}
SORTS = tuple(_SORTS)


def _queue(column: Any, *, falling: bool) -> Any:
    order = column.desc() if falling else column.asc()
    return reads(_ROWS.order_by(order, Application.id).limit(PAGE + 1).offset(bindparam("offset")))


QUEUE = {
    (name, falling): _queue(column, falling=falling) for name, column in _SORTS.items() for falling in (False, True)
}
"""One statement for each way of sorting; asks for one row more than a page holds."""

_IS_FIRM = exists(select(FirmRecord.id).where(FirmRecord.credit_code == Application.credit_code))
_ONE = select(*Application.__table__.c, _VOTED.label("has_voted"), _IS_FIRM.label("is_firm")).where(
    Application.ref == bindparam("ref")
)
SENT = reads(_ONE)
"""As whoever holds its link sees it."""
CASE = reads(_ONE.where(~KEPT_AWAY))
"""As the desk and the board see it: nothing, for whom the applicant wants kept away."""
EVIDENCE = reads(
    select(Evidence.ref, Evidence.name, Evidence.media_type, Evidence.size, Evidence.received_at)
    .where(Evidence.application_id == bindparam("application_id"))
    .order_by(Evidence.received_at, Evidence.id)
)
NAMED_FILES = reads(select(Evidence.stored_as).where(Evidence.stored_as.in_(bindparam("keys", expanding=True))))
PAPER = reads(
    select(Evidence.stored_as, Evidence.name, Evidence.media_type)
    .join(Application, Application.id == Evidence.application_id)
    .where(Application.ref == bindparam("application"), Evidence.ref == bindparam("ref"), ~KEPT_AWAY)
)
_TIED = and_(Tie.club_id == Recusal.club_id, Tie.firm_id == Recusal.named_firm_id)
_NAMED_FIRM = and_(Firm.club_id == Recusal.club_id, Firm.id == Recusal.named_firm_id)
RECUSALS = reads(
    select(
        Recusal.ref,
        Recusal.words,
        Recusal.settled_at,
        Recusal.named_firm_id,
        Firm.name.label("firm_name"),
        func.coalesce(Recusal.person_id, Tie.person_id).label("person_id"),
    )
    .outerjoin(Firm, _NAMED_FIRM)
    .outerjoin(Tie, _TIED)
    .where(Recusal.application_id == bindparam("application_id"))
    .order_by(Recusal.id)
)
"""A row for each name and each person of the club whom it keeps away; without a person where it is nobody."""
NAMES_OF_FIRMS = reads(
    select(Firm.id, Firm.slug, Firm.name, FirmRecord.legal_name)
    .outerjoin(FirmRecord, and_(FirmRecord.club_id == Firm.club_id, FirmRecord.firm_id == Firm.id))
    .where(Firm.status != FirmStatus.ENDED)
)
QUESTIONS = reads(
    select(
        Question.ref,
        Question.asked_by_id,
        Question.reason,
        Question.asked_at,
        Question.answer,
        Question.answered_at,
    )
    .where(Question.application_id == bindparam("application_id"))
    .order_by(Question.asked_at, Question.id)
)
VOTES = reads(
    select(Vote.person_id, Vote.choice, Vote.reason, Vote.cast_at)
    .where(Vote.application_id == bindparam("application_id"))
    .order_by(Vote.cast_at)
)
DECISION = reads(
    select(Decision.is_admitted, Decision.reason, Decision.decided_at).where(
        Decision.application_id == bindparam("application_id")
    )
)
BOARD = reads(
    select(RoleInClub.person_id, RoleInClub.name)
    .where(RoleInClub.role == ClubRole.BOARD_MEMBER)
    .order_by(RoleInClub.name)
)
ADDRESSES = reads_installation(
    select(Person.id, MAILBOX, Person.lang).where(Person.id.in_(bindparam("people", expanding=True)))
)
WHO = reads(select(RoleInClub.person_id, RoleInClub.name, RoleInClub.role).order_by(RoleInClub.name))
HAPPENED_TO = reads(
    union_all(
        select(
            ClubEvent.at, ClubEvent.person_id, ClubEvent.row, ClubEvent.facts["passes"].as_boolean().label("passes")
        ).where(ClubEvent.row == bindparam("ref"), ClubEvent.did == Did.APPLICATION_VERIFIED),
        select(func.max(ClubEvent.at), ClubEvent.person_id, ClubEvent.row, literal(None, Boolean))
        .where(ClubEvent.row.in_(bindparam("papers", expanding=True)), ClubEvent.did == Did.EVIDENCE_OPENED)
        .group_by(ClubEvent.person_id, ClubEvent.row),
    ).order_by(desc("at"))
)
"""Each figure that was set, and when somebody last opened which paper, the latest first."""


def _open_for(column: Any) -> Any:
    return reads(
        select(
            Application.id,
            Application.ref,
            Application.legal_name,
            Application.lang,
            Application.contact_email,
            Application.status,
        ).where(
            column == bindparam("contact"),
            Application.status != ApplicationStatus.DECLINED,
            Application.status != ApplicationStatus.WITHDRAWN,
        )
    )


_OPEN_FOR_EMAIL, _OPEN_FOR_PHONE = _open_for(Application.contact_email), _open_for(Application.contact_phone)
CAME_BEFORE = reads(
    union_all(
        select(
            Application.legal_name,
            cast(Application.status, String).label("status"),
            literal("").label("reason"),
            Application.received_at.label("at"),
            func.coalesce(func.nullif(Application.contact_email, ""), Application.contact_phone).label("contact"),
        ).where(Application.credit_code == bindparam("code"), Application.ref != bindparam("but"), ~KEPT_AWAY),
        select(literal(""), literal(""), RefusedCode.reason, RefusedCode.refused_at, literal("")).where(
            RefusedCode.code_hash == bindparam("code_hash"), RefusedCode.forget_at > bindparam("at")
        ),
    )
    .order_by("at")
    .limit(PAGE)
)
"""What a credit code did before: applications with status and contact, and refusals at the gate with their reason."""
INVOICE = reads(
    select(
        Invoice.number,
        Invoice.amount_minor,
        Invoice.currency,
        Invoice.starts_on,
        Invoice.ends_on,
        Invoice.issued_at,
        Invoice.due_on,
        Invoice.status,
        Invoice.paid_at,
    )
    .where(Invoice.firm_id == bindparam("firm_id"))
    .order_by(Invoice.issued_at)
    .limit(1)
)


def open_for(contact: Contact) -> Result[Any]:
    """What came in with this contact and was neither declined nor withdrawn."""
    if contact.email:
        return read(_OPEN_FOR_EMAIL, contact=contact.email)
    return read(_OPEN_FOR_PHONE, contact=contact.phone)
