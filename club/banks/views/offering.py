"""Questions on their way into the club's bank: what somebody offered, what waits for an editor, the decision."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.banks.offer_actions import decide as decide_on
from club.banks.offer_queries import OFFERED, OWN
from club.banks.offer_rules import ON_A_PAGE
from club.banks.views.blueprint import Place
from club.banks.views.pages import MOST_PAGES, TAGS_SHOWN, declining_page, to_write
from club.core import clock
from club.core.db import read
from club.documents.views.shelves import person
from club.documents.words import choice_word
from club.talks.handing_forms import GiveBackForm


def own(place: Place) -> ResponseReturnValue:
    """The questions that whoever asks offered, and which tags the bank has: whatever else is in it stays hidden."""
    number = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    rows = read(OWN, viewer=person(), offset=(number - 1) * ON_A_PAGE).all()
    return render_template(
        "banks/own.html",
        place=place,
        rows=rows[:ON_A_PAGE],
        has_more=len(rows) > ON_A_PAGE,
        number=number,
        tags=read(place.bank.tags, most=TAGS_SHOWN).all(),
        sort_word=choice_word,
    )


def offered(place: Place) -> ResponseReturnValue:
    """What waits for an editor, the oldest first."""
    return render_template("banks/offered.html", place=place, rows=read(OFFERED).all(), sort_word=choice_word)


def decide(place: Place, ref: str) -> ResponseReturnValue:
    """Take a question in, or decline it with words."""
    is_taken, form = request.form.get("do") == "take", GiveBackForm()
    row, at = to_write(place, ref), clock.now()
    if is_taken:
        decide_on(row, is_taken=True, at=at)
    elif not form.validate() or not form.takes(lambda: decide_on(row, is_taken=False, remark=form.remark.data, at=at)):
        return declining_page(place, ref, form)
    flash(
        _("In the bank now.")
        if is_taken
        else _("Declined. Its author is told what you wrote, and may offer it again."),
        "good",
    )
    return redirect(place.at("offered"), 303)
