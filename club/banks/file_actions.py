"""A file of questions comes into a bank: read by a job, row by row, so that nothing grows with its length."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select

from club.banks.actions import made, write, written
from club.banks.columns import COLUMNS, columns_in, is_headed
from club.banks.queries import BANKS, Bank
from club.banks.row_rules import Fault, Read, question_in
from club.banks.rules import FILE_GONE, FILE_KEPT, FULL, MOST_QUESTIONS, NOTHING_WAITS, THERE_ALREADY, sign_of
from club.banks.standards import Known
from club.clubs.models import Club
from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.db import read, session, transaction
from club.core.file_types import display_name
from club.core.files import FileStore
from club.core.office import each_row
from club.core.refusals import Refusal, Refused
from club.core.scope import current
from club.core.text import N_, Phrase
from club.documents.codec import from_json
from club.documents.kinds.exam.body import Question

READ, WRITE_OVER, FORGET = "banks.read", "banks.write_over", "banks.forget"
AT_ONCE, MOST_FAULTS = 100, 500
COUNTS = ("of", "rows", "added", "changed", "known", "faulty")
LONGEST_NAME, LONGEST_TOLD = 300, 400
NO_PICTURES = N_("Pictures do not come in by a file: add them on the page of the question.")
TWICE = N_("Row %(row)s has this number already. Empty it here where this is a new question.")
NUMBER, PICTURES = (next(each for each in COLUMNS if each.code == code) for code in ("ref", "pictures"))
NO_HEADINGS = Refusal(
    "bank.no_headings",
    N_("The first row has no headings that we know."),
    N_("Take the empty table from this page, and put your questions below its headings."),
)


def receive(bank: Bank, content: bytes, *, name: str, lang: str, by: int | None, at: datetime) -> Any:
    """Keep a file and order that it be read."""
    club: Any = session().get_one(Club, current().club)
    stored_as = store().keep(content, club=club.slug, today=clock.today(club.zone))
    row = bank.file(name=display_name(name)[:LONGEST_NAME], lang=lang, stored_as=stored_as, came_at=at, came_by_id=by)
    session().add(row)
    session().flush()
    record(Did.BANK_FILE_SENT, row.ref, bank=bank.name)
    outbox.order(READ, bank=bank.name, ref=row.ref)
    return row


@outbox.handles(READ)
def read_file(*, bank: str, ref: str) -> None:
    """Read a file into its bank; after a fall it is gone on with where the last commit left it."""
    place = BANKS[bank]
    sent: Any = read(place.a_file, ref=ref).first()
    if sent is None or sent.done_at is not None:
        return
    reading = Reading(place, sent)
    found = each_row(store().read(sent.stored_as), sent.name, reading.hear, reading.expect)
    refusal = found if isinstance(found, Refusal) else reading.ends()
    row = session().scalars(select(place.file).where(place.file.ref == ref).with_for_update()).one()
    if row.done_at is None:
        row.failed, row.done_at = _kept(refusal), clock.now()
        is_wanted = bool(row.moved)
        outbox.order(FORGET, after=FILE_KEPT * 2 if is_wanted else timedelta(), stored_as=sent.stored_as)


def write_over(bank: Bank, row: Any, *, at: datetime) -> None:
    """Take the rows that wait, over what the bank has by now. Refused where none waits, or the file is gone."""
    session().refresh(row, with_for_update=True)
    if not row.moved or row.done_at is None:
        raise Refused(NOTHING_WAITS)
    if row.done_at < at - FILE_KEPT:
        raise Refused(FILE_GONE)
    outbox.order(WRITE_OVER, bank=bank.name, ref=row.ref, rows=[number for number, _ref in row.moved])
    record(Did.BANK_FILE_WRITTEN_OVER, row.ref, bank=bank.name, rows=len(row.moved))
    row.moved = []


@outbox.handles(WRITE_OVER)
def write_these(*, bank: str, ref: str, rows: list[int]) -> None:
    """Read these rows of a file once more, and write them over; begun again after a fall they change nothing twice."""
    place = BANKS[bank]
    sent: Any = read(place.a_file, ref=ref).one()
    reading = Reading(place, sent, only=frozenset(rows))
    each_row(store().read(sent.stored_as), sent.name, reading.hear)
    reading.ends()


@outbox.handles(FORGET)
def forget(*, stored_as: str) -> None:
    """Let go of the bytes of a file that was read."""
    store().forget(stored_as)


class Reading:
    """A file while it is read: so many rows are collected, then written in a commit of their own, and told.

    `sent` is its row as it stands; as many rows as that tells of are dealt with already. With `only`, these rows are
    read once more, and written over what the bank has.
    """

    def __init__(self, bank: Bank, sent: Any, *, only: Collection[int] = ()) -> None:
        self.bank, self.ref, self.by, self.texts = bank, sent.ref, sent.came_by_id, Known(bank.shelf)
        self.places: dict[str, int] | None = None
        self.waiting: list[tuple[int, Read]] = []
        self.counts: dict[str, int] = {name: getattr(sent, name) for name in COUNTS}
        self.faults: list[dict[str, Any]] = list(sent.faults)
        self.moved: list[list[Any]] = list(sent.moved)
        self.over: int = 0 if only else sent.rows
        self.only = only
        self.numbers: dict[str, int] = {}

    def expect(self, rows: int) -> None:
        """About so many rows come, the headings among them."""
        self.counts["of"] = max(rows - 1, 0)

    def hear(self, number: int, cells: Sequence[Any]) -> None:
        """One row of the file."""
        if self.places is None:
            self.places = columns_in(cells, is_bilingual=self.bank.is_bilingual)
            return
        if not is_headed(self.places, is_bilingual=self.bank.is_bilingual):
            return
        found = question_in(cells, self.places, is_bilingual=self.bank.is_bilingual, texts=self.texts)
        if found is None or (self.only and number not in self.only):
            return
        found = self._once(number, found)
        if self.over:
            self.over -= 1
        else:
            self.waiting.append((number, found))
        if len(self.waiting) >= AT_ONCE:
            self._write()

    def _once(self, number: int, found: Read) -> Read:
        """A row as it was read; one that bears the number of a row before it, copied with it, is a fault."""
        first = self.numbers.setdefault(found.ref, number) if found.ref else number
        if first == number:
            return found
        return replace(found, question=None, faults=(*found.faults, Fault(Phrase(TWICE, {"row": first}), NUMBER.label)))

    def ends(self) -> Refusal | None:
        """Write what is left; or why nothing was read."""
        if not is_headed(self.places or {}, is_bilingual=self.bank.is_bilingual):
            return NO_HEADINGS
        if not self.only:
            self.counts["of"] = self.counts["rows"] + len(self.waiting)
        self._write()
        return None

    def _write(self) -> None:
        with current_app.app_context(), transaction():
            _Batch(self).keep()
            kept = session().scalars(select(self.bank.file).where(self.bank.file.ref == self.ref)).one()
            self.counts["rows"] += 0 if self.only else len(self.waiting)
            self.counts["of"] = max(self.counts["of"], self.counts["rows"])
            for name, count in self.counts.items():
                setattr(kept, name, count)
            kept.faults, kept.moved = list(self.faults), list(self.moved)
            outbox.hold_on()
        self.waiting.clear()

    def fault(self, number: int, faults: Sequence[Fault]) -> None:
        """Remember what is wrong in a row, as far as anybody reads on."""
        self.counts["faulty"] += 1
        self.note(number, *faults)

    def note(self, number: int, *faults: Fault) -> None:
        """Say something of a row."""
        room = MOST_FAULTS - len(self.faults)
        self.faults += [{"row": number, "column": one.column, **_told(one.what)} for one in faults[:room]]


class _Batch:
    """Some rows, held against what the bank has by now."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.bank, self.at = reading, reading.bank, clock.now()
        good = [(number, one) for number, one in reading.waiting if one.question is not None]
        signs = [sign_of(one.question) for _number, one in good if one.question is not None]
        refs = [one.ref for _number, one in good if one.ref]
        question = self.bank.question
        self.there = set(read(self.bank.signs, signs=signs).scalars())
        held = select(question).where(question.ref.in_(refs)).order_by(question.id).with_for_update()
        self.rows = {row.ref: row for row in session().scalars(held)}
        self.count: int = read(self.bank.count).scalar_one()

    def keep(self) -> None:
        """Each row: put in, written over the one that it names, known already, left waiting, or told as faulty."""
        for number, one in self.reading.waiting:
            if one.question is None:
                self.reading.fault(number, one.faults)
            elif one.ref in self.rows:
                self._change(number, one, self.rows[one.ref])
            else:
                self._add(number, one)
        session().flush()

    def _add(self, number: int, one: Read) -> None:
        assert one.question is not None  # noqa: S101  its caller looked
        sign = sign_of(one.question)
        if sign in self.there:
            self.reading.counts["known"] += 1
        elif self.count >= MOST_QUESTIONS:
            self.reading.fault(number, [Fault(Phrase(FULL.message, dict(FULL.values)))])
        else:
            facts: dict[str, Any] = {"tags": one.tags, "standard": one.standard}
            session().add(made(self.bank, one.question, **facts, by=self.reading.by, at=self.at))
            if one.has_pictures:
                self.reading.note(number, Fault(Phrase(NO_PICTURES), PICTURES.label))
            self.there.add(sign)
            self.count += 1
            self.reading.counts["added"] += 1

    def _change(self, number: int, one: Read, row: Any) -> None:
        assert one.question is not None  # noqa: S101  its caller looked
        held: Question = from_json(Question, row.body)
        question, standard = replace(one.question, pictures=held.pictures), one.standard
        if one.leaves_standard:
            question, standard = replace(question, clauses=held.clauses), row.standard_id
        values = written(row.ref, question, tags=one.tags, standard=standard)
        if all(getattr(row, name) == value for name, value in values.items()):
            self.reading.counts["known"] += not self.reading.only
        elif values["sign"] != row.sign and values["sign"] in self.there:
            self.reading.fault(number, [Fault(Phrase(THERE_ALREADY.message))])
        elif one.seen not in {0, row.version} and not self.reading.only:
            self.reading.moved.append([number, row.ref])
        else:
            write(row, values, by=self.reading.by, at=self.at)
            self.there.add(row.sign)
            self.reading.counts["changed"] += 1


def _told(what: Phrase) -> dict[str, Any]:
    """What is wrong, as a row keeps it; of a cell no more than tells people which one."""
    values = {name: value.msgid if isinstance(value, Phrase) else value for name, value in what.values.items()}
    return {"what": what.msgid, "values": {name: _short(value) for name, value in values.items()}}


def _short(value: Any) -> Any:
    return value[:LONGEST_TOLD] if isinstance(value, str) else value


def _kept(refusal: Refusal | None) -> dict[str, Any] | None:
    if refusal is None:
        return None
    return {"message": refusal.message, "next": refusal.next_step, "values": dict(refusal.values)}


def store() -> FileStore:
    """Where files of questions are."""
    files: FileStore = current_app.extensions["files"]
    return files
