"""What people read of signing: whom a text is assigned to, and how somebody stands."""

from typing import Any

from flask_babel import gettext

from club.core.i18n import moment
from club.core.text import N_
from club.firms.audience_words import audience_words

FILTER_WORDS = {
    "all": N_("all"),
    "current": N_("current"),
    "to_sign": N_("to sign"),
    "overdue": N_("overdue"),
    "exam": N_("exam missing"),
}


def assigned_words(row: Any) -> str:
    """Whom an assignment reaches, in words."""
    return audience_words(row.audience, row.role or "", row.name)


def read_words(row: Any) -> str:
    """What somebody had read when they signed."""
    since = gettext("what changed since edition %(number)s", number=row.after) if row.after else ""
    found = [since or gettext("the whole text")]
    if row.without_pay:
        found.append(gettext("without amounts of pay"))
    return "; ".join(found)


def exam_words(row: Any) -> str:
    """How a signature stands with the exam on what had changed."""
    if row.exam_id is None:
        return str(gettext("none"))
    if row.done_at is None:
        return str(gettext("not passed yet"))
    if row.attempt_id is None:
        return str(gettext("asks nothing about it any more"))
    return str(gettext("passed on %(moment)s", moment=moment(row.done_at)))


def grouped(digest: str) -> str:
    """The beginning of a digest in groups of four, as people compare it; the whole one stands in the evidence."""
    return " ".join(digest[place : place + 4] for place in range(0, 16, 4))
