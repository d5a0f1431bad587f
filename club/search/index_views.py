"""Searching what the club has published, each kind of text; for members its library too."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from club.clubs.queries import SECTIONS
from club.core.db import read
from club.core.i18n import NAMES, pick
from club.core.i18n import say as _
from club.core.limits import Limit, hit
from club.core.site import club_here
from club.policy import Can, needs
from club.search import index_rules, rules
from club.search.kinds import BY_NAME, KINDS
from club.search.queries import IN_CLUB
from club.search.views import blueprint
from club.talks.views import page_asked

PER_READER = Limit("searches", index_rules.SEARCHES_A_MINUTE, timedelta(minutes=1))
TOO_OFTEN = 429


class Question(NamedTuple):
    """What is asked: the words, and what they are narrowed to."""

    words: str
    kind: str
    lang: str
    section: str

    def in_address(self, **other: str | int) -> dict[str, Any]:
        """The query of an address that asks the same but for what is other."""
        asked = {"q": self.words, "kind": self.kind, "lang": self.lang, "section": self.section, **other}
        return {name: value for name, value in asked.items() if value}


class Shown(NamedTuple):
    """One entry as the page shows it."""

    title: Markup
    by: str
    kind: str
    day: date | None
    lang: str
    is_public: bool
    text: Markup
    href: str


@blueprint.get("/search")
@needs(Can.SITE_READ)
def index() -> ResponseReturnValue:
    """What the reader may read of the club that says the words asked for."""
    is_member = g.who is not None and g.who.can(Can.LIBRARY_READ)
    question, sections = _question(), read(SECTIONS).all()
    has_words = bool(index_rules.asked_for(question.words))
    is_refused = has_words and not hit(PER_READER, g.who.ref if g.who else request.remote_addr or "")
    page = page_asked()
    found, is_loose = ([], False) if is_refused else _found(question, sections, page, is_member=is_member)
    total = found[0].found if found else 0
    answer = render_template(
        "search/index.html",
        asked=question.words,
        question=question,
        has_words=has_words,
        is_refused=is_refused,
        is_loose=is_loose,
        is_member=is_member,
        found=[_shown(row, question.words) for row in found],
        total=total,
        most=index_rules.MOST_FOUND,
        page=page,
        has_next=page * index_rules.PAGE < min(total, index_rules.MOST_FOUND),
        chips=_chips(question, is_member=is_member),
        sections=[(row.slug, pick(row.name_en, row.name_zh)) for row in sections],
        languages=list(NAMES.items()),
        firms=[one for one in g.who.firms if one.can(Can.DOCUMENT_READ)] if g.who else [],
    )
    return answer, TOO_OFTEN if is_refused else 200


def _question() -> Question:
    asked = request.args
    return Question(
        words=" ".join(asked.get("q", "")[: rules.LONGEST_QUESTION].split()),
        kind=kind if (kind := asked.get("kind", "")) in BY_NAME else "",
        lang=lang if (lang := asked.get("lang", "")) in NAMES else "",
        section=asked.get("section", "")[:80],
    )


def _found(question: Question, sections: Any, page: int, *, is_member: bool) -> tuple[list[Any], bool]:
    """A page of what says every word, or else what says them loosely; whether it took that."""
    exact, loose = index_rules.asked_for(question.words), index_rules.asked_loosely(question.words)
    within = [one.id for one in sections if question.section in _with_parent(one, sections)]
    if not exact or (question.section and not within):
        return [], False
    narrowed = index_rules.narrowed(
        club=club_here().id,
        is_member=is_member,
        kind=question.kind,
        lang=question.lang,
        sections=within if question.section else (),
    )
    offset = min((page - 1) * index_rules.PAGE, index_rules.MOST_FOUND)
    asked = {"narrowed": index_rules.expression(narrowed), "is_member": is_member, "offset": offset}
    for terms in (exact, loose) if loose != exact else (exact,):
        if found := list(read(IN_CLUB, asked=index_rules.expression(terms), **asked)):
            return found, terms is not exact
        if page > 1:
            break
    return [], False


def _with_parent(section: Any, sections: Any) -> set[str]:
    return {section.slug, *(one.slug for one in sections if one.id == section.parent_id)}


def _shown(row: Any, asked: str) -> Shown:
    kind = BY_NAME[row.kind]
    return Shown(
        title=rules.with_marks(rules.marked(row.title, asked, whole=True)),
        by=row.by,
        kind=kind.label,
        day=row.day,
        lang=row.lang,
        is_public=row.is_public,
        text=rules.with_marks(rules.marked(row.text, asked)),
        href=kind.address(row.slug, row.lang),
    )


def _chips(question: Question, *, is_member: bool) -> list[tuple[str, str, bool, None]]:
    """The kinds that the reader may narrow to."""
    kinds = [kind for kind in KINDS if is_member or not kind.is_for_members]
    return [
        (_("All"), url_for("search.index", **question.in_address(kind="")), not question.kind, None),
        *(
            (
                _(kind.label),
                url_for("search.index", **question.in_address(kind=kind.name)),
                question.kind == kind.name,
                None,
            )
            for kind in kinds
        ),
    ]
