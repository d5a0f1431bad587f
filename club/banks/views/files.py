"""Files of questions: sent, watched while they are read, and a bank taken out as a file."""

from collections.abc import Iterator
from enum import StrEnum
from typing import IO, Any

from flask import Response, abort, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.banks import file_actions, taking_actions
from club.banks.file_actions import MOST_FAULTS
from club.banks.forms import QuestionsForm
from club.banks.rules import FILE_KEPT, GIVEN_UP, MOST_AT_ONCE
from club.banks.taking_actions import NAME, rows_of, sheet, written
from club.banks.views.blueprint import Place
from club.core import clock
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import lang
from club.core.saying import said
from club.core.sheets import MEDIA_TYPE, workbook
from club.core.text import Phrase

MOVED_SHOWN = 100
AT_ONCE = 256 * 1024
"""Bytes of a bank that are held while it goes out."""


class Stand(StrEnum):
    """How far a file is that goes out."""

    RUNNING = "running"
    READY = "ready"
    GONE = "gone"
    FAILED = "failed"


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
    listed = read(place.bank.files, by=g.who.person_id).all()
    taken = [(one, _stands(one)) for one in listed if one.goes_out]
    page = render_template(
        "banks/files.html",
        place=place,
        form=form,
        files=[one for one in listed if not one.goes_out],
        taken=[(one, stand) for one, stand in taken if stand is not Stand.GONE],
        most_at_once=MOST_AT_ONCE,
        count=read(place.bank.count).scalar_one(),
        is_given_up=_is_given_up,
    )
    return page, 422 if request.method == "POST" else 200


def file(place: Place, ref: str) -> ResponseReturnValue:
    """One file: how far it is read, then what came of it, row by row."""
    row: Any = read(place.bank.a_file, ref=ref).first() or abort(404)
    if row.goes_out:
        return _taken(place, row)
    faults = [(one["row"], said(one["column"]), said(_phrase(one["what"], one["values"]))) for one in row.faults]
    is_kept = row.done_at is not None and row.done_at >= clock.now() - FILE_KEPT
    moved = read(place.bank.named, refs=[ref for _number, ref in row.moved[:MOVED_SHOWN]]).all() if is_kept else []
    shown = {"faults": faults, "failed": _failed(row), "moved": moved, "most": MOST_FAULTS}
    return render_template("banks/file.html", place=place, row=row, **shown)


def _taken(place: Place, row: Any) -> str:
    """A bank that goes out: how far it is written, then the file itself."""
    if not _is_mine(row):
        abort(404)
    return render_template("banks/taken.html", place=place, row=row, stand=_stands(row).value, kept=FILE_KEPT.days)


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
    return _answer(workbook([sheet(place.bank, ())]), "xlsx")


def take(place: Place) -> ResponseReturnValue:
    """The whole bank as a file, in the form in which it is brought back; written down. A large one is made by a job."""
    sort = "csv" if request.form.get("form") == "csv" else "xlsx"
    if read(place.bank.count).scalar_one() > MOST_AT_ONCE:
        row = taking_actions.order(place.bank, sort, spoken=lang(), by=g.who.person_id, at=clock.now())
        return redirect(place.at("file", ref=row.ref), 303)
    record(Did.BANK_TAKEN_OUT, place.bank.name, form=sort)
    return _answer(_sent(written(place.bank, sort, rows_of(place.bank))), sort)


def download(place: Place, ref: str) -> ResponseReturnValue:
    """A bank that was taken out, for whoever did."""
    row: Any = read(place.bank.a_file, ref=ref).first()
    if row is None or not _is_mine(row) or _stands(row) is not Stand.READY:
        abort(404)
    try:
        content = file_actions.store().read(row.stored_as)
    except (FileNotFoundError, ValueError):
        abort(404)
    return _answer(content, row.name.rpartition(".")[2])


def _is_mine(row: Any) -> bool:
    return bool(row.goes_out and row.came_by_id == g.who.person_id)


def _stands(row: Any) -> Stand:
    """How far a file is that goes out."""
    if row.done_at is None:
        return Stand.FAILED if _is_given_up(row) else Stand.RUNNING
    return Stand.READY if row.done_at >= clock.now() - FILE_KEPT else Stand.GONE


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    """A file, some of it at a time."""
    with file:
        while some := file.read(AT_ONCE):
            yield some


def _answer(content: bytes | Iterator[bytes], sort: str) -> Response:
    answer = Response(content, mimetype=MEDIA_TYPE if sort == "xlsx" else "text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{NAME}.{sort}")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _phrase(what: str, values: dict[str, Any]) -> Phrase:
    return Phrase(what, values)
