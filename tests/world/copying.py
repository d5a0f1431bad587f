"""What a firm's owner took out of a text, and a file that was sent and waits to be taken over."""

from typing import Any

from club.copies.arrival_actions import receive
from club.copies.findings import Understood
from club.copies.models import Copy
from club.copies.rules import Form
from club.core import clock
from club.core.db import session
from club.documents.entries import with_fields
from club.documents.kinds import kind_of
from club.documents.languages import in_language
from club.documents.models import Document
from club.library.starters import starter
from tests.makers import as_firm, saved
from tests.world.tenants import Tenant


def fill_copies(tenant: Tenant) -> None:
    """One of each, of the operator's ladder."""
    owner, at = tenant.people["owner"].id, clock.now()
    ladder: Any = in_language(starter("operator_ladder")[1], "en")
    changed = Understood(with_fields(ladder, "", {"summary": "As a file says it"}))
    changed.note("This sheet is none of this text’s; it was left out.", "Mine")
    with as_firm(_firm(tenant), owner):
        held = session().query(Document).filter_by(ref=tenant.values["document.operator_ladder"]).one()
        facts: dict[str, Any] = {"form": Form.JSON, "lang": "en", "number": 1, "text": "abcdef"}
        kept = {"stored_as": "zz/26/" + "a" * 16, "done_at": at}
        copy = saved(Copy(document_id=held.id, ordered_at=at, ordered_by_id=owner, **facts, **kept))
        kind = kind_of("ladder")
        facts = {"name": "ladder.xlsx", "lang": "en", "document_id": held.id, "was": ladder, "by": owner, "at": at}
        arrival = receive(kind, changed, **facts)
    tenant.note("copy", copy)
    tenant.note("arrival", arrival)
    tenant.values |= {"copy": copy.ref, "arrival": arrival.ref}


def _firm(tenant: Tenant) -> Any:
    assert tenant.firm is not None
    return tenant.firm
