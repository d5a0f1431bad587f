"""What a firm may become, and the name by which its address is known."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import count, islice

from club.firms.models import FirmStatus

TRANSITIONS: Mapping[FirmStatus, frozenset[FirmStatus]] = {
    FirmStatus.APPROVED_UNPAID: frozenset({FirmStatus.ACTIVE, FirmStatus.ENDED}),
    FirmStatus.ACTIVE: frozenset({FirmStatus.ENDED}),
    FirmStatus.ENDED: frozenset(),
}
"""From each status the ones that may follow."""

WELCOME_DAYS = 14
"""How long the owner's link is good after activation."""

LONGEST_SLUG = 40
SLUGS_TRIED = 20


def may_become(now: FirmStatus, then: FirmStatus) -> bool:
    """Whether a firm's status may change so."""
    return then in TRANSITIONS[now]


def slug_of(name: str) -> str:
    """The Latin letters and digits of a name, joined by hyphens; empty where they do not make a word."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("'", "").replace("’", "")
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    words = re.findall(r"[a-z0-9]+", bare)
    slug = "-".join(words)[:LONGEST_SLUG].strip("-")
    return slug if len(re.findall("[a-z]", slug)) > 1 else ""


def slugs_for(name: str, ref: str) -> Iterator[str]:
    """Addresses to try in order: `lantern`, `lantern-2` ...; without Latin letters `firm-<ref>`."""
    slug = slug_of(name)
    if slug:
        yield slug
        yield from islice((f"{slug}-{number}" for number in count(2)), SLUGS_TRIED)
    yield f"firm-{ref}"
