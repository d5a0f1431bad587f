"""What banks give to an exam: as many as its parts draw of a tag, or of these what asks about clauses that changed."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from sqlalchemy import Text, bindparam, cast, select

from club.banks.actions import asking
from club.banks.actions import drawn as drawn_from
from club.banks.holding import holds_pictures
from club.banks.models import ClubBankPicture
from club.banks.queries import BANKS, CLUB, FIRM, Bank
from club.banks.rules import tags_of
from club.core.db import read, session
from club.core.scope import current
from club.core.text import N_
from club.core.walls import reads
from club.documents.banked import Banked, Examining, asks_besides, checks_banks, lists_tags
from club.documents.body import Body, Problem
from club.documents.joins import pointed_at
from club.documents.kinds.exam.body import Exam, Question, Section
from club.documents.kinds.exam.rules import GRADED, drawn_count
from club.documents.models import Document, DocumentPointer
from club.exams.models import Attempt
from club.exams.stock import Stock

TAGS_OFFERED = 200
_EXAMINED = reads(
    select(Document.id, Document.template_id)
    .join(DocumentPointer, pointed_at(Document))
    .where(DocumentPointer.document_id == bindparam("document_id"), DocumentPointer.item == "")
)
_SHORT = {
    "club": N_(
        "Questions in the club’s bank for this part, with the tag “%(tag)s”: %(there)s. It draws %(draws)s. "
        "Choose another tag, draw fewer, or put more into the bank."
    ),
    "firm": N_(
        "Questions in the firm’s bank for this part, with the tag “%(tag)s”: %(there)s. It draws %(draws)s. "
        "Choose another tag, draw fewer, or put more into the bank."
    ),
}
_DRAWN = reads(select(Attempt.id).where(cast(Attempt.drawn, Text).contains(bindparam("ref"))).limit(1))
_DRAWN_OF_CLUB = reads(
    select(ClubBankPicture.id).where(ClubBankPicture.ref == bindparam("ref"), ClubBankPicture.is_drawn)
)


@dataclass(frozen=True)
class Examined:
    """The standards that an exam examines: the firm's texts, and the club's templates from which these were adopted.

    A part of an adopted text keeps the key that it has in the template, so a question of the club's bank finds it.
    """

    documents: frozenset[int]
    templates: frozenset[int]

    def in_bank(self, bank: Bank) -> frozenset[int]:
        """The same, as the questions of a bank name them."""
        return self.documents if bank is FIRM else self.templates


def examined(document_id: int) -> Examined:
    """What an exam examines."""
    rows = read(_EXAMINED, document_id=document_id).all()
    return Examined(frozenset(row.id for row in rows), frozenset(row.template_id for row in rows if row.template_id))


@holds_pictures
def was_drawn(bank: Bank, picture: str) -> bool:
    """Whether an attempt shows a picture; of the club's pictures themselves say so, whichever firm's attempt it is."""
    return read(_DRAWN if bank is FIRM else _DRAWN_OF_CLUB, ref=picture).first() is not None


def from_banks(
    exam: Exam,
    chance: Random,
    standards: Examined,
    *,
    without: Collection[str] = (),
    clauses: Collection[str] | None = None,
) -> dict[str, list[Question]]:
    """What the banks give to the sections that draw from them: no question twice, and as many as there are at most.

    `without` are the sorts that are not asked here. With `clauses`, only what asks about one of these.
    """
    found: dict[str, list[Question]] = {}
    for section in exam.sections:
        tag = next(iter(tags_of(section.tag)), "")
        if not tag:
            continue
        bank, there = BANKS[section.bank], {question.key for each in found.values() for question in each}
        known = standards.in_bank(bank)
        if clauses is None:
            limits: dict[str, Collection[Any]] = {"besides": there, "without": without, "standards": known}
            given = drawn_from(bank, tag, drawn_count(section), chance, **limits)
        else:
            pool = [one for one in _asking(section, standards, clauses) if one.key not in there]
            given = chance.sample(pool, min(len(pool), drawn_count(section)))
        found[section.key] = given
        if bank is CLUB:
            _keep_pictures(given)
    return found


def _keep_pictures(given: Iterable[Question]) -> None:
    """Write on the club's pictures that an attempt shows them, on each once: they stay with it."""
    refs = {ref for question in given for ref in question.pictures}
    first = select(ClubBankPicture).where(ClubBankPicture.ref.in_(refs), ClubBankPicture.is_drawn.is_(False))
    for picture in session().scalars(first.order_by(ClubBankPicture.id).with_for_update()) if refs else ():
        picture.is_drawn = True


