"""What a firm and its people are told."""

from dataclasses import dataclass
from typing import ClassVar

from club.core.messages import Event


@dataclass(frozen=True, kw_only=True)
class Welcome(Event):
    """To the contact of a firm whose dues are paid: the owner's way in."""

    pages: ClassVar[str] = "firms/welcome"
    firm_name: str
    days: int


@dataclass(frozen=True, kw_only=True)
class OwnershipOffered(Event):
    """To a colleague: an owner offers ownership of the firm."""

    pages: ClassVar[str] = "firms/ownership_offered"
    firm_name: str
    giver: str
    hands_over: bool
