"""Who teaches a course, and in which charge."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms.fields.choices import SelectChoice

from club.core import clock
from club.core.db import read, session
from club.courses import actions
from club.courses.forms import InstructorForm
from club.courses.models import Charge, Course
from club.courses.queries import INSTRUCTORS, TEACHERS
from club.courses.views.places import COURSE, blueprint, course_to_read, course_to_write
from club.courses.words import CHARGES
from club.people.models import Person
from club.policy import CLUB, Can, needs

TEACHING = [role for role, held in CLUB.items() if Can.COURSE_WRITE in held]


@blueprint.route(f"{COURSE}/instructors", methods=["GET", "POST"])
@needs(Can.COURSE_WRITE)
def instructors(slug: str) -> ResponseReturnValue:
    """Name who teaches a course; those who may are the club’s own people."""
    course = course_to_write(slug, leads=True)
    form = InstructorForm()
    people = read(TEACHERS, roles=TEACHING).all()
    form.person.choices = [SelectChoice(row.ref, row.name) for row in people]
    if not form.is_submitted():
        return _page(form, course)
    chosen = next((row.id for row in people if row.ref == form.person.data), None)
    if chosen is None:
        form.person.errors = [_("Choose one of these people.")]
    if chosen is None or not form.validate():
        return _page(form, course), 422
    person = session().get_one(Person, chosen)
    if not form.takes(lambda: actions.name(course, person, Charge(form.charge.data), at=clock.now())):
        return _page(form, course), 422
    flash(_("Saved."), "good")
    return redirect(url_for(".instructors", slug=slug), 303)


@blueprint.post(f"{COURSE}/instructors/leave")
@needs(Can.COURSE_WRITE)
def leave(slug: str) -> ResponseReturnValue:
    """Take somebody off a course."""
    course = course_to_write(slug, leads=True)
    asked = request.form.get("person", "")
    held = select(Person).where(Person.ref == asked)
    person = session().scalars(held).first()
    if person is not None:
        actions.let_go(course, person)
        flash(_("Taken off the course."), "good")
    return redirect(url_for(".instructors", slug=slug), 303)


def _page(form: InstructorForm, course: Course) -> str:
    return render_template(
        "courses/instructors.html",
        form=form,
        course=course_to_read(course.slug),
        instructors=read(INSTRUCTORS, course_id=course.id).all(),
        charges=CHARGES,
    )
