"""Keep what search looks through: written with each publication, and once a day where it is missing."""

from datetime import timedelta

from sqlalchemy import delete, select

from club.clubs.models import Club
from club.core import clock, outbox
from club.core.db import add, read, session
from club.core.scope import Scope, current
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.followers import follows_publication
from club.documents.kinds import kind_of
from club.documents.models import Document, Revision
from club.search import index_actions, queries
from club.search.models import Passage
from club.search.passages import passages

EVERYWHERE, IN_CLUB, IN_FIRM = "search.fill", "search.fill_club", "search.fill_firm"
A_DAY = timedelta(days=1)


@follows_publication
def keep(document: Document, revision: Revision) -> None:
    """Keep the passages of a number that was published, beside those of the number that holds until then."""
    kind = kind_of(document.kind)
    if kind.is_secret:
        return
    body = read_body(kind, stored(kind.name, revision.schema, revision.body))
    _forget_older(document, revision)
    for piece in passages(kind, body, "zh" if document.lang == "zh" else "en"):
        add(
            Passage,
            document_id=document.id,
            number=revision.number,
            anchor=piece.anchor,
            heading=piece.heading,
            text=piece.text,
            heading_words=piece.heading_words,
            words=piece.words,
        )


def _forget_older(document: Document, revision: Revision) -> None:
    """Forget the passages of numbers before the one that surely holds, in whatever zone the firm is."""
    begun = revision.published_at.date() - A_DAY
    holding = session().scalar(
        select(Revision.number)
        .where(Revision.document_id == document.id, Revision.effective_on <= begun)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    if holding is not None:
        session().execute(delete(Passage).where(Passage.document_id == document.id, Passage.number < holding))


@outbox.handles(EVERYWHERE, is_daily=True)
def _everywhere() -> None:
    for club_id in session().scalars(select(Club.id)):
        outbox.order(IN_CLUB, scope=Scope(club_id, staff=True))


@outbox.handles(IN_CLUB)
def _in_club() -> None:
    index_actions.begin()
    for firm in read(queries.FIRMS).all():
        outbox.order(IN_FIRM, scope=Scope(current().club, firm=firm.id))


@outbox.handles(IN_FIRM)
def fill() -> None:
    """Keep the passages of texts in force that have none: those of an installation older than its search."""
    for row in read(queries.UNKEPT, today=clock.now().date() + A_DAY).all():
        keep(session().get_one(Document, row.id), session().get_one(Revision, row.revision_id))
