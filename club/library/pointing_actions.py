"""What templates point at, and how that becomes the firm's own when a text is adopted."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from club.core.audit import Did, record
from club.core.db import session
from club.core.refusals import Refusal, Refused
from club.documents import pointers, pointing
from club.documents.kinds import kind_of
from club.documents.models import Document
from club.library.models import Template, TemplatePointer
from club.library.pads import body_of, draft_of, newest_of
from club.library.rules import POINTS_AT, STAGES_POINT_AT, slug_of


def point(template: Template, target: Template, *, item: str = "", named: Sequence[str] = ()) -> None:
    """Say which template one points at. Refused where it names items that the other does not have.

    With `item` a part of it points, at the whole or at the clauses `named`.
    """
    kind = kind_of(template.kind)
    if target.kind not in (pointers.parts_point_at(kind) if item else kind.points_at.values()):
        raise Refused(pointers.OTHER_KIND)
    own, theirs = (draft_of(one) or newest_of(one) for one in (template, target))
    lost: Collection[str] = ()
    if item and named:
        lost = set(named) - pointing.clauses(body_of(target, theirs) if theirs else None).keys()
    if not item and own and theirs:
        lost = pointing.astray(kind, body_of(template, own), body_of(target, theirs))
    if lost:
        values = {"count": len(lost), "title": target.title_en}
        raise Refused(Refusal(pointers.ASTRAY.code, pointers.ASTRAY.message, pointers.ASTRAY.next_step, values))
    row = pointer_of(template.id, item, target.kind)
    if row is None:
        row = TemplatePointer(template_id=template.id, item=item, kind=target.kind)
        session().add(row)
    row.target_id, row.named = target.id, list(named)
    record(Did.TEMPLATE_CHANGED, template.slug, points_at=target.slug)


def belong(
    template: Template, item: str, texts: Mapping[str, Template | None], named: Mapping[str, Sequence[str]]
) -> None:
    """Say which templates belong to a part of one, one of each kind or none, and by kind which clauses are meant."""
    for kind, target in texts.items():
        held = pointer_of(template.id, item, kind)
        if target is not None:
            point(template, target, item=item, named=named.get(kind, ()))
        elif held is not None:
            session().delete(held)
            record(Did.TEMPLATE_CHANGED, template.slug, item=item, points_at=None)


def pointer_of(template_id: int, item: str, kind: str) -> TemplatePointer | None:
    """The pointer of a template, or of one part, to one of a kind."""
    mine = select(TemplatePointer).where(
        TemplatePointer.template_id == template_id, TemplatePointer.item == item, TemplatePointer.kind == kind
    )
    return session().scalars(mine.with_for_update()).first()


def point_starters() -> None:
    """Let the starter texts, and stages of ladders, point at one another; what somebody chose otherwise stays."""
    wanted = [*((name, "", target, ()) for name, target in POINTS_AT.items()), *STAGES_POINT_AT]
    slugs = {slug_of(each) for name, _item, target, _named in wanted for each in (name, target)}
    by_slug = {one.slug: one for one in session().scalars(select(Template).where(Template.slug.in_(slugs)))}
    for name, item, target, named in wanted:
        one, other = by_slug.get(slug_of(name)), by_slug.get(slug_of(target))
        if one is not None and other is not None and pointer_of(one.id, item, other.kind) is None:
            point(one, other, item=item, named=named)


def settle(document: Document) -> None:
    """A text just adopted points at the firm's own copy, and the copies that waited for it point at it."""
    mine = select(TemplatePointer).where(TemplatePointer.template_id == document.template_id)
    at_it = select(TemplatePointer).where(TemplatePointer.target_id == document.template_id)
    down, up = session().scalars(mine).all(), session().scalars(at_it).all()
    held = {*(one.target_id for one in down), *(one.template_id for one in up)}
    pointers.lock(copy for template in held for copy in _copies(template))
    for pointer in down:
        target = _nearest(document, _copies(pointer.target_id))
        if target is not None:
            pointers.lead(document.id, target, item=pointer.item, named=_there(pointer.named, target))
    for pointer in up:
        for waiting in _copies(pointer.template_id):
            if pointers.pointer_of(waiting.id, pointer.item, document.kind) is None:
                pointers.lead(waiting.id, document, item=pointer.item, named=_there(pointer.named, document))


def _there(named: Sequence[str], document: Document) -> list[str]:
    """What the firm's own text still has of the clauses that the club's names."""
    known = pointing.clauses(pointers.newest_body(document)) if named else {}
    return [key for key in named if key in known]


def _copies(template_id: int) -> Sequence[Document]:
    """The firm's texts that began from a template, the oldest first."""
    found = select(Document).where(Document.template_id == template_id, Document.retired_at.is_(None))
    return session().scalars(found.order_by(Document.id)).all()


def _nearest(document: Document, copies: Sequence[Document]) -> Document | None:
    """The copy of the same department, else the whole firm's, else the oldest."""

    def distance(one: Document) -> tuple[bool, bool]:
        return one.department_id != document.department_id, one.department_id is not None

    return min(copies, key=distance, default=None)
