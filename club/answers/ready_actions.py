"""What was published is made ready to be searched where jobs are carried out, so that no agent waits for it there."""

from club.answers.catalogue_queries import in_force, rows_of
from club.core import clock, outbox
from club.core.i18n import LANGUAGES, speaking
from club.documents.followers import follows_publication
from club.documents.models import Document, Revision
from club.firms.days import days_here


@follows_publication
def order(document: Document, _revision: Revision) -> None:
    """A catalogue got its next number."""
    if document.kind == "answers":
        outbox.order("answers.make_ready")


@outbox.handles("answers.make_ready")
def make_ready() -> None:
    """Keep what the panel searches, in the language of each reader."""
    today = days_here().of(clock.now())
    rows = rows_of(today)
    for language in LANGUAGES:
        with speaking(language):
            in_force(rows, today)
