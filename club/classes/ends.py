"""What slices above let go of before the draft of a class is discarded."""

from collections.abc import Callable

Goodbye = Callable[[int], None]
_OF_DRAFTS: list[Goodbye] = []


def goes_with_draft(goodbye: Goodbye) -> Goodbye:
    """Register what is done, by a class’s id, before its draft goes."""
    _OF_DRAFTS.append(goodbye)
    return goodbye


def say_goodbye(class_id: int) -> None:
    """Let everything go that names this draft."""
    for goodbye in _OF_DRAFTS:
        goodbye(class_id)
