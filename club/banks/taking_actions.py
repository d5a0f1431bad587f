"""A bank goes out as a file: a small one at once, a large one by a job that tells how far it is."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from flask import current_app
from sqlalchemy import select

from club.banks.columns import COLUMNS, cells_of, headings, number_of
from club.banks.file_actions import FORGET, store
from club.banks.queries import BANKS, Bank
from club.banks.rules import FILE_KEPT, GIVEN_UP
from club.banks.standards import Known
from club.clubs.models import Club
from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.db import read, session, transaction
from club.core.i18n import lang, speaking
from club.core.scope import current
from club.core.sheets import Cell, Column, Sheet, long_csv, long_workbook
from club.documents.codec import from_json
from club.documents.kinds.exam.body import Question

MAKE, NAME = "banks.take", "questions"
TOLD_EVERY = 500
"""So many rows are written before it is told how many."""


def order(bank: Bank, sort: str, *, spoken: str, by: int | None, at: datetime) -> Any:
    """Order that the whole bank be written into a file; asked for again while it is made, it is the one under way."""
    name, file = f"{NAME}.{sort}", bank.file
    mine = (file.goes_out, file.came_by_id == by, file.name == name, file.lang == spoken)
    under_way = select(file).where(*mine, file.done_at.is_(None), file.came_at > at - GIVEN_UP)
    for one in session().scalars(under_way.order_by(file.id.desc()).limit(1)):
        return one
    count = read(bank.count).scalar_one()
    row = file(name=name, lang=spoken, stored_as="", goes_out=True, of=count, came_at=at, came_by_id=by)
    session().add(row)
    session().flush()
    record(Did.BANK_TAKEN_OUT, bank.name, form=sort)
    outbox.order(MAKE, bank=bank.name, ref=row.ref)
    return row


@outbox.handles(MAKE)
def make(*, bank: str, ref: str) -> None:
    """Write the file and keep it; nothing else is written before it is made, so that nobody waits for this job."""
    place = BANKS[bank]
    row: Any = read(place.a_file, ref=ref).first()
    if row is None or row.done_at is not None:
        return
    with speaking(row.lang), written(place, row.name.rpartition(".")[2], _told(place, ref, rows_of(place))) as file:
        content = file.read()
    held = select(place.file).where(place.file.ref == ref).with_for_update()
    made: Any = session().scalars(held.execution_options(populate_existing=True)).one()
    if made.done_at is None:
        club: Any = session().get_one(Club, current().club)
        made.stored_as = store().keep(content, club=club.slug, today=clock.today(club.zone))
        made.rows, made.done_at = made.of, clock.now()
        outbox.order(FORGET, after=FILE_KEPT, stored_as=made.stored_as)


def written(bank: Bank, sort: str, rows: Iterable[list[Cell]]) -> IO[bytes]:
    """A bank as an open file, in the form in which it is brought back: `xlsx` or `csv`."""
    if sort == "csv":
        return long_csv(headings(is_bilingual=bank.is_bilingual), rows)
    return long_workbook([sheet(bank, rows)])


def sheet(bank: Bank, rows: Iterable[list[Cell]]) -> Sheet:
    """Questions as the sheet of a workbook."""
    widths = [each.width for each in COLUMNS for _side in range(1 + (each.is_text and bank.is_bilingual))]
    labels = headings(is_bilingual=bank.is_bilingual)
    return Sheet(NAME, [Column(*both) for both in zip(labels, widths, strict=True)], rows)


def rows_of(bank: Bank) -> Iterator[list[Cell]]:
    """Every question of a bank as a row, read some at a time."""
    after, known = 0, Known(bank.shelf)
    while some := read(bank.after, after=after).all():
        for row in some:
            question = from_json(Question, row.body)
            about = known.words_of(row.standard_id, question.clauses, lang())
            number = number_of(row.ref, row.version)
            yield cells_of(question, row.tags, number, is_bilingual=bank.is_bilingual, about=about)
        after = some[-1].id


def _told(bank: Bank, ref: str, rows: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    """The same rows; now and then it is told how many there were, in a commit of its own."""
    for number, row in enumerate(rows, 1):
        yield row
        if number % TOLD_EVERY == 0:
            with current_app.app_context(), transaction():
                kept: Any = session().scalars(select(bank.file).where(bank.file.ref == ref)).one()
                kept.rows, kept.of = number, max(kept.of, number)
                outbox.hold_on()
