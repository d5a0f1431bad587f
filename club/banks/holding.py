"""Where slices above say that they still show a picture of a bank: an attempt keeps what it drew."""

from collections.abc import Callable

from club.banks.queries import Bank

Holder = Callable[[Bank, str], bool]
_HOLDERS: list[Holder] = []


def holds_pictures(holder: Holder) -> Holder:
    """Register who is asked before a picture goes, by its bank and its ref."""
    _HOLDERS.append(holder)
    return holder


def is_held(bank: Bank, ref: str) -> bool:
    """Whether anybody shows it."""
    return any(holder(bank, ref) for holder in _HOLDERS)
