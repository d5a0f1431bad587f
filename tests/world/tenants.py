"""A tenant of the world: a club, and for a firm of it what the firm adds; with a value for each address."""

from collections.abc import Callable
from dataclasses import dataclass, field

from club.clubs.models import Club
from club.firms.models import Firm
from club.people.models import Person

Value = str | Callable[[Person | None], str]


@dataclass
class Tenant:
    """Whose things they are; `values` names them as arguments of addresses do (see `addresses.py`)."""

    club: Club
    firm: Firm | None = None
    people: dict[str, Person] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)

    def note(self, kind: str, row: object) -> None:
        """Remember a row's names, so that they can be sent from elsewhere."""
        for name in ("id", "ref", "slug", "number"):
            if (value := getattr(row, name, None)) is not None:
                self.ids.setdefault(kind, []).append(str(value))
