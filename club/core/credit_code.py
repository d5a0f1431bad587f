"""Unified Social Credit Codes (GB 32100-2015), and ID-card numbers typed where none is asked."""

import re
import unicodedata
from datetime import date

from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidFormat, ValidationError

from club.core.refusals import Refusal
from club.core.text import N_

LENGTH = 18
_WHERE = N_("It stands at the top of the business licence.")
_COMPARE = N_("Compare it with the business licence, character by character.")
_NEVER_USED = set("IOZSV")
_ID_CARD = re.compile(r"(?<![0-9A-Za-z])[1-8][0-9](?:[ -]?[0-9]){15}[ -]?[0-9Xx](?![0-9A-Za-z])")
_PROVINCES = frozenset(
    {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46}
    | {50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83}
)
_FIRST_BIRTH_YEAR = 1900


def parse_credit_code(text: str) -> str | Refusal:
    """The 18 characters in capitals, or a refusal that names the character to look at."""
    code = re.sub(r"[\s\-–—·.]", "", unicodedata.normalize("NFKC", text)).upper()
    strange = next((c for c in code if not (c.isascii() and c.isalnum())), "")
    if not code:
        return Refusal("empty", N_("Type the firm’s unified social credit code."), _WHERE)
    if strange:
        message = N_("A credit code has only digits and Latin capitals; yours has “%(character)s”.")
        return Refusal("strange_character", message, _WHERE, {"character": strange})
    if len(code) != LENGTH:
        message = N_("A credit code has 18 characters; this one has %(count)s.")
        return Refusal("length", message, _WHERE, {"count": len(code)})
    return _unconfused(code)


def _unconfused(code: str) -> str | Refusal:
    confused = next((c for c in code if c in _NEVER_USED), "")
    if confused:
        return Refusal(
            "confusable",
            N_("A credit code never has the letters I, O, Z, S or V; yours has “%(character)s”, at place %(place)s."),
            N_("Read 1 for I, 0 for O, 2 for Z, 5 for S, and U or Y for V."),
            {"character": confused, "place": code.index(confused) + 1},
        )
    if looks_like_id_card(code):
        return Refusal("id_card", N_("This looks like a person’s ID-card number. We never ask for one."), _WHERE)
    return _checked(code)


def _checked(code: str) -> str | Refusal:
    try:
        return uscc.validate(code)
    except InvalidFormat:
        return Refusal("first_eight", N_("The first eight characters of a credit code are digits."), _COMPARE)
    except ValidationError:
        message = N_("The last character doesn’t fit the others, so at least one is mistyped.")
        return Refusal("check_character", message, _COMPARE)


def looks_like_id_card(text: str) -> bool:
    """Whether a mainland ID-card number stands anywhere in the text (province, birth date and check digit fit)."""
    plain = unicodedata.normalize("NFKC", text)
    return any(_is_id_card(re.sub("[ -]", "", found).upper()) for found in _ID_CARD.findall(plain))


def _is_id_card(number: str) -> bool:
    if int(number[:2]) not in _PROVINCES or ric.calc_check_digit(number) != number[-1]:
        return False
    try:
        born = date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return False
    return born.year >= _FIRST_BIRTH_YEAR
