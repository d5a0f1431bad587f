"""Telling firms that the club published: a job goes through the firms, and each is told inside its own walls.

And whoever wrote an exam of the club what became of it.
"""

from club.clubs.models import Club
from club.core import outbox
from club.core.addresses import absolute
from club.core.db import read, session
from club.core.messages import Recipient, send
from club.core.scope import Scope, current
from club.documents.kinds import kind_of
from club.firms.models import Firm
from club.library import queries
from club.library.letters import NewerNumber
from club.library.models import Template, TemplateRevision
from club.library.update_rules import is_asked
from club.talks.handing_actions import tell_writers

EVERY_FIRM = "library.tell_firms"
ONE_FIRM = "library.tell_firm"


def tell_firms(revision: TemplateRevision) -> None:
    """Order it with the publication; the club never learns who adopted the text."""
    outbox.order(EVERY_FIRM, revision_id=revision.id)


@outbox.handles(EVERY_FIRM)
def _each_firm(*, revision_id: int) -> None:
    club = current().club
    for firm in read(queries.FIRMS).all():
        key = f"{ONE_FIRM}:{revision_id}:{firm.id}"
        outbox.order(ONE_FIRM, key=key, scope=Scope(club, firm=firm.id), revision_id=revision_id)


@outbox.handles(ONE_FIRM)
def _inside(*, revision_id: int) -> None:
    revision = session().get_one(TemplateRevision, revision_id)
    for document in read(queries.ADOPTED).all():
        if document.template_id == revision.template_id and is_asked(
            base=document.base_number,
            newest=revision.number,
            passed_over=document.passed_over,
            is_detached=document.detached_at is not None,
        ):
            _tell(document.ref, document.title, revision)


def _tell(ref: str, title: str, revision: TemplateRevision) -> None:
    """Whoever may publish in the firm is told, each in the own language."""
    scope = current()
    firm, club = session().get_one(Firm, scope.firm), session().get_one(Club, scope.club)
    shelf = kind_of(session().get_one(Template, revision.template_id).kind).shelf
    for person in read(queries.PUBLISHERS).all():
        lang = person.lang or firm.lang
        letter = NewerNumber(
            club_name=club.name_in(lang),
            link=absolute("library.update", firm=firm.slug, shelf=shelf, ref=ref),
            title=title,
            number=revision.number,
            note=revision.note,
        )
        send(letter, Recipient(lang=lang, person_id=person.id, email=person.mailbox))


def tell_author(template: Template, *, is_out: bool) -> None:
    """Tell whoever wrote an exam that an editor published it, or what is to be changed."""
    writers = {template.author_id} if template.author_id is not None else set()
    link, remark = absolute("club_exams.show", slug=template.slug), template.remark
    tell_writers(writers, title_in=template.title_in, is_out=is_out, link=link, words=remark)
