"""The typed body of a learning path."""

from dataclasses import dataclass

from club.documents.body import Body, Clause, Item, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Item):
    """One day of a path, or several; 0 days is a step that takes as long as it takes.

    `reads` are the keys of the standard's items that are read on the way.
    """

    title: Text
    days: int = 1
    topics: tuple[Text, ...]
    method: Text
    goal: Text
    check: Text
    checked_by: Text
    again: Text = ""
    reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Path(Body):
    """What somebody learns step by step: how, with which goal, and who checks it."""

    whom: Text
    steps: tuple[Step, ...]
    rules: tuple[Clause, ...] = ()
    sources: tuple[Clause, ...] = ()
