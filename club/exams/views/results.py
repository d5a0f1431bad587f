"""What came of an attempt: the score, each question with what is right and why, and what to read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from club.core import clock
from club.core.db import read
from club.core.i18n import lang
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.edits import items
from club.documents.kinds import kind_of
from club.documents.languages import for_reader
from club.documents.pointing import anchor, names
from club.exams import queries
from club.exams.answer_words import answer_words, right_words, typed_words
from club.exams.rules import percent_of
from club.exams.sheets import Asked
from club.exams.sitting_rules import keeps_answers_back
from club.exams.views.blueprint import ATTEMPT, attempt_row, blueprint, read_exam, tongue
from club.exams.views.sitting import asked_of
from club.exams.views.taking import mine, record, working_day
from club.policy import Can, needs


@dataclass(frozen=True)
class Clause:
    """A clause of the standard in force: what it is called and where it is read."""

    name: str
    href: str


@blueprint.get(f"{ATTEMPT}/result")
@needs(Can.EXAM_SIT)
def result(firm: str, ref: str, attempt: str) -> ResponseReturnValue:
    """The result of an attempt of mine, once it is finished; what is right waits while another one counts."""
    row = attempt_row(ref, attempt)
    if row.finished_at is None:
        return redirect(url_for(".attempt", firm=firm, ref=ref, attempt=attempt), 303)
    exam, listed, clauses = read_exam(row), asked_of(row), _clauses(row.id)
    titles = {section.key: section.title for section in exam.sections}
    done = mine()
    found = record(row, exam, done, today=working_day(clock.now()))
    return render_template(
        "exams/result.html",
        row=row,
        body=exam,
        asked=listed,
        sections=[(titles.get(one["key"], ""), one) for one in row.sections],
        percent=percent_of,
        again=_again(listed, clauses),
        clauses=clauses,
        tongue=tongue(row),
        answer_words=answer_words,
        right_words=right_words,
        typed_words=typed_words,
        found=found,
        sat_now=_sat_now(row, done),
    )


def _sat_now(row: Any, done: Sequence[Any]) -> Any:
    """What is still sat and counts, at the same exam or with a question of this attempt; nothing where nothing is.

    Two exams may draw the same question from a bank. `done` is every attempt of whoever asks.
    """
    now = clock.now()
    sat = {
        each.attempt
        for each in done
        if each.finished_at is None and keeps_answers_back(each.purpose, each.ends_at, now)
    }
    if not sat:
        return None
    asked = {each["key"] for each in row.drawn if "question" in each}
    rows = read(queries.SAT_NOW, membership_id=g.standing.membership_id).all()
    theirs = (one for one in rows if one.attempt in sat)
    return next((one for one in theirs if one.ref == row.ref or asked & {each["key"] for each in one.drawn}), None)


def _clauses(document_id: int) -> Mapping[str, Clause]:
    """The clauses of the standard in force that this exam is about, by key."""
    row = read(queries.STANDARD, document_id=document_id, today=working_day(clock.now())).first()
    if row is None:
        return {}
    kind = kind_of(row.kind)
    body = for_reader(read_body(kind, stored(row.kind, row.schema, row.body)), row.lang, lang())
    page = url_for("documents.show", firm=g.standing.slug, shelf=kind.shelf, ref=row.ref)
    known = dict(items(body))
    return {key: Clause(name, f"{page}#{anchor(kind, known[key])}") for key, name in names(body).items()}


def _again(listed: Sequence[Asked], clauses: Mapping[str, Clause]) -> list[Clause]:
    """The clauses of whatever was not right, each once, in the order of the standard."""
    wanted = {
        key for asked in listed if not asked.is_right and asked.earned is not None for key in asked.question.clauses
    }
    return [clause for key, clause in clauses.items() if key in wanted]
