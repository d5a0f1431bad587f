"""Where a person stands on a ladder, and what was ticked on which day."""

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from club.core.owners import Base, FirmOwned, keys
from club.core.types import BIGINT, Day, Id, Key, Moment, Ref, Word


class Placement(FirmOwned, Base):
    """A person on a stage from a day on; ended when the person moves or leaves."""

    __tablename__ = "placement"
    __table_args__ = keys(
        FirmOwned,
        refers={"membership_id": "membership", "document_id": "document"},
        unique=["ref"],
        index=["membership_id", "document_id"],
        more=[
            Index(
                "uq_placement_open",
                "club_id",
                "firm_id",
                "membership_id",
                "document_id",
                unique=True,
                sqlite_where=text("ended_on IS NULL"),
                postgresql_where=text("ended_on IS NULL"),
            )
        ],
    )

    id: Mapped[Id]
    ref: Mapped[Ref]
    membership_id: Mapped[Key]
    document_id: Mapped[Key]
    stage: Mapped[Word]
    started_on: Mapped[Day]
    ladder_started_on: Mapped[Day]
    placed_at: Mapped[Moment]
    placed_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))
    ended_on: Mapped[Day | None]
    version: Mapped[int] = mapped_column(default=1)


class StageCourse(FirmOwned, Base):
    """That a course of the club belongs to a stage of a firm's ladder."""

    __tablename__ = "stage_course"
    __table_args__ = keys(
        FirmOwned,
        refers={"document_id": "document", "course_id": "course:club"},
        unique=[("document_id", "stage")],
        index=["course_id"],
    )

    id: Mapped[Id]
    document_id: Mapped[Key]
    stage: Mapped[Word]
    course_id: Mapped[Key]


class PlannedPlacement(FirmOwned, Base):
    """Where somebody who is invited begins; without `started_on` on the day they come in. Goes as it is carried out."""

    __tablename__ = "planned_placement"
    __table_args__ = keys(
        FirmOwned, refers={"invitation_id": "invitation", "document_id": "document"}, unique=["invitation_id"]
    )

    id: Mapped[Id]
    invitation_id: Mapped[Key]
    document_id: Mapped[Key]
    stage: Mapped[Word]
    started_on: Mapped[Day | None]
    planned_at: Mapped[Moment]
    planned_by_id: Mapped[int | None] = mapped_column(BIGINT, ForeignKey("person.id"))


class Tick(FirmOwned, Base):
    """One item of a process table done on one day."""

    __tablename__ = "tick"
    __table_args__ = keys(FirmOwned, refers={"placement_id": "placement"}, unique=[("placement_id", "day", "item")])

    id: Mapped[Id]
    placement_id: Mapped[Key]
    item: Mapped[Word]
    day: Mapped[Day]
    ticked_at: Mapped[Moment]
