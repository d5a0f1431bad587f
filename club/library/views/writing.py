"""Writing on a template with the editor that firms have for their documents, in both languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.i18n import pick
from club.documents.body import Body, Problem
from club.documents.editing import Pad
from club.documents.pointing import choices
from club.documents.views import drawing, editor
from club.documents.views.editor import Writing
from club.documents.views.shelves import person
from club.library.pads import TemplatePad
from club.library.views.templates import (
    OWN_EXAMS,
    TEMPLATE,
    blueprint,
    in_words,
    opened,
    pointed_at,
    publishes,
    to_write,
)
from club.policy import Can, needs


class TemplateWriting(Writing):
    """A template of the club."""

    is_bilingual = True

    def __init__(self, slug: str) -> None:
        self._slug = slug
        self._opened = opened(slug)
        self.kind = self._opened.kind

    def body(self) -> Body:
        """The draft's body, else the newest revision's."""
        body: Body = self._opened.written
        return body

    def pad(self) -> Pad:
        """The template, locked, and read again: what was written meanwhile counts."""
        template = to_write(self._slug)
        self._opened = opened(self._slug)
        return TemplatePad(template, by=person(), at=clock.now())

    def pointed(self) -> Mapping[str, str] | None:
        """The items of the template that this one points at, in the reader's language."""
        if not self.kind.points_at:
            return None
        target = pointed_at(self._opened.row.id)
        return choices(self.kind, self.body(), in_words(target) if target is not None else None)

    def only(self) -> Mapping[str, Sequence[str]]:
        """An exam that the club holds draws from its bank alone."""
        return {"Section.bank": ("club",)} if self._opened.row.own_exam else {}

    def problems(self) -> Sequence[Problem]:
        """What has to be put right before it is published."""
        return self._opened.judged.problems

    def at(self, page: str, /, **query: Any) -> str:
        """An address of the editor."""
        return url_for(f"templates.{page}", slug=self._slug, **query)

    def chrome(self) -> Mapping[str, Any]:
        """The template's name, the way back to it, and what may be done with the draft."""
        row = self._opened.row
        title = pick(row.title_en, row.title_zh)
        has_draft = row.draft_version is not None
        goes_on = has_draft and (publishes() or row.handed_in_at is None)
        return {
            "template": row,
            "title": title,
            "crumbs": self._crumbs(title),
            "draft": {"changed_at": row.draft_changed_at} if has_draft else None,
            "publishing": self.at("publish") if goes_on else None,
            "discarding": self.at("discard") if has_draft else None,
            "hands_in": not publishes(),
            "is_handed_in": row.handed_in_at is not None,
            "bank": url_for("banks.club_index"),
            "trying": url_for("club_exams.try_out", slug=self._slug) if row.own_exam else None,
        }

    def _crumbs(self, title: str) -> list[tuple[str, str]]:
        """The way to an exam of the club is that of the exams."""
        if not self._opened.row.own_exam:
            return [(title, self.at("show"))]
        return [(_("Exams of the club"), url_for(OWN_EXAMS)), (title, url_for("club_exams.show", slug=self._slug))]


@blueprint.get(f"{TEMPLATE}/edit")
@needs(Can.EXAM_WRITE)
def edit(slug: str) -> ResponseReturnValue:
    """The parts of the draft."""
    return editor.edit(TemplateWriting(slug))


@blueprint.route(f"{TEMPLATE}/edit/item", methods=["GET", "POST"])
@needs(Can.EXAM_WRITE)
def item(slug: str) -> ResponseReturnValue:
    """One part of the draft."""
    return editor.item(TemplateWriting(slug))


@blueprint.route(f"{TEMPLATE}/edit/add", methods=["GET", "POST"])
@needs(Can.EXAM_WRITE)
def add(slug: str) -> ResponseReturnValue:
    """A new part at the end of a list."""
    return editor.add(TemplateWriting(slug))


@blueprint.route(f"{TEMPLATE}/edit/draw", methods=["GET", "POST"])
@needs(Can.EXAM_WRITE)
def draw(slug: str) -> ResponseReturnValue:
    """A part that draws from a bank, of an exam."""
    return drawing.draw(TemplateWriting(slug))


@blueprint.route(f"{TEMPLATE}/edit/remove", methods=["GET", "POST"])
@needs(Can.EXAM_WRITE)
def remove(slug: str) -> ResponseReturnValue:
    """Take a part out of the draft, once it was said what goes with it."""
    return editor.remove(TemplateWriting(slug))


@blueprint.post(f"{TEMPLATE}/edit/move")
@needs(Can.EXAM_WRITE)
def move(slug: str) -> ResponseReturnValue:
    """Move a part one place up or down."""
    return editor.move(TemplateWriting(slug))
