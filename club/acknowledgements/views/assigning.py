"""A text is assigned, an assignment changed and ended, by an owner, the people office, or a lead for the own people."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.acknowledgements import actions, rules
from club.acknowledgements.forms import AssignForm, ChangeForm
from club.acknowledgements.models import Assignee, Assignment
from club.acknowledgements.rules import SIGNERS, SIGNING
from club.acknowledgements.text_queries import NAMED, OWN_PEOPLE
from club.acknowledgements.views.places import ROOT, TEXT, shelf_of, signing, text_of
from club.acknowledgements.words import assigned_words
from club.core import clock
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.refusals import Refused
from club.core.saying import said
from club.documents.models import Document
from club.firms.audience_queries import OWN_DEPARTMENTS
from club.firms.audience_rules import Audience, may_ask
from club.firms.audiences import offered
from club.firms.models import Department, Membership
from club.policy import Can, FirmRole, needs

ONE = f"{ROOT}/signing/assignments/<ref:ref>"
DAYS = 7


@signing.route(f"{TEXT}/assign", methods=["GET", "POST"])
@needs(Can.SIGNING_MANAGE)
def assign(firm: str, ref: str) -> ResponseReturnValue:
    """Have a text read and signed."""
    text, form = text_of(ref), AssignForm(data={"days": DAYS})
    people = _offer(form)
    if request.method != "POST" or not form.validate() or (days := form.term(g.standing.today())) is None:
        return _assign_page(text, form), 422 if form.errors else 200
    if (before := accepted_before(form)) is not None:
        return redirect(before, 303)
    to = url_for(".text", firm=firm, ref=ref)
    if not form.takes(lambda: _assign(text, form, people, days)):
        _offer(form)
        return _assign_page(text_of(ref), form), 422
    accept(form, to)
    flash(_("Assigned. Whoever has to sign is told."), "good")
    return redirect(to, 303)


def _assign(text: Any, form: AssignForm, people: Sequence[Any], days: int) -> None:
    aim, named = form.aim, set(form.people.data or ())
    actions.assign(
        session().scalars(select(Document).where(Document.id == text.id).with_for_update()).one(),
        aim.audience,
        department=_department(aim.target) if aim.audience is Audience.DEPARTMENT else None,
        role=FirmRole(aim.target) if aim.audience is Audience.ROLE else None,
        people=_members(named & {one.ref for one in people}) if aim.audience is Audience.PEOPLE else (),
        days=days,
        today=g.standing.today(),
        by=g.who.person_id,
        at=clock.now(),
    )


@signing.route(ONE, methods=["GET", "POST"])
@needs(Can.SIGNING_MANAGE)
def assignment(firm: str, ref: str) -> ResponseReturnValue:
    """Another time for an assignment, or other people by name."""
    row, document = _to_write(ref)
    named = [one.ref for one in read(NAMED, assignment_id=row.id)]
    form = ChangeForm(data={"days": row.days, "people": named, "version": row.version})
    form.offer(read(OWN_PEOPLE, **g.standing.sight))
    if request.method != "POST" or not form.validate() or (days := form.term(row.starts_on)) is None:
        return _change_page(row, document, form), 422 if form.errors else 200
    if form.is_stale(row.version):
        form.form_errors.append(_("Somebody changed this assignment meanwhile. Compare, then save again."))
        form.version.data = str(row.version)
        return _change_page(row, document, form), 422
    people = _members(form.people.data or ()) if row.audience is Audience.PEOPLE else None
    try:
        actions.change(row, days=days, people=people, today=g.standing.today())
    except Refused as refused:
        form.people.errors = [said(refused.refusal)]
        return _change_page(row, document, form), 422
    flash(_("Changed."), "good")
    return redirect(url_for(".text", firm=firm, ref=document.ref), 303)


@signing.post(f"{ONE}/end")
@needs(Can.SIGNING_MANAGE)
def end(firm: str, ref: str) -> ResponseReturnValue:
    """Ask nobody of it any more."""
    row, document = _to_write(ref)
    actions.end(row, at=clock.now())
    flash(_("Ended. What was signed stays on record."), "good")
    return redirect(url_for(".text", firm=firm, ref=document.ref), 303)


def _to_write(ref: str) -> tuple[Assignment, Document]:
    """An open assignment that whoever acts may change, with its text."""
    mine = select(Assignment).where(Assignment.ref == ref).with_for_update()
    row = session().scalars(mine).first() or abort(404)
    if row.ended_at is not None:
        raise Refused(rules.ENDED)
    if refusal := may_ask(role=g.standing.role, audience=row.audience, is_own=_is_own(row)):
        raise Refused(refusal)
    return row, session().scalars(select(Document).where(Document.id == row.document_id)).one()


def _is_own(row: Assignment) -> bool:
    """Whether an assignment reaches nobody but the people of a lead's own departments."""
    if g.standing.sees_all:
        return True
    if row.audience is Audience.DEPARTMENT:
        return any(one.id == row.department_id for one in read(OWN_DEPARTMENTS, **g.standing.sight))
    own = {one.id for one in read(OWN_PEOPLE, **g.standing.sight)}
    there = set(session().scalars(select(Assignee.membership_id).where(Assignee.assignment_id == row.id)))
    return bool(there) and there <= own


def _offer(form: AssignForm) -> Sequence[Any]:
    people = read(OWN_PEOPLE, **g.standing.sight).all()
    form.offer_aims(offered(SIGNING, SIGNERS, sight=g.standing.sight, today=g.standing.today()))
    form.offer_people(people)
    return people


def _assign_page(text: Any, form: AssignForm) -> str:
    return render_template("acknowledgements/assign.html", document=text, form=form, shelf=shelf_of(text.kind))


def _change_page(row: Assignment, document: Document, form: ChangeForm) -> str:
    return render_template(
        "acknowledgements/assignment.html", assignment=row, who=assigned_words(row), document=document, form=form
    )


def _department(ref: str) -> Department:
    return session().scalars(select(Department).where(Department.ref == ref)).first() or abort(404)


def _members(refs: Any) -> Sequence[Membership]:
    here = select(Membership).where(Membership.ref.in_(refs), Membership.left_at.is_(None)).order_by(Membership.id)
    return session().scalars(here).all()
