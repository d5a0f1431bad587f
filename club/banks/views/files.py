"""Files of questions: sent, watched while they are read, and a bank taken out as a file."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import IO, Any

from flask import Response, abort, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.banks import file_actions
from club.banks.columns import COLUMNS, cells_of, headings, number_of
from club.banks.file_actions import MOST_FAULTS
from club.banks.forms import QuestionsForm
from club.banks.queries import Bank
from club.banks.rules import FILE_KEPT
from club.banks.standards import Known
from club.banks.views.blueprint import Place
from club.core import clock
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import lang
from club.core.saying import said
from club.core.sheets import MEDIA_TYPE, Cell, Column, Sheet, long_csv, long_workbook, workbook
from club.core.text import Phrase
from club.documents.codec import from_json
from club.documents.kinds.exam.body import Question

SHOWN_NAME, MOVED_SHOWN = "questions", 100
AT_ONCE = 256 * 1024
"""Bytes of a bank that are held while it goes out."""
GIVEN_UP = timedelta(hours=3)
"""After so long no job tries to read a file any more."""


def files(place: Place) -> ResponseReturnValue:
    """What came in lately; sending another; taking the whole bank out."""
    form = QuestionsForm()
    if request.method == "POST":
        if (before := accepted_before(form)) is not None:
            return redirect(before, 303)
        if form.validate():
            name, by = form.file.data.filename, g.who.person_id
            row = file_actions.receive(place.bank, form.content, name=name, lang=lang(), by=by, at=clock.now())
            to = place.at("file", ref=row.ref)
            accept(form, to)
            return redirect(to, 303)
    listed = read(place.bank.files).all()
    page = render_template(
        "banks/files.html",
        place=place,
        form=form,
        files=listed,
        count=read(place.bank.count).scalar_one(),
        is_given_up=_is_given_up,
    )
    return page, 422 if request.method == "POST" else 200


def file(place: Place, ref: str) -> ResponseReturnValue:
    """One file: how far it is read, then what came of it, row by row."""
    row: Any = read(place.bank.a_file, ref=ref).first() or abort(404)
    faults = [(one["row"], said(one["column"]), said(_phrase(one["what"], one["values"]))) for one in row.faults]
    is_kept = row.done_at is not None and row.done_at >= clock.now() - FILE_KEPT
    moved = read(place.bank.named, refs=[ref for _number, ref in row.moved[:MOVED_SHOWN]]).all() if is_kept else []
    shown = {"faults": faults, "failed": _failed(row), "moved": moved, "most": MOST_FAULTS}
    return render_template("banks/file.html", place=place, row=row, **shown)


def over(place: Place, ref: str) -> ResponseReturnValue:
    """Take the rows that wait, over what somebody changed in the bank meanwhile."""
    held = select(place.bank.file).where(place.bank.file.ref == ref)
    row: Any = session().scalars(held).first() or abort(404)
    file_actions.write_over(place.bank, row, at=clock.now())
    flash(_("What the file says is written in a moment."), "good")
    return redirect(place.at("file", ref=ref), 303)


def _is_given_up(row: Any) -> bool:
    return row.done_at is None and row.came_at < clock.now() - GIVEN_UP


def _failed(row: Any) -> list[str]:
    """Why a file is not read any more, and what to do."""
    if row.failed:
        return [said(row.failed["message"], row.failed["values"]), said(row.failed["next"])]
    if _is_given_up(row):
        return [_("It was not read to its end."), _("Send it again: what is in the bank by now is not put in twice.")]
    return []


def empty(place: Place) -> ResponseReturnValue:
    """The table with nothing in it but its headings."""
    return _answer(workbook([_sheet(place.bank, ())]), "xlsx")


def take(place: Place) -> ResponseReturnValue:
    """The whole bank as a file, in the form in which it is brought back; written down."""
    sort = "csv" if request.form.get("form") == "csv" else "xlsx"
    record(Did.BANK_TAKEN_OUT, place.bank.name, form=sort)
    rows = _rows(place.bank)
    if sort == "csv":
        return _answer(_sent(long_csv(headings(is_bilingual=place.bank.is_bilingual), rows)), sort)
    return _answer(_sent(long_workbook([_sheet(place.bank, rows)])), sort)


def _rows(bank: Bank) -> Iterator[list[Cell]]:
    """Every question of a bank as a row, read some at a time."""
    after, known = 0, Known(bank.shelf)
    while some := read(bank.after, after=after).all():
        for row in some:
            question = from_json(Question, row.body)
            about = known.words_of(row.standard_id, question.clauses, lang())
            number = number_of(row.ref, row.version)
            yield cells_of(question, row.tags, number, is_bilingual=bank.is_bilingual, about=about)
        after = some[-1].id


def _sheet(bank: Bank, rows: Iterable[list[Cell]]) -> Sheet:
    widths = [each.width for each in COLUMNS for _side in range(1 + (each.is_text and bank.is_bilingual))]
    labels = headings(is_bilingual=bank.is_bilingual)
    return Sheet(SHOWN_NAME, [Column(*both) for both in zip(labels, widths, strict=True)], rows)


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    """A file, some of it at a time."""
    with file:
        while some := file.read(AT_ONCE):
            yield some


def _answer(content: bytes | Iterator[bytes], sort: str) -> Response:
    answer = Response(content, mimetype=MEDIA_TYPE if sort == "xlsx" else "text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{SHOWN_NAME}.{sort}")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _phrase(what: str, values: dict[str, Any]) -> Phrase:
    return Phrase(what, values)
