"""The owner's first visit: two questions that make the departments and sort the library."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.firms.forms import SetUpForm
from club.firms.views.blueprint import blueprint, firm_row
from club.firms.workspace_actions import set_up as make_departments
from club.policy import Can, needs


@blueprint.get("/firms/<slug:firm>/set-up")
@needs(Can.FIRM_SET)
def set_up(firm: str) -> ResponseReturnValue:
    """The two questions; answered once."""
    row = firm_row()
    if row.set_up_at is not None:
        return redirect(url_for("firms.home", firm=firm), 303)
    return render_template("firms/set_up.html", form=SetUpForm(data={"platforms": row.platforms}))


@blueprint.post("/firms/<slug:firm>/set-up")
@needs(Can.FIRM_SET)
def answer(firm: str) -> ResponseReturnValue:
    """Make the departments and lead on to the workspace."""
    typed = SetUpForm()
    if not typed.validate_on_submit():
        return render_template("firms/set_up.html", form=typed), 422
    answers = typed.answers()
    make_departments(answers, platforms=typed.platforms.data or [], by=g.standing.membership_id, at=clock.now())
    if heads := " · ".join(one.head for one in answers if one.head):
        flash(
            _("Invited to lead: %(names)s. Their links stand under People; hand each of them theirs.", names=heads),
            "good",
        )
    return redirect(url_for("firms.home", firm=firm), 303)
