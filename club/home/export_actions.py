"""A firm takes everything along: a job gathers part by part, so that a page can show how far it is."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Response, abort, current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import bindparam, select

from club.clubs.models import Club
from club.core import audit, clock, outbox
from club.core.audit import Did
from club.core.db import read, session
from club.core.files import FileStore
from club.core.scope import current
from club.core.walls import reads
from club.firms.models import FirmExport
from club.firms.queries import EXPORTS
from club.firms.views.blueprint import blueprint
from club.firms.workspace_actions import firm_here
from club.home.export_parts import PARTS, files
from club.policy import Can, needs

KEPT = timedelta(days=7)
SHOWN = 5
_FILE = reads(
    select(FirmExport.stored_as, FirmExport.done_at).where(
        FirmExport.ref == bindparam("ref"), FirmExport.done_at.is_not(None)
    )
)


@blueprint.get("/firms/<slug:firm>/export")
@needs(Can.FIRM_EXPORT)
def export(firm: str) -> ResponseReturnValue:
    """What was exported lately, and a button for more."""
    rows = [row for row in read(EXPORTS, limit=SHOWN) if row.ordered_at > clock.now() - KEPT]
    is_running = any(row.done_at is None for row in rows)
    return render_template("firms/export.html", exports=rows, is_running=is_running, days=KEPT.days, slug=firm)


@blueprint.post("/firms/<slug:firm>/export")
@needs(Can.FIRM_EXPORT)
def order_export(firm: str) -> ResponseReturnValue:
    """Begin an export, unless one is under way."""
    firm_here()
    since = FirmExport.ordered_at > clock.now() - KEPT
    running = session().scalars(select(FirmExport.id).where(FirmExport.done_at.is_(None), since)).first()
    if running is None:
        order(by=g.who.person_id)
    return redirect(url_for("firms.export", firm=firm), 303)


@blueprint.get("/firms/<slug:firm>/export/<ref:ref>")
@needs(Can.FIRM_EXPORT)
def download(firm: str, ref: str) -> ResponseReturnValue:
    """The file."""
    row = read(_FILE, ref=ref).first()
    if row is None or row.done_at < clock.now() - KEPT:
        abort(404)
    try:
        content = _store().read(row.stored_as)
    except FileNotFoundError:
        abort(404)
    headers = {
        "Content-Disposition": f'attachment; filename="{firm}-{row.done_at:%Y-%m-%d}.zip"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, mimetype="application/zip", headers=headers)


def order(*, by: int | None) -> FirmExport:
    """Order an export of the firm in scope; older ones that ran out lose their bytes."""
    at = clock.now()
    for old in session().scalars(
        select(FirmExport).where(FirmExport.ordered_at < at - KEPT, FirmExport.stored_as != "")
    ):
        _store().forget(old.stored_as)
        old.stored_as = ""
    made = FirmExport(ordered_at=at, ordered_by_id=by, parts=[], of=len(PARTS) + 1)
    session().add(made)
    session().flush()
    audit.record(Did.FIRM_EXPORTED, made.ref)
    outbox.order("firms.export", ref=made.ref)
    return made


@outbox.handles("firms.export")
def gather(*, ref: str) -> None:
    """Gather the next part and order the one after; with the last, make the file."""
    made = session().execute(select(FirmExport).where(FirmExport.ref == ref).with_for_update()).scalar_one()
    waiting = list(PARTS)[len(made.parts) :]
    if made.done_at is not None:
        return
    if not waiting:
        _make_file(made)
        return
    content = json.dumps(PARTS[waiting[0]](), ensure_ascii=False, indent=1).encode()
    made.parts = [*made.parts, {"name": f"{waiting[0]}.json", "key": _keep(content)}]
    outbox.order("firms.export", ref=ref)


def _make_file(made: FirmExport) -> None:
    store, packed = _store(), BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for part in made.parts:
            archive.writestr(part["name"], store.read(part["key"]))
        for name, key in files():
            archive.writestr(name, store.read(key))
    made.stored_as, made.size = _keep(packed.getvalue()), packed.tell()
    made.done_at = clock.now()
    for part in made.parts:
        store.forget(part["key"])


def _keep(content: bytes) -> str:
    club: Any = session().get_one(Club, current().club)
    return _store().keep(content, club=club.slug, today=clock.today(club.zone))


def _store() -> FileStore:
    files_here: FileStore = current_app.extensions["files"]
    return files_here
