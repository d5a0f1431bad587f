"""Where slices above learn, in the same commit, that an attempt is finished: an acknowledgement waits for its delta."""

from collections.abc import Callable

from club.exams.models import Attempt

Listener = Callable[[Attempt], None]
_LISTENERS: list[Listener] = []


def when_finished(listener: Listener) -> Listener:
    """Register what is done with an attempt that was just finished; it has its purpose, its score and `passed`."""
    _LISTENERS.append(listener)
    return listener


def forget(listener: Listener) -> None:
    """Tell it no more."""
    _LISTENERS.remove(listener)


def tell(attempt: Attempt) -> None:
    """Tell everybody who wants to know."""
    for listener in _LISTENERS:
        listener(attempt)
