"""What may be said of how an exam of the club goes, so that it tells of no firm and of nobody."""

from dataclasses import dataclass

from club.library.count_rules import FEWEST_TOLD
from club.library.count_rules import told as told_of


@dataclass(frozen=True)
class Told:
    """How many people of how many firms sat it at least, and passed; nothing where it would tell of one."""

    told_firms: int | None = None
    told_sat: int | None = None
    told_passed: int | None = None


def told(*, firms: int, sat: int, passed: int, members: int) -> Told:
    """People are told of as firms are: from five firms on, in steps of five, and never that nearly all passed."""
    at_least = told_of(firms, members=members)
    if at_least is None:
        return Told()
    people = sat // FEWEST_TOLD * FEWEST_TOLD
    return Told(at_least, people, told_of(passed, members=sat))
