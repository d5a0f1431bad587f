"""What slices above have to say on a document's page, asked when somebody who may write opens it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Notice:
    """One sentence for this reader, and where it leads."""

    text: str
    action: str
    href: str


Teller = Callable[[Any], Notice | None]
_TELLERS: list[Teller] = []


def tells(teller: Teller) -> Teller:
    """Register a function that looks at a document's row and says what waits, or nothing."""
    _TELLERS.append(teller)
    return teller


def notices(row: Any) -> list[Notice]:
    """Everything that waits on a document."""
    found = (teller(row) for teller in _TELLERS)
    return [notice for notice in found if notice is not None]
