"""A statement as one database understands it, compiled once: its text, and what stands in its places."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Dialect

Process = Callable[[Any], Any]


NOTHING = object()
"""Stands where a value has to be given: a scope, say, without which no statement may be sent."""


class Parameter(NamedTuple):
    """One place in a statement: what stands there unless something else is given, and how the driver takes it."""

    name: str
    always: Any
    process: Process | None


class Wording:
    """How a statement is sent."""

    def __init__(self, statement: Any, dialect: Dialect, given: Mapping[str, Any]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(given))
        # A list takes as many places as it has values; most lists stand in the statement itself.
        expanded = compiled.construct_expanded_state(given)
        self.sql = expanded.statement
        self.is_for_all = not expanded.parameter_expansion.keys() & given.keys()
        parameters = [
            _parameter(compiled.binds[name], dialect)
            if name in compiled.binds
            else Parameter(name, expanded.parameters[name], expanded.processors.get(name))
            for name in expanded.positiontup or ()
        ]
        self._names = [parameter.name for parameter in parameters]
        self._always = {one.name: one.always for one in parameters if one.always is not NOTHING}
        self._sent_by = {parameter.name: parameter.process for parameter in parameters if parameter.process}

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """What stands in each place now, as the driver takes it; most of them are the scope, again and again.

        A KeyError names what was not given.
        """
        values = {**self._always, **given}
        for name, process in self._sent_by.items():
            values[name] = process(values[name])
        return [values[name] for name in self._names]


def _parameter(bind: BindParameter[Any], dialect: Dialect) -> Parameter:
    always = NOTHING if bind.required else bind.value
    return Parameter(bind.key, always, bind.type.dialect_impl(dialect).bind_processor(dialect))
