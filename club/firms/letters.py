"""What a new firm is told."""

from dataclasses import dataclass
from typing import ClassVar

from club.core.messages import Event


@dataclass(frozen=True, kw_only=True)
class Welcome(Event):
    """To the contact of a firm whose dues are paid: the owner's way in."""

    pages: ClassVar[str] = "firms/welcome"
    firm_name: str
    days: int
