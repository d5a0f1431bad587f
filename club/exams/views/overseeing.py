"""Who passed an exam, for those who lead; and allowing somebody another attempt."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms.fields.choices import SelectChoice

from club.core import clock
from club.core.db import read, session
from club.core.refusals import Refused
from club.core.saying import said
from club.exams import actions, papers, people_queries, round_queries
from club.exams.forms import AllowForm
from club.exams.standings import Summary, summary_of
from club.exams.views.blueprint import EXAM, blueprint, document_to_write, exam_row, read_exam
from club.exams.views.taking import working_day
from club.firms.models import Membership
from club.policy import Can, needs


@blueprint.route(f"{EXAM}/people", methods=["GET", "POST"])
@needs(Can.EXAM_OVERSEE)
def people(firm: str, ref: str) -> ResponseReturnValue:
    """Everybody whom I may see, with where they stand; letting somebody sit it once more, at once."""
    row = exam_row(ref)
    listed = _people(row)
    form = AllowForm()
    form.person.choices = [
        SelectChoice(one.ref, one.name)
        for one, found in listed
        if found.is_stuck and row.kind == papers.EXAM and _may_allow(one.id)
    ]
    if form.validate_on_submit():
        flash(*_allowed(ref, form))
        return redirect(url_for(".people", firm=firm, ref=ref), 303)
    page = render_template(
        "exams/people.html",
        exam=row,
        people=listed,
        passed=sum(found.standing.passed_on is not None for _one, found in listed),
        form=form,
    )
    return page, 422 if request.method == "POST" else 200


def _allowed(ref: str, form: AllowForm) -> tuple[str, str]:
    """Allow it, and say so; or why it was not needed any more."""
    member = session().scalars(select(Membership).where(Membership.ref == form.person.data)).one()
    try:
        by, at = g.who.person_id, clock.now()
        actions.allow_again(document_to_write(ref), member, why=form.why.data or "", by=by, at=at)
    except Refused as error:
        return said(error.refusal), "warn"
    return _("%(name)s may sit it once more, at once.", name=member.name), "good"


def _people(row: Any) -> list[tuple[Any, Summary]]:
    """Everybody whom the viewer may see, with what they did: owners see all, a lead the own department."""
    exam, today = read_exam(row), working_day(clock.now())
    sums = {one.membership_id: one for one in read(people_queries.SUMS, document_id=row.id)}
    rounds = {one.membership_id: one.began_at for one in read(round_queries.ROUNDS, document_id=row.id)}
    return [
        (one, summary_of(exam, sums.get(one.id), days=working_day, today=today, began_at=rounds.get(one.id)))
        for one in read(people_queries.PEOPLE, **g.standing.sight)
    ]


def _may_allow(member: int) -> bool:
    """Nobody allows themselves another attempt, but for those who answer to nobody else."""
    return bool(member != g.standing.membership_id or g.standing.sees_all)
