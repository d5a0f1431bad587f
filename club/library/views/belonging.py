"""Which templates belong to the parts of another, as adoption then makes it a firm's own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import abort, g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core.db import read
from club.core.i18n import lang, pick
from club.documents.body import Body
from club.documents.kinds import kind_of
from club.documents.languages import for_reading
from club.documents.pointing import clauses
from club.documents.views import belonging_pages as pages
from club.documents.views.belonging_pages import Belongings, Text
from club.documents.views.shelves import body_of
from club.library import pointing_actions, template_queries
from club.library.views.templates import TEMPLATE, blueprint, in_words, opened, to_write
from club.policy import Can, needs


class OfTemplate(Belongings):
    """A template of the club."""

    def __init__(self, slug: str) -> None:
        self._slug, self._opened = slug, opened(slug)
        if not self._opened.kind.parts_point_at:
            abort(404)
        self.kind, self.title = self._opened.kind, _title(self._opened.row)
        self.note = _("A firm that adopts both texts finds them tied together.")
        self.may_point = g.who.can(Can.TEMPLATE_PUBLISH)

    @property
    def body(self) -> Body:
        """What is written, in the reader's language."""
        body: Body = in_words(self._opened)
        return body

    def held(self) -> Mapping[str, Sequence[Text]]:
        """What belongs to the parts so far."""
        found = defaultdict(list)
        for row in read(template_queries.BELONGING, template_id=self._opened.row.id):
            href = url_for("templates.show", slug=row.slug)
            found[row.item].append(Text(row.kind, row.slug, _title(row), href, _clauses(row), tuple(row.named)))
        return found

    def offered(self, kinds: Iterable[str]) -> Iterable[Text]:
        """The club's templates of these kinds."""
        rows = read(template_queries.TO_POINT_AT, kinds=list(kinds))
        return (Text(row.kind, row.slug, _title(row)) for row in rows)

    def keep(self, part: str, chosen: Mapping[str, str], named: Mapping[str, Sequence[str]]) -> None:
        """Say it."""
        template = to_write(self._slug)
        texts = {kind: to_write(other) if other else None for kind, other in chosen.items()}
        pointing_actions.belong(template, part, texts, named)

    def at(self, page: str, /, **query: Any) -> str:
        """An address of the template."""
        return url_for(f"templates.{page}", slug=self._slug, **query)

    def crumbs(self) -> list[tuple[str, str]]:
        """The list of templates and its own page."""
        return [(_("Templates"), url_for("templates.index")), (self.title, self.at("show"))]


@blueprint.get(f"{TEMPLATE}/belonging")
@needs(Can.TEMPLATE_WRITE)
def belongings(slug: str) -> ResponseReturnValue:
    """Each part with the templates that belong to it."""
    return pages.index(OfTemplate(slug))


@blueprint.get(f"{TEMPLATE}/belonging/part")
@needs(Can.TEMPLATE_PUBLISH)
def belonging_to(slug: str) -> ResponseReturnValue:
    """The templates that may belong to one part."""
    return pages.ask(OfTemplate(slug))


@blueprint.post(f"{TEMPLATE}/belonging/part")
@needs(Can.TEMPLATE_PUBLISH)
def belong(slug: str) -> ResponseReturnValue:
    """Say which templates belong to one part."""
    return pages.keep(OfTemplate(slug))


def _clauses(row: Any) -> Mapping[str, str]:
    if row.body is None:
        return {}
    body: Body = body_of(kind_of(row.kind), row.schema, row.body)
    return clauses(for_reading(body, "zh" if lang() == "zh" else "en"))


def _title(row: Any) -> str:
    return pick(row.title_en, row.title_zh)
