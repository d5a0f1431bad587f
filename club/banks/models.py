"""Questions of a bank, their pictures, the files they came in by: a firm's and the club's, alike but for the owner."""

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from club.core.owners import Base, ClubOwned, FirmOwned, keys
from club.core.types import BIGINT, DOCUMENT, Body, Id, Line, Moment, Prose, Ref, Word


class Banked:
    """A question: `text` is its beginning as lists show it, `body` the whole of it, `sign` what tells it from others.

    It changes and goes as it likes: an attempt keeps the questions that it drew. `standard_id` is whose parts the body
    names as its clauses: a text of the firm, or a template of the club.
    """

    id: Mapped[Id]
    ref: Mapped[Ref]
    sign: Mapped[str] = mapped_column(String(64))
    sort: Mapped[Word]
    text: Mapped[Line]
    tags: Mapped[list[str]] = mapped_column(DOCUMENT, default=list)
    points: Mapped[int]
    body: Mapped[Body]
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[Moment]
    standard_id: Mapped[int | None] = mapped_column(BIGINT)

    @declared_attr
    @classmethod
    def changed_by_id(cls) -> Mapped[int | None]:
        return mapped_column(BIGINT, ForeignKey("person.id"))


class BankQuestion(Banked, FirmOwned, Base):
    """A question of a firm's own bank; nobody outside of the firm learns of it."""

    __tablename__ = "bank_question"
    __table_args__ = keys(FirmOwned, refers={"standard_id": "document"}, unique=["ref", "sign"], index=["standard_id"])


class ClubQuestion(Banked, ClubOwned, Base):
    """A question of the club's bank, in both languages; one that its author offers (`offered_at`) is not in it yet.

    An editor takes it in, or declines and says what is to be changed (`remark`); then it waits until its author offers
    it again.
    """

    __tablename__ = "club_question"
    __table_args__ = keys(
        ClubOwned,
        refers={"standard_id": "template"},
        unique=["ref", "sign"],
        index=["standard_id", "author_id"],
    )

    author_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    offered_at: Mapped[Moment | None]
    declined_at: Mapped[Moment | None]
    remark: Mapped[Prose] = mapped_column(default="")


class Sent:
    """A file of questions: `rows` of them are read of about `of`.

    Of these `added` are new, `changed` changed one of the bank, `known` were there already. `faults` says what is
    wrong in which row, `faulty` in how many of them; `failed` why nothing could be read at all. `moved` are rows
    (number and ref) whose question somebody changed after the file was taken out: they wait until the file's is wanted.

    One that `goes_out` holds the bank for whoever took it out: `rows` of them are written.
    """

    id: Mapped[Id]
    ref: Mapped[Ref]
    name: Mapped[Line]
    lang: Mapped[Word]
    stored_as: Mapped[Line]
    goes_out: Mapped[bool] = mapped_column(default=False)
    of: Mapped[int] = mapped_column(default=0)
    rows: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    known: Mapped[int] = mapped_column(default=0)
    faulty: Mapped[int] = mapped_column(default=0)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(DOCUMENT, default=list)
    moved: Mapped[list[list[Any]]] = mapped_column(DOCUMENT, default=list)
    failed: Mapped[dict[str, Any] | None] = mapped_column(DOCUMENT)
    came_at: Mapped[Moment]
    done_at: Mapped[Moment | None]

    @declared_attr
    @classmethod
    def came_by_id(cls) -> Mapped[int | None]:
        return mapped_column(BIGINT, ForeignKey("person.id"))


class BankFile(Sent, FirmOwned, Base):
    """A file that somebody sent into the firm's bank."""

    __tablename__ = "bank_file"
    __table_args__ = keys(FirmOwned, unique=["ref"])


class ClubBankFile(Sent, ClubOwned, Base):
    """A file that somebody sent into the club's bank."""

    __tablename__ = "club_bank_file"
    __table_args__ = keys(ClubOwned, unique=["ref"])


class Pictured:
    """A picture that a question shows where it names its ref: a bare JPEG.

    It goes some days after its question let go of it, unless an attempt drew it: its result shows it as well.
    """

    id: Mapped[Id]
    ref: Mapped[Ref]
    name: Mapped[Line]
    stored_as: Mapped[Line]
    size: Mapped[int]
    added_at: Mapped[Moment]

    @declared_attr
    @classmethod
    def added_by_id(cls) -> Mapped[int | None]:
        return mapped_column(BIGINT, ForeignKey("person.id"))


class BankPicture(Pictured, FirmOwned, Base):
    """A picture of a firm's own bank."""

    __tablename__ = "bank_picture"
    __table_args__ = keys(FirmOwned, unique=["ref"])


class ClubBankPicture(Pictured, ClubOwned, Base):
    """A picture of the club's bank. `is_drawn`: some attempt shows it; which firm's, nobody learns."""

    __tablename__ = "club_bank_picture"
    __table_args__ = keys(ClubOwned, unique=["ref"])

    is_drawn: Mapped[bool] = mapped_column(default=False)
