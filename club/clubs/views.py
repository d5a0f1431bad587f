"""What a club tells everybody about itself: its privacy notices."""

from itertools import groupby
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.clubs.models import NoticeKind
from club.clubs.queries import NOTICES
from club.clubs.staff_notice import KEPT_MONTHS, contact_of, filled
from club.core import clock
from club.core.db import read
from club.core.i18n import pick
from club.core.markdown import rendered
from club.core.text import N_
from club.policy import Can, needs

blueprint = Blueprint("clubs", __name__)

NOTICE_TITLES = {
    NoticeKind.APPLICANTS: N_("For firms that apply"),
    NoticeKind.VISITORS: N_("For visitors of open classes"),
    NoticeKind.STAFF: N_("For staff of member firms"),
}


@blueprint.get("/privacy")
@needs(Can.SITE_READ)
def privacy() -> ResponseReturnValue:
    """The privacy notices in force, with links to older versions."""
    notices = [
        (NOTICE_TITLES[kind], kind.value, list(versions))
        for kind, versions in groupby(read(NOTICES, now=clock.now()), key=lambda row: row.kind)
    ]
    return render_template("clubs/privacy.html", notices=notices, body_of=shown_to_all)


@blueprint.get("/privacy/<kind>/<int:number>")
@needs(Can.SITE_READ)
def notice(kind: str, number: int) -> ResponseReturnValue:
    """One version of a notice, also when a newer one is in force."""
    rows = [row for row in read(NOTICES, now=clock.now()) if row.kind == kind]
    asked = next((row for row in rows if row.number == number), None)
    if asked is None:
        abort(404)
    return render_template(
        "clubs/notice.html",
        title=NOTICE_TITLES[asked.kind],
        notice=asked,
        body=shown_to_all(asked),
        is_in_force=asked is rows[0],
        kind=kind,
    )


def body_of(notice: Any) -> str:
    """A notice as clean HTML in the reader's language."""
    return rendered(pick(notice.body_en, notice.body_zh))


def shown_to_all(notice: Any) -> str:
    """A notice as visitors read it: what each firm fills in is said as it holds where a firm has set nothing."""
    if notice.kind is not NoticeKind.STAFF:
        return body_of(notice)
    return filled(body_of(notice), contact=contact_of(_("your firm")), months=KEPT_MONTHS)
