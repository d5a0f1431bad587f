"""What a firm's agents left at the panel: a gap, a changed answer, copies; and a picture of an answer."""

from sqlalchemy import select

from club.answers import actions
from club.core import clock
from club.core.db import session
from club.documents import picture_actions
from club.documents.models import Document, Picture
from club.policy import FirmRole
from tests.makers import as_firm, saved
from tests.world.tenants import Tenant

ITEM = "q-which-size"


def fill_answers(tenant: Tenant) -> None:
    """Something of everything that the panel takes."""
    staff, firm = tenant.people[FirmRole.STAFF.value], tenant.firm
    assert firm
    with as_firm(firm, staff.id):
        wanted = select(Document).where(Document.ref == tenant.values["document.service_answers"])
        document = session().scalars(wanted).one()
        gap = actions.report_gap(f"Which size of {firm.slug}?", by=staff.id, at=clock.now())
        sent = actions.note_sent(document, ITEM, number=1, sent="Shorter", by=staff.id, at=clock.now())
        actions.note_copies(document, {ITEM: 3}, day=clock.today("UTC"))
        kept = picture_actions.store().keep(b"\xff\xd8\xff", club=tenant.club.slug, today=clock.today("UTC"))
        facts = {"name": "size.jpg", "stored_as": kept, "size": 3, "added_at": clock.now(), "added_by_id": staff.id}
        picture = saved(Picture(document_id=document.id, **facts))
    tenant.note("text_picture", picture)
    tenant.values["picture"] = picture.ref
    for kind, row in (("gap", gap), ("sent", sent)):
        tenant.note(kind, row)
        tenant.values[f"{kind}.open"] = row.ref
