"""What identifies an account, what its password may be, and who may open it anew."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from club.core.mailbox import mailbox
from club.core.refusals import Refusal
from club.core.text import N_

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
LONGEST_STAFF_NUMBER = 40
RESET_DAYS = 0.25
"""A link to set a new password holds for six hours."""
MAIL_DAYS = 1
"""A link that proves a mail address holds for a day."""
RESETS_A_DAY = 5

_PHONE = re.compile(r"\+[1-9]\d{6,14}")
_CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}")


class Kind(StrEnum):
    """By what a person can be known."""

    EMAIL = "email"
    PHONE = "phone"
    STAFF_NUMBER = "staff_number"


@dataclass(frozen=True)
class Identifier:
    """What somebody typed to say who they are, in its normal form."""

    kind: Kind
    value: str


def mail_address(text: str) -> str | None:
    """A mail address in its normal form (lower case); None where it is none."""
    return mailbox(_plain(text))


def phone_number(text: str) -> str | None:
    """A telephone number as `+8613800000000`; a Chinese mobile number may leave its country out."""
    digits = re.sub(r"[\s().\-–—]", "", _plain(text))
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if _CHINESE_MOBILE.fullmatch(digits):
        digits = "+86" + digits
    return digits if _PHONE.fullmatch(digits) else None


def staff_number(text: str) -> str | None:
    """A firm's own number of a person in its normal form (capitals, no space around); None where empty or too long."""
    number = _plain(text).upper()
    return number if 0 < len(number) <= LONGEST_STAFF_NUMBER else None


def identifier(text: str, *, in_firm: bool) -> Identifier | None:
    """What was typed at sign-in; in a firm everything that is no mail address may be a staff number."""
    if "@" in text:
        address = mail_address(text)
        return Identifier(Kind.EMAIL, address) if address else None
    if not in_firm and (phone := phone_number(text)):
        return Identifier(Kind.PHONE, phone)
    number = staff_number(text) if in_firm else None
    return Identifier(Kind.STAFF_NUMBER, number) if number else None


def one_form(password: str) -> str:
    """A password as it is set and compared (NIST SP 800-63B): the same from every keyboard."""
    return unicodedata.normalize("NFKC", password)


def password_fault(password: str, *known: str | None) -> Refusal | None:
    """Why this cannot be a password; `known` are words that others know of the person."""
    password = one_form(password)
    if len(password) < SHORTEST_PASSWORD:
        return Refusal("too_short", N_("Use at least %(count)s characters."), values={"count": SHORTEST_PASSWORD})
    if len(password) > LONGEST_PASSWORD:
        return Refusal("too_long", N_("Use at most %(count)s characters."), values={"count": LONGEST_PASSWORD})
    folded = password.casefold()
    if _is_pattern(folded) or any(folded == word.casefold() for word in known if word):
        return Refusal("too_plain", N_("This one is guessed at once. Several unrelated words make a good password."))
    return None


def _is_pattern(text: str) -> bool:
    """`aaaaaaaaaa`, `abcabcabcabc`, `1234567890`."""
    if any(text == (text[:length] * len(text))[: len(text)] for length in (1, 2, 3, 4)):
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return text.rstrip("0") in "12345678901234567890" or len(steps) == 1


def may_join(*, home_firm_id: int | None, firm_id: int | None) -> Refusal | None:
    """Whether an account may be given another place; `firm_id` None is the club itself.

    An account that belongs to one firm can be opened anew by that firm, so it must not open another's doors.
    """
    if home_firm_id is None or home_firm_id == firm_id:
        return None
    return Refusal(
        "not_verified",
        N_("This account was opened by one firm, and that firm can still set its password anew."),
        N_("Confirm a mail address under “Your account” first; then open this invitation again."),
    )


def may_reset(*, home_firm_id: int | None, firm_id: int) -> Refusal | None:
    """Whether a firm may open a person's account anew."""
    if home_firm_id == firm_id:
        return None
    return Refusal(
        "own_account",
        N_("This account is the person’s own; no firm can set its password anew."),
        N_("The person asks for a link under “Forgotten your password?” on the sign-in page."),
    )


def _plain(text: str) -> str:
    """Full-width characters as their usual ones, without space around."""
    return unicodedata.normalize("NFKC", text).strip()
