"""Keep the club's index: whatever changes a row of a kind, its entries follow in the same commit.

Actions need not think of it, so none can forget it: the session tells which rows a flush wrote.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, event, inspect, select
from sqlalchemy.orm import Session

from club.clubs.models import Section
from club.core import outbox
from club.core.adding import Work
from club.core.db import session
from club.core.scope import current, current_or_none
from club.search.index_rules import facets, tokens
from club.search.kinds import BY_MODEL, BY_NAME, KINDS, WHOLE_OF, Finding, Kind
from club.search.models import IndexEntry

REBUILD = "search.rebuild"
A_CHUNK = 200
_CHANGED = "rows whose entries follow"
FOLLOWED = BY_MODEL.keys() | WHOLE_OF.keys()


def put(kind: Kind, rows: Collection[Any]) -> None:
    """Make the entries of rows of a kind what is found of them now."""
    mine = (IndexEntry.kind == kind.name, IndexEntry.subject_id.in_([row.id for row in rows]))
    there = {(entry.subject_id, entry.lang): entry for entry in session().scalars(select(IndexEntry).where(*mine))}
    here = [row for row in rows if not inspect(row).was_deleted]
    titles_only = kind.kept_back(here)
    for row in here:
        for finding in kind.findings(row):
            entry = there.pop((row.id, finding.lang), None)
            entry = entry or IndexEntry(kind=kind.name, subject_id=row.id, lang=finding.lang)
            _write(entry, replace(finding, text="") if row in titles_only else finding, slug=kind.slug(row))
            session().add(entry)
    for entry in there.values():
        session().delete(entry)


def _write(entry: IndexEntry, finding: Finding, *, slug: str) -> None:
    narrowed_by = facets(
        club=current().club,
        kind=entry.kind,
        lang=finding.lang,
        is_public=finding.is_public,
        section=finding.section_id,
    )
    entry.slug, entry.title, entry.day = slug, finding.title, finding.day
    entry.by = finding.by or finding.within
    entry.is_public, entry.text = finding.is_public, finding.text
    entry.head = f"{narrowed_by} {tokens(finding.title, finding.by, *finding.topics)}".strip()
    entry.words = f"{narrowed_by} {tokens(finding.title, finding.by, *finding.topics, finding.text)}".strip()


def rebuild(name: str, *, beyond: int) -> int | None:
    """Make the entries of a kind anew, so many rows of it at a time; tells the last of them, None at the end."""
    kind = BY_NAME[name]
    rows = session().scalars(
        select(kind.model).where(kind.among(), kind.model.id > beyond).order_by(kind.model.id).limit(A_CHUNK)
    )
    found = rows.all()
    put(kind, found)
    last, there = (found[-1].id if found else None), [row.id for row in found]
    gone = delete(IndexEntry).where(IndexEntry.kind == name, IndexEntry.subject_id > beyond)
    if last is not None:
        gone = gone.where(IndexEntry.subject_id <= last, IndexEntry.subject_id.not_in(there))
    session().flush()
    session().execute(gone.execution_options(synchronize_session=False))
    return last


@outbox.handles(REBUILD)
def _rebuild_on(kind: str, beyond: int) -> None:
    if (last := rebuild(kind, beyond=beyond)) is not None:
        outbox.order(REBUILD, kind=kind, beyond=last)


def order_rebuild() -> None:
    """Order that the index of the club in scope is made anew."""
    for kind in KINDS:
        outbox.order(REBUILD, kind=kind.name, beyond=0)


def begin() -> None:
    """Make the index of every kind of which a club has nothing: its texts may be older than the index."""
    there = set(session().scalars(select(IndexEntry.kind).distinct()))
    for kind in KINDS:
        if kind.name not in there:
            outbox.order(REBUILD, kind=kind.name, beyond=0)


@event.listens_for(Work, "after_flush")
def _note(work: Session, _context: object) -> None:
    """Note the rows that a flush wrote, to be followed before the commit, when they have their ids."""
    changed = work.info.setdefault(_CHANGED, {})
    for row in (*work.new, *work.dirty, *work.deleted):
        if (type(row) in FOLLOWED and not _only_counts(row)) or (isinstance(row, Section) and row in work.deleted):
            changed[id(row)] = row


def _only_counts(row: Any) -> bool:
    """Whether nothing changed of a row but its counters."""
    kind, state = BY_MODEL.get(type(row)), inspect(row)
    changed = {column.key for column in state.mapper.column_attrs if state.attrs[column.key].history.has_changes()}
    return kind is not None and bool(changed) and changed <= kind.counters


@event.listens_for(Work, "before_commit")
def _follow(work: Session) -> None:
    if work.in_nested_transaction() or current_or_none() is None:
        return
    work.flush()
    changed = work.info.pop(_CHANGED, {}).values()
    rows = [row for row in changed if inspect(row).persistent or inspect(row).was_deleted]
    wholes = [whole for row in rows if (whole := WHOLE_OF.get(type(row), _itself)(row)) is not None]
    following: dict[Any, dict[int, Any]] = {}
    for whole in wholes:
        if isinstance(whole, Section):
            order_rebuild()  # its texts went elsewhere
        else:
            for each in (whole, *BY_MODEL[type(whole)].also(whole)):
                following.setdefault(type(each), {})[id(each)] = each
    for model, those in following.items():
        put(BY_MODEL[model], those.values())
    work.flush()


def _itself(row: Any) -> Any:
    return row


@event.listens_for(Work, "after_soft_rollback")
def _forget(work: Session, previous: Any) -> None:
    if not previous.nested:
        work.info.pop(_CHANGED, None)
