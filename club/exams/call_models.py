"""That people are asked to sit an exam until a day: by their firm, and by the club in many firms."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import AboutFirm, Base, ClubOwned, FirmOwned, keys
from club.core.types import BIGINT, DOCUMENT, Day, Id, Key, Line, Moment, Ref, Word, one_of, some_of
from club.exams.call_rules import CALLED, Verdict
from club.firms.audience_rules import Audience


class ExamCall(FirmOwned, Base):
    """That an audience of a firm is to sit an exam until a day. `target` names it, `name` is what it was called.

    `club_call` is the ref of the club's, where the club asks.
    """

    __tablename__ = "exam_call"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document"},
        unique=["ref"],
        index=["document_id", "club_call"],
        more=[some_of("audience", CALLED)],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[Key]
    audience: Mapped[Audience] = mapped_column(one_of(Audience, has_check=False))
    target: Mapped[Line] = mapped_column(default="")
    name: Mapped[Line] = mapped_column(default="")
    called_on: Mapped[Day]
    due_on: Mapped[Day]
    club_call: Mapped[Word] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    ended_at: Mapped[Moment | None]


class ExamCalled(FirmOwned, Base):
    """That a call reached somebody, and until when they are to sit; `reminded` is what they were told last of it."""

    __tablename__ = "exam_called"
    __table_args__ = keys(
        FirmOwned,
        refers={"call_id": "exam_call", "membership_id": "membership"},
        unique=[("call_id", "membership_id")],
        index=["membership_id"],
    )

    id: Mapped[Id]
    call_id: Mapped[Key]
    membership_id: Mapped[Key]
    called_on: Mapped[Day]
    due_on: Mapped[Day]
    reminded: Mapped[Word] = mapped_column(default="")


class ClubCall(ClubOwned, Base):
    """That the club asks people of its firms to sit an exam of its own; `firms` are those it asks, none for all."""

    __tablename__ = "club_call"
    __table_args__ = keys(
        ClubOwned,
        refers={"template_id": "template"},
        unique=["ref"],
        index=["template_id"],
        more=[some_of("audience", CALLED)],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    template_id: Mapped[Key]
    audience: Mapped[Audience] = mapped_column(one_of(Audience, has_check=False))
    target: Mapped[Line] = mapped_column(default="")
    name_en: Mapped[Line] = mapped_column(default="")
    name_zh: Mapped[Line] = mapped_column(default="")
    firms: Mapped[list[Any]] = mapped_column(DOCUMENT, default=list)
    called_on: Mapped[Day]
    due_on: Mapped[Day]
    by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    ended_at: Mapped[Moment | None]


class ClubCalled(AboutFirm, Base):
    """Somebody whom the club asked, and whether they passed: the club and their own firm read it, no other firm.

    `who` is how the club named them; `member` is the ref of their membership once they are found, and `name` theirs.
    """

    __tablename__ = "club_called"
    __table_args__ = keys(
        AboutFirm, refers={"call_id": "club_call"}, index=[("call_id", "name"), ("firm_id", "member")]
    )

    id: Mapped[Id]
    call_id: Mapped[Key]
    who: Mapped[Line] = mapped_column(default="")
    member: Mapped[Word] = mapped_column(default="")
    name: Mapped[Line] = mapped_column(default="")
    firm_name: Mapped[Line] = mapped_column(default="")
    due_on: Mapped[Day]
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict), default=Verdict.WAITING)
    verdict_on: Mapped[Day | None]
