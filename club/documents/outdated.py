"""Questions of an exam about what changed in its standard since it was written: somebody has to look at them again.

Nothing of it is stored but that somebody looked: publishing the exam anew, or saying that all still fits, ends it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import aliased

from club.core.audit import Did, record
from club.core.db import read, session
from club.core.walls import reads
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
    _EXAMS.add_columns(_newer.number, _newer.changes)
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

    `row` is the exam's; `number` is the newest number of the standard that changed anything of it.
    """

    row: Any
    questions: Mapping[str, Sequence[str]]
    number: int = 0


def outdated(rows: Iterable[Any]) -> list[Outdated]:
    """The exams of these rows with their questions about what changed; typing mistakes do not count."""
    found = [_of_exam(list(listed)) for _key, listed in groupby(rows, key=lambda row: row.id)]
    return [one for one in found if one.questions]


def asking_about(standard_id: int, keys: Collection[str]) -> list[Outdated]:
    """The exams on a standard with questions about these of its parts."""
    found = [Outdated(row, _naming(row, keys)) for row in read(EXAMS_ON, document_id=standard_id)]
    return [one for one in found if one.questions]


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
                facts = {"standard": document.title, "number": revision.number, "questions": len(one.questions)}
                tell(member, QuestionsOutdated, exam, "documents.coverage", **facts)


def _of_exam(rows: Sequence[Any]) -> Outdated:
    return Outdated(rows[0], _naming(rows[0], _changed(rows)), rows[-1].number)


def _changed(revisions: Iterable[Any]) -> set[str]:
    classes = gathered(one.changes for one in revisions)
    return {key for key, found in classes.items() if found.value in _MATTERS}


def _naming(row: Any, keys: Collection[str]) -> dict[str, list[str]]:
    kind, found = kind_of(EXAM), dict[str, list[str]]()
    for key, _field, named in named_keys(kind, read_body(kind, stored(EXAM, row.schema, row.body))):
        if named in keys:
            found.setdefault(key, []).append(named)
    return found
