"""What the club's editors do with templates: begin, publish, restore, discard, hide, order on the shelf."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from club.core import outbox
from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.documents import refusals as of_documents
from club.documents.banked import bank_problems
from club.documents.body import Body, Kind, Pair
from club.documents.change_rules import ChangeClass
from club.documents.edits import digest
from club.documents.kinds import kind_of
from club.library.actions import name_after, publish_revision
from club.library.models import Template, TemplateDraft, TemplateRevision
from club.library.offering_actions import bring_back
from club.library.pads import TemplatePad, body_of, draft_of, revision_of
from club.library.rules import NAMED, NO_SUCH_NUMBER, OWN_EXAM, TAKEN, judged
from club.library.telling_actions import tell_author


def begin(
    kind: Kind[Body],
    body: Body,
    *,
    slug: str,
    departments: Sequence[str] = (),
    by: int | None,
    at: datetime,
    own_exam: bool = False,
    author: int | None = None,
) -> Template:
    """Make a template with a draft; firms see nothing of it before it is published. Refused where the slug is taken.

    An `own_exam` is never on the shelf: the club holds it itself; its `author` works on it beside the editors.
    """
    last = session().scalars(select(func.max(Template.position))).first()
    template = Template(
        slug=slug,
        kind=kind.name,
        title_en="",
        title_zh="",
        departments=list(departments),
        position=0 if last is None else last + 1,
        hidden_at=at if own_exam else None,
        own_exam=own_exam,
        author_id=author,
    )
    name_after(template, body)
    try:
        with session().begin_nested():
            session().add(template)
    except IntegrityError:
        raise Refused(TAKEN) from None
    TemplatePad(template, by=by, at=at).keep(body, begun=True)
    return template


def titled(body: Body, title: Pair) -> Body:
    """A copy of a text under a title of its own; the keys stay, so that firms can compare."""
    return replace(body, title=title)


def publish(
    template: Template,
    *,
    seen: str,
    note: str,
    by: int | None,
    at: datetime,
    classes: Mapping[str, ChangeClass] = MappingProxyType({}),
) -> TemplateRevision:
    """Make the draft the next revision; `seen` is the digest of the body that the editor read.

    `classes` holds, by item, what the editor thinks of a change; elsewhere the proposal stands.
    """
    draft = draft_of(template)
    if draft is None:
        raise Refused(of_documents.NO_DRAFT)
    if digest(draft.body) != seen:
        raise Refused(of_documents.STALE_DRAFT)
    body = refuse_unpublishable(template, draft)
    revision = publish_revision(template, body, note=note, classes=classes, credit_to=draft.credits, by=by, at=at)
    session().delete(draft)
    template.handed_in_at, template.remark = None, ""
    if template.own_exam:
        tell_author(template, is_out=True)
        outbox.order("exams.stand_everywhere", template=template.id)
    return revision


def refuse_unpublishable(template: Template, draft: TemplateDraft) -> Any:
    """The body of a draft that may be published; refused for one that lacks something."""
    body, is_own = body_of(template, draft), template.own_exam
    if not judged(kind_of(template.kind), body, own_exam=is_own).is_publishable or bank_problems(body, own_exam=is_own):
        raise Refused(of_documents.UNPUBLISHABLE)
    return body


def restore(template: Template, number: int, *, by: int | None, at: datetime) -> None:
    """Make a draft of an older revision."""
    if draft_of(template) is not None:
        raise Refused(of_documents.DRAFT_IN_THE_WAY)
    revision = revision_of(template, number)
    if revision is None:
        raise Refused(NO_SUCH_NUMBER)
    TemplatePad(template, by=by, at=at).keep(body_of(template, revision), restored=number)


def discard(template: Template) -> int:
    """Throw the draft away; a template that was never published goes with it, unless something else names it.

    Offered clauses that were taken into the draft go back to the queue; returns how many.
    """
    draft = draft_of(template)
    if draft is None:
        raise Refused(of_documents.NO_DRAFT)
    session().delete(draft)
    template.handed_in_at, template.remark = None, ""
    if draft.based_on is None and revision_of(template, 1) is None:
        _forget(template)
    record(Did.TEMPLATE_CHANGED, template.slug, discarded=True)
    return bring_back(template)


def _forget(template: Template) -> None:
    """Take a template away that was never published. Refused where something else of the club names it already."""
    session().flush()
    try:
        with session().begin_nested():
            session().delete(template)
    except IntegrityError:
        raise Refused(NAMED) from None


def hide(template: Template, *, at: datetime | None) -> None:
    """Take a template off the shelf, or put it back (`at` is None); who adopted it keeps the text."""
    if template.own_exam:
        raise Refused(OWN_EXAM)
    template.hidden_at = at
    record(Did.TEMPLATE_CHANGED, template.slug, hidden=at is not None)


def describe(template: Template, *, departments: Sequence[str]) -> None:
    """Say which departments a template is for."""
    template.departments = list(departments)
    record(Did.TEMPLATE_CHANGED, template.slug, departments=list(departments))


def move(template: Template, *, up: bool) -> None:
    """Move a template one place on the shelf."""
    row = list(session().scalars(select(Template).order_by(Template.position, Template.slug).with_for_update()))
    place = row.index(template)
    row.insert(max(0, min(place + (-1 if up else 1), len(row) - 1)), row.pop(place))
    for position, each in enumerate(row):
        each.position = position
    record(Did.TEMPLATE_CHANGED, template.slug, moved=True)
