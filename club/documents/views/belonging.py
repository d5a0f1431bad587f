"""What belongs to the parts of a firm's text: to a stage of a ladder its standard, its learning path and its exam."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import abort, g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core.db import read, session
from club.documents import belonging, pointers
from club.documents.beside import sorts_beside
from club.documents.body import Body
from club.documents.kinds import kind_of
from club.documents.models import Document
from club.documents.views import belonging_pages as pages
from club.documents.views.belonging_pages import Belongings, Text
from club.documents.views.shelves import DOCUMENT, SHELVES, as_read, being_written, blueprint, to_write, today
from club.policy import Can, needs


class OfDocument(Belongings):
    """A text of the firm."""

    def __init__(self, shelf: str, ref: str) -> None:
        if not SHELVES[shelf].parts_point_at:
            abort(404)
        self._shelf, self._ref, self._opened = shelf, ref, as_read(being_written(shelf, ref))
        self.kind, self.title = self._opened.kind, self._opened.row.title
        self.note = _("Whoever stands on a stage finds these texts on Today. It holds at once, without a new edition.")
        self.may_point = g.standing.can(Can.DOCUMENT_PUBLISH)

    @property
    def body(self) -> Body:
        """The draft, else what was published last."""
        body: Body = self._opened.body
        return body

    def held(self) -> Mapping[str, Sequence[Text]]:
        """What belongs to the parts so far; one that is not published yet says so."""
        found: dict[str, list[Text]] = defaultdict(list)
        for part, rows in belonging.belonging(self._opened.row.id, today()).items():
            found[part] += [_text(row) for row in rows]
        for sort in sorts_beside(self.kind):
            for part, thing in sort.held(self._opened.row.id).items():
                found[part].append(Text(sort.name, *thing))
        return found

    def sorts(self) -> list[Any]:
        """Kinds of texts, and what else may belong to a part."""
        return [*super().sorts(), *sorts_beside(self.kind)]

    def offered(self, kinds: Iterable[str]) -> Iterable[Text]:
        """The firm's texts of these kinds."""
        texts = [Text(row.kind, row.ref, row.title) for row in read(pointers.TO_POINT_AT, kinds=list(kinds))]
        return [*texts, *(Text(sort.name, *thing) for sort in sorts_beside(self.kind) for thing in sort.offered())]

    def keep(self, part: str, chosen: Mapping[str, str], named: Mapping[str, Sequence[str]]) -> None:
        """Say it, as the text is written now."""
        document, others = to_write(self._shelf, self._ref), sorts_beside(self.kind)
        kinds = chosen.keys() - {sort.name for sort in others}
        texts = {kind: _document(kind, chosen[kind]) for kind in kinds}
        belonging.belong(document, part, texts, being_written(self._shelf, self._ref).body, named)
        for sort in others:
            sort.say(document, part, chosen[sort.name])

    def at(self, page: str, /, **query: Any) -> str:
        """An address of the document."""
        return url_for(f"documents.{page}", firm=g.standing.slug, shelf=self._shelf, ref=self._ref, **query)

    def crumbs(self) -> list[tuple[str, str]]:
        """Its shelf and its own page."""
        shelf = url_for(f"documents.{self._shelf}", firm=g.standing.slug)
        return [(_(self.kind.label), shelf), (self.title, self.at("show"))]


@blueprint.get(f"{DOCUMENT}/belonging")
@needs(Can.DOCUMENT_WRITE)
def belongings(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Each part with the texts that belong to it."""
    return pages.index(OfDocument(shelf, ref))


@blueprint.get(f"{DOCUMENT}/belonging/part")
@needs(Can.DOCUMENT_PUBLISH)
def belonging_to(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """The texts that may belong to one part."""
    return pages.ask(OfDocument(shelf, ref))


@blueprint.post(f"{DOCUMENT}/belonging/part")
@needs(Can.DOCUMENT_PUBLISH)
def belong(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """Say which texts belong to one part."""
    return pages.keep(OfDocument(shelf, ref))


def _text(row: Any) -> Text:
    href = url_for("documents.show", firm=g.standing.slug, shelf=kind_of(row.kind).shelf or row.kind, ref=row.ref)
    title = row.title if row.number is not None else _("%(title)s (draft, not published)", title=row.title)
    return Text(row.kind, row.ref, title, href, belonging.clauses_of(row), tuple(row.named))


def _document(kind: str, ref: str) -> Document | None:
    if not ref:
        return None
    return session().scalars(select(Document).where(Document.ref == ref, Document.kind == kind)).first() or abort(404)
