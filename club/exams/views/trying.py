"""An exam tried by whoever composes it: the questions written in it, answered and judged at once; nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from flask import abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from club.core.i18n import lang
from club.documents.kinds.exam.body import Exam
from club.documents.kinds.exam.question_rules import question_problems
from club.documents.kinds.exam.words import seconds_words, typing_words
from club.documents.languages import filled, for_reader, language_for
from club.documents.views.shelves import being_written
from club.exams.answer_words import right_words
from club.exams.answering_rules import FALSE, TRUE, is_answer
from club.exams.drawing_rules import draw, kept
from club.exams.rules import reaches
from club.exams.sheets import Asked, sheet
from club.exams.views.blueprint import EXAM, blueprint
from club.exams.views.club_desk import EXAM as CLUBS_EXAM
from club.exams.views.club_desk import blueprint as desk
from club.library.views.templates import opened
from club.policy import Can, needs

SHELF = "exam-papers"
NOT_JUDGED = frozenset({"open", "typing"})
"""Sorts that need a person, or the clock of an attempt."""


@dataclass(frozen=True)
class Tried:
    """An answer as an attempt would keep it."""

    given: Sequence[str]
    lang: str = "en"
    started_at: None = None
    saved_at: None = None
    graded: None = None
    version: int = 0


@blueprint.route(f"{EXAM}/try", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def try_out(firm: str, ref: str) -> ResponseReturnValue:
    """The draft of an exam of the firm, or its newest edition."""
    found = being_written(SHELF, ref)
    return _page(found.body, own=found.row.lang, back=url_for("documents.edit", firm=firm, shelf=SHELF, ref=ref))


@desk.route(f"{CLUBS_EXAM}/try", methods=["GET", "POST"], endpoint="try_out")
@needs(Can.EXAM_WRITE)
def try_clubs(slug: str) -> ResponseReturnValue:
    """The same of an exam of the club."""
    found = opened(slug)
    if not found.row.own_exam:
        abort(404)
    return _page(found.written, own=lang(), back=url_for("templates.edit", slug=slug))


def _page(written: Exam, *, own: str, back: str) -> str:
    """All questions that are written in it, in their order; once answered, with what is right."""
    whole = replace(written, sections=tuple(one for one in written.sections if not one.tag))
    drawn = kept(draw(replace(whole, shuffles=False, sections=_undrawn(whole)), Random(0)))  # noqa: S311  no secret
    exam = for_reader(whole, own, lang())
    is_sent = request.method == "POST"
    asked = _asked(exam, whole, drawn, {}, request.form if is_sent else None)
    if is_sent:
        fits = {one.question.key: Tried(_given(one)) for one in asked}
        asked = _asked(exam, whole, drawn, fits, request.form)
    unfinished = {one.number for one in asked if any(question_problems(one.truth, ""))}
    judged = [one for one in asked if one.question.sort not in NOT_JUDGED and one.number not in unfinished]
    points, of = sum(one.earned or 0 for one in judged), sum(one.question.points for one in judged)
    return render_template(
        "exams/try.html",
        title=exam.title,
        asked=asked,
        judged={one.number for one in judged},
        unfinished=unfinished,
        is_sent=is_sent,
        points=points,
        of=of,
        would_pass=reaches(points, of, exam.pass_percent),
        needs=exam.pass_percent,
        banked=sum(one.draws or 0 for one in written.sections if one.tag),
        tongue="zh-CN" if language_for(written, own, lang()) == "zh" else "en",
        words={"typing": typing_words, "seconds": seconds_words},
        right_words=right_words,
        firm=g.standing.slug if g.get("standing") else "",
        back=back,
    )


def _undrawn(exam: Exam) -> Any:
    """Its parts with every question of theirs, however many an attempt draws."""
    return tuple(replace(one, draws=None) for one in exam.sections)


def _asked(
    exam: Exam, whole: Exam, drawn: Any, answers: Mapping[str, Tried], typed: MultiDict[str, str] | None
) -> list[Asked]:
    words = {TRUE: _("True"), FALSE: _("False")}
    return sheet(exam, filled(whole), drawn, answers, words=words, typed=typed)


def _given(one: Asked) -> Sequence[str]:
    """What was answered, where it can be an answer at all."""
    return one.typed if is_answer(one.truth, one.typed) else []
