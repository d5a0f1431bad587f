"""What growth has to say on a ladder's page."""

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _

from club.core.db import read
from club.documents.notices import Notice, tells
from club.growth.plan_queries import ANYBODY_ON
from club.growth.views.people import LADDER
from club.policy import Can


@tells
def nobody_stands_on(row: Any) -> Notice | None:
    """Right after a publication, whose page bears it in its address: people are to be placed."""
    is_in_use = row.kind == LADDER and row.number is not None and row.retired_at is None
    if "published" not in request.args or not is_in_use or not g.standing.can(Can.PLACEMENT_WRITE):
        return None
    if read(ANYBODY_ON, document_id=row.id).first() is not None:
        return None
    here = url_for("placements.people", firm=g.standing.slug, ref=row.ref, _anchor="place")
    return Notice(_("Nobody stands on this ladder yet."), _("Place people"), here)
