"""A talk's kit: texts of the library are put in, changed, ordered and taken out; the talk's row is held meanwhile."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refused
from club.library.kit_models import KitItem
from club.library.kit_rules import FULL, IN_IT_ALREADY, MOST_PIECES
from club.library.models import Template
from club.talks.models import Talk
from club.talks.pair_actions import goes_along


def put_in(talk: Talk, template: Template, *, passage: str, why: str) -> KitItem:
    """Let a talk carry a template, as the last one. Refused where it does already, or carries very many."""
    held = pieces_of(talk)
    if any(one.template_id == template.id for one in held):
        raise Refused(IN_IT_ALREADY)
    if len(held) >= MOST_PIECES:
        raise Refused(FULL)
    position = held[-1].position + 1 if held else 0
    item = KitItem(talk_id=talk.id, template_id=template.id, passage=passage, why=why, position=position)
    session().add(item)
    talk.has_kit = True
    record(Did.KIT_CHANGED, talk.ref, added=template.slug)
    return item


@goes_along
def _copy_kit(text: Any, version: Any, *, by: int, at: datetime) -> None:  # noqa: ARG001
    """Let a talk’s version in the other language carry what it carries, at the same headings."""
    pieces = pieces_of(text) if isinstance(text, Talk) and text.has_kit else ()
    for one in pieces:
        put_in(version, session().get_one(Template, one.template_id), passage=one.passage, why=one.why)


def change(talk: Talk, item: KitItem, *, passage: str, why: str) -> None:
    """Say otherwise where the talk speaks of a text, and why it is carried."""
    item.passage, item.why = passage, why
    record(Did.KIT_CHANGED, talk.ref, changed=_slug(item))


def move(talk: Talk, item: KitItem, *, up: bool) -> None:
    """Move a text one place in the kit."""
    row = list(pieces_of(talk))
    place = row.index(item)
    row.insert(max(0, min(place + (-1 if up else 1), len(row) - 1)), row.pop(place))
    for position, each in enumerate(row):
        each.position = position
    record(Did.KIT_CHANGED, talk.ref, moved=_slug(item))


def take_out(talk: Talk, item: KitItem) -> None:
    """Let a talk carry a text no more; who adopted it keeps it."""
    session().delete(item)
    session().flush()
    talk.has_kit = len(pieces_of(talk)) > 0
    record(Did.KIT_CHANGED, talk.ref, removed=_slug(item))


def _slug(item: KitItem) -> str:
    return session().get_one(Template, item.template_id).slug


def pieces_of(talk: Talk) -> Sequence[KitItem]:
    """What a talk carries, in its order."""
    mine = select(KitItem).where(KitItem.talk_id == talk.id)
    return session().scalars(mine.order_by(KitItem.position, KitItem.id)).all()
