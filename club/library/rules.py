"""How the library is sorted and how long a text takes to read."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from math import ceil
from typing import Any, TypeVar, cast

from club.core.refusals import Refusal
from club.core.text import N_
from club.documents.body import Body, Kind
from club.documents.kinds.exam.body import Exam
from club.documents.kinds.exam.rules import own_problems
from club.documents.rules import Verdict, verdict

DEPARTMENTS: dict[str, tuple[str, ...]] = {
    "service_standard": ("service",),
    "service_answers": ("service",),
    "operator_ladder": ("operations",),
    "service_ladder": ("service",),
    "newcomer_path": ("service",),
    "service_exam": ("service",),
}
"""Which departments a starter text is for; one that is not listed is for the whole firm."""

POINTS_AT: dict[str, str] = {
    "service_exam": "service_standard",
    "newcomer_path": "service_standard",
    "service_standard": "culture",
    "operator_ladder": "culture",
    "service_ladder": "culture",
}
"""Which starter text points at which other one."""
_TRAFFIC = ("traffic-start", "traffic-raise", "traffic-hold")
_CHECKING = ("sampling-how-many", "sampling-sheet", "sampling-talk")
STAGES_POINT_AT: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("service_ladder", "trainee", "service_standard", ()),
    ("service_ladder", "trainee", "newcomer_path", ()),
    ("service_ladder", "trainee", "service_exam", ()),
    ("service_ladder", "live", "service_standard", _TRAFFIC),
    ("service_ladder", "certified", "service_standard", _CHECKING),
)
"""Which starter texts belong to a stage of which ladder, and which clauses are meant; none for the whole text."""

OWN_EXAM = Refusal("template.own_exam", N_("The club holds this exam itself, so it does not go on the shelf."))
TAKEN = Refusal(
    "template.taken",
    N_("Another template has this address."),
    N_("Choose another last part of the address."),
)
NAMED = Refusal(
    "template.named",
    N_("Something else of the club refers to it."),
    N_("A qualification or another text names it: take it out there first."),
)
EDITORS_PUBLISH = Refusal(
    "template.editors_publish",
    N_("An editor of the club publishes exams."),
    N_("Hand it in; it stands on the editors’ desk until it is read."),
)
NO_SUCH_NUMBER = Refusal("template.no_such_number", N_("This template has no such edition."))

LONGEST_SLUG = 60
WORDS_A_MINUTE = 200
CHARACTERS_A_MINUTE = 400
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9’']+")

Row = TypeVar("Row", bound=Any)


def judged(kind: Kind[Any], body: Body, *, own_exam: bool) -> Verdict:
    """Judge a text before it is published; an exam that the club holds itself asks for more."""
    found = verdict(kind, body)
    return replace(found, problems=(*found.problems, *own_problems(cast("Exam", body)))) if own_exam else found


def slug_of(name: str) -> str:
    """The address of a starter text."""
    return name.replace("_", "-")


def slug_for(title: str, kind: str) -> str:
    """The address of a new template from its English title; one without Latin letters is called after its kind."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", ""))[:LONGEST_SLUG].strip("-")
    return slug if slug and slug != "new" else kind


def reading_minutes(texts: Iterable[str]) -> int:
    """How long a text takes to read once, at least a minute: by words, and by Chinese characters."""
    words = characters = 0
    for text in texts:
        han = len(_HAN.findall(text))
        characters += han
        words += len(_WORD.findall(text))
    return max(1, ceil(words / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE))


def sorted_for(rows: Sequence[Row], departments: Collection[str]) -> list[Row]:
    """Put what is for the firm's own departments first, then what is for everybody, then the rest."""

    def rank(row: Row) -> int:
        if not row.departments:
            return 1
        return 0 if set(row.departments) & set(departments) else 2

    return sorted(rows, key=rank)
