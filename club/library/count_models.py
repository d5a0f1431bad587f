"""How many firms adopted a template and use it: the firm's own row, and the club's numbers that name no firm."""

from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, FirmOwned, keys
from club.core.types import Day, Id, Key


class FirstAdoption(FirmOwned, Base):
    """That a firm adopted a template: its key decides which of two people at one moment makes the firm count.

    `is_used` is what the club's number was last told: the text is in force long after it was adopted.
    """

    __tablename__ = "first_adoption"
    __table_args__ = keys(FirmOwned, refers={"template_id": "template:club"}, unique=["template_id"])

    id: Mapped[Id]
    template_id: Mapped[Key]
    adopted_on: Mapped[Day]
    is_used: Mapped[bool] = mapped_column(default=False)


class TemplateCount(ClubOwned, Base):
    """How many firms adopted a template and use it: numbers that the outbox feeds, so that nobody counts across firms.

    Pages show only what is told (`told_firms`, `told_using`), which stays from the month `told_on` begins to the next.
    """

    __tablename__ = "template_count"
    __table_args__ = keys(ClubOwned, refers={"template_id": "template"}, unique=["template_id"])

    id: Mapped[Id]
    template_id: Mapped[Key]
    firms: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[int] = mapped_column(default=0)
    told_firms: Mapped[int | None]
    told_using: Mapped[int | None]
    told_on: Mapped[Day | None]
