"""The club's second number of the operators' ladder, and lantern's copy that waits for it."""

from typing import Any

from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.demo.scopes import at_desk, in_firm
from club.documents import actions as documents
from club.documents.edits import added, digest, entry_of
from club.documents.entries import with_fields
from club.documents.models import Document, Draft
from club.documents.pads import DocumentPad
from club.library import template_actions
from club.library.models import Template
from club.library.offering_actions import offer
from club.library.pads import TemplatePad, body_of, draft_of, newest_of
from club.library.rules import slug_of

LADDER = slug_of("operator_ladder")
OURS: dict[str, dict[str, Any]] = {
    "entry-do-check": {
        "what": "Open the listings of our best sellers on the phone and check price, stock and wording",
        "target": 8,
    },
    "entry-learn-rules": {"source": "Rule centre of the platform; lantern’s own list of 42 rules"},
}
"""What lantern changed, by part: one that nobody else touches, and one that the club changes too."""
GIVEN = "entry-do-check"
CLUBS: dict[str, dict[str, Any]] = {
    "entry-learn-rules": {
        "topic": {
            "en": "Platform rules: listing, forbidden words, penalty points, appeals, rules for live rooms",
            "zh": "平台规则：发布、违禁词、扣分、申诉、直播间规则",
        },
        "hours": 14,
    },
    "entry-do-goods": {
        "target": 3,
        "evidence": {"en": "Asked by the mentor at noon, marked in the sheet", "zh": "带教人中午提问，记在表里"},
    },
}
NEW_TOPIC = {
    "topic": {
        "en": "Notes on returns: the five reasons that buyers give most",
        "zh": "退货笔记：买家说得最多的五个理由",
    },
    "source": {"en": "Return report of the last 30 days", "zh": "近 30 天退货报表"},
    "hours": 2,
}
NOTE = "Live rooms and returns are now part of the first month / 第一个月加入直播间规则和退货"


def seed_library(club_id: int, firm_id: int, *, owner: int, editor: int) -> None:
    """Lantern publishes its own changes, then the club its second number."""
    with at_desk(club_id, editor):
        newest = newest_of(session().scalars(select(Template).where(Template.slug == LADDER)).one())
        if newest is None or newest.number > 1:
            return
    with in_firm(club_id, firm_id, owner):
        _change_ours(owner)
        _give_one(owner)
    with at_desk(club_id, editor):
        _publish_theirs(editor)


def _change_ours(owner: int) -> None:
    template = session().scalars(select(Template).where(Template.slug == LADDER)).one()
    document = session().scalars(select(Document).where(Document.template_id == template.id)).one()
    today = clock.today("Asia/Shanghai")
    pad = DocumentPad(document, by=owner, at=clock.now())
    body = pad.opened()
    for key, fields in OURS.items():
        body = with_fields(body, key, fields)
    pad.keep(body, items=sorted(OURS))
    session().flush()
    draft = session().scalars(select(Draft).where(Draft.document_id == document.id)).one()
    documents.publish(
        document,
        seen=digest(draft.body),
        note="What is different at lantern",
        effective_on=today,
        today=today,
        by=owner,
        at=clock.now(),
    )


def _give_one(owner: int) -> None:
    """Lantern offers its own wording of a daily line, without its name; a job brings it to the club's queue."""
    template = session().scalars(select(Template).where(Template.slug == LADDER)).one()
    document = session().scalars(select(Document).where(Document.template_id == template.id)).one()
    newest = newest_of(template)
    part = entry_of(body_of(template, newest), GIVEN) if newest is not None else None
    if part is None:
        raise LookupError(GIVEN)
    words = {name: value["en"] if isinstance(value, dict) else value for name, value in part.fields.items()}
    offer(
        document,
        item=GIVEN,
        parent=part.parent,
        slot=part.slot,
        name=OURS[GIVEN]["what"],
        fields={**words, **OURS[GIVEN]},
        why="Newcomers looked at goods that nobody buys; with the best sellers they find real faults.",
        credit="",
        by=owner,
        at=clock.now(),
        today=clock.today("Asia/Shanghai"),
    )


def _publish_theirs(editor: int) -> None:
    template = session().scalars(select(Template).where(Template.slug == LADDER)).one()
    pad = TemplatePad(template, by=editor, at=clock.now())
    body = pad.opened()
    for key, fields in CLUBS.items():
        body = with_fields(body, key, fields)
    pad.keep(added(body, "entry", "learn", "entry-learn-returns", NEW_TOPIC), items=sorted(CLUBS))
    session().flush()
    draft = draft_of(template)
    if draft is not None:
        template_actions.publish(template, seen=digest(draft.body), note=NOTE, by=editor, at=clock.now())
