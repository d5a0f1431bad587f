"""Writing a firm's document with the editor."""

from collections.abc import Mapping
from typing import Any

from flask import g, url_for
from flask.typing import ResponseReturnValue

from club.core import clock
from club.documents.body import Body
from club.documents.editing import Pad
from club.documents.languages import is_in_both
from club.documents.pads import DocumentPad
from club.documents.pointers import as_read_of, target_of
from club.documents.pointing import choices
from club.documents.threads import open_comments
from club.documents.views import drawing, editor
from club.documents.views.editor import Writing
from club.documents.views.shelves import DOCUMENT, SHELVES, Opened, being_written, blueprint, person, to_write
from club.policy import Can, needs


class DocumentWriting(Writing):
    """A document of the firm at hand."""

    def __init__(self, firm: str, shelf: str, ref: str) -> None:
        self.kind = SHELVES[shelf]
        self._where: dict[str, Any] = {"firm": firm, "shelf": shelf, "ref": ref}
        self._opened: Opened | None = None

    @property
    def opened(self) -> Opened:
        """The document with what is written on; read once."""
        if self._opened is None:
            self._opened = being_written(self._where["shelf"], self._where["ref"])
        return self._opened

    def body(self) -> Body:
        """The draft's body, else the newest revision's."""
        body: Body = self.opened.body
        return body

    @property
    def is_bilingual(self) -> bool:
        """Whether the text has both languages, so that the editor asks for both."""
        return is_in_both(self.body())

    def pad(self) -> Pad:
        """The document, locked."""
        return DocumentPad(to_write(self._where["shelf"], self._where["ref"]), by=person(), at=clock.now())

    def pointed(self) -> Mapping[str, str] | None:
        """The items of the text that this one points at, in the reader's language."""
        if not self.kind.points_at:
            return None
        target = target_of(self.opened.row.id)
        return choices(self.kind, self.body(), as_read_of(target)) if target is not None else {}

    def picture(self, ref: str) -> str:
        """Where a picture of the firm is shown."""
        return url_for("documents.picture", firm=self._where["firm"], picture=ref)

    def at(self, page: str, /, **query: Any) -> str:
        """An address of the editor."""
        return url_for(f"documents.{page}", **self._where, **query)

    def chrome(self) -> Mapping[str, Any]:
        """The document's name, the way back to it, and what may be done with the draft."""
        row, draft = self.opened.row, self.opened.draft
        may_publish = draft is not None and g.standing.can(Can.DOCUMENT_PUBLISH)
        return {
            "document": row,
            "title": row.title,
            "crumbs": [(row.title, self.at("show"))],
            "draft": draft,
            "publishing": self.at("publish") if may_publish else None,
            "reviewing": self.at("review") if draft is not None else None,
            "hands_in": False,
            "is_handed_in": False,
            "bank": url_for("banks.index", firm=self._where["firm"]),
            "trying": url_for("exams.try_out", firm=self._where["firm"], ref=self._where["ref"]),
            "comments": open_comments(row.id),
            "discarding": self.at("discard") if may_publish and row.number is not None else None,
        }


@blueprint.get(f"{DOCUMENT}/edit")
@needs(Can.DOCUMENT_WRITE)
def edit(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """The parts of the draft."""
    return editor.edit(DocumentWriting(firm, shelf, ref))


@blueprint.route(f"{DOCUMENT}/edit/item", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def item(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """One part of the draft."""
    return editor.item(DocumentWriting(firm, shelf, ref))


@blueprint.route(f"{DOCUMENT}/edit/add", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def add(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """A new part at the end of a list."""
    return editor.add(DocumentWriting(firm, shelf, ref))


@blueprint.route(f"{DOCUMENT}/edit/draw", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def draw(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """A part that draws from a bank, of an exam."""
    return drawing.draw(DocumentWriting(firm, shelf, ref))


@blueprint.route(f"{DOCUMENT}/edit/remove", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def remove(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Take a part out of the draft, once it was said what goes with it."""
    return editor.remove(DocumentWriting(firm, shelf, ref))


@blueprint.post(f"{DOCUMENT}/edit/move")
@needs(Can.DOCUMENT_WRITE)
def move(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Move a part one place up or down."""
    return editor.move(DocumentWriting(firm, shelf, ref))
