"""Who of a firm writes talks for the club."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.firms import instructor_actions
from club.firms.forms import InstructorForm
from club.firms.models import Membership
from club.firms.queries import INSTRUCTORS
from club.firms.views.blueprint import blueprint, firm_row
from club.policy import Can, needs

ROOT = "/firms/<slug:firm>/instructors"


@blueprint.get(ROOT)
@needs(Can.INSTRUCTOR_NAME)
def instructors(firm: str) -> ResponseReturnValue:
    """The firm’s instructors, and a form for another one."""
    return _page(firm, *_offered())


@blueprint.post(ROOT)
@needs(Can.INSTRUCTOR_NAME)
def name_instructor(firm: str) -> ResponseReturnValue:
    """Name another one."""
    people, typed = _offered()
    if not typed.validate_on_submit():
        return _page(firm, people, typed), 422
    membership = _found(typed.person.data)
    if not typed.takes(lambda: instructor_actions.name_instructor(membership, at=clock.now())):
        again, _form = _offered()
        return _page(firm, again, typed), 422
    flash(_("%(name)s writes talks for the club from now on.", name=membership.name), "good")
    return redirect(url_for("firms.instructors", firm=firm), 303)


@blueprint.post(f"{ROOT}/<ref:ref>/end")
@needs(Can.INSTRUCTOR_NAME)
def end_instructor(firm: str, ref: str) -> ResponseReturnValue:
    """Take it away again."""
    instructor_actions.take_instructor(_found(ref))
    return redirect(url_for("firms.instructors", firm=firm), 303)


def _offered() -> tuple[Any, InstructorForm]:
    people = read(INSTRUCTORS).all()
    typed = InstructorForm()
    typed.offer([one for one in people if one.role_id is None])
    return people, typed


def _found(ref: str) -> Membership:
    row = session().execute(
        select(Membership).where(Membership.ref == ref, Membership.left_at.is_(None)).with_for_update()
    )
    return row.scalar_one_or_none() or abort(404)


def _page(firm: str, people: Any, typed: InstructorForm) -> str:
    row = firm_row()
    return render_template(
        "firms/instructors.html",
        slug=firm,
        named=[one for one in people if one.role_id is not None],
        own_id=row.id,
        form=typed,
    )
