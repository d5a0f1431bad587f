"""A document and one of its states, gathered for a copy: by a job, which knows no request."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from club.copies.cells import called
from club.copies.printing import Edition
from club.core.clock import Days
from club.core.db import read
from club.core.scope import current
from club.core.walls import reads
from club.documents.body import Kind
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.kinds import kind_of
from club.documents.pointers import as_read_of, target_of
from club.documents.pointing import names
from club.documents.queries import DRAFT, NEWEST, ONE, REVISION, REVISIONS
from club.firms.days import days_here
from club.firms.models import Firm

MOST_REVISIONS, LAST_REVISION = 200, 1_000_000
_FIRM = reads(select(Firm.name).where(Firm.id == bindparam("firm_id")))


@dataclass(frozen=True)
class Held:
    """A document's row and one of its bodies; `number` is None for the draft."""

    row: Any
    kind: Kind[Any]
    body: Any
    number: int | None
    effective_on: Any = None


def held(ref: str, kind_name: str, number: int | None) -> Held | None:
    """A document by its ref, with its draft or a revision; for a job, which has no row of it yet."""
    row: Any = read(ONE, ref=ref, kind=kind_name, today=days_here().today()).first()
    return held_of(row, number) if row is not None else None


def held_of(row: Any, number: int | None) -> Held | None:
    """A document with its draft, or with a revision; where the draft is published meanwhile, with the newest one."""
    kind = kind_of(row.kind)
    found: Any = None
    if number is None:
        found = read(DRAFT, ref=row.ref).first()
        if found is not None:
            return Held(row, kind, read_body(kind, stored(row.kind, found.schema, found.body)), None)
        newest: Any = read(NEWEST, ref=row.ref).first()
        number = newest.number if newest is not None else None
    found = read(REVISION, document_id=row.id, number=number).first() if number is not None else None
    if found is None:
        return None
    body = read_body(kind, stored(row.kind, found.schema, found.body))
    return Held(row, kind, body, found.number, found.effective_on)


def to_print(found: Held, *, firm: str, days: Days, shows_pay: bool = True) -> Edition:
    """What stands on paper of it: with its firm, its own facts and the record of its changes."""
    return Edition(
        kind=found.kind,
        body=found.body,
        own_lang=found.row.lang,
        firm=firm,
        days=days,
        number=found.number,
        effective_on=found.effective_on,
        department=found.row.department or "",
        keeper=found.row.keeper or "",
        revisions=record_of(found),
        shows_pay=shows_pay,
        pointed=pointed_at(found.row, found.kind) if found.kind.shows_pointed else {},
    )


def record_of(found: Held) -> Sequence[Any]:
    """The numbers up to the one at hand, the newest first."""
    upto = found.number if found.number is not None else LAST_REVISION
    return read(REVISIONS, document_id=found.row.id, upto=upto, limit=MOST_REVISIONS).all()


def pointed_at(row: Any, kind: Kind[Any]) -> dict[str, str]:
    """What the items of the text that a document points at are called, by key; nothing where it points at none."""
    target = target_of(row.id) if kind.points_at else None
    return called(names(as_read_of(target)).items()) if target is not None and target.body is not None else {}


def firm_name() -> str:
    """What the firm in scope is called."""
    return str(read(_FIRM, firm_id=current().firm).scalar_one())
