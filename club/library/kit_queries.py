"""Reads of kits: what a talk carries, what the reader's firm has of it."""

from sqlalchemy import and_, bindparam, exists, select

from club.core.walls import reads
from club.documents.models import Document
from club.library.count_models import TemplateCount
from club.library.kit_models import KitItem
from club.library.kit_rules import MOST_CARRIERS, MOST_PIECES
from club.library.models import Template
from club.talks.models import Publication, Talk

KIT = reads(
    select(
        KitItem.passage,
        KitItem.why,
        Template.id.label("template_id"),
        Template.slug,
        Template.kind,
        Template.title_en,
        Template.title_zh,
        Template.hidden_at,
        TemplateCount.told_firms,
        TemplateCount.told_using,
    )
    .join(Template, and_(Template.club_id == KitItem.club_id, Template.id == KitItem.template_id))
    .outerjoin(
        TemplateCount,
        and_(TemplateCount.club_id == KitItem.club_id, TemplateCount.template_id == KitItem.template_id),
    )
    .where(KitItem.talk_id == bindparam("talk_id"))
    .order_by(KitItem.position, KitItem.id)
    .limit(MOST_PIECES)
)
HELD = reads(
    select(Document.template_id, Document.ref, Document.kind, Document.title)
    .where(Document.template_id.in_(bindparam("templates", expanding=True)), Document.retired_at.is_(None))
    .order_by(Document.id.desc())
)
"""What the firm in scope has of some templates, the newest first."""
CARRIER = reads(
    select(Talk.id, Talk.slug, Talk.title)
    .where(Talk.slug == bindparam("talk"), Talk.status == Publication.PUBLISHED)
    .where(
        exists()
        .where(
            KitItem.club_id == Talk.club_id,
            KitItem.talk_id == Talk.id,
            KitItem.template_id == bindparam("template_id"),
        )
        .correlate(Talk)
    )
)
"""A published talk that carries a template."""
CARRIERS = reads(
    select(Talk.slug, Talk.title, Talk.lang, Talk.speaker, Talk.firm_name, Talk.held_on)
    .join(KitItem, and_(KitItem.club_id == Talk.club_id, KitItem.talk_id == Talk.id))
    .where(KitItem.template_id == bindparam("template_id"), Talk.status == Publication.PUBLISHED)
    .order_by(Talk.held_on.desc(), Talk.id.desc())
    .limit(MOST_CARRIERS)
)
"""The published talks that carry a template, for members: they read the talks for members too."""
CAME_FROM = reads(
    select(Talk.slug, Talk.title, Talk.status)
    .join(Document, and_(Document.club_id == Talk.club_id, Document.talk_id == Talk.id))
    .where(Document.ref == bindparam("ref"))
)
"""The talk in whose kit the firm found a text."""
