"""What the club's library holds: starter texts, newer revisions; and a firm adopting one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from club.core import clock, outbox
from club.core.audit import Did, record
from club.core.db import session
from club.documents import actions as documents
from club.documents.body import Body, Kind, Language
from club.documents.change_rules import ChangeClass, proposals, recorded
from club.documents.codec import to_json
from club.documents.drafts import title_of
from club.documents.kinds import kind_of
from club.documents.languages import for_reading, in_language
from club.documents.models import Document
from club.documents.rules import next_number
from club.library.count_actions import count_adoption
from club.library.models import Template, TemplateRevision
from club.library.pads import body_of, newest_of
from club.library.pointing_actions import point_starters, settle
from club.library.rules import DEPARTMENTS, slug_of
from club.library.starters import STARTERS, starter
from club.library.telling_actions import tell_firms


def offer_starters(*, at: datetime, newer: bool = False) -> list[Template]:
    """Put the starter texts into the club in scope; what is there already stays.

    With `newer`, a starter text that differs from the newest revision is published as the next one.
    """
    offered = [_offer(name, place, at=at, newer=newer) for place, name in enumerate(STARTERS)]
    session().flush()
    point_starters()
    return offered


def publish_revision(
    template: Template,
    body: Body,
    *,
    at: datetime,
    note: str = "",
    by: int | None = None,
    credit_to: Sequence[str] = (),
    classes: Mapping[str, ChangeClass] = MappingProxyType({}),
) -> TemplateRevision:
    """Publish the next revision of a template; the firms that adopted it keep theirs and are told."""
    kind = kind_of(template.kind)
    newest = newest_of(template)
    revision = TemplateRevision(
        template_id=template.id,
        number=next_number([newest.number] if newest else []),
        schema=kind.schema,
        body=to_json(body),
        note=note,
        changes=recorded(proposals(kind, body_of(template, newest), body), classes) if newest else {},
        credits=list(dict.fromkeys([*(newest.credits if newest else ()), *credit_to])),
        published_at=at,
        published_by_id=by,
    )
    session().add(revision)
    name_after(template, body)
    record(Did.TEMPLATE_PUBLISHED, template.slug, number=revision.number)
    if newest is not None:
        session().flush()
        tell_firms(revision)
    return revision


def adopt(
    template: Template,
    revision: TemplateRevision,
    *,
    lang: Language,
    by: int | None,
    at: datetime,
    department_id: int | None = None,
    talk_id: int | None = None,
) -> Document:
    """Make a firm's draft of a template in one language, with the revision it began from remembered.

    `talk_id` is the talk in whose kit the firm found it.

    What the template points at, the draft points at in the firm, as far as that was adopted too.
    """
    kind: Kind[Any] = kind_of(template.kind)
    count_adoption(template.id, on=at.date())
    document = documents.begin(
        kind,
        in_language(body_of(template, revision), lang),
        lang=lang,
        by=by,
        at=at,
        template_id=template.id,
        base_revision_id=revision.id,
        talk_id=talk_id,
        department_id=department_id,
    )
    settle(document)
    return document


@outbox.handles("library.offer_starters")
def _offer_later() -> None:
    """Whoever makes a club orders this in the club's scope."""
    offer_starters(at=clock.now())


def _offer(name: str, place: int, *, at: datetime, newer: bool) -> Template:
    kind, body = starter(name)
    slug = slug_of(name)
    template = session().scalars(select(Template).where(Template.slug == slug)).first()
    if template is None:
        template = Template(
            slug=slug,
            kind=kind.name,
            title_en="",
            title_zh="",
            departments=list(DEPARTMENTS.get(name, ())),
            position=place,
        )
        name_after(template, body)
        session().add(template)
        session().flush()
        publish_revision(template, body, at=at)
    elif newer and (newest := newest_of(template)) is not None and body_of(template, newest) != body:
        publish_revision(template, body, at=at)
    return template


def name_after(template: Template, body: Body) -> None:
    """Call a template as its text is called, in both languages."""
    for lang in ("en", "zh"):
        single = for_reading(body, lang)
        setattr(template, f"title_{lang}", title_of(body, lang))
        setattr(template, f"summary_{lang}", str(single.summary)[:300])
