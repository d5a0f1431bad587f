"""How either database is asked for words: FTS5's expression or PostgreSQL's, over the words that migrations set up."""

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Dialect, String, TypeDecorator, column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class Asked(TypeDecorator[str]):
    """An expression as FTS5 writes it: `"word" AND "beginning"*`, with OR between brackets. No word holds a mark."""

    impl = String
    cache_ok = True
    _IN_POSTGRESQL: ClassVar = (('"*', "':*"), ('"', "'"), (" AND ", " & "), (" OR ", " | "))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Translate it for PostgreSQL."""
        if value is None or dialect.name == "sqlite":
            return value
        for ours, theirs in self._IN_POSTGRESQL:
            value = value.replace(ours, theirs)
        return value


class _Entries(FunctionElement[int]):
    """The ids of the newest entries whose words are as asked, within what it is narrowed to, so many at most."""

    part: ClassVar[str]
    inherit_cache = True

    def __init__(self, asked: Any, narrowed: Any, most: Any) -> None:
        super().__init__(asked, narrowed, most)

    def called(self, name: str) -> Any:
        """As something to select from."""
        return self.table_valued(column("id", BigInteger), name=name)


class by_head(_Entries):  # noqa: N801  written like a function of SQL
    """Those that say it in their title, or whose speaker or topic it is."""

    part = "head"
    inherit_cache = True


class by_words(_Entries):  # noqa: N801  written like a function of SQL
    """Those that say it anywhere."""

    part = "words"
    inherit_cache = True


@compiles(by_head)
@compiles(by_words)
def _by_default(element: _Entries, compiler: Any, **options: Any) -> str:
    asked, narrowed, most = (compiler.process(clause, **options) for clause in element.clauses)
    words, both = f"search_by_{element.part}", f"'(' || {asked} || ') AND ' || {narrowed}"
    return f"(SELECT -rowid AS id FROM {words} WHERE {words} MATCH {both} ORDER BY rowid LIMIT {most})"


@compiles(by_head, "postgresql")
@compiles(by_words, "postgresql")
def _in_postgresql(element: _Entries, compiler: Any, **options: Any) -> str:
    asked, narrowed, most = (compiler.process(clause, **options) for clause in element.clauses)
    both = f"'(' || CAST({asked} AS TEXT) || ') & ' || CAST({narrowed} AS TEXT)"
    return f"search_by_{element.part}({both}, CAST({most} AS INTEGER))"
