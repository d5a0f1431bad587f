"""The panel beside the chat: type, Enter copies; what is missing is told in one tap."""

import re
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.answers import actions
from club.answers.catalogue_queries import Catalogue, in_force, look_for, one_of, rows_of
from club.answers.filling_rules import asks_of, pieces
from club.answers.forms import MissingForm, SentForm
from club.answers.gap_rules import GONE, counted
from club.answers.search_rules import LONGEST
from club.answers.views.addresses import ANSWERS, blueprint
from club.core import clock
from club.core.db import session
from club.core.forms import accept, accepted_before
from club.core.leading import is_for_a_part
from club.core.saying import said
from club.documents.models import Document
from club.documents.views.shelves import person, today
from club.policy import Can, needs

_COPIED = re.compile(r"(?P<ref>[a-z2-7]{16}):(?P<item>[a-z0-9-]{1,48}):(?P<times>[0-9]{1,3})")


@blueprint.get(f"{ANSWERS}/panel")
@needs(Can.DOCUMENT_READ)
def panel(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """Answers by a few keys; a script asks for what was found alone."""
    typed = request.args.get("q", "")[:LONGEST].strip()
    page = "answers/_found.html" if is_for_a_part() else "answers/panel.html"
    return _page(page, typed, MissingForm(data={"words": typed}, formdata=None))


@blueprint.post(f"{ANSWERS}/panel/missing")
@needs(Can.DOCUMENT_READ)
def missing(firm: str) -> ResponseReturnValue:
    """Tell the lead what a buyer asked and no answer was found for."""
    form = MissingForm()
    if (before := accepted_before(form)) is not None:
        return redirect(before, 303)
    if not form.validate() or not form.takes(
        lambda: actions.report_gap(form.words.data or "", by=person(), at=clock.now())
    ):
        return _page("answers/panel.html", "", form), 422
    flash(_("Told. You get a message when there is an answer."), "good")
    accept(form, to := url_for(".panel", firm=firm))
    return redirect(to, 303)


@blueprint.post(f"{ANSWERS}/<ref:ref>/<int:number>/sent")
@needs(Can.DOCUMENT_READ)
def sent(firm: str, ref: str, number: int) -> ResponseReturnValue:
    """Tell that an answer was changed before it was sent."""
    form = SentForm()
    found = one_of(_catalogues(), ref) or abort(404)
    if number > found.row.number:
        abort(404)
    is_there = form.item.data in {each.key for each in found.body.answers}
    if not form.validate() or not is_there:
        form.form_errors.extend([] if is_there else [said(GONE)])
        return _page("answers/panel.html", "", MissingForm(formdata=None), wrong=form), 422
    actions.note_sent(
        _document(ref), form.item.data, number=number, sent=form.sent.data or "", by=person(), at=clock.now()
    )
    flash(_("Noted. The lead sees it beside the answer."), "good")
    return redirect(url_for(".panel", firm=firm), 303)


@blueprint.post(f"{ANSWERS}/panel/copied")
@needs(Can.DOCUMENT_READ)
def copied(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """Count what was copied since the page last told: `copied` is a catalogue, an answer, and how often."""
    told = [found for one in request.form.getlist("copied") if (found := _COPIED.fullmatch(one))]
    for each in _catalogues() if told else ():
        ref, known = each.row.ref, {answer.key for answer in each.body.answers}
        listed = [(one["item"], int(one["times"])) for one in told if one["ref"] == ref and one["item"] in known]
        if copies := counted(listed):
            actions.note_copies(_document(ref), copies, day=today())
    return "", 204


def _catalogues() -> list[Catalogue]:
    return in_force(rows_of(today()), today())


def _document(ref: str) -> Document:
    return session().scalars(select(Document).where(Document.ref == ref)).one()


def _page(page: str, typed: str, form: MissingForm, wrong: SentForm | None = None) -> str:
    found = _catalogues()
    return render_template(
        page,
        typed=typed,
        hits=look_for(typed, found, today()),
        several=len(found) > 1,
        has_answers=bool(found),
        form=form,
        wrong=wrong,
        **_filling(),
    )


def _filling() -> dict[str, Any]:
    """What a page fills an answer's texts in with."""
    return {
        "asks_of": lambda hit: asks_of(hit.catalogue.body, hit.answer),
        "pieces": lambda hit, text: pieces(str(text), hit.catalogue.body.asked),
    }
