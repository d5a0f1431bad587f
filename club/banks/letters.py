"""What whoever offered a question to the club's bank is told."""

from dataclasses import dataclass
from typing import ClassVar

from club.core.messages import Event


@dataclass(frozen=True, kw_only=True)
class OfferDecided(Event):
    """To an instructor: an editor took a question of theirs into the bank, or did not, and what is to be changed."""

    pages: ClassVar[str] = "banks/offer_decided"
    text: str
    is_taken: bool
    words: str = ""
