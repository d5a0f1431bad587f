"""How many people sat and passed an exam of the club: what a firm has told of its own, and sums that name no firm."""

from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, ClubOwned, FirmOwned, keys
from club.core.types import Day, Id, Key


class ExamCounted(FirmOwned, Base):
    """What the club’s sums were last told of this firm: how many of its people sat an exam of the club, and passed."""

    __tablename__ = "exam_counted"
    __table_args__ = keys(FirmOwned, refers={"template_id": "template:club"}, unique=["template_id"])

    id: Mapped[Id]
    template_id: Mapped[Key]
    sat: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)


class ExamCount(ClubOwned, Base):
    """Sums over all firms, which the outbox feeds, so that nobody counts across firms.

    Pages show only what is told (`told_…`), which stays from the month `told_on` begins to the next.
    """

    __tablename__ = "exam_count"
    __table_args__ = keys(ClubOwned, refers={"template_id": "template"}, unique=["template_id"])

    id: Mapped[Id]
    template_id: Mapped[Key]
    firms: Mapped[int] = mapped_column(default=0)
    sat: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)
    told_firms: Mapped[int | None]
    told_sat: Mapped[int | None]
    told_passed: Mapped[int | None]
    told_on: Mapped[Day | None]
