"""What is published never changes: a body is read once, and its page drawn once, for as long as they are asked for."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from markupsafe import Markup

from club.core import i18n
from club.core.db import read
from club.core.kept import Kept
from club.core.scope import current
from club.documents.body import Body
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.kinds import kind_of
from club.documents.languages import for_reader, language_for
from club.documents.queries import REVISION

T = TypeVar("T")
_bodies: Kept[Any] = Kept(50)
_facts: Kept[Any] = Kept(500)
_pages: Kept[Markup] = Kept(100)


def body(row: Any) -> Any:
    """The body of a revision as whoever reads does: one language, blanks filled in.

    `row` has the document's id, ref, kind and lang, the revision's number and when it was published; where a list
    brings `schema` and `body` along, nothing more is read.
    """
    return _edition(row)[1]


def language(row: Any) -> str:
    """The language in which whoever reads gets a revision."""
    return _edition(row)[0]


def fact(row: Any, pure: Callable[..., T], *of: Hashable) -> T:
    """What a pure function says of a revision's body (and of a part of it): where things stand, in no language."""
    said: T = _facts.get((*_key(row), pure, *of), lambda: pure(body(row), *of))
    return said


def page(row: Any, draw: Callable[[], str], *parts: Hashable) -> Markup:
    """A page, or part of one, that is drawn from a revision's body and `parts` alone, in the reader's language.

    `parts` tells apart all that may be drawn of one revision: which part it is, and what its reader may see of pay.
    """
    return _pages.get((*_key(row), i18n.lang(), *parts), lambda: Markup(draw()))  # noqa: S704  our own page


def _key(row: Any) -> tuple[Hashable, ...]:
    """Which revision: whoever asks has just read its row in this scope, and a ref is drawn at random."""
    scope = current()
    return scope.club, scope.firm, row.ref, row.lang, row.number, row.published_at


def _edition(row: Any) -> tuple[str, Any]:
    found: tuple[str, Any] = _bodies.get((*_key(row), i18n.lang()), lambda: _read(row))
    return found


def _read(row: Any) -> tuple[str, Body]:
    is_here = getattr(row, "body", None) is not None
    found = row if is_here else read(REVISION, document_id=row.id, number=row.number).one()
    kind = kind_of(row.kind)
    read_now: Body = read_body(kind, stored(kind.name, found.schema, found.body))
    return language_for(read_now, row.lang, i18n.lang()), for_reader(read_now, row.lang, i18n.lang())
