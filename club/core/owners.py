"""Who a row belongs to: each table inherits one of these, and the walls follow from it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Table, UniqueConstraint, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column
from sqlalchemy.schema import MetaData, SchemaItem

from club.core.types import BIGINT


class Base(DeclarativeBase):
    """The declarative base of every model."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Owner(StrEnum):
    """The five kinds of owner."""

    INSTALLATION = "installation"
    CLUB = "club"
    FIRM = "firm"
    ABOUT_FIRM = "about_firm"
    PERSON = "person"


class Owned:
    """A row that belongs to somebody inside a club; an append-only one may be added from anywhere in the club."""

    __owner__: ClassVar[Owner]
    __append_only__: ClassVar[bool] = False


def _club() -> Mapped[int]:
    return mapped_column(BIGINT, ForeignKey("club.id"), sort_order=-1)


def _firm() -> Mapped[int]:
    return mapped_column(BIGINT, sort_order=-1)


class Installation:
    """A row of the whole installation; the class says why in `__why__`."""

    __owner__: ClassVar[Owner] = Owner.INSTALLATION
    __why__: ClassVar[str]
    __append_only__: ClassVar[bool] = False


class ClubOwned(Owned):
    """A row of one club, seen by whoever is inside that club."""

    __owner__ = Owner.CLUB

    @declared_attr
    @classmethod
    def club_id(cls) -> Mapped[int]:
        return _club()


class FirmOwned(Owned):
    """A row of one firm of one club; club staff never see it."""

    __owner__ = Owner.FIRM
    __own_person__: ClassVar[str] = ""
    """The column that names whoever may read the row from anywhere in the club."""

    @declared_attr
    @classmethod
    def club_id(cls) -> Mapped[int]:
        return _club()

    @declared_attr
    @classmethod
    def firm_id(cls) -> Mapped[int]:
        return _firm()


class AboutFirm(Owned):
    """A row of the club about one firm: club staff see it, and that firm where `firm_id` names it."""

    __owner__ = Owner.ABOUT_FIRM

    @declared_attr
    @classmethod
    def club_id(cls) -> Mapped[int]:
        return _club()

    @declared_attr
    @classmethod
    def firm_id(cls) -> Mapped[int | None]:
        return mapped_column(BIGINT, sort_order=-1)


class PersonOwned(Owned):
    """A row for one person in one club; without a person it is the club desk's."""

    __owner__ = Owner.PERSON

    @declared_attr
    @classmethod
    def club_id(cls) -> Mapped[int]:
        return _club()

    @declared_attr
    @classmethod
    def person_id(cls) -> Mapped[int | None]:
        return mapped_column(BIGINT, ForeignKey("person.id"), sort_order=-1)


TENANT_KEYS: Mapping[Owner, tuple[str, ...]] = {
    Owner.INSTALLATION: (),
    Owner.CLUB: ("club_id",),
    Owner.FIRM: ("club_id", "firm_id"),
    Owner.ABOUT_FIRM: ("club_id",),
    Owner.PERSON: ("club_id",),
}


def keys(
    owner: type[Owned],
    *,
    refers: Mapping[str, str] | None = None,
    unique: Sequence[str | tuple[str, ...]] = (),
    index: Sequence[str | tuple[str, ...]] = (),
    more: Sequence[SchemaItem] = (),
    has_id: bool = True,
) -> tuple[SchemaItem, ...]:
    """Composite keys of an owned table, for `__table_args__`.

    `refers` maps a column to the owned table it points to ("firm:club" where the target is keyed by club only);
    `unique` and `index` name columns, the tenant's keys are put before them. Tables that are written from
    outside the scope that reads them (books, messages) have a `ref` as key instead of an `id`: `has_id=False`.
    """
    tenant = TENANT_KEYS[owner.__owner__]
    items: list[SchemaItem] = [UniqueConstraint(*tenant, "id")] if has_id else []
    for column, target in (refers or {}).items():
        table, _, by = target.partition(":")
        shared = ("club_id",) if by == "club" else tenant
        items.append(ForeignKeyConstraint((*shared, column), [f"{table}.{name}" for name in (*shared, "id")]))
    if owner.__owner__ in {Owner.FIRM, Owner.ABOUT_FIRM}:
        items.append(ForeignKeyConstraint(("club_id", "firm_id"), ["firm.club_id", "firm.id"]))
    items += [UniqueConstraint(*tenant, *_columns(names)) for names in unique]
    items += [Index(None, *tenant, *_columns(names)) for names in index]
    return (*items, *more)


def _columns(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


@event.listens_for(Mapper, "instrument_class")
def _remember_owner(mapper: Mapper[Any], cls: type[Any]) -> None:
    """A table knows its owner, so that statements without entities are guarded too."""
    if isinstance(mapper.local_table, Table) and (owner := getattr(cls, "__owner__", None)) is not None:
        mapper.local_table.info["owner"] = owner
        mapper.local_table.info["own_person"] = getattr(cls, "__own_person__", "")
        mapper.local_table.info["append_only"] = getattr(cls, "__append_only__", False)


def owner_of(table: Any) -> Owner | None:
    """The owner of a table; None for what is no table of ours."""
    owner: Owner | None = getattr(table, "info", {}).get("owner")
    return owner


def is_owned(table: Any) -> bool:
    """Whether a table belongs to somebody inside a club."""
    return owner_of(table) not in {None, Owner.INSTALLATION}
