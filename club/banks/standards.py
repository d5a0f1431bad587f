"""Standards that the questions of a bank may ask about: the firm's own texts, or the club's templates, as published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, select

from club.copies.cells import normal
from club.core.db import read
from club.core.i18n import pick
from club.core.walls import Read, reads
from club.documents.body import LANGUAGES
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.kinds import kind_of
from club.documents.languages import for_reader
from club.documents.models import Document, Revision
from club.documents.pointers import newest_number
from club.documents.pointing import names
from club.library.models import Template, TemplateRevision
from club.library.queries import NEWEST_NUMBER, OF_TEMPLATE

KIND, MOST = "standard", 200
_NEWEST = and_(
    Revision.club_id == Document.club_id,
    Revision.firm_id == Document.firm_id,
    Revision.document_id == Document.id,
    Revision.number == newest_number(),
)
_OF_FIRM: Any = (
    select(
        Document.id,
        Document.ref.label("code"),
        Document.title.label("title_en"),
        Document.title.label("title_zh"),
        Document.retired_at.label("gone_at"),
    )
    .join(Revision, _NEWEST)
    .where(Document.kind == KIND)
)
_OF_CLUB: Any = (
    select(
        Template.id,
        Template.slug.label("code"),
        Template.title_en,
        Template.title_zh,
        Template.hidden_at.label("gone_at"),
    )
    .join(TemplateRevision, and_(OF_TEMPLATE, TemplateRevision.number == NEWEST_NUMBER))
    .where(Template.kind == KIND)
)


@dataclass(frozen=True)
class Shelf:
    """The standards of a bank: the list of them, and one by its code with what it says."""

    all: Read
    one: Read


OF_FIRM = Shelf(
    reads(_OF_FIRM.order_by(Document.title, Document.id).limit(MOST)),
    reads(_OF_FIRM.add_columns(Document.lang, Revision.schema, Revision.body).where(Document.ref == bindparam("code"))),
)
OF_CLUB = Shelf(
    reads(_OF_CLUB.order_by(Template.position, Template.slug).limit(MOST)),
    reads(
        _OF_CLUB.add_columns(TemplateRevision.schema, TemplateRevision.body).where(Template.slug == bindparam("code"))
    ),
)


@dataclass(frozen=True)
class Standard:
    """A standard: `code` names it in addresses and files. `is_gone`: retired, so that no new question asks about it."""

    id: int
    code: str
    titles: tuple[str, str]
    is_gone: bool

    @property
    def title(self) -> str:
        """What whoever asks calls it."""
        return pick(*self.titles)


def standards(shelf: Shelf) -> list[Standard]:
    """What there is to ask about."""
    return [
        Standard(row.id, row.code, (row.title_en, row.title_zh), row.gone_at is not None) for row in read(shelf.all)
    ]


def parts_of(shelf: Shelf, code: str, language: str) -> Mapping[str, str]:
    """What people call the parts of a standard that are worth asking about, by key; nothing where there is none."""
    row = read(shelf.one, code=code).first() if code else None
    if row is None:
        return {}
    body = read_body(kind_of(KIND), stored(KIND, row.schema, row.body))
    return names(for_reader(body, getattr(row, "lang", "en"), language))


class Known:
    """The standards of a bank while a file is read or made: each is looked into once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf, self.all = shelf, standards(shelf)
        self._parts: dict[tuple[str, str], Mapping[str, str]] = {}

    def called(self, word: str) -> list[Standard]:
        """The standards with this code or this title."""
        wanted = normal(word)
        return [one for one in self.all if word == one.code or wanted in {normal(title) for title in one.titles}]

    def key_of(self, standard: Standard, word: str) -> str | None:
        """The part with this key, or called so in either language."""
        for language in LANGUAGES:
            for key, name in self._of(standard, language).items():
                if word == key or normal(word) == normal(name):
                    return key
        return None

    def words_of(self, standard_id: int | None, keys: Iterable[str], language: str) -> tuple[str, list[str]]:
        """A standard and its parts as a file says them: by its title where no other has it, each part by its name."""
        one = next((each for each in self.all if each.id == standard_id), None)
        if one is None:
            return "", []
        title = one.titles[LANGUAGES.index(language)] if language in LANGUAGES else one.titles[0]
        parts = self._of(one, language)
        return (title if len(self.called(title)) == 1 else one.code), [parts.get(key, key) for key in keys]

    def _of(self, standard: Standard, language: str) -> Mapping[str, str]:
        place = (standard.code, language)
        if place not in self._parts:
            self._parts[place] = parts_of(self._shelf, standard.code, language)
        return self._parts[place]
