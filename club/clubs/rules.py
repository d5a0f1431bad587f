"""What a club may be called and what it may set."""

import re
from collections.abc import Collection
from zoneinfo import available_timezones

from club.core.money import Money
from club.core.refusals import Refusal
from club.core.text import N_

SLUG = re.compile(r"[a-z][a-z0-9-]{1,28}[a-z0-9]")
DOMAIN = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
LARGEST_BOARD = 15
LARGEST_STEP = 2
ACCENTS = ("gold", "jade", "indigo", "plum")


def slug_fault(slug: str, *, reserved: Collection[str], taken: Collection[str]) -> Refusal | None:
    """Why a club cannot have this slug: its form, a page of ours, or another club."""
    if not SLUG.fullmatch(slug) or "--" in slug:
        return Refusal(
            "bad_slug",
            N_("Use 3 to 30 small Latin letters, digits and single hyphens, beginning with a letter."),
        )
    if slug in reserved:
        return Refusal("reserved_slug", N_("“%(slug)s” is the address of a page of ours."), values={"slug": slug})
    if slug in taken:
        return Refusal("taken_slug", N_("Another club has this address."))
    return None


def domain_fault(domain: str) -> Refusal | None:
    """Why a name cannot be a club's domain."""
    if DOMAIN.fullmatch(domain):
        return None
    return Refusal("bad_domain", N_("Write the bare name, such as club.example, without https:// and without a path."))


def quorum_fault(yes: int, size: int) -> Refusal | None:
    """Why a board cannot decide by so many votes of so many."""
    if not 1 <= size <= LARGEST_BOARD:
        return Refusal("bad_board", N_("A board has 1 to %(most)s members."), values={"most": LARGEST_BOARD})
    if not 1 <= yes <= size:
        return Refusal("bad_quorum", N_("The votes needed lie between 1 and the number of members."))
    if yes * 2 <= size:
        return Refusal(
            "minority",
            N_("%(yes)s of %(size)s is not more than half: the others could say no at the same time."),
            values={"yes": yes, "size": size},
        )
    return None


def is_leap(before: Money, after: Money) -> bool:
    """Whether a gate moves so far, more than to the double or the half, that it may be a slip of the hand."""
    if before.currency != after.currency:
        return True
    low, high = sorted((before.amount_minor, after.amount_minor))
    return high > LARGEST_STEP * low


def removal_fault(*, below: int, is_itself: bool) -> Refusal | None:
    """Why a section cannot go."""
    if below:
        return Refusal(
            "sections_below",
            N_("Sections lie below this one, so it can’t be removed yet."),
            N_("Move them elsewhere or remove them first."),
        )
    if is_itself:
        return Refusal("into_itself", N_("The texts can’t stay in the section that goes."), N_("Choose another one."))
    return None


def is_zone(name: str) -> bool:
    """Whether a time zone is known."""
    return name in available_timezones()
