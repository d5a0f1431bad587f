"""Column types that every slice shares."""

import enum
from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, Enum, Integer, String, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import mapped_column

from club.core.refs import LENGTH, new_ref

BIGINT = BigInteger().with_variant(Integer, "sqlite")
DOCUMENT = JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None or value.tzinfo is not None:
            return value if value is None else value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


def one_of(values: type[enum.Enum]) -> Enum:
    """A VARCHAR with a CHECK, from a Python enum."""
    return Enum(
        values,
        native_enum=False,
        create_constraint=True,
        length=30,
        name=values.__name__.lower(),
        values_callable=lambda kind: [member.value for member in kind],
    )


Id = Annotated[int, mapped_column(BIGINT, primary_key=True, sort_order=-2)]
Key = Annotated[int, mapped_column(BIGINT)]
Ref = Annotated[str, mapped_column(String(LENGTH), default=new_ref)]
Slug = Annotated[str, mapped_column(String(80))]
Word = Annotated[str, mapped_column(String(60))]
Line = Annotated[str, mapped_column(String(300))]
Prose = Annotated[str, mapped_column(Text)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Day = Annotated[date, mapped_column(Date)]
Minor = Annotated[int, mapped_column(BigInteger)]
Currency = Annotated[str, mapped_column(String(3))]
Body = Annotated[dict[str, Any], mapped_column(DOCUMENT)]
