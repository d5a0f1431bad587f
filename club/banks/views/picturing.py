"""Pictures of questions: put to one of a bank, and shown to those who write it."""

from collections.abc import Iterable
from typing import Any

from flask import abort, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.banks import picture_actions
from club.banks.queries import Bank
from club.banks.views.blueprint import Place
from club.banks.views.pages import as_seen, to_write
from club.core import clock
from club.core.db import read
from club.core.files import admit
from club.core.forms import accept, accepted_before
from club.core.refusals import Refusal
from club.core.saying import said
from club.documents.forms import PictureForm
from club.documents.views.picturing import shown


def add_picture(place: Place, ref: str) -> ResponseReturnValue:
    """Put a picture to a question; it is made new before anything is held."""
    row: Any = read(place.bank.one, ref=ref).first() or abort(404)
    form, back = PictureForm(), place.at("edit", ref=ref, _anchor="seen")
    if request.method == "POST" and (before := accepted_before(form)) is not None:
        return redirect(before, 303)
    if request.method == "POST" and form.validate() and _is_put(place, ref, form):
        accept(form, back)
        flash(_("The question shows the picture now."), "good")
        return redirect(back, 303)
    page = render_template("banks/picture.html", place=place, form=form, row=row, heading=as_seen(row).words)
    return page, 422 if request.method == "POST" else 200


def one_of(banks: Iterable[Bank], ref: str) -> ResponseReturnValue:
    """A picture of one of these banks; whether it may be seen was asked before."""
    rows = (read(bank.one_picture, ref=ref).first() for bank in banks)
    row = next((row for row in rows if row is not None), None) or abort(404)
    return shown(ref, lambda: picture_actions.store().read(row.stored_as))


def _is_put(place: Place, ref: str, form: PictureForm) -> bool:
    """Keep the picture; what it is refused for is said at the field."""
    found = admit(form.content, form.file.data.filename)
    if isinstance(found, Refusal):
        form.file.errors = [said(found)]
        return False
    question, by = to_write(place, ref), g.who.person_id
    return form.takes(lambda: picture_actions.put(place.bank, question, found, by=by, at=clock.now()))
