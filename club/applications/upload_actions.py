"""Uploads between a form and its acceptance: kept in the store, known to the form by a signed ticket."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from sqlalchemy import delete, select
from werkzeug.datastructures import FileStorage

from club.applications import queries
from club.applications.limits import may_upload
from club.applications.models import RefusedCode
from club.clubs.models import Club
from club.core import clock, logs, outbox
from club.core.db import read, session
from club.core.file_types import LARGEST_FILE, display_name
from club.core.files import Admitted, FileStore, NoRoomError, admit, settled
from club.core.refusals import Refusal
from club.core.scope import Scope, current
from club.core.text import N_

KEPT = timedelta(hours=24)
MOST_FILES = 12


@dataclass(frozen=True)
class Pending:
    """A stored upload that no row names yet; without one it is swept away after a day."""

    ticket: str
    stored_as: str
    name: str
    media_type: str
    size: int


def sent_along(tickets: list[str], uploads: list[FileStorage], *, club: str) -> tuple[list[Pending], list[Refusal]]:
    """The files of a form: those that earlier rounds of it left, then the new ones; and what is not among them, why."""
    before, gone = held_before(tickets, club=club)
    chosen = [one for one in uploads if one.filename]
    room = MOST_FILES - len(before)
    kept, refused = take_in(chosen[:room], club=club)
    return before + kept, [*gone, *refused, *_left_out(chosen[room:])]


def take_in(uploads: list[FileStorage], *, club: str) -> tuple[list[Pending], list[Refusal]]:
    """Store what may be kept of new files, and say what may not and why."""
    kept: list[Pending] = []
    refused: list[Refusal] = []
    for upload in uploads:
        if not may_upload():
            refused.append(_TOO_MANY)
            break
        admitted = admit(upload.stream.read(LARGEST_FILE + 1), upload.filename or "")
        if isinstance(admitted, Refusal):
            refused.append(admitted)
            continue
        held = hold(admitted, club=club)
        if isinstance(held, Refusal):
            refused.append(held)
            break
        kept.append(held)
    return kept, refused


def hold(admitted: Admitted, *, club: str) -> Pending | Refusal:
    """Store a file that may be kept, for as long as its form is put right; refused where the disk is full."""
    try:
        key = store().keep(admitted.content, club=club, today=clock.now().date(), is_pending=True)
    except NoRoomError:
        logs.warning("disk.full", what="upload")
        values = {"name": admitted.name}
        return Refusal("no_room", _NO_ROOM, N_("Send it again in a few minutes."), values)
    facts = {"as": key, "name": admitted.name, "type": admitted.kind.value, "size": len(admitted.content)}
    return _pending(str(_signer(club).dumps(facts)), facts)


_NO_ROOM = N_("“%(name)s” can’t be kept just now: our disk is full, and we are told so.")
_TOO_MANY = Refusal(
    "too_many_files",
    N_("Very many files have come from your network in the last hour."),
    N_("Please send it again later; this page keeps what you typed."),
)


def _left_out(uploads: list[FileStorage]) -> list[Refusal]:
    if not uploads:
        return []
    names = ", ".join(display_name(one.filename or "") for one in uploads)
    message = N_("At most %(most)s files go with one form; not kept: %(names)s.")
    how = N_("Leave another one out, or put several pages into one PDF.")
    return [Refusal("past_the_limit", message, how, {"most": MOST_FILES, "names": names})]


def held_before(tickets: list[str], *, club: str) -> tuple[list[Pending], list[Refusal]]:
    """The uploads that earlier rounds of the form left, and those of them that are gone; a ticket not ours is dropped.

    A file is gone when its ticket is too old, or when it was deleted with a refusal at the gate.
    """
    found, gone = [], []
    for ticket in dict.fromkeys(tickets[:MOST_FILES]):
        facts, is_late = _facts_of(ticket, club=club)
        if facts is None:
            continue
        one = _pending(ticket, facts)
        if not is_late and store().has(settled(one.stored_as)):
            found.append(one)
        else:
            gone.append(Refusal("file_gone", _GONE, N_("Choose it once more."), {"name": one.name}))
    return found, gone


_GONE = N_("“%(name)s” is no longer here.")


def _facts_of(ticket: str, *, club: str) -> tuple[dict[str, object] | None, bool]:
    """What a ticket of ours says, and whether it is too old."""
    try:
        return _signer(club).loads(ticket, max_age=int(KEPT.total_seconds())), False
    except SignatureExpired:
        return _signer(club).loads(ticket), True
    except BadData:
        return None, False


@outbox.handles("applications.settle")
def settle(*, keys: list[str]) -> None:
    """Keep for good what an application names, once that is committed."""
    for key in keys:
        store().settle(key)


@outbox.handles("applications.tidy", is_daily=True)
def tidy() -> None:
    """Once a day, in every club, delete what has had its time."""
    for club_id in session().scalars(select(Club.id)):
        outbox.order("applications.sweep", scope=Scope(club_id, staff=True))


@outbox.handles("applications.sweep")
def sweep() -> None:
    """Delete the codes of refused firms after their days, and uploads that no application came to name."""
    session().execute(delete(RefusedCode).where(RefusedCode.forget_at <= clock.now()))
    slug: str = session().get_one(Club, current().club).slug
    left = store().left_pending(slug, before=clock.now() - 2 * KEPT)
    named = _named(left)
    settle(keys=sorted(named))
    _forget(left, but=named)


def drop(pending: list[Pending]) -> None:
    """Forget uploads at once, but for those that an application names."""
    keys = [one.stored_as for one in pending]
    _forget(keys, but=_named(keys))


def _forget(keys: list[str], *, but: set[str]) -> None:
    for key in keys:
        if settled(key) not in but:
            store().forget(key)


def _named(keys: list[str]) -> set[str]:
    """Which of these uploads an application names."""
    return set(read(queries.NAMED_FILES, keys=[settled(key) for key in keys]).scalars())


def store() -> FileStore:
    """The store of this application."""
    files: FileStore = current_app.extensions["files"]
    return files


def _pending(ticket: str, facts: Mapping[str, object]) -> Pending:
    return Pending(ticket, str(facts["as"]), str(facts["name"]), str(facts["type"]), int(str(facts["size"])))


def _signer(club: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"upload:{club}")
