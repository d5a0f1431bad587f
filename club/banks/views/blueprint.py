"""Where banks stand in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, url_for

from club.banks.queries import CLUB, FIRM, Bank
from club.policy import Can

blueprint = Blueprint("banks", __name__)
OF_FIRM, OF_CLUB = "/firms/<slug:firm>/question-bank", "/question-bank"


@dataclass(frozen=True)
class Place:
    """A bank as whoever works on it stands before it: its rows, and how its pages are addressed.

    Whoever `only_offers` questions reads and changes the own ones that are not in it yet, and no other.
    """

    bank: Bank
    at: Callable[..., str]
    only_offers: bool = False

    @property
    def is_firms(self) -> bool:
        return self.bank is FIRM


def of_firm() -> Place:
    """The bank of the firm in the address."""

    def at(to: str, /, **values: Any) -> str:
        return url_for(f"banks.{to}", firm=g.standing.slug, **values)

    return Place(FIRM, at)


def of_club() -> Place:
    """The club's bank."""

    def at(to: str, /, **values: Any) -> str:
        return url_for(f"banks.club_{to}", **values)

    return Place(CLUB, at, only_offers=not g.who.can(Can.TEMPLATE_WRITE))
