"""Where a person is on the learning path that belongs to their stage."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from club.core.db import read
from club.core.walls import reads
from club.documents import published
from club.documents.kinds.path.body import Path, Step
from club.documents.kinds.path.rules import length, step_on
from club.documents.models import Document, Revision
from club.documents.queries import in_force
from club.growth.queries import Edition

PATH = reads(
    select(
        Document.id,
        Document.ref,
        Document.kind,
        Document.title,
        Document.lang,
        Revision.number,
        Revision.published_at,
    )
    .join(Revision, in_force())
    .where(Document.ref == bindparam("ref"))
)


@dataclass(frozen=True)
class Walk:
    """A day on a learning path: its step, none once the path is over, and the step of tomorrow."""

    path: Edition
    day: int
    length: int
    step: Step | None
    tomorrow: Step | None


def walk(ref: str | None, *, day: int, today: date) -> Walk | None:
    """Put the day together for somebody on a stage; none where no path belongs to it, or one without days.

    `ref` is the path’s, `day` the day of the stage, the first being 1.
    """
    row = read(PATH, ref=ref, today=today).first() if ref is not None and day > 0 else None
    if row is None:
        return None
    edition = Edition._make(row)
    path: Path = published.body(edition)
    if not (all_days := length(path)):
        return None
    step, after = step_on(path, day), step_on(path, day + 1)
    return Walk(edition, day, all_days, step, after if after is not step else None)
