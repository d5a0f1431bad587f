"""An editor gives a text that was handed in back to whoever wrote it."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core.text import N_
from club.talks.handing_forms import GiveBackForm
from club.talks.writing_views import Desk

GIVEN_BACK = N_("Given back. Whoever wrote it is told what you wrote.")


def given_back(desk: Desk, slug: str) -> ResponseReturnValue:
    """Give a text back with words; where that is refused, they still stand on its page."""
    form, text = GiveBackForm(), desk.own(slug)
    if not form.validate() or not form.takes(lambda: desk.actions.give_back(text, form.remark.data)):
        return desk.unchanged(desk.own(slug), [*form.remark.errors, *form.form_errors], give_back_form=form)
    flash(_(GIVEN_BACK), "good")
    return redirect(url_for("texts.index"), 303)
