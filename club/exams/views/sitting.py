"""Sitting an exam: one question a screen or the whole list; answers are saved one by one, with a script or without."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from club.core import clock, held
from club.core.db import read, session
from club.core.i18n import lang
from club.core.leading import is_for_a_part, lead
from club.core.refusals import Refusal, Refused
from club.core.saying import said
from club.documents.kinds.exam.words import seconds_words, typing_words
from club.documents.languages import filled, for_reader, language_for
from club.exams import actions, answer_actions, queries
from club.exams import sitting_rules as rules
from club.exams.answer_actions import Conflict, Given
from club.exams.answer_words import words_of
from club.exams.answering_rules import FALSE, TRUE
from club.exams.drawing_rules import as_sat
from club.exams.models import Attempt
from club.exams.sheets import Asked, agreed, sent, sheet
from club.exams.views.blueprint import ATTEMPT, attempt_row, attempt_to_write, blueprint, tongue
from club.policy import Can, needs

Problem = tuple[int, str]
WHOLE_LIST, HAND_IN = "all", "hand-in"


@blueprint.route(ATTEMPT, methods=["GET", "POST"])
@needs(Can.EXAM_SIT)
def attempt(firm: str, ref: str, attempt: str) -> ResponseReturnValue:
    """The sheet; what is sent is saved, then the next question is shown. After its end one button leads to the result.

    Looking changes nothing: whoever sends something, and the job, close an attempt whose time is over.
    """
    if request.method == "POST":
        return _save(firm, ref, attempt)
    row = attempt_row(ref, attempt)
    if row.finished_at is not None:
        return _to_result(firm, ref, attempt)
    if rules.is_over(row.ends_at, clock.now()):
        return render_template("exams/over.html", row=row)
    return _page(row, asked_of(row, typed=held.given_back()))


@blueprint.route(f"{ATTEMPT}/hand-in", methods=["GET", "POST"])
@needs(Can.EXAM_SIT)
def hand_in(firm: str, ref: str, attempt: str) -> ResponseReturnValue:
    """Hand the attempt in, after a look at what has no answer; once is enough."""
    if request.method == "POST":
        actions.finish(attempt_to_write(ref, attempt), at=clock.now())
        return redirect(url_for(".result", firm=firm, ref=ref, attempt=attempt), 303)
    row = attempt_row(ref, attempt)
    if row.finished_at is not None:
        return _to_result(firm, ref, attempt)
    return render_template("exams/hand_in.html", row=row, asked=asked_of(row))


def asked_of(row: Any, *, typed: MultiDict[str, str] | None = None) -> list[Asked]:
    """The sheet of an attempt as its reader sees it."""
    answers = {each.question: each for each in read(queries.ANSWERS, attempt_id=row.attempt_id)}
    words = {TRUE: _("True"), FALSE: _("False")}
    whole = as_sat(queries.body_of(row), row.drawn)
    return sheet(for_reader(whole, row.lang, lang()), filled(whole), row.drawn, answers, words=words, typed=typed)


def _save(firm: str, ref: str, attempt: str) -> ResponseReturnValue:
    """Keep what was changed on the page, then show the question asked for; a refused answer stays, with the reason."""
    row, kept = attempt_row(ref, attempt), attempt_to_write(ref, attempt)
    if actions.close_if_over(kept, at=clock.now()):
        return _too_late(firm, ref, attempt, rules.FINISHED if row.finished_at is not None else rules.LATE)
    listed = asked_of(row, typed=request.form)
    changed = sent(listed, request.form)
    given = [Given(one.asked.question.key, one.given, one.version, one.pasted) for one in changed]
    try:
        found = answer_actions.answers(kept, given, at=clock.now()) if given else []
    except Refused as error:
        return _too_late(firm, ref, attempt, error.refusal)
    problems = [_problem(one.asked, what) for one, what in zip(changed, found, strict=True) if what is not None]
    if problems:
        session().rollback()  # the page tells what is stored; the rest comes back with it, to be saved
        page = _part if is_for_a_part() else _page
        return page(row, asked_of(row, typed=request.form), problems=problems), 422
    if is_for_a_part():  # as the sheet saves itself, whichever button the keyboard is on
        return _part(row, asked_of(row, typed=request.form))
    return _start(row, kept) if "start" in request.form else _go_on(row, listed)


def _go_on(row: Any, listed: Sequence[Asked]) -> ResponseReturnValue:
    """To the question asked for, or to the look at all of them before handing in."""
    here = {"firm": g.standing.slug, "ref": row.ref, "attempt": row.attempt}
    to = request.form.get("to") or request.args.get("q")
    if to == HAND_IN:
        return redirect(url_for(".hand_in", **here), 303)
    if to != request.args.get("q"):
        _tell_of_no_numbers(listed)
    return redirect(url_for(".attempt", q=to, **here), 303)


def _tell_of_no_numbers(listed: Sequence[Asked]) -> None:
    """Say on the next page what was no number on this one: it is saved, and does not count."""
    for one in listed:
        if f"s-{one.number}" in request.form and one.is_no_number:
            told = _("“%(typed)s” is saved, but it is not a number yet.", typed=one.typed[0])
            flash(_about(one, str(told)), "warn")


def _start(row: Any, kept: Attempt) -> ResponseReturnValue:
    """Show a text to type, from now on, and go on with it."""
    firm, ref, attempt = g.standing.slug, row.ref, row.attempt
    asked = next((one for one in asked_of(row) if str(one.number) == request.form["start"]), None) or abort(404)
    spoken = language_for(queries.body_of(row), row.lang, lang())
    try:
        answer_actions.start_typing(kept, asked.question.key, lang=spoken, at=clock.now())
    except Refused as error:
        return _too_late(firm, ref, attempt, error.refusal)
    return redirect(url_for(".attempt", firm=firm, ref=ref, attempt=attempt, q=asked.number), 303)


def _too_late(firm: str, ref: str, attempt: str, why: Refusal) -> ResponseReturnValue:
    """Nothing more is saved; the result tells what counted."""
    flash(said(why), "warn")
    return _to_result(firm, ref, attempt)


def _to_result(firm: str, ref: str, attempt: str) -> ResponseReturnValue:
    return lead(url_for(".result", firm=firm, ref=ref, attempt=attempt))


def _page(row: Any, listed: Sequence[Asked], *, problems: Sequence[Problem] = ()) -> str:
    """One question, or all of them: the address says which; else the first without an answer."""
    wanted = request.args.get("q", "")
    open_ones = [each.number for each in listed if not each.is_answered]
    number = int(wanted) if wanted.isdecimal() and 1 <= int(wanted[:6]) <= len(listed) else 0
    is_list = wanted == WHOLE_LIST or (not number and not open_ones)
    number = number or (open_ones[0] if open_ones else 1)
    left = (row.ends_at - clock.now()).total_seconds() if row.ends_at is not None else None
    return render_template(
        "exams/attempt.html",
        row=row,
        asked=listed,
        shown=listed if is_list else [listed[number - 1]],
        number=None if is_list else number,
        tongue=tongue(row),
        seconds=max(int(left), 0) if left is not None else None,
        problems=problems,
        now=clock.now(),
        words={"typing": typing_words, "seconds": seconds_words},
        **_standing(listed),
        was_held=held.ARGUMENT in request.args,
    )


def _part(row: Any, listed: Sequence[Asked], *, problems: Sequence[Problem] = ()) -> str:
    """What changes on a sheet that saved itself: nothing that a hand may be on."""
    told = {number for number, _why in problems}
    known = agreed(listed, request.form)
    return render_template(
        "exams/_saved.html",
        renewed=[one for one in listed if one in known or one.number in told],
        tongue=tongue(row),
        problems=problems,
        **_standing(listed),
    )


def _standing(listed: Sequence[Asked]) -> dict[str, Any]:
    """How many have no answer yet, and when something was saved last."""
    saved_at = max((each.saved_at for each in listed if each.saved_at), default=None)
    return {"unanswered": sum(not each.is_answered for each in listed), "saved_at": saved_at}


def _problem(asked: Asked, what: Conflict | Refusal) -> Problem:
    """Why an answer was not kept."""
    why = said(what) if isinstance(what, Refusal) else _meanwhile(asked, what.theirs)
    return asked.number, _about(asked, why)


def _about(asked: Asked, what: str) -> str:
    return str(_("Question %(number)s: %(what)s", number=asked.number, what=what))


def _meanwhile(asked: Asked, theirs: Sequence[str]) -> str:
    """What another window answered meanwhile."""
    words = words_of(asked, theirs) or _("no answer")
    return str(_("in another window you answered “%(answer)s” meanwhile. Save again to keep this one.", answer=words))
