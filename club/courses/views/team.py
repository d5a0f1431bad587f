"""A firm’s people on courses and with the homework of classes: how far they are, giving them one, putting a day off."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms.fields.choices import SelectChoice

from club.classes.models import ClassSession
from club.core import clock, i18n
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.courses import homework_actions, learning_actions
from club.courses.homework_queries import MAY_PUT_OFF as MAY_PUT_OFF_HOMEWORK
from club.courses.homework_queries import TEAM
from club.courses.homework_rules import STANDS
from club.courses.learning_forms import GiveForm, PutOffForm
from club.courses.learning_models import Enrolment
from club.courses.learning_queries import ASSIGNABLE, HOW_FAR, MAY_PUT_OFF, OPEN_COURSES, PAGE, PEOPLE
from club.courses.models import Course
from club.courses.views.learning import ROOT, blueprint
from club.courses.views.places import LAST_PAGE
from club.firms.models import Membership
from club.policy import Can, needs


@blueprint.get(f"{ROOT}/people")
@needs(Can.COURSE_GIVE)
def people(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """How far the own people are in their courses."""
    return _people_page(PutOffForm())


@blueprint.route(f"{ROOT}/give", methods=["GET", "POST"])
@needs(Can.COURSE_GIVE)
def give(firm: str) -> ResponseReturnValue:
    """Give a course to people, with a day by which they are to finish."""
    form, mine = GiveForm(), read(ASSIGNABLE, **g.standing.sight).all()
    courses = read(OPEN_COURSES).all()
    form.course.choices = [SelectChoice(row.slug, row.title) for row in courses]
    form.people.choices = [SelectChoice(row.ref, row.name) for row in mine]
    if not form.is_submitted():
        return render_template("courses/give.html", form=form)
    if not form.validate():
        return render_template("courses/give.html", form=form), 422
    if location := accepted_before(form):
        return redirect(location, 303)
    told: list[int] = []

    def step() -> None:
        course = session().scalars(select(Course).where(Course.slug == form.course.data)).one()
        chosen = [row.id for row in mine if row.ref in set(form.people.data or ())]
        members = session().scalars(select(Membership).where(Membership.id.in_(chosen)).order_by(Membership.id)).all()
        facts: dict[str, Any] = {"today": g.standing.today(), "by": g.who.person_id, "at": clock.now()}
        told.append(learning_actions.give(course, members, due_on=form.due_on.data, **facts))

    if not form.takes(step):
        return render_template("courses/give.html", form=form), 422
    accept(form, location := url_for(".people", firm=firm))
    flash(_("Given. Whoever it is new to is told."), "good")
    return redirect(location, 303)


@blueprint.post(f"{ROOT}/people/<ref:ref>")
@needs(Can.COURSE_GIVE)
def put_off(firm: str, ref: str) -> ResponseReturnValue:
    """Give one person another day."""
    form = PutOffForm()
    row = read(MAY_PUT_OFF, ref=ref, **g.standing.sight).first() or abort(404)
    if not form.validate():
        return _people_page(form, ref), 422
    enrolment = session().get_one(Enrolment, row.id, with_for_update=True)
    day = form.due_on.data
    if not form.takes(lambda: learning_actions.put_off(enrolment, day, today=g.standing.today(), at=clock.now())):
        return _people_page(form, ref), 422
    flash(_("%(name)s has until %(day)s now.", name=row.name, day=i18n.day(day)), "good")
    return redirect(url_for(".people", firm=firm, page=request.args.get("page", type=int)), 303)


@blueprint.post(f"{ROOT}/people/<ref:ref>/classes/<slug:slug>")
@needs(Can.COURSE_GIVE)
def put_homework_off(firm: str, ref: str, slug: str) -> ResponseReturnValue:
    """Give one person another day for what a class gave."""
    form = PutOffForm()
    row = read(MAY_PUT_OFF_HOMEWORK, member=ref, slug=slug, **g.standing.sight).first() or abort(404)
    member = session().get_one(Membership, row.membership_id, with_for_update=True)
    held, at = session().get_one(ClassSession, row.class_id), clock.now()
    is_taken = form.validate() and form.takes(
        lambda: homework_actions.put_off(member, held, form.due_on.data, before=row.due_on, at=at)
    )
    if not is_taken:
        return _people_page(form, f"{ref}-{slug}"), 422
    flash(_("%(name)s has until %(day)s now.", name=row.name, day=i18n.day(form.due_on.data)), "good")
    return redirect(url_for(".people", firm=firm, _anchor="homework"), 303)


def _people_page(form: PutOffForm, ref: str = "") -> str:
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    rows, today = read(PEOPLE, offset=(page - 1) * PAGE, **g.standing.sight).all(), g.standing.today()
    return render_template(
        "courses/people.html",
        rows=rows[:PAGE],
        total=read(HOW_FAR, **g.standing.sight).one(),
        page=page,
        has_next=len(rows) > PAGE,
        homework=read(TEAM, since=today - STANDS, **g.standing.sight).all() if page == 1 else [],
        form=form,
        ref=ref,
        today=today,
    )
