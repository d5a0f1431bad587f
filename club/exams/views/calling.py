"""Asking people of a firm to sit an exam until a day; who of them passed and who did not; taking it back."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.refusals import Refused
from club.exams import call_actions, people_queries
from club.exams import call_rules as rules
from club.exams.call_actions import Aimed
from club.exams.call_forms import CallForm
from club.exams.call_models import ExamCall
from club.exams.call_queries import CALLS, OF_EXAM
from club.exams.call_words import aimed_words
from club.exams.views.blueprint import EXAM, blueprint, document_to_write, exam_row, read_exam
from club.firms.audience_rules import NOT_YOURS, Aim, Audience
from club.firms.audiences import offered
from club.firms.models import Membership
from club.policy import Can, needs


@blueprint.get(f"{EXAM}/calls")
@needs(Can.EXAM_CALL)
def calls(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Who was asked to sit an exam, until when, and who of them passed."""
    row = exam_row(ref)
    rows = _by_person(read(OF_EXAM, document_id=row.id, **g.standing.sight))
    listed = [(theirs[0], theirs) for theirs in (list(each) for _ref, each in groupby(rows, key=_person))]
    return render_template(
        "exams/calls.html",
        exam=row,
        body=read_exam(row),
        people=listed,
        passed=sum(one.passed_at is not None for one, _rows in listed),
        calls=read(CALLS, document_id=row.id).all(),
        aimed_words=aimed_words,
        today=g.standing.today(),
        sees_all=g.standing.sees_all,
        asks=g.who.person_id,
    )


@blueprint.route(f"{EXAM}/calls/new", methods=["GET", "POST"])
@needs(Can.EXAM_CALL)
def ask(firm: str, ref: str) -> ResponseReturnValue:
    """Ask people to sit it: by name, or an audience, which reaches whoever joins it later as well."""
    row, form = exam_row(ref), CallForm()
    aims = _offer(form)
    if not form.is_submitted():
        return _form(row, form)
    if not form.validate():
        return _form(row, form), 422
    if location := accepted_before(form):
        return redirect(location, 303)
    made: list[ExamCall] = []

    def step() -> None:
        asked: dict[str, Any] = {"due_on": form.due_on.data, "by": g.who.person_id, "at": clock.now()}
        made.append(call_actions.call(document_to_write(ref), _aimed(form, aims), **asked))

    if not form.takes(step):
        return _form(row, form), 422
    accept(form, location := url_for(".calls", firm=firm, ref=ref))
    flash(_("Asked. Whoever has not passed it is told."), "good")
    return redirect(location, 303)


@blueprint.post(f"{EXAM}/calls/<ref:call>/end")
@needs(Can.EXAM_CALL)
def end_call(firm: str, ref: str, call: str) -> ResponseReturnValue:
    """Ask them no more; what they sat stays. The club’s own call is the club’s to end."""
    held = session().scalars(select(ExamCall).where(ExamCall.ref == call)).first()
    if held is None or held.club_call or held.document_id != exam_row(ref).id:
        abort(404)
    if not g.standing.sees_all and held.by_id != g.who.person_id:
        raise Refused(NOT_YOURS)
    call_actions.end(held, at=clock.now())
    flash(_("They are asked no more."), "good")
    return redirect(url_for(".calls", firm=firm, ref=ref), 303)


def _aimed(form: CallForm, aims: Sequence[Aim]) -> Aimed:
    """Whom somebody chose, of what was offered to them."""
    aim = next(one for one in aims if one.value == form.who.data)
    if aim.audience is not Audience.PEOPLE:
        return Aimed(aim.audience, aim.target, aim.name)
    chosen = set(form.people.data or ())
    ids = [one.id for one in read(people_queries.PEOPLE, **g.standing.sight) if one.ref in chosen]
    people = session().scalars(select(Membership).where(Membership.id.in_(ids)).order_by(Membership.name)).all()
    return Aimed(aim.audience, people=people)


def _offer(form: CallForm) -> Sequence[Aim]:
    """What may be chosen by whoever asks."""
    aims = offered(rules.BY_FIRM, rules.SITTING, sight=g.standing.sight, today=g.standing.today())
    form.offer_aims(aims)
    form.offer_people(read(people_queries.PEOPLE, **g.standing.sight))
    return aims


def _form(row: Any, form: CallForm) -> str:
    return render_template("exams/call.html", exam=row, body=read_exam(row), form=form, sees_all=g.standing.sees_all)


def _by_person(rows: Any) -> list[Any]:
    """Everybody once, those who have not passed first, each with the first last day before the others."""
    return sorted(rows, key=lambda row: (row.passed_at is not None, row.person, row.ref, row.due_on))


def _person(row: Any) -> tuple[bool, str, str]:
    return (row.passed_at is not None, row.person, row.ref)
