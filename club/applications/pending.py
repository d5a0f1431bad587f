"""Uploads between a form and its acceptance: kept in the store, known to the form by a signed ticket."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from club.applications.limits import may_upload
from club.core import clock, outbox
from club.core.file_types import LARGEST_FILE
from club.core.files import FileStore, admit
from club.core.refusals import Refusal
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


def take_in(uploads: list[FileStorage], *, club: str) -> tuple[list[Pending], list[Refusal]]:
    """Store what may be kept of the files of a form, and say what may not and why."""
    kept: list[Pending] = []
    refused: list[Refusal] = []
    for upload in [one for one in uploads if one.filename][:MOST_FILES]:
        if not may_upload():
            refused.append(_TOO_MANY)
            break
        admitted = admit(upload.stream.read(LARGEST_FILE + 1), upload.filename or "")
        if isinstance(admitted, Refusal):
            refused.append(admitted)
            continue
        key = store().keep(admitted.content, club=club, today=clock.now().date(), is_pending=True)
        facts = {"as": key, "name": admitted.name, "type": admitted.kind.value, "size": len(admitted.content)}
        kept.append(_pending(str(_signer(club).dumps(facts)), facts))
    return kept, refused


_TOO_MANY = Refusal(
    "too_many_files",
    N_("Very many files have come from your network in the last hour."),
    N_("Please send it again later; this page keeps what you typed."),
)


def held_before(tickets: list[str], *, club: str) -> list[Pending]:
    """The uploads that earlier rounds of the form left; a ticket that isn’t ours or too old is dropped."""
    found = []
    for ticket in tickets[:MOST_FILES]:
        try:
            facts = _signer(club).loads(ticket, max_age=int(KEPT.total_seconds()))
        except BadData:
            continue
        found.append(_pending(ticket, facts))
    return found


@outbox.handles("applications.sweep")
def sweep() -> None:
    """Delete uploads that no application ever came to name."""
    store().sweep(clock.now() - 2 * KEPT)


def drop(pending: list[Pending]) -> None:
    """Forget stored uploads at once."""
    for one in pending:
        store().forget(one.stored_as)


def store() -> FileStore:
    """The store of this application."""
    files: FileStore = current_app.extensions["files"]
    return files


def _pending(ticket: str, facts: Mapping[str, object]) -> Pending:
    return Pending(ticket, str(facts["as"]), str(facts["name"]), str(facts["type"]), int(str(facts["size"])))


def _signer(club: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"upload:{club}")