def count_about(exam: Exam, standards: Examined, clauses: Collection[str]) -> int:
    """How many questions about these clauses the banks would give to a delta."""
    return sum(min(len(_asking(each, standards, clauses)), drawn_count(each)) for each in exam.sections if each.tag)


@lists_tags
def tags_at_hand() -> Iterable[tuple[str, str, int]]:
    """The tags of the club's bank, and in a firm of its own one before; those of most questions first."""
    for bank in (FIRM, CLUB) if current().firm is not None else (CLUB,):
        yield from ((bank.name, row.tag, row.there) for row in read(bank.tags, most=TAGS_OFFERED))


@checks_banks
def too_few(body: Body, own_exam: bool) -> Iterable[Problem]:
    """The parts that draw more than the banks at hand hold; the club sees no firm's bank, so of that it says nothing.

    What an earlier part draws of a tag is not there for a later one: no attempt asks a question twice.
    """
    if not isinstance(body, Exam):
        return
    hidden = FIRM.name if current().firm is None else ""
    drawing = [section for section in body.sections if section.tag and section.bank != hidden]
    stock = Stock([replace(body, sections=tuple(drawing))])
    taken: Counter[tuple[str, str]] = Counter()
    for section in drawing:
        tag = next(iter(tags_of(section.tag)), "")
        there = stock.there(section.bank, tag, GRADED if own_exam else ())
        left, draws = max(there - taken[section.bank, tag], 0), drawn_count(section)
        taken[section.bank, tag] += draws
        if left < draws:
            values = {"there": left, "tag": section.tag, "draws": draws}
            yield Problem(f"sections[{section.key}].tag", _SHORT[section.bank], values)


@asks_besides
def naming(exams: Sequence[Examining]) -> list[list[Banked]]:
    """For each of some exams, what its parts may draw about clauses of its standard: one read of each bank for all."""
    drawing = [(one, _places(one.exam)) for one in exams]
    wanted = {
        FIRM: {one.standard for one, places in drawing if any(bank is FIRM for bank, _tag in places)},
        CLUB: {one.template for one, places in drawing if any(bank is CLUB for bank, _tag in places)},
    }
    rows = {bank: _naming(bank, ids - {None}) for bank, ids in wanted.items()}
    return [_drawn_by(one, places, rows) for one, places in drawing]


def _places(exam: Body) -> list[tuple[Bank, str]]:
    """From which banks, by which tags, an exam draws."""
    sections = exam.sections if isinstance(exam, Exam) else ()
    return [(BANKS[section.bank], tag) for section in sections for tag in tags_of(section.tag)[:1]]


def _naming(bank: Bank, standards: Collection[Any]) -> Sequence[Any]:
    return read(bank.naming, standards=list(standards)).all() if standards else ()


def _drawn_by(one: Examining, places: Iterable[tuple[Bank, str]], rows: Mapping[Bank, Sequence[Any]]) -> list[Banked]:
    found = {
        row.ref: Banked(bank.name, row.ref, row.text, tuple(row.clauses or ()), row.changed_at)
        for bank, tag in places
        for row in rows[bank]
        if tag in row.tags and row.standard_id == (one.standard if bank is FIRM else one.template)
    }
    return list(found.values())


def _asking(section: Section, standards: Examined, clauses: Collection[str]) -> list[Question]:
    return [question for question in _about(section, standards) if set(question.clauses) & set(clauses)]


def _about(section: Section, standards: Examined) -> list[Question]:
    bank, tag = BANKS[section.bank], next(iter(tags_of(section.tag)), "")
    return asking(bank, tag, standards=standards.in_bank(bank))
