"""Reads of exams that the club holds itself, in a firm: as `queries.py` has them of the firm’s own."""

from sqlalchemy import Boolean, String, and_, bindparam, case, cast, exists, null, or_, select

from club.core.walls import reads
from club.documents.models import CLUBS_EXAM, Document
from club.exams.due_queries import DUE_ON, HELD_AS
from club.exams.models import Attempt
from club.exams.queries import HEAD, OF_DOCUMENT
from club.firms.models import Firm, FirmStatus
from club.library.models import Template, TemplateRevision
from club.library.queries import NEWEST_NUMBER, OF_TEMPLATE

TITLE = case((bindparam("lang", type_=String) == "zh", Template.title_zh), else_=Template.title_en).label("title")
"""What the exam is called in the reader’s language."""
_PAPER = (
    Document.id,
    Document.ref,
    Document.kind,
    TITLE,
    Document.lang,
    Document.department_id,
    Template.closed_at.label("retired_at"),
    TemplateRevision.number,
    TemplateRevision.schema,
    TemplateRevision.body,
    TemplateRevision.published_at,
    cast(null(), String).label("department"),
)
_IN_FORCE = and_(OF_TEMPLATE, TemplateRevision.number == NEWEST_NUMBER)
_SAT = (
    exists()
    .where(OF_DOCUMENT, or_(bindparam("oversees", type_=Boolean), Attempt.membership_id == bindparam("membership_id")))
    .correlate(Document)
)
"""Whoever asks sat it, or leads in a firm whose people did."""

LIST = reads(
    select(*_PAPER, DUE_ON)
    .join(Template, HELD_AS)
    .join(TemplateRevision, _IN_FORCE)
    .where(Document.kind == CLUBS_EXAM, or_(Template.closed_at.is_(None), _SAT))
    .order_by(TITLE, Document.id)
)
"""What may be sat; one that is closed stays for those who know what came of it."""
ONE = reads(
    select(*_PAPER)
    .join(Template, HELD_AS)
    .join(TemplateRevision, _IN_FORCE)
    .where(Document.ref == bindparam("ref"), Document.kind == CLUBS_EXAM)
)
ATTEMPT = reads(
    select(
        *HEAD,
        Attempt.drawn,
        Attempt.sections,
        Attempt.clauses,
        Document.id,
        Document.ref,
        Document.kind,
        TITLE,
        Document.lang,
        Template.closed_at.label("retired_at"),
        TemplateRevision.published_at,
        TemplateRevision.schema,
        TemplateRevision.body,
    )
    .join(Document, OF_DOCUMENT)
    .join(Template, HELD_AS)
    .join(TemplateRevision, and_(OF_TEMPLATE, TemplateRevision.number == Attempt.number))
    .where(
        Attempt.ref == bindparam("ref"),
        Attempt.membership_id == bindparam("membership_id"),
        Document.kind == CLUBS_EXAM,
    )
)
FIRMS = reads(
    select(Firm.id, Firm.slug, Firm.name).where(Firm.status == FirmStatus.ACTIVE).order_by(Firm.name, Firm.id)
)
"""The firms whose people the club may ask."""
LADDERS = reads(
    select(Template.slug, Template.title_en, Template.title_zh, TemplateRevision.schema, TemplateRevision.body)
    .join(TemplateRevision, _IN_FORCE)
    .where(Template.kind == "ladder", Template.hidden_at.is_(None))
    .order_by(Template.position, Template.slug)
)
"""The ladders of the library, on whose stages people of firms stand."""
