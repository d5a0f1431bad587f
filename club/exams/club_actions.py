"""Exams that the club holds itself: begun as a template of its own, and standing in each firm for its people."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from club.clubs.models import Club
from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.db import read, session
from club.core.scope import Scope, current
from club.documents.blank import blank
from club.documents.body import Pair
from club.documents.kinds import kind_of
from club.documents.models import CLUBS_EXAM, Document
from club.exams.papers import EXAM
from club.firms.models import Firm
from club.library import template_actions
from club.library.models import Template
from club.library.pads import newest_of
from club.library.queries import FIRMS
from club.library.rules import slug_for

EVERYWHERE, HERE = "exams.stand_everywhere", "exams.stand_here"


def compose(title: Pair, *, slug: str = "", by: int | None, at: datetime) -> Template:
    """Begin an exam of the club as a draft; nobody sits it before it is published. Refused where the slug is taken."""
    kind = kind_of(EXAM)
    return template_actions.begin(
        kind, blank(kind, title), slug=slug or slug_for(title.en, kind.name), by=by, at=at, own_exam=True, author=by
    )


def close(template: Template, *, at: datetime | None) -> None:
    """Let nobody begin an exam of the club any more, or open it again (`at` is None); who is in it goes on."""
    if (template.closed_at is None) == (at is None):
        return
    template.closed_at = at
    record(Did.TEMPLATE_CHANGED, template.slug, closed=at is not None)


@outbox.handles(EVERYWHERE)
def _everywhere(*, template: int) -> None:
    for firm in read(FIRMS).all():
        outbox.order(HERE, scope=Scope(current().club, firm=firm.id), template=template)


@outbox.handles(HERE)
def _here(*, template: int) -> None:
    stand_for(session().get_one(Template, template), at=clock.now())


def stand_for(template: Template, *, at: datetime) -> Document:
    """The row that stands for an exam of the club in the firm in scope, made where there is none."""
    held = select(Document).where(Document.kind == CLUBS_EXAM, Document.template_id == template.id)
    found: Document | None = session().scalars(held).first()
    if found is not None:
        return found
    scope = current()
    club, firm = session().get_one(Club, scope.club), session().get_one(Firm, scope.firm)
    lang = firm.lang or club.lang
    made = Document(
        kind=CLUBS_EXAM,
        title=template.title_in(lang),
        lang=lang,
        template_id=template.id,
        created_at=at,
    )
    try:
        with session().begin_nested():
            session().add(made)
    except IntegrityError:  # another job or call was first
        return session().scalars(held).one()
    return made


def stand_for_all(*, at: datetime) -> None:
    """Let every published exam of the club stand in the firm in scope: one that came later has them too."""
    there = set(session().scalars(select(Document.template_id).where(Document.kind == CLUBS_EXAM)))
    for template in session().scalars(select(Template).where(Template.own_exam).order_by(Template.id)):
        if template.id not in there and newest_of(template) is not None:
            stand_for(template, at=at)
