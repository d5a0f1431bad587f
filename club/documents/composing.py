"""Composing an exam on one page: what is missing before it is published, its parts, where a first question goes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from club.core.i18n import lang, sayer
from club.core.saying import said
from club.core.text import N_
from club.documents.body import Body, Kind, Problem, new_key
from club.documents.edits import added
from club.documents.languages import for_reading
from club.documents.showing import shown
from club.documents.words import problem_place

SHOWN = 50
"""How many questions of a part stand on the page; the part's own page turns the leaves of a longer one."""
_FIRST = N_("Part 1")


@dataclass(frozen=True)
class Lack:
    """What is missing: in which part, where that is mended, and what to do."""

    part: str
    href: str
    message: str


def composing(kind: Kind[Any], body: Body, problems: Iterable[Problem], at: Callable[..., str]) -> Mapping[str, Any]:
    """What the page shows besides what every editor shows; its body is in the reader's language."""
    facts = shown(kind, for_reading(body, "zh" if lang() == "zh" else "en"))
    own = [section.key for section in facts["body"].sections if not section.tag]
    return {
        **facts,
        "lacks": [_lack(kind, body, one, at) for one in problems],
        "own": own,
        "most": SHOWN,
        "writes_at": at("add", parent=own[-1], slot="questions") if own else at("add", slot="questions"),
    }


def with_part(body: Body, *, is_bilingual: bool) -> tuple[Body, str]:
    """The body with a part for a first question at its end, and the key of that."""
    said_in = {spoken: str(sayer(spoken)(_FIRST)) for spoken in ("en", "zh")}
    title = said_in if is_bilingual else said_in["zh" if lang() == "zh" else "en"]
    return added(body, "", "sections", key := new_key(), {"title": title}), key


def _lack(kind: Kind[Any], body: Body, problem: Problem, at: Callable[..., str]) -> Lack:
    spot = problem_place(kind, body, problem.path)
    if spot.field in ("sections", "questions"):
        href = at("edit", _anchor=f"s-{spot.key}" if spot.key else "questions")
    else:
        href = at("item", key=spot.key, open=spot.field or None, _anchor=spot.field or None)
    return Lack(spot.words, href, said(problem.message, problem.values))
