"""Questions of an exam about what changed in its standard since it was written: somebody has to look at them again.

Nothing of it is stored but that somebody looked: publishing the exam anew, or saying that all still fits, ends it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import aliased

from club.core.audit import Did, record
from club.core.db import read, session
from club.core.walls import reads
from club.documents.banked import Banked, Examining, asking_besides
from club.documents.body import Body
from club.documents.change_rules import ChangeClass, gathered
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.entries import ROOT
from club.documents.followers import follows_publication
from club.documents.joins import pointed_at
from club.documents.keeping import writing_keepers
from club.documents.kinds import kind_of
from club.documents.letters import QuestionsOutdated
from club.documents.models import Document, DocumentPointer, Revision
from club.documents.pointers import newest_number, pointer_of
from club.documents.pointing import named_keys
from club.documents.telling import tell

EXAM, STANDARD = "exam", "standard"
_MATTERS = (ChangeClass.MAJOR.value, ChangeClass.MINOR.value)
_standard, _newer = aliased(Document, name="standard"), aliased(Revision, name="newer")
_EXAMS: Any = (
    select(
        Document.id,
        Document.ref,
        Document.title,
        Document.lang,
        Revision.schema,
        Revision.body,
        _standard.id.label("standard_id"),
        _standard.template_id,
        _standard.ref.label("standard_ref"),
        _standard.title.label("standard"),
    )
    .join(
        Revision,
        and_(
            Revision.club_id == Document.club_id,
            Revision.firm_id == Document.firm_id,
            Revision.document_id == Document.id,
            Revision.number == newest_number(),
        ),
    )
    .join(
        DocumentPointer,
        and_(
            DocumentPointer.club_id == Document.club_id,
            DocumentPointer.firm_id == Document.firm_id,
            DocumentPointer.document_id == Document.id,
            DocumentPointer.item == ROOT,
        ),
    )
    .join(
        _standard,
        pointed_at(_standard),
    )
    .where(Document.kind == EXAM, Document.retired_at.is_(None), _standard.retired_at.is_(None))
)
_OUTDATED = (
    _EXAMS.add_columns(_newer.number, _newer.changes, _newer.published_at)
    .join(
        _newer,
        and_(
            _newer.club_id == _standard.club_id,
            _newer.firm_id == _standard.firm_id,
            _newer.document_id == _standard.id,
            _newer.published_at > Revision.published_at,
            _newer.number > func.coalesce(DocumentPointer.checked, 0),
            _newer.weight.in_(_MATTERS),
        ),
    )
    .order_by(Document.title, Document.id, _newer.number)
)
OF_FIRM = reads(_OUTDATED)
OF_EXAM = reads(_OUTDATED.where(Document.id == bindparam("document_id")))
OF_STANDARD = reads(_OUTDATED.where(_standard.id == bindparam("document_id")))
EXAMS_ON = reads(_EXAMS.where(_standard.id == bindparam("document_id")).order_by(Document.title, Document.id))


@dataclass(frozen=True)
class Outdated:
    """An exam with the questions that ask about what changed: what each of them names of it, by the question's key.

    `row` is the exam's; `banked` are those that it may draw; `number` is the newest number of the standard that changed
    anything of it.
    """

    row: Any
    questions: Mapping[str, Sequence[str]]
    banked: Sequence[Banked] = ()
    number: int = 0

    @property
    def count(self) -> int:
        """How many questions ask about what changed."""
        return len(self.questions) + len(self.banked)


def outdated(rows: Iterable[Any]) -> list[Outdated]:
    """The exams of these rows with their questions about what changed; typing mistakes do not count.

    A question of a bank that somebody wrote on since was looked at then: no exam needs to be published for it.
    """
    listed = [list(each) for _key, each in groupby(rows, key=lambda row: row.id)]
    return _asking([(each[-1], partial(_changed_after, each)) for each in listed])


def asking_about(standard_id: int, keys: Collection[str]) -> list[Outdated]:
    """The exams on a standard with questions about these of its parts."""
    return _asking([(row, lambda _at: keys) for row in read(EXAMS_ON, document_id=standard_id)])


def _asking(exams: Sequence[tuple[Any, Callable[[datetime | None], Collection[str]]]]) -> list[Outdated]:
    """Exams with their questions about parts of their standards that changed, since the question was written last."""
    rows = [row for row, _changed_since in exams]
    bodies = [_body(row) for row in rows]
    examining = [Examining(body, row.standard_id, row.template_id) for body, row in zip(bodies, rows, strict=True)]
    found = []
    for (row, changed_since), body, besides in zip(exams, bodies, asking_besides(examining), strict=True):
        banked = [replace(one, clauses=_of(one.clauses, changed_since(one.changed_at))) for one in besides]
        old = [one for one in banked if one.clauses]
        found.append(Outdated(row, _naming(body, changed_since(None)), old, getattr(row, "number", 0)))
    return [one for one in found if one.count]


def _of(keys: Iterable[str], some: Collection[str]) -> list[str]:
    return [key for key in keys if key in some]


def check(exam: Document, *, number: int) -> None:
    """Somebody looked at the questions about what changed up to a number of the standard, and they still fit."""
    pointer, found = pointer_of(exam.id, ROOT, STANDARD), outdated(read(OF_EXAM, document_id=exam.id))
    if pointer is not None and found and number > (pointer.checked or 0):
        pointer.checked = min(number, found[0].number)
        record(Did.DOCUMENT_CHANGED, exam.ref, checked=pointer.checked)


@follows_publication
def tell_keepers(document: Document, revision: Revision) -> None:
    """Whoever keeps an exam hears that its standard changed, unless they published that themselves."""
    if revision.weight not in _MATTERS:
        return
    session().flush()
    keys = _changed([revision])
    for one in asking_about(document.id, keys):
        exam = session().get_one(Document, one.row.id)
        for member in writing_keepers(exam):
            if member.person_id != revision.published_by_id:
                facts = {"standard": document.title, "number": revision.number, "questions": one.count}
                tell(member, QuestionsOutdated, exam, "documents.coverage", **facts)


def _changed_after(revisions: Iterable[Any], at: datetime | None) -> set[str]:
    return _changed(one for one in revisions if at is None or one.published_at > at)


def _changed(revisions: Iterable[Any]) -> set[str]:
    classes = gathered(one.changes for one in revisions)
    return {key for key, found in classes.items() if found.value in _MATTERS}


def _body(row: Any) -> Body:
    body: Body = read_body(kind_of(EXAM), stored(EXAM, row.schema, row.body))
    return body


def _naming(body: Body, keys: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, _field, named in named_keys(kind_of(EXAM), body):
        if named in keys:
            found.setdefault(key, []).append(named)
    return found
