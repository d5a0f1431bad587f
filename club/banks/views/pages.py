"""What both banks' pages do: the list, a question, taking one out."""

from collections import Counter
from typing import Any

from flask import abort, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.banks import actions
from club.banks.forms import QuestionForm
from club.banks.rules import LONGEST_TAG, ON_A_PAGE, pattern_of, tags_of
from club.banks.views.blueprint import Place
from club.core import clock
from club.core.db import read, session
from club.core.refusals import Refused
from club.core.saying import said
from club.documents.words import choice_word

MOST_PAGES, TAGS_SHOWN = 1_000, 40


def index(place: Place) -> ResponseReturnValue:
    """The questions, the newest first; narrowed by a tag and by words."""
    tag = next(iter(tags_of(_asked("tag"))), "")
    word = _asked("word")
    number = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    rows = read(place.bank.page, tag=tag, like=pattern_of(word), offset=(number - 1) * ON_A_PAGE).all()
    listed = read(place.bank.tags).scalars().all()
    counts = Counter(one for tags in listed for one in tags)
    return render_template(
        "banks/index.html",
        place=place,
        rows=rows[:ON_A_PAGE],
        count=len(listed),
        tags=counts.most_common(TAGS_SHOWN),
        tag=tag,
        word=word,
        number=number,
        has_more=len(rows) > ON_A_PAGE,
        sort_word=choice_word,
    )


def add(place: Place) -> ResponseReturnValue:
    """A new question; `tag` in the address stands in its form already."""
    tag = _asked("tag")
    form = QuestionForm({}, tag, 0, is_bilingual=place.bank.is_bilingual)
    question = form.question() if request.method == "POST" else None
    by, at = g.who.person_id, clock.now()
    if question is not None and form.item.takes(
        lambda: actions.add(place.bank, question, tags=form.listed, by=by, at=at)
    ):
        flash(_("In the bank now."), "good")
        again = request.form.get("then") == "again"
        tags = form.listed[0] if form.listed else None
        return redirect(place.at("add", tag=tags) if again else place.at("index"), 303)
    return _form_page(place, form, None)


def edit(place: Place, ref: str) -> ResponseReturnValue:
    """One question, to be changed."""
    row: Any = read(place.bank.one, ref=ref).first() or abort(404)
    form = QuestionForm(row.body, ", ".join(row.tags), row.version, is_bilingual=place.bank.is_bilingual)
    question = form.question() if request.method == "POST" else None
    if question is None:
        return _form_page(place, form, row)
    by, at = g.who.person_id, clock.now()
    try:
        kept = _to_write(place, ref)
        actions.change(place.bank, kept, question, tags=form.listed, seen=form.seen, by=by, at=at)
    except Refused as refused:
        session().rollback()
        form.item.form_errors.append(said(refused.refusal))
        row = read(place.bank.one, ref=ref).first() or abort(404)
        form.tags.version.data = str(row.version)
        return _form_page(place, form, row)
    flash(_("Saved. Whoever is in an exam with it goes on with what it was."), "good")
    return redirect(place.at("index"), 303)


def remove(place: Place, ref: str) -> ResponseReturnValue:
    """Take a question out; sent twice it is gone once."""
    actions.remove(place.bank, _to_write(place, ref))
    flash(_("Taken out. Whoever is in an exam with it goes on with it."), "good")
    return redirect(place.at("index"), 303)


def _asked(name: str) -> str:
    """What the address asks for, as far as a tag goes, without signs that no keyboard types."""
    typed = request.args.get(name, "")[:LONGEST_TAG]
    return "".join(each for each in typed if each.isprintable()).strip()


def _to_write(place: Place, ref: str) -> Any:
    """A question, held until this commit ends; 404 where somebody took it out meanwhile."""
    held = select(place.bank.question).where(place.bank.question.ref == ref).with_for_update()
    return session().scalars(held).first() or abort(404)


def _form_page(place: Place, form: QuestionForm, row: Any) -> ResponseReturnValue:
    page = render_template(
        "banks/question.html", place=place, form=form.item, tags=form.tags, groups=form.groups, row=row
    )
    return page, 422 if request.method == "POST" else 200
