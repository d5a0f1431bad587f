"""For whoever leads: which texts are to be signed, who is current, and reminders."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from sqlalchemy import select

from club.acknowledgements import rules
from club.acknowledgements.queries import OF_FIRM, OF_TEXT, Duty, duties
from club.acknowledgements.telling_actions import remind as send_reminders
from club.acknowledgements.text_queries import ASSIGNED, ASSIGNMENTS
from club.acknowledgements.views.places import ROOT, TEXT, shelf_of, signing, text_of
from club.acknowledgements.words import FILTER_WORDS, assigned_words
from club.core import clock
from club.core.db import read, session
from club.documents.models import Document
from club.policy import Can, needs


@signing.get(f"{ROOT}/signing")
@needs(Can.SIGNING_MANAGE)
def texts(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """Each text that is to be signed: by whom, and how many are current; for a lead those that reach the own people."""
    days = g.standing.days
    found = duties(read(OF_FIRM, today=days.today(), **g.standing.sight), days)
    of_text = {key: list(listed) for key, listed in groupby(found, key=lambda one: one.row.id)}
    assigned = groupby(read(ASSIGNED, today=days.today()), key=lambda row: row.document_id)
    listed = [_line(list(rows), of_text.get(key, [])) for key, rows in assigned]
    if not g.standing.sees_all:
        listed = [one for one in listed if one["counts"]["all"]]
    return render_template("acknowledgements/texts.html", texts=listed)


def _line(assigned: Sequence[Any], found: Sequence[Duty]) -> dict[str, Any]:
    """One text of the list."""
    return {
        "row": assigned[0],
        "who": [assigned_words(row) for row in assigned],
        "counts": rules.counts(one.standing for one in found),
    }


@signing.get(TEXT)
@needs(Can.SIGNING_MANAGE)
def text(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Who is current with a text and who is not, and to whom it is assigned."""
    document, days = text_of(ref), g.standing.days
    found = _duties(document.id)
    assigned = read(ASSIGNMENTS, document_id=document.id, today=days.today())
    name = request.args.get("show", "all")
    name = name if name in rules.FILTERS else "all"
    return render_template(
        "acknowledgements/text.html",
        document=document,
        people=[one for one in found if rules.is_in(one.standing, name)],
        counts=rules.counts(one.standing for one in found),
        owed=sum(one.standing.is_owed for one in found),
        here=name,
        filters=FILTER_WORDS,
        sees_all=g.standing.sees_all,
        assignments=[(row, assigned_words(row)) for row in assigned],
        shelf=shelf_of(document.kind),
        today=days.today(),
    )


@signing.post(f"{TEXT}/remind")
@needs(Can.SIGNING_MANAGE)
def remind(firm: str, ref: str) -> ResponseReturnValue:
    """Remind those who are ticked, or everybody who owes something; each at most once a day."""
    document, days = text_of(ref), g.standing.days
    row = session().scalars(select(Document).where(Document.id == document.id).with_for_update()).one()
    ticked = set(request.form.getlist("person"))
    wanted = [one for one in _duties(document.id) if not ticked or one.row.membership_ref in ticked]
    told = send_reminders(row, wanted, days=days, by=g.who.person_id, at=clock.now())
    flash(ngettext("%(num)s person is reminded.", "%(num)s people are reminded.", told), "good")
    return redirect(url_for(".text", firm=firm, ref=ref), 303)


def _duties(document_id: int) -> list[Duty]:
    days = g.standing.days
    return duties(read(OF_TEXT, document_id=document_id, today=days.today(), **g.standing.sight), days)
