"""What I may sit: the list, one exam with its rules and what I did, and beginning."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club.core import clock
from club.core.db import read
from club.core.i18n import lang
from club.core.refusals import Refused
from club.core.saying import said
from club.documents.kinds.exam.body import Exam
from club.documents.kinds.exam.words import exam_facts
from club.exams import actions, call_queries, club_queries, queries
from club.exams.conditions import conditions_of
from club.exams.papers import not_drawn
from club.exams.rules import Purpose, percent_of
from club.exams.standings import Record, record_of
from club.exams.stock import Stock
from club.exams.views.blueprint import (
    EXAM,
    EXAMS,
    blueprint,
    document_to_write,
    exam_row,
    own_membership,
    read_exam,
    waiting,
)
from club.policy import Can, needs


@blueprint.get(EXAMS)
@needs(Can.EXAM_SIT)
def index(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """Every exam in force, the firm’s and the club’s: the own department's first, and where I stand with each."""
    today = g.standing.today()
    me = g.standing.membership_id
    own = read(queries.LIST, today=today, membership_id=me)
    oversees = g.standing.can(Can.EXAM_OVERSEE)
    rows = [*own, *read(club_queries.LIST, lang=lang(), membership_id=me, oversees=oversees)]
    done, papers = mine(), [(row, read_exam(row)) for row in rows]
    stock = Stock(exam for _, exam in papers)
    listed = [
        (row, exam, record(row, exam, done, today=today), stock.asked(exam, without=not_drawn(row.kind)))
        for row, exam in papers
    ]
    own = g.standing.department_id
    listed.sort(key=lambda each: (each[0].department_id not in {None, own}, each[0].title))
    to_grade = waiting() if oversees else 0
    to_sit = [
        row
        for row, _exam, found, _count in listed
        if row.due_on and found.standing.passed_on is None and row.retired_at is None
    ]
    return render_template(
        "exams/index.html",
        exams=listed,
        to_grade=to_grade,
        percent=percent_of,
        to_sit=sorted(to_sit, key=lambda row: row.due_on),
        today=today,
    )


@blueprint.get(EXAM)
@needs(Can.EXAM_SIT)
def show(firm: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """One exam: how it is sat, where I stand, what I did."""
    row = exam_row(ref)
    exam = read_exam(row)
    done = mine()
    found = record(row, exam, done, today=g.standing.today())
    facts = exam_facts(exam, asked=Stock([exam]).asked(exam, without=not_drawn(row.kind)))
    return render_template(
        "exams/show.html",
        exam=row,
        body=exam,
        facts=facts,
        found=found,
        percent=percent_of,
        asked=next((one for one in to_be_sat() if one.id == row.id), None),
        conditions=conditions_of(row.id, g.standing.membership_id, today=g.standing.today()),
        today=g.standing.today(),
    )


@blueprint.post(f"{EXAM}/begin")
@needs(Can.EXAM_SIT)
def begin(firm: str, ref: str) -> ResponseReturnValue:
    """Begin an attempt that counts, or a practice run; where one is open, go on with it."""
    purpose = Purpose.PRACTICE if request.form.get("purpose") == Purpose.PRACTICE else Purpose.COUNTED
    try:
        attempt = actions.begin(document_to_write(ref), own_membership(), purpose=purpose, at=clock.now())
    except Refused as error:
        flash(said(error.refusal), "warn")
        return redirect(url_for(".show", firm=firm, ref=ref), 303)
    return redirect(url_for(".attempt", firm=firm, ref=ref, attempt=attempt.ref), 303)


def to_be_sat() -> Sequence[Any]:
    """What whoever asks is to sit, and until when."""
    return read(call_queries.MINE, membership_id=g.standing.membership_id, lang=lang()).all()


def record(row: Any, exam: Exam, done: Sequence[Any], *, today: date) -> Record:
    """Where somebody stands with one exam, from all that they did."""
    attempts = [each for each in done if each.document_id == row.id]
    return record_of(exam, attempts, days=working_day, today=today)


def working_day(at: datetime) -> date:
    """The firm's day at a moment."""
    day: date = g.standing.days.of(at)
    return day


def mine() -> Sequence[Any]:
    """Every attempt of whoever asks, at whichever exam."""
    return read(queries.MINE, membership_id=g.standing.membership_id).all()
