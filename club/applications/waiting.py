"""What else waits on the desk: slices above say it in a sentence each, with the page where it is done."""

from collections.abc import Callable, Sequence

from flask import g

from club.policy import Can

Lines = Callable[[], Sequence[tuple[str, str]]]
_ASKED: list[tuple[Can, Lines]] = []


def waits(permission: Can) -> Callable[[Lines], Lines]:
    """Register who says what waits on whoever holds a permission: pairs of a sentence and an address."""

    def registered(lines: Lines) -> Lines:
        _ASKED.append((permission, lines))
        return lines

    return registered


def else_waiting() -> list[tuple[str, str]]:
    """What waits on the acting person beside applications to join."""
    return [line for permission, lines in _ASKED if g.who.can(permission) for line in lines()]
