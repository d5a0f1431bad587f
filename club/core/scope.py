"""Whose rows this piece of work may touch: one value, fixed for the whole of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class WallError(RuntimeError):
    """A statement or a row left its scope. Always a bug."""


class Scope(NamedTuple):
    """A club, and inside it a firm or the club's own desk (`staff`), and who acts."""

    club: int
    firm: int | None = None
    person: int | None = None
    staff: bool = False


_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


@contextmanager
def inside(scope: Scope) -> Iterator[Scope]:
    """Work in one scope. Scopes do not nest: what was loaded in one must not be seen in another."""
    if _scope.get() is not None:
        raise WallError("already inside a scope")
    if scope.firm is not None and scope.staff:
        raise WallError("club staff do not act inside a firm")
    token = _scope.set(scope)
    try:
        yield scope
    finally:
        _scope.reset(token)


def current() -> Scope:
    """The scope of this work; a WallError where there is none."""
    if (scope := _scope.get()) is None:
        raise WallError("no scope")
    return scope


def current_or_none() -> Scope | None:
    """The scope of this work, or None on the installation's own pages."""
    return _scope.get()
