"""Qualifications inside a firm: what I hold, who of my people holds what; those that the firm grants itself."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.courses import qualification_actions
from club.courses.qualification_forms import KnownOwnQualificationForm, OwnQualificationForm
from club.courses.qualification_models import OwnQualification
from club.courses.qualification_queries import HERE, HOLDERS, MINE, OF_PEOPLE, OWN
from club.courses.qualification_rules import holds
from club.courses.tie_queries import IN_THE_FIRM
from club.courses.views.learning import ROOT, blueprint
from club.courses.views.qualifications import ties_of
from club.policy import Can, needs

ALL = f"{ROOT}/qualifications"
ONE = f"{ALL}/<ref:ref>"


@blueprint.get(ALL, endpoint="qualifications")
@needs(Can.COURSE_TAKE)
def mine(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """What I am qualified for, and for whoever leads, who of the own people is."""
    return _page(OwnQualificationForm())


@blueprint.post(ALL)
@needs(Can.DOCUMENT_PUBLISH)
def name_own(firm: str) -> ResponseReturnValue:
    """Name something that the firm lets its people qualify for."""
    form = OwnQualificationForm()
    if not form.validate():
        return _page(form), 422
    if location := accepted_before(form):
        return redirect(location, 303)
    made = qualification_actions.add_own(form.name.data or "", form.months.data, exam_id=form.facts()["exam_id"])
    accept(form, here := url_for(".qualification", firm=firm, ref=made.ref))
    flash(_("Saved."), "good")
    return redirect(here, 303)


@blueprint.get(ONE)
@needs(Can.COURSE_TAKE)
def qualification(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """One, of the firm or of the club: what grants it, what asks for it, and for whoever leads, who holds it."""
    return _one(ref)


@blueprint.post(ONE)
@needs(Can.DOCUMENT_PUBLISH)
def change_own(firm: str, ref: str) -> ResponseReturnValue:
    """Change one of the firm’s own."""
    held = session().scalars(select(OwnQualification).where(OwnQualification.ref == ref)).first() or abort(404)
    form = KnownOwnQualificationForm()
    if not form.validate():
        return _one(ref, form), 422
    if not form.takes(lambda: qualification_actions.change_own(held, seen=form.version.data or "", **form.facts())):
        form.version.data = str(read(HERE, ref=ref).one().version)
        return _one(ref, form), 422
    flash(_("Saved."), "good")
    return redirect(url_for(".qualification", firm=firm, ref=ref), 303)


def _page(form: OwnQualificationForm) -> str:
    leads = g.standing.can(Can.COURSE_GIVE)
    return render_template(
        "courses/qualified.html",
        rows=read(MINE, membership_id=g.standing.membership_id).all(),
        people=read(OF_PEOPLE, **g.standing.sight).all() if leads else None,
        own=read(OWN).all(),
        form=form if g.standing.can(Can.DOCUMENT_PUBLISH) else None,
        today=g.standing.today(),
        holds=holds,
    )


def _one(ref: str, form: KnownOwnQualificationForm | None = None) -> str:
    row = read(HERE, ref=ref).first() or abort(404)
    if form is None and row.is_own and g.standing.can(Can.DOCUMENT_PUBLISH):
        facts = {"name": row.name_en, "months": row.months, "exam": row.exam_ref or ""}
        form = KnownOwnQualificationForm(data={**facts, "version": row.version})
    of = {"qualification_id": None if row.is_own else row.id, "own_id": row.id if row.is_own else None}
    me, leads = g.standing.membership_id, g.standing.can(Can.COURSE_GIVE)
    people = read(HOLDERS, **of, **g.standing.sight).all()  # whoever leads nobody sees the own row alone
    return render_template(
        "courses/own_qualification.html",
        row=row,
        form=form,
        ties={} if row.is_own else ties_of(row.id),
        asking=read(IN_THE_FIRM, **of).all(),
        mine=next((one for one in people if one.membership_id == me), None),
        people=people if leads else None,
        today=g.standing.today(),
        holds=holds,
    )
