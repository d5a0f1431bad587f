"""What templates point at, and how that becomes the firm's own when a text is adopted."""

from collections.abc import Sequence

from sqlalchemy import select

from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refusal, Refused
from club.documents import pointers, pointing
from club.documents.kinds import kind_of
from club.documents.models import Document, DocumentPointer
from club.library.models import Template, TemplatePointer
from club.library.pads import body_of, draft_of, newest_of
from club.library.rules import POINTS_AT, slug_of


def point(template: Template, target: Template, *, item: str = "") -> None:
    """Say which template one points at. Refused where it names items that the other does not have."""
    kind = kind_of(template.kind)
    if target.kind not in kind.points_at.values():
        raise Refused(pointers.OTHER_KIND)
    own, theirs = (draft_of(one) or newest_of(one) for one in (template, target))
    lost = pointing.astray(kind, body_of(template, own), body_of(target, theirs)) if own and theirs else {}
    if lost:
        values = {"count": len(lost), "title": target.title_en}
        raise Refused(Refusal(pointers.ASTRAY.code, pointers.ASTRAY.message, pointers.ASTRAY.next_step, values))
    mine = select(TemplatePointer).where(TemplatePointer.template_id == template.id, TemplatePointer.item == item)
    row = session().scalars(mine.with_for_update()).first()
    if row is None:
        session().add(TemplatePointer(template_id=template.id, item=item, target_id=target.id))
    else:
        row.target_id = target.id
    record(Did.TEMPLATE_CHANGED, template.slug, points_at=target.slug)


def point_starters() -> None:
    """Let the starter texts point at one another; what somebody chose otherwise stays."""
    for name, target in POINTS_AT.items():
        found = select(Template).where(Template.slug.in_((slug_of(name), slug_of(target))))
        by_slug = {one.slug: one for one in session().scalars(found)}
        if len(by_slug) < 2:  # noqa: PLR2004  the text and what it points at
            continue
        template = by_slug[slug_of(name)]
        mine = select(TemplatePointer.id).where(TemplatePointer.template_id == template.id)
        if session().scalars(mine).first() is None:
            point(template, by_slug[slug_of(target)])


def settle(document: Document) -> None:
    """A text just adopted points at the firm's own copy, and the copies that waited for it point at it."""
    mine = select(TemplatePointer).where(TemplatePointer.template_id == document.template_id)
    for pointer in session().scalars(mine):
        target = _nearest(document, _copies(pointer.target_id))
        if target is not None:
            pointers.lead(document.id, target.id, item=pointer.item)
    at_it = select(TemplatePointer).where(TemplatePointer.target_id == document.template_id)
    for pointer in session().scalars(at_it):
        for waiting in _copies(pointer.template_id):
            if not _points(waiting, pointer.item):
                pointers.lead(waiting.id, document.id, item=pointer.item)


def _copies(template_id: int) -> Sequence[Document]:
    """The firm's texts that began from a template, the oldest first."""
    found = select(Document).where(Document.template_id == template_id, Document.retired_at.is_(None))
    return session().scalars(found.order_by(Document.id)).all()


def _nearest(document: Document, copies: Sequence[Document]) -> Document | None:
    """The copy of the same department, else the whole firm's, else the oldest."""

    def distance(one: Document) -> tuple[bool, bool]:
        return one.department_id != document.department_id, one.department_id is not None

    return min(copies, key=distance, default=None)


def _points(document: Document, item: str) -> bool:
    found = select(DocumentPointer.id).where(DocumentPointer.document_id == document.id, DocumentPointer.item == item)
    return session().scalars(found).first() is not None
