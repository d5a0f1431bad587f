"""What waits on the desk: talks and articles that were handed in, and invoices."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import ngettext
from sqlalchemy import func, select, union_all

from club.applications.waiting import waits
from club.core import clock
from club.core.db import read
from club.core.site import club_here
from club.core.walls import reads
from club.dues.queries import SUMS, Filter
from club.news.models import Article
from club.policy import Can
from club.talks.models import Publication, Talk

_WAITING = union_all(
    *(
        select(model.id).where(model.status == Publication.SUBMITTED, model.publish_at.is_(None))
        for model in (Talk, Article)
    )
).subquery()
HANDED_IN = reads(select(func.count()).select_from(_WAITING))
"""How many texts wait for an editor; one that comes out by itself was read."""


@waits(Can.TALK_PUBLISH)
def to_publish() -> Sequence[tuple[str, str]]:
    """How many texts an editor is to read and publish, with the list of them."""
    count = read(HANDED_IN).scalar_one()
    words = ngettext("%(num)s text was handed in", "%(num)s texts were handed in", count)
    return [(words, url_for("texts.index", status=Publication.SUBMITTED.value))] if count else []


@waits(Can.DUES_MANAGE)
def to_collect() -> Sequence[tuple[str, str]]:
    """How many invoices are late, and how many are owed, each with the list of them."""
    counts = dict.fromkeys(Filter, 0)
    for row in read(SUMS, today=clock.today(club_here().zone)):
        counts[row.state] = counts.get(row.state, 0) + row.invoices
    late, owed = counts[Filter.OVERDUE], counts[Filter.OPEN]
    told = (
        (Filter.OVERDUE, late, ngettext("%(num)s invoice is late", "%(num)s invoices are late", late)),
        (Filter.OPEN, owed, ngettext("%(num)s invoice is owed, not late", "%(num)s invoices are owed, not late", owed)),
    )
    return [(words, url_for("dues.index", state=state.value)) for state, count, words in told if count]
