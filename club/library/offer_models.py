"""A clause that a firm gives back: the club's side without the firm, and the firm's own."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import AboutFirm, Base, FirmOwned, keys
from club.core.types import BIGINT, Body, Day, Id, Key, Line, Moment, Prose, Ref, Word, one_of


class OfferStatus(StrEnum):
    """What became of an offer."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ClauseOffer(AboutFirm, Base):
    """A clause in the club's queue. It names no firm; `credit` is the name that a firm wants to be thanked by."""

    __tablename__ = "clause_offer"
    __table_args__ = keys(AboutFirm, refers={"template_id": "template"}, unique=["ref"], index=["status"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    template_id: Mapped[Key]
    item: Mapped[Word]
    parent: Mapped[Word]
    slot: Mapped[Word]
    lang: Mapped[str] = mapped_column(String(2))
    fields: Mapped[Body]
    why: Mapped[Prose] = mapped_column(default="")
    credit: Mapped[Line] = mapped_column(default="")
    offered_on: Mapped[Day]
    status: Mapped[OfferStatus] = mapped_column(one_of(OfferStatus), default=OfferStatus.WAITING)
    reason: Mapped[Prose] = mapped_column(default="")
    decided_at: Mapped[Moment | None]
    decided_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))


class ClauseGiven(FirmOwned, Base):
    """What the firm remembers of its offer: exactly what was sent, who consented when, and the answer."""

    __tablename__ = "clause_given"
    __table_args__ = keys(FirmOwned, refers={"document_id": "document"}, unique=["ref"], index=["document_id"])

    id: Mapped[Id]
    ref: Mapped[Ref]
    document_id: Mapped[Key]
    item: Mapped[Word]
    name: Mapped[Line]
    fields: Mapped[Body]
    why: Mapped[Prose] = mapped_column(default="")
    credit: Mapped[Line] = mapped_column(default="")
    consent: Mapped[Line]
    consented_at: Mapped[Moment]
    consented_by_id: Mapped[int] = mapped_column(BIGINT, ForeignKey("person.id"))
    status: Mapped[OfferStatus] = mapped_column(one_of(OfferStatus), default=OfferStatus.WAITING)
    reason: Mapped[Prose] = mapped_column(default="")
    decided_at: Mapped[Moment | None]
