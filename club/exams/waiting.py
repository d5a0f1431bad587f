"""What waits on the desk: exams of the club that were handed in, and questions offered to its bank."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from club.applications.waiting import waits
from club.banks.offer_queries import WAITING
from club.core.db import read
from club.core.i18n import pick
from club.library.template_queries import EXAMS_HANDED_IN
from club.policy import Can


@waits(Can.TEMPLATE_PUBLISH)
def to_publish() -> Sequence[tuple[str, str]]:
    """Each exam that an editor is to read and publish."""
    return [
        (
            _("Exam handed in: “%(title)s”", title=pick(row.title_en, row.title_zh)),
            url_for("club_exams.show", slug=row.slug),
        )
        for row in read(EXAMS_HANDED_IN)
    ]


@waits(Can.TEMPLATE_WRITE)
def to_decide() -> Sequence[tuple[str, str]]:
    """How many questions an editor is to take into the bank or decline, with the list of them."""
    count = read(WAITING).scalar_one()
    words = ngettext("%(num)s question is offered to the bank", "%(num)s questions are offered to the bank", count)
    return [(words, url_for("banks.club_offered"))] if count else []
