"""Column types that every slice shares."""

import enum
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    Enum,
    Integer,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import mapped_column
from sqlalchemy.sql.functions import FunctionElement

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


class holds(FunctionElement[bool]):  # noqa: N801  written like a function of SQL
    """Whether a column that keeps a list of words holds one: `holds(Talk.topics, word)`."""

    type = Boolean()
    inherit_cache = True


@compiles(holds)
def _holds_by_default(element: holds, compiler: Any, **options: Any) -> str:
    column, word = (compiler.process(clause, **options) for clause in element.clauses)
    return f"EXISTS (SELECT 1 FROM json_each({column}) WHERE value = {word})"


@compiles(holds, "postgresql")
def _holds_in_postgresql(element: holds, compiler: Any, **options: Any) -> str:
    column, word = (compiler.process(clause, **options) for clause in element.clauses)
    return f"jsonb_exists({column}, CAST({word} AS TEXT))"


class each_of(FunctionElement[str]):  # noqa: N801  written like a function of SQL
    """Words of a column that keeps a list, each a row: `each_of(Talk.topics).table_valued("value")`."""

    type = String()
    inherit_cache = True


@compiles(each_of)
def _each_by_default(element: each_of, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(each_of, "postgresql")
def _each_in_postgresql(element: each_of, compiler: Any, **options: Any) -> str:
    return f"jsonb_array_elements_text({compiler.process(element.clauses, **options)})"


class rows_together(FunctionElement[list[list[Any]]]):  # noqa: N801  written like a function of SQL
    """Rows of a subquery as one value, a list of lists: `select(rows_together(a, b))`, so that a page asks once."""

    type = JSON()
    inherit_cache = True


@compiles(rows_together)
def _together_by_default(element: rows_together, compiler: Any, **options: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **options)}))"


@compiles(rows_together, "postgresql")
def _together_in_postgresql(element: rows_together, compiler: Any, **options: Any) -> str:
    return f"json_agg(json_build_array({compiler.process(element.clauses, **options)}))"


class within_rows(FunctionElement[Any]):  # noqa: N801  written like a function of SQL
    """A JSON column inside of `rows_together`, as what it holds and not as its text."""

    inherit_cache = True


@compiles(within_rows)
def _within_by_default(element: within_rows, compiler: Any, **options: Any) -> str:
    return f"json({compiler.process(element.clauses, **options)})"


@compiles(within_rows, "postgresql")
def _within_in_postgresql(element: within_rows, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


def one_of(values: type[enum.Enum], *, has_check: bool = True) -> Enum:
    """A VARCHAR with a CHECK, from a Python enum; of some of its members `some_of` makes the CHECK of the table."""
    return Enum(
        values,
        native_enum=False,
        create_constraint=has_check,
        length=30,
        name=values.__name__.lower(),
        values_callable=lambda kind: [member.value for member in kind],
    )


def some_of(column: str, members: Iterable[enum.StrEnum]) -> CheckConstraint:
    """The CHECK of a column that holds only some members of an enum."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(one.value) for one in members)})", name=column)


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
