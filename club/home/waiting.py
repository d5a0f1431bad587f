"""What waits on the desk: talks and articles that were handed in."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import ngettext
from sqlalchemy import func, select, union_all

from club.applications.waiting import waits
from club.core.db import read
from club.core.walls import reads
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
