"""Reads of who is to sign what: each person with each text, in one statement however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from club.acknowledgements.models import Assignee, Assignment, Delta, Signature, Telling
from club.acknowledgements.rules import SIGNERS, Facts, Standing, State, Term, since, standing
from club.acknowledgements.text_queries import DOCUMENT_OF
from club.core.clock import Days
from club.core.db import read
from club.core.walls import reads
from club.documents.change_rules import ChangeClass
from club.documents.models import Document, Revision
from club.documents.queries import in_force
from club.firms.audience_rules import Audience
from club.firms.models import Department, DepartmentLead, Membership
from club.firms.people_queries import DEPARTMENT_OF, LEAD_OF, MAY_SEE

_newer, _begun = aliased(Revision, name="newer"), aliased(Revision, name="begun")
_earlier, _exam = aliased(Signature, name="earlier"), aliased(Document, name="exam")

_IN_AUDIENCE = or_(
    Assignment.audience == Audience.EVERYBODY,
    and_(Assignment.audience == Audience.DEPARTMENT, Assignment.department_id == Membership.department_id),
    and_(Assignment.audience == Audience.ROLE, Assignment.role == Membership.role),
    and_(Assignment.audience == Audience.PEOPLE, Assignee.id.is_not(None)),
)
_COLLEAGUE = and_(Membership.club_id == Assignment.club_id, Membership.firm_id == Assignment.firm_id)
_ASSIGNEE = and_(
    Assignee.club_id == Assignment.club_id,
    Assignee.firm_id == Assignment.firm_id,
    Assignee.assignment_id == Assignment.id,
    Assignee.membership_id == Membership.id,
)
_NEWEST_SIGNED = (
    select(func.max(_earlier.number))
    .where(
        _earlier.club_id == Document.club_id,
        _earlier.firm_id == Document.firm_id,
        _earlier.document_id == Document.id,
        _earlier.membership_id == Membership.id,
    )
    .correlate(Document, Membership)
    .scalar_subquery()
)
_SIGNED = and_(
    Signature.club_id == Document.club_id,
    Signature.firm_id == Document.firm_id,
    Signature.document_id == Document.id,
    Signature.membership_id == Membership.id,
    Signature.number == _NEWEST_SIGNED,
)


def _number_since(weight: ChangeClass, pick: Any) -> Any:
    """A number of the text after the one signed, up to the one in force, that changed so much."""
    return (
        select(pick(_newer.number))
        .where(
            _newer.club_id == Document.club_id,
            _newer.firm_id == Document.firm_id,
            _newer.document_id == Document.id,
            _newer.number > Signature.number,
            _newer.number <= Revision.number,
            _newer.weight == weight.value,
        )
        .correlate(Document, Revision, Signature)
        .scalar_subquery()
    )


_FIRST_MAJOR = _number_since(ChangeClass.MAJOR, func.min)
_BEGINS_ON = (
    select(func.min(_begun.effective_on))
    .where(
        _begun.club_id == Document.club_id,
        _begun.firm_id == Document.firm_id,
        _begun.document_id == Document.id,
        or_(Signature.id.is_(None), _begun.number >= _FIRST_MAJOR),
    )
    .correlate(Document, Revision, Signature)
    .scalar_subquery()
)
"""The day on which what is to be signed came into force: a number holds all that the numbers before it changed."""


def _told(pick: Any) -> Any:
    return (
        select(pick)
        .where(
            Telling.club_id == Document.club_id,
            Telling.firm_id == Document.firm_id,
            Telling.document_id == Document.id,
            Telling.membership_id == Membership.id,
        )
        .correlate(Document, Membership)
        .scalar_subquery()
    )


_REACHED = (
    select(
        Assignment.id.label("assignment_id"),
        Assignment.starts_on,
        Assignment.days,
        Assignee.since_on,
        Document.id,
        Document.ref,
        Document.kind,
        Document.title,
        Document.lang,
        Revision.number,
        Revision.effective_on,
        Revision.published_at,
        Revision.digest,
        Membership.id.label("membership_id"),
        Membership.ref.label("membership_ref"),
        Membership.name,
        Membership.joined_at,
        Signature.number.label("signed"),
        Signature.digest.label("signed_digest"),
        Signature.signed_at,
        Signature.id.label("signature_id"),
        Signature.after,
        Delta.done_at,
        _exam.ref.label("exam_ref"),
        _BEGINS_ON.label("begins_on"),
        _number_since(ChangeClass.MAJOR, func.max).label("major"),
        _number_since(ChangeClass.MINOR, func.max).label("minor"),
    )
    .join(Document, DOCUMENT_OF)
    .join(Membership, _COLLEAGUE)
    .outerjoin(Assignee, _ASSIGNEE)
    .join(Revision, in_force())
    .outerjoin(Signature, _SIGNED)
    .outerjoin(
        Delta,
        and_(
            Delta.club_id == Signature.club_id,
            Delta.firm_id == Signature.firm_id,
            Delta.signature_id == Signature.id,
        ),
    )
    .outerjoin(
        _exam,
        and_(
            _exam.club_id == Delta.club_id,
            _exam.firm_id == Delta.firm_id,
            _exam.id == Delta.exam_id,
            _exam.retired_at.is_(None),
        ),
    )
    .where(
        Assignment.ended_at.is_(None),
        Document.retired_at.is_(None),
        Membership.left_at.is_(None),
        Membership.role.in_(SIGNERS),
        _IN_AUDIENCE,
    )
    .order_by(Document.title, Document.id, Membership.name, Membership.id, Assignment.id)
)
_LISTED = (
    _REACHED.add_columns(
        Department.name.label("department"),
        _told(func.max(Telling.day)).label("told_on"),
        _told(func.count()).label("told"),
    )
    .outerjoin(Department, DEPARTMENT_OF)
    .outerjoin(DepartmentLead, LEAD_OF)
    .where(MAY_SEE)
)
MINE = reads(_REACHED.where(Membership.id == bindparam("membership_id")))
MY_TEXT = reads(_REACHED.where(Membership.id == bindparam("membership_id"), Document.ref == bindparam("ref")))
OF_TEXT = reads(_LISTED.where(Document.id == bindparam("document_id")))
OF_FIRM = reads(_LISTED)


@dataclass(frozen=True)
class Duty:
    """One person with one text that they are to sign: the facts of the row, since when, and how they stand."""

    row: Any
    since_on: date
    standing: Standing

    @property
    def changed_little(self) -> int | None:
        """The newest number that changed a little since they signed, where nothing is owed for it."""
        minor: int | None = self.row.minor
        return minor if self.standing.state is not State.TO_SIGN_AGAIN else None


def duties(rows: Iterable[Any], days: Days) -> list[Duty]:
    """Each person with each text once, however many assignments reach them."""
    grouped = groupby(rows, key=lambda row: (row.id, row.membership_id))
    return [_duty(list(listed), days) for _key, listed in grouped]


def _duty(rows: Sequence[Any], days: Days) -> Duty:
    row = rows[0]
    terms = [Term(since_of(one, days), one.days) for one in rows]
    facts = Facts(
        number=row.number,
        terms=terms,
        begins_on=row.begins_on,
        signed=row.signed,
        signed_on=days.of(row.signed_at) if row.signed_at else None,
        lacks_exam=row.exam_ref is not None and row.done_at is None,
        is_same=bool(row.digest) and row.digest == row.signed_digest,
    )
    return Duty(row, min(term.since_on for term in terms), standing(facts, today=days.today()))


def since_of(row: Any, days: Days) -> date:
    """Since when an assignment reaches somebody."""
    joined_on = days.of(row.joined_at)
    return since(known=row.since_on, starts_on=row.starts_on, joined_on=joined_on, today=days.today())


def owed_by(membership_id: int, days: Days) -> list[Duty]:
    """What somebody has to sign, what ends first before the rest."""
    mine = duties(read(MINE, membership_id=membership_id, today=days.today()), days)
    return sorted((one for one in mine if one.standing.is_owed), key=lambda one: (one.standing.due_on, one.row.title))
