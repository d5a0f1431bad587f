"""What a firm may become, and the name by which its address is known."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import count, islice
from zoneinfo import ZoneInfo

from club.core.chinese import sounds
from club.core.refusals import Refusal
from club.core.text import N_
from club.firms.models import FirmStatus
from club.policy import FirmRole

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
SYLLABLES = 6
"""How much of a Chinese name is in a short name that people type: the place, the firm’s own word, what it deals in."""
_LEGAL_FORM = re.compile("集[团團]|股份|有限|[责責]任|公司")


def may_become(now: FirmStatus, then: FirmStatus) -> bool:
    """Whether a firm's status may change so."""
    return then in TRANSITIONS[now]


def slug_of(name: str) -> str:
    """The Latin letters and digits of a name, joined by hyphens; else how it sounds; empty where neither is a word."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("'", "").replace("’", "")
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    words = re.findall(r"[a-z0-9]+", bare)
    return _word("-".join(words)[:LONGEST_SLUG].strip("-")) or _word(_sound_of(name))


def _sound_of(name: str) -> str:
    """The first syllables of a Chinese name in pinyin, without what every firm is called."""
    heard = [sounds(character) for character in _LEGAL_FORM.sub("", name)]
    return "".join([syllables[0] for syllables in heard if syllables][:SYLLABLES])


def _word(slug: str) -> str:
    return slug if len(re.findall("[a-z]", slug)) > 1 else ""


def slugs_for(name: str, ref: str) -> Iterator[str]:
    """Addresses to try in order: `lantern`, `lantern-2` ...; of a name that makes no word `firm-<ref>`."""
    slug = slug_of(name)
    if slug:
        yield slug
        yield from islice((f"{slug}-{number}" for number in count(2)), SLUGS_TRIED)
    yield f"firm-{ref}"


LATEST_DAY_START = 11
"""A night shift's day begins at most so late in the morning."""


def is_zone(name: str) -> bool:
    """Whether a time zone of this name is known."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return bool(name)


def remove_department_refusal(people: int, open_invitations: int) -> Refusal | None:
    """Why a department can't be removed; None where nobody belongs to it."""
    if people or open_invitations:
        return Refusal(
            "department_in_use",
            N_("People belong to this department, or are invited to it."),
            N_("Move them to another department first."),
        )
    return None


def welcome_refusal(status: FirmStatus, *, is_asked: bool, has_come_in: bool) -> Refusal | None:
    """Why the first owner can't be given a new link; None where one is due."""
    if has_come_in:
        return Refusal(
            "owner_is_in",
            N_("The owner has come in already; the first link is used up."),
            N_("The owner signs in. Where the password is lost, the club’s office gives a new one."),
        )
    if status is not FirmStatus.ACTIVE or not is_asked:
        return Refusal(
            "not_asked_in",
            N_("The firm is not open yet, so there is no link to its workspace."),
            N_("Load the page again and look at the next step."),
        )
    return None


def offer_refusal(role: FirmRole, *, is_self: bool, has_left: bool, then_role: FirmRole | None) -> Refusal | None:
    """Why ownership can't be offered to somebody; None where it can."""
    if has_left:
        return Refusal("has_left", N_("This person has left the firm."))
    if is_self:
        return Refusal("own_offer", N_("You are the owner already. Offer ownership to somebody else."))
    if role is FirmRole.OWNER and then_role is None:
        return Refusal("is_owner", N_("This person is an owner already."))
    if then_role is FirmRole.OWNER:
        return Refusal("stays_owner", N_("Whoever hands the firm over takes another role."))
    return None
