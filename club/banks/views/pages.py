"""What both banks' pages do: the list, a question, taking one out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select

from club.banks import actions, offer_actions
from club.banks.forms import QuestionForm
from club.banks.offer_queries import WAITING
from club.banks.offer_rules import MOVED_ON, may_change
from club.banks.rules import LONGEST_TAG, ON_A_PAGE, TAKEN_OUT, pattern_of, tags_of
from club.banks.views.blueprint import Place
from club.core import clock
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import lang
from club.core.saying import said
from club.documents.codec import from_json
from club.documents.kinds.exam.body import Question
from club.documents.kinds.exam.words import below, first_of, rich
from club.documents.languages import say
from club.documents.words import choice_word
from club.talks.handing_forms import GiveBackForm

MOST_PAGES, TAGS_SHOWN = 1_000, 40
PICTURES = "pictures"


def index(place: Place) -> ResponseReturnValue:
    """The questions, the newest first; narrowed by a tag and by words."""
    tag = next(iter(tags_of(_asked("tag"))), "")
    word = _asked("word")
    number = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    rows = read(place.bank.page, tag=tag, like=pattern_of(word), offset=(number - 1) * ON_A_PAGE).all()
    return render_template(
        "banks/index.html",
        place=place,
        rows=rows[:ON_A_PAGE],
        count=read(place.bank.count).scalar_one(),
        waiting=0 if place.is_firms else read(WAITING).scalar_one(),
        tags=read(place.bank.tags, most=TAGS_SHOWN).all(),
        tag=tag,
        word=word,
        number=number,
        has_more=len(rows) > ON_A_PAGE,
        sort_word=choice_word,
    )


def add(place: Place) -> ResponseReturnValue:
    """A new question; `tag` and `standard` in the address stand in its form already."""
    form = QuestionForm(place.bank, tag=_asked("tag"), standard=_asked("standard"))
    if request.method == "POST" and (before := accepted_before(form.tags)):
        return redirect(before, 303)
    question = form.question() if request.method == "POST" else None
    if question is None:
        return _form_page(place, form, None)
    made: list[Any] = []
    if form.item.takes(lambda: made.append(_added(place, form, question))):
        flash(_offered() if place.only_offers else _("In the bank now."), "good")
        accept(form.tags, location := _after(place, form, made[0].ref))
        return redirect(location, 303)
    if before := accepted_before(form.tags):  # the other click was first
        return redirect(before, 303)
    return _form_page(place, form, None)


def _offered() -> str:
    return str(_("Offered. Exams draw it once an editor took it in."))


def _added(place: Place, form: QuestionForm, question: Question) -> Any:
    facts = {**_beside(form), "by": g.who.person_id, "at": clock.now()}
    return offer_actions.offer(question, **facts) if place.only_offers else actions.add(place.bank, question, **facts)


def _beside(form: QuestionForm) -> dict[str, Any]:
    """What is kept beside the question itself."""
    return {"tags": form.listed, "standard": form.standard.id if form.standard else None}


def _after(place: Place, form: QuestionForm, ref: str) -> str:
    """Where somebody goes on: the next one, a picture, the parts of the text that they chose just now, or the list."""
    then = request.form.get("then")
    if then == "again":
        tag, about = form.listed[0] if form.listed else None, form.standard.code if form.standard else None
        return place.at("add", tag=tag, standard=about)
    if then == "picture":
        return place.at("add_picture", ref=ref)
    if form.is_about_another and form.standard is not None:
        flash(_("Now tick which parts of “%(title)s” it asks about.", title=form.standard.title), "warn")
        return place.at("edit", ref=ref, _anchor="standard")
    return place.at("index")


def edit(place: Place, ref: str) -> ResponseReturnValue:
    """One question, to be changed."""
    row: Any = read(place.bank.one, ref=ref).first()
    if row is None or not is_open(place, row):
        return _taken_out(place, row)
    form = QuestionForm(place.bank, row)
    question = form.question() if request.method == "POST" else None
    if question is None:
        return _form_page(place, form, row)
    kept = _held(place, ref)
    if kept is None:
        return _taken_out(place)
    if form.item.takes(lambda: _change(place, form, kept, question)):
        told = _("Saved. Whoever is in an exam with it goes on with what it was.")
        flash(_offered() if place.only_offers else told, "good")
        return redirect(_after(place, form, ref), 303)
    row = read(place.bank.one, ref=ref).first()
    if row is None:
        return _taken_out(place)
    form.tags.version.data = str(row.version)
    return _form_page(place, form, row)


def _change(place: Place, form: QuestionForm, kept: Any, question: Question) -> None:
    by, at = g.who.person_id, clock.now()
    actions.change(place.bank, kept, question, **_beside(form), seen=form.seen, by=by, at=at)
    if place.only_offers:
        offer_actions.offer_again(kept, at=at)


def _taken_out(place: Place, row: Any = None) -> ResponseReturnValue:
    """A question that is not there any more; what was typed into it stands in the form of a new one.

    The same where an editor took one in while its author changed it (`row`).
    """
    if request.method != "POST" or (row is not None and row.author_id != g.who.person_id):
        abort(404)
    form = QuestionForm(place.bank)
    form.item.form_errors.append(said(TAKEN_OUT if row is None else MOVED_ON))
    if request.form.getlist(PICTURES):
        form.item.form_errors.append(_("Its pictures went with it: add them once more."))
    return _form_page(place, form, None)


def remove(place: Place, ref: str) -> ResponseReturnValue:
    """Take a question out; sent twice it is gone once."""
    actions.remove(place.bank, to_write(place, ref))
    flash(_("Taken out. Whoever is in an exam with it goes on with it."), "good")
    return redirect(place.at("index"), 303)


def _asked(name: str) -> str:
    """What the address asks for, as far as a tag goes, without signs that no keyboard types."""
    typed = request.args.get(name, "")[:LONGEST_TAG]
    return "".join(each for each in typed if each.isprintable()).strip()


def to_write(place: Place, ref: str) -> Any:
    """A question, held until this commit ends; 404 where somebody took it out meanwhile."""
    return _held(place, ref) or abort(404)


def _held(place: Place, ref: str) -> Any:
    held = select(place.bank.question).where(place.bank.question.ref == ref).with_for_update()
    row = session().scalars(held).first()
    return row if row is None or is_open(place, row) else abort(404)


def is_open(place: Place, row: Any) -> bool:
    """Whether whoever asks reads and changes a question of the bank at which they stand."""
    return not place.only_offers or may_change(author=row.author_id, offered_at=row.offered_at, person=g.who.person_id)


@dataclass(frozen=True)
class Seen:
    """A question as whoever sits an exam reads it: what it asks, what stands below, pictures, explanation."""

    words: str
    below: Markup
    pictures: Sequence[str]
    explanation: Markup


def as_seen(row: Any) -> Seen:
    """A question of a bank as whoever asks reads it."""
    question: Question = from_json(Question, row.body)
    text, explanation = (say(each, "zh" if lang() == "zh" else "en") for each in (question.text, question.explanation))
    return Seen(first_of(text), below(text), question.pictures, rich(explanation))


def declining_page(place: Place, ref: str, declining: GiveBackForm) -> ResponseReturnValue:
    """The page of a question that was not declined, with the words that were to go with it, and why."""
    row: Any = read(place.bank.one, ref=ref).first() or abort(404)
    form = QuestionForm(place.bank, row, is_asked=False)
    form.item.form_errors.extend([*declining.remark.errors, *declining.form_errors])
    return _form_page(place, form, row, declining)


def _form_page(
    place: Place, form: QuestionForm, row: Any, declining: GiveBackForm | None = None
) -> ResponseReturnValue:
    page = render_template(
        "banks/question.html",
        place=place,
        form=form.item,
        tags=form.tags,
        groups=form.groups,
        parts=form.parts,
        row=row,
        seen=as_seen(row) if row else None,
        declining=declining or GiveBackForm(formdata=None),
    )
    return page, 422 if request.method == "POST" else 200
