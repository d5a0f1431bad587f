"""Questions come into a bank, change and go; an attempt that drew one keeps it as it was."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy.exc import IntegrityError

from club.banks.picture_actions import let_go
from club.banks.queries import Bank
from club.banks.rules import FULL, MOST_QUESTIONS, MOVED_ON, THERE_ALREADY, shown, sign_of
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.refs import new_ref
from club.core.refusals import Refused
from club.documents.codec import from_json, to_json
from club.documents.kinds.exam.body import Question


def add(
    bank: Bank,
    question: Question,
    *,
    tags: Sequence[str],
    by: int | None,
    at: datetime,
    standard: int | None = None,
) -> Any:
    """Put a question into a bank. Refused where it is there already, or the bank is full."""
    if read(bank.signs, signs=[sign_of(question)]).first() is not None:
        raise Refused(THERE_ALREADY)
    if read(bank.count).scalar_one() >= MOST_QUESTIONS:
        raise Refused(FULL)
    row = made(bank, question, tags=tags, standard=standard, by=by, at=at)
    session().add(row)
    _flush()
    record(Did.QUESTION_BANKED, row.ref, bank=bank.name)
    return row


def made(
    bank: Bank, question: Question, *, tags: Sequence[str], standard: int | None, by: int | None, at: datetime
) -> Any:
    """The row of a new question; its key in an attempt is its ref."""
    ref = new_ref()
    values = written(ref, question, tags=tags, standard=standard)
    return bank.question(ref=ref, version=1, changed_at=at, changed_by_id=by, **values)


def written(ref: str, question: Question, *, tags: Sequence[str], standard: int | None) -> dict[str, Any]:
    """A question as its row keeps it; its clauses are parts of the standard, and go where there is none."""
    kept = replace(question, key=ref, clauses=question.clauses if standard else ())
    asked = {"sign": sign_of(kept), "sort": kept.sort, "text": shown(kept.text), "points": kept.points}
    return {**asked, "tags": list(tags), "body": to_json(kept), "standard_id": standard}


def write(row: Any, values: dict[str, Any], *, by: int | None, at: datetime) -> None:
    """Write a question over what its row keeps."""
    for name, value in values.items():
        setattr(row, name, value)
    row.version, row.changed_at, row.changed_by_id = row.version + 1, at, by


def _says(row: Any, question: Question, *, tags: Sequence[str], standard: int | None) -> bool:
    """Whether a question that is kept is this one already."""
    kept = to_json(replace(question, key=row.ref, clauses=question.clauses if standard else ()))
    return (row.body, list(row.tags), row.standard_id) == (kept, list(tags), standard)


def change(
    bank: Bank,
    row: Any,
    question: Question,
    *,
    tags: Sequence[str],
    seen: int,
    by: int | None,
    at: datetime,
    standard: int | None = None,
) -> None:
    """Change a question that is held. Refused where somebody did since `seen`, or another one says the same.

    Where whoever changed it since is the same person with the same words, a button was pressed twice: it is saved.
    """
    if row.version != seen:
        if row.changed_by_id == by and _says(row, question, tags=tags, standard=standard):
            return
        raise Refused(MOVED_ON)
    values = written(row.ref, question, tags=tags, standard=standard)
    if values["sign"] != row.sign and read(bank.signs, signs=[values["sign"]]).first() is not None:
        raise Refused(THERE_ALREADY)
    let_go(bank, row, question.pictures)
    write(row, values, by=by, at=at)
    _flush()
    record(Did.BANKED_CHANGED, row.ref, bank=bank.name)


def _flush() -> None:
    """Write it down. Refused where somebody else put the same question in at the same moment."""
    try:
        session().flush()
    except IntegrityError:
        raise Refused(THERE_ALREADY) from None


def remove(bank: Bank, row: Any) -> None:
    """Take a question out of its bank."""
    let_go(bank, row, ())
    session().delete(row)
    record(Did.BANKED_REMOVED, row.ref, bank=bank.name)


def drawn(
    bank: Bank,
    tag: str,
    count: int,
    chance: Random,
    *,
    besides: Collection[str],
    without: Collection[str] = (),
    standards: Collection[int] = (),
) -> list[Question]:
    """So many questions of a tag at random, or all that there are; none drawn already, none of the sorts `without`.

    `standards` are those that whoever draws knows: of any other one a question names no clauses.
    """
    ids = list(read(bank.of_tag, tag=tag).scalars())
    chance.shuffle(ids)
    found: list[Question] = []
    while ids and len(found) < count:
        some, ids = ids[: count - len(found)], ids[count - len(found) :]
        bodies = {row.id: _as_drawn(row, standards) for row in read(bank.bodies, ids=some)}
        asked = [bodies[one] for one in some if one in bodies]
        found += [one for one in asked if one.key not in besides and one.sort not in without]
    return found


def asking(bank: Bank, tag: str, *, standards: Collection[int]) -> list[Question]:
    """The questions of a tag that ask about clauses of these standards."""
    if not standards:
        return []
    return [from_json(Question, body) for body in read(bank.about, tag=tag, standards=list(standards)).scalars()]


def _as_drawn(row: Any, standards: Collection[int]) -> Question:
    question: Question = from_json(Question, row.body)
    return question if row.standard_id in standards else replace(question, clauses=())
