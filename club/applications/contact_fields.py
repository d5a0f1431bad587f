"""Who applies, and where they are reached: a mail address or a telephone number, as one field takes it."""

import re
import unicodedata
from dataclasses import dataclass

from club.core.mailbox import mailbox
from club.core.refusals import Refusal
from club.core.text import N_

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_CHINESE_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[0-9]{9,11}")


@dataclass(frozen=True)
class Contact:
    """Where an applicant is reached; one of the two is empty."""

    email: str = ""
    phone: str = ""

    def __str__(self) -> str:
        return self.email or self.phone


@dataclass(frozen=True)
class Particulars:
    """Who applies, beside what the gate judges."""

    legal_name: str
    credit_code: str
    platforms: tuple[str, ...]
    categories: str
    city: str
    contact: Contact


def parse_contact(text: str) -> Contact | Refusal:
    """A lower-case mail address, or a telephone number with its country code (China’s where none is given)."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return Refusal("empty", N_("Give a mail address or a telephone number, so that we can answer you."))
    if "@" in plain:
        return _email(plain)
    digits = re.sub(r"[\s\-().–—]", "", plain)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if _CHINESE_MOBILE.fullmatch(digits):
        return Contact(phone=f"+86{digits}")
    if _LANDLINE.fullmatch(digits):
        return Contact(phone=f"+86{digits[1:]}")
    if _PHONE.fullmatch(digits):
        return Contact(phone=digits)
    return Refusal(
        "no_contact",
        N_("We can read that neither as a mail address nor as a telephone number."),
        N_("Outside mainland China, begin the number with + and the country code."),
    )


def _email(plain: str) -> Contact | Refusal:
    email = mailbox(plain)
    if email is None:
        return Refusal("bad_email", N_("That mail address isn’t complete."), N_("It looks like name@example.com."))
    return Contact(email=email)
