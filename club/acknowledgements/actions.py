"""A text is assigned to people, the assignment changed and ended; and people sign."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.acknowledgements import delta_actions, rules
from club.acknowledgements.models import Assignee, Assignment, Signature
from club.acknowledgements.queries import MY_TEXT
from club.acknowledgements.telling_actions import TELL
from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.refs import new_ref
from club.core.refusals import Refused
from club.documents.change_rules import ChangeClass
from club.documents.kinds import kind_of
from club.documents.models import Document
from club.documents.queries import changed_between
from club.firms.audience_rules import Aim, Audience
from club.firms.ends import when_department_goes
from club.firms.leaving import ends_with_membership
from club.firms.models import Department, Membership
from club.policy import FirmRole


def assign(
    document: Document,
    audience: Audience,
    *,
    department: Department | None = None,
    role: FirmRole | None = None,
    people: Collection[Membership] = (),
    days: int,
    today: date,
    by: int | None,
    at: datetime,
) -> Assignment:
    """Have a text read and signed by an audience from today on; they are told. Refused where they are asked already."""
    if document.retired_at is not None:
        raise Refused(rules.RETIRED)
    if kind_of(document.kind).is_secret:
        raise Refused(rules.SECRET)
    ref = new_ref()
    named = {Audience.DEPARTMENT: department.ref if department else "", Audience.ROLE: role, Audience.PEOPLE: ref}
    if audience is Audience.PEOPLE:
        people = _not_asked(document, people)
    made = Assignment(
        ref=ref,
        document_id=document.id,
        audience=audience,
        target=Aim(audience, named.get(audience) or "").value,
        department_id=department.id if department else None,
        role=role,
        name=department.name if department else "",
        days=days,
        starts_on=today,
        assigned_at=at,
        assigned_by_id=by,
    )
    if not _is_first(made):
        raise Refused(rules.ASSIGNED)
    _name(made, people, today=today)
    outbox.order(TELL, document=document.id)
    record(Did.SIGNING_ASSIGNED, document.ref, assignment=ref, to=made.target, days=days)
    return made


def _not_asked(document: Document, people: Collection[Membership]) -> list[Membership]:
    """Those of them whom no list of names reaches yet; refused where that is nobody."""
    if not people:
        raise Refused(rules.NOBODY)
    asked = (
        select(Assignee.membership_id)
        .join(Assignment, Assignment.id == Assignee.assignment_id)
        .where(
            Assignment.document_id == document.id,
            Assignment.audience == Audience.PEOPLE,
            Assignment.ended_at.is_(None),
        )
    )
    there = set(session().scalars(asked))
    found = [one for one in people if one.id not in there]
    if not found:
        raise Refused(rules.ASSIGNED)
    return found


def change(assignment: Assignment, *, days: int, people: Collection[Membership] | None = None, today: date) -> None:
    """Give an audience another time; where people are named, name others: who stays keeps the own last day."""
    _refuse_ended(assignment)
    if assignment.audience is Audience.PEOPLE and people is not None:
        if not people:
            raise Refused(rules.NOBODY)
        wanted = {one.id for one in people}
        there = _assignees(assignment)
        for row in there:
            if row.membership_id not in wanted:
                session().delete(row)
        known = {row.membership_id for row in there}
        _name(assignment, [one for one in people if one.id not in known], today=today)
    assignment.days, assignment.version = days, assignment.version + 1
    outbox.order(TELL, document=assignment.document_id)
    record(Did.SIGNING_CHANGED, _document(assignment).ref, assignment=assignment.ref, days=days)


def end(assignment: Assignment, *, at: datetime) -> None:
    """Ask nobody any more; what was signed stays on record."""
    _refuse_ended(assignment)
    assignment.ended_at, assignment.version = at, assignment.version + 1
    record(Did.SIGNING_ENDED, _document(assignment).ref, assignment=assignment.ref)


@when_department_goes
def _leave_department(department_id: int) -> None:
    """A department to which nobody belongs is asked nothing; the assignment keeps its name."""
    for one in session().scalars(select(Assignment).where(Assignment.department_id == department_id)):
        one.department_id = None
        if one.ended_at is None:
            end(one, at=clock.now())


@ends_with_membership
def _leave_lists(membership: Membership, *, at: datetime) -> None:  # noqa: ARG001
    """Whoever leaves is on no list; whoever comes back gets the whole time anew."""
    for row in session().scalars(select(Assignee).where(Assignee.membership_id == membership.id)):
        session().delete(row)


def sign(
    document: Document,
    membership: Membership,
    *,
    number: int,
    digest: str,
    lang: str,
    without_pay: bool,
    today: date,
    at: datetime,
) -> Signature:
    """Sign the text in force, which is the one that was read: `number` and `digest` are the page's.

    Signed twice it is signed once. Refused where nobody asks for it, or where another text is in force.
    """
    row = read(MY_TEXT, membership_id=membership.id, ref=document.ref, today=today).first()
    if row is None:
        raise Refused(rules.NOT_ASKED)
    if refusal := rules.sign_refusal(in_force=row.number, digest=row.digest, read=number, seen=digest):
        raise Refused(refusal)
    if row.signed == number:
        return _signed(document, membership, number)
    made = Signature(
        ref=new_ref(),
        document_id=document.id,
        membership_id=membership.id,
        number=number,
        digest=row.digest,
        title=document.title,
        name=membership.name,
        lang=lang,
        after=row.signed,
        clauses=_changed_much(document, row.signed, number),
        without_pay=without_pay,
        signed_at=at,
    )
    if not _is_first(made):
        return _signed(document, membership, number)
    delta_actions.ask(made, row.signature_id, today=today)
    record(Did.TEXT_SIGNED, document.ref, signature=made.ref, number=number, digest=made.digest)
    return made


def _changed_much(document: Document, after: int | None, upto: int) -> list[str]:
    """The parts that changed much since the number signed before: what the exam on the changes is about."""
    if after is None:
        return []
    classes = changed_between(document.id, after, upto)
    return sorted(key for key, found in classes.items() if found is ChangeClass.MAJOR)


def _signed(document: Document, membership: Membership, number: int) -> Signature:
    mine = (Signature.document_id == document.id, Signature.membership_id == membership.id, Signature.number == number)
    return session().scalars(select(Signature).where(*mine)).one()


def _name(assignment: Assignment, people: Iterable[Membership], *, today: date) -> None:
    for one in people:
        session().add(Assignee(assignment_id=assignment.id, membership_id=one.id, since_on=today))


def _assignees(assignment: Assignment) -> list[Assignee]:
    return list(session().scalars(select(Assignee).where(Assignee.assignment_id == assignment.id)))


def _document(assignment: Assignment) -> Document:
    return session().scalars(select(Document).where(Document.id == assignment.document_id)).one()


def _is_first(row: Assignment | Signature) -> bool:
    try:
        with session().begin_nested():
            session().add(row)
    except IntegrityError:
        return False
    return True


def _refuse_ended(assignment: Assignment) -> None:
    if assignment.ended_at is not None:
        raise Refused(rules.ENDED)
