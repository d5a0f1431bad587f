"""Departments of a firm and who leads them."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.core import clock
from club.core.db import read, session
from club.core.refusals import Refused
from club.core.saying import said
from club.firms import workspace_actions
from club.firms.forms import DepartmentForm
from club.firms.models import Department, Membership
from club.firms.queries import COLLEAGUES, DEPARTMENTS
from club.firms.views.blueprint import blueprint
from club.policy import Can, needs

ROOT = "/firms/<slug:firm>/departments"


@blueprint.get(ROOT)
@needs(Can.FIRM_SET)
def departments(firm: str) -> ResponseReturnValue:
    """The departments, and a form for another one."""
    return _list_page(firm, _form())


@blueprint.post(ROOT)
@needs(Can.FIRM_SET)
def add_department(firm: str) -> ResponseReturnValue:
    """Another department."""
    typed = _form()
    if not typed.validate_on_submit() or not _is_kept(typed, None):
        return _list_page(firm, typed), 422
    return redirect(url_for("firms.departments", firm=firm), 303)


@blueprint.get(f"{ROOT}/<ref:ref>")
@needs(Can.FIRM_SET)
def department(firm: str, ref: str) -> ResponseReturnValue:
    """One department, to be changed."""
    row = next((one for one in read(DEPARTMENTS) if one.ref == ref), None) or abort(404)
    return _one_page(firm, row, _form(name=row.name, kind=row.kind, lead=row.lead_ref or ""))


@blueprint.post(f"{ROOT}/<ref:ref>")
@needs(Can.FIRM_SET)
def change_department(firm: str, ref: str) -> ResponseReturnValue:
    """Another name, kind or lead."""
    found, typed = _found(ref), _form()
    if not typed.validate_on_submit() or not _is_kept(typed, found):
        return _one_page(firm, found, typed), 422
    return redirect(url_for("firms.departments", firm=firm), 303)


@blueprint.post(f"{ROOT}/<ref:ref>/remove")
@needs(Can.FIRM_SET)
def remove_department(firm: str, ref: str) -> ResponseReturnValue:
    """A department to which nobody belongs goes."""
    try:
        workspace_actions.remove_department(_found(ref))
    except Refused as refused:
        told = (refused.refusal.message, refused.refusal.next_step)
        flash(" ".join(said(words, refused.refusal.values) for words in told), "bad")
    return redirect(url_for("firms.departments", firm=firm), 303)


def _form(**values: Any) -> DepartmentForm:
    made = DepartmentForm(data=values)
    made.offer_leads(read(COLLEAGUES))
    return made


def _found(ref: str) -> Department:
    row = session().execute(select(Department).where(Department.ref == ref)).scalar_one_or_none()
    return row or abort(404)


def _is_kept(typed: DepartmentForm, found: Department | None) -> bool:
    """Whether the department could be written; a name that is taken is told at its field."""
    try:
        with session().begin_nested():
            kept = found or workspace_actions.add_department(name=typed.name.data, kind=typed.kind.data)
            session().flush()
            workspace_actions.change_department(
                kept, name=typed.name.data, kind=typed.kind.data, lead=_lead(typed.lead.data), at=clock.now()
            )
            session().flush()
    except IntegrityError:
        typed.name.errors = [_("A department of this name is there already.")]
        return False
    return True


def _lead(ref: str) -> Membership | None:
    return session().execute(select(Membership).where(Membership.ref == ref)).scalar_one_or_none() if ref else None


def _list_page(firm: str, form: DepartmentForm) -> str:
    return render_template("firms/departments.html", departments=read(DEPARTMENTS).all(), form=form, slug=firm)


def _one_page(firm: str, row: Any, form: DepartmentForm) -> str:
    return render_template("firms/department.html", department=row, form=form, slug=firm)
