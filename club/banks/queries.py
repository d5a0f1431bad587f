"""Reads of a bank: the list, one question, what a tag has, files that came in; alike for the firm’s and the club’s."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, Text, and_, bindparam, cast, func, or_, select, true

from club.banks.models import BankFile, BankPicture, BankQuestion, ClubBankFile, ClubBankPicture, ClubQuestion
from club.banks.rules import ON_A_PAGE
from club.banks.standards import OF_CLUB, OF_FIRM, Shelf
from club.core.types import BIGINT, each_of, holds
from club.core.walls import Read, reads
from club.documents.models import Document

AT_ONCE = 200
ALL = true()
FILES_SHOWN = 10


@dataclass(frozen=True)
class Bank:
    """A firm's bank, or the club's: its tables and its reads; a firm's is in one language."""

    name: str
    is_bilingual: bool
    question: Any
    file: Any
    page: Read
    one: Read
    tags: Read
    of_tag: Read
    bodies: Read
    signs: Read
    named: Read
    after: Read
    count: Read
    stock: Read
    files: Read
    a_file: Read
    about: Read
    naming: Read
    shelf: Shelf
    picture: Any
    one_picture: Read
    showing: Read


def _bank(
    name: str, question: Any, file: Any, picture: Any, *, is_bilingual: bool, is_in: Any = ALL, more: Any = ()
) -> Bank:
    """`is_in` tells what the bank holds from what is only offered to it; `more` is read of one question besides."""
    tag = bindparam("tag", type_=String)
    shown = (question.ref, question.sort, question.text, question.tags, question.points, question.changed_at)
    whole = (question.id, question.ref, question.tags, question.body, question.version, question.standard_id)
    newest = select(file.id).order_by(file.id.desc()).limit(FILES_SHOWN)
    came_in = newest.where(~file.goes_out)
    went_out = newest.where(file.goes_out, file.came_by_id == bindparam("by", type_=BIGINT))
    return Bank(
        name,
        is_bilingual,
        question,
        file,
        page=reads(
            select(*shown)
            .where(
                is_in,
                or_(tag == "", holds(question.tags, tag)),
                func.lower(question.text).like(bindparam("like", type_=String), escape="/"),
            )
            .order_by(question.changed_at.desc(), question.id.desc())
            .limit(ON_A_PAGE + 1)
            .offset(bindparam("offset"))
        ),
        one=reads(select(*whole, *more).where(question.ref == bindparam("ref"))),
        tags=reads(_tags(question).where(is_in)),
        of_tag=reads(select(question.id).where(is_in, holds(question.tags, tag)).order_by(question.id)),
        bodies=reads(
            select(question.id, question.body, question.standard_id).where(
                question.id.in_(bindparam("ids", expanding=True))
            )
        ),
        signs=reads(select(question.sign).where(question.sign.in_(bindparam("signs", expanding=True)))),
        named=reads(
            select(question.ref, question.text, question.changed_at)
            .where(question.ref.in_(bindparam("refs", expanding=True)))
            .order_by(question.id)
        ),
        after=reads(select(*whole).where(is_in, question.id > bindparam("after")).order_by(question.id).limit(AT_ONCE)),
        count=reads(select(func.count(question.id)).where(is_in)),
        stock=reads(
            select(question.tags, question.sort, func.count(question.id).label("there"))
            .where(is_in)
            .group_by(question.tags, question.sort)
        ),
        files=reads(
            select(*_of_file(file)).where(or_(file.id.in_(came_in), file.id.in_(went_out))).order_by(file.id.desc())
        ),
        a_file=reads(select(*_of_file(file)).where(file.ref == bindparam("ref"))),
        about=reads(
            select(question.body)
            .where(is_in, holds(question.tags, tag), question.standard_id.in_(bindparam("standards", expanding=True)))
            .order_by(question.id)
        ),
        naming=reads(
            select(
                question.ref,
                question.text,
                question.tags,
                question.changed_at,
                question.standard_id,
                question.body["clauses"].label("clauses"),
            )
            .where(is_in, question.standard_id.in_(bindparam("standards", expanding=True)))
            .order_by(question.id)
        ),
        shelf=OF_CLUB if is_bilingual else OF_FIRM,
        picture=picture,
        showing=reads(select(question.id).where(cast(question.body, Text).contains(bindparam("ref"))).limit(1)),
        one_picture=reads(select(picture.stored_as, picture.name).where(picture.ref == bindparam("ref"))),
    )


def _tags(question: Any) -> Any:
    """The tags of most questions, with how many each has."""
    tag: Any = each_of(question.tags).table_valued("value", name="value")
    there = func.count().label("there")
    with_each = select(tag.c.value.label("tag"), there).select_from(question).join(tag, true())
    return with_each.group_by(tag.c.value).order_by(there.desc(), tag.c.value).limit(bindparam("most"))


def _of_file(file: Any) -> tuple[Any, ...]:
    names = (
        "id",
        "ref",
        "name",
        "of",
        "rows",
        "added",
        "changed",
        "known",
        "faulty",
        "faults",
        "moved",
        "failed",
        "goes_out",
        "lang",
        "came_at",
        "done_at",
        "stored_as",
        "came_by_id",
    )
    return tuple(getattr(file, name) for name in names)


FIRM = _bank("firm", BankQuestion, BankFile, BankPicture, is_bilingual=False)
CLUB = _bank(
    "club",
    ClubQuestion,
    ClubBankFile,
    ClubBankPicture,
    is_bilingual=True,
    is_in=ClubQuestion.offered_at.is_(None),
    more=(ClubQuestion.author_id, ClubQuestion.offered_at, ClubQuestion.declined_at, ClubQuestion.remark),
)
BANKS = {bank.name: bank for bank in (FIRM, CLUB)}
ARCHIVE = reads(
    select(
        BankQuestion.ref,
        BankQuestion.tags,
        BankQuestion.body,
        BankQuestion.changed_at,
        Document.ref.label("standard"),
    )
    .outerjoin(
        Document,
        and_(
            Document.club_id == BankQuestion.club_id,
            Document.firm_id == BankQuestion.firm_id,
            Document.id == BankQuestion.standard_id,
        ),
    )
    .order_by(BankQuestion.id)
)
ARCHIVED_FILES = reads(
    select(BankFile.ref, BankFile.name, BankFile.rows, BankFile.added, BankFile.faulty, BankFile.came_at).order_by(
        BankFile.id
    )
)
ARCHIVED_PICTURES = reads(
    select(BankPicture.ref, BankPicture.name, BankPicture.size, BankPicture.added_at).order_by(BankPicture.id)
)
PICTURE_FILES = reads(select(BankPicture.ref, BankPicture.stored_as).order_by(BankPicture.id))
