"""Amounts as people type them (7千万, 70m, ７０００００００), read exactly or refused with a reason."""

import re
import unicodedata
from decimal import Decimal, localcontext

from club.core.money import MINOR_DIGITS
from club.core.refusals import Refusal
from club.core.text import N_

LARGEST_MINOR = 10**15
LONGEST_TEXT = 60

_MARKS = {
    "CNY": ("cny", "rmb", "人民币", "¥", "yuan", "元", "圆"),
    "HKD": ("hkd", "hk$", "$", "港元", "港币", "元"),
    "TWD": ("twd", "nt$", "$", "新台币", "元"),
    "USD": ("usd", "us$", "$", "dollars", "美元"),
    "EUR": ("eur", "€", "euros", "euro", "欧元"),
    "GBP": ("gbp", "£", "英镑"),
    "SGD": ("sgd", "s$", "$", "新加坡元", "新元"),
    "AUD": ("aud", "a$", "$", "澳元"),
    "CAD": ("cad", "c$", "$", "加元"),
    "JPY": ("jpy", "¥", "yen", "日元", "円"),
    "KRW": ("krw", "₩", "韩元"),
    "VND": ("vnd", "₫", "越南盾"),
    "MYR": ("myr", "rm", "林吉特"),
    "THB": ("thb", "฿", "泰铢"),
    "PHP": ("php", "₱", "比索"),
    "IDR": ("idr", "rp", "印尼盾"),
}
_TENS = {"十": 10, "拾": 10, "百": 10**2, "佰": 10**2, "千": 10**3, "仟": 10**3}
_MYRIADS = {"万": 10**4, "萬": 10**4, "w": 10**4, "亿": 10**8, "億": 10**8, "kw": 10**7}
_LATIN = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6, "millions": 10**6,
    "b": 10**9, "bn": 10**9, "billion": 10**9, "billions": 10**9,
}  # fmt: skip
_HAN_DIGITS = {han: i % 10 for i, han in enumerate("零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖")} | {"两": 2}

_WRITTEN = re.compile(
    r"[0-9]+(\.[0-9]+)?"  # 70000000.00
    r"|[0-9]{1,3}(?P<mark>[, '’])[0-9]{3}((?P=mark)[0-9]{3})*(\.[0-9]+)?"  # 70,000,000 and 70 000 000
    r"|[0-9]{1,3}(\.[0-9]{3}){2,}(,[0-9]+)?"  # 70.000.000,00
)
_TOKEN = re.compile(
    r"(?P<number>[0-9][0-9.,'’ ]*)"
    r"|(?P<unit>[a-z]+|[十拾百佰千仟万萬亿億])"
    r"|(?P<han>[零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖两])"
)
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_HAN = re.compile("[" + "".join([*_HAN_DIGITS, *_TENS, *(one for one in _MYRIADS if not one.isascii())]) + "]")
_UNMARKED = re.compile(r"[0-9., ]+")
_EXPONENT = re.compile(r"[0-9.]+e[+-]?[0-9]+")
_UNCLEAR_POINT = re.compile(r"[0-9]{1,3}\.[0-9]{3}")


def parse_amount(text: str, currency: str = "CNY") -> int | Refusal:
    """Minor units of `currency`, exactly as typed, or a refusal that says what to type instead."""
    if currency not in MINOR_DIGITS:
        return Refusal("unknown_currency", N_("Choose a currency from the list."))
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
    if not plain:
        return Refusal("empty", N_("Type the amount, for example 70,000,000 or 7000万."))
    if len(plain) > LONGEST_TEXT:
        return _not_a_number()
    foreign = _foreign_mark(plain, currency)
    if foreign:
        return _other_currency(foreign, currency)
    value = _value_of(_without_marks(plain, currency))
    return value if isinstance(value, Refusal) else _minor_units(value, currency)


def in_plain_digits(typed: str) -> str:
    """A number as typed, without its width and the commas between thousands; with another comma it is none any more."""
    plain = unicodedata.normalize("NFKC", typed).strip().replace("\u2212", "-")
    return plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain


def number_in_characters(text: str) -> Decimal | None:
    """A number as Chinese writes it, 七千万, 1.5万, 三十; None without any such character, or where it is unclear."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if len(plain) > LONGEST_TEXT or not _HAN.search(plain):
        return None
    value = _value_of(plain)
    return value if isinstance(value, Decimal) else None


def _foreign_mark(plain: str, currency: str) -> str:
    """The mark of another currency that stands in the text, if one does."""
    if _UNMARKED.fullmatch(plain):
        return ""
    own = _MARKS[currency]
    for marks in _MARKS.values():
        for mark in marks:
            if mark in own or any(mark in o and o in plain for o in own):
                continue
            pattern = (
                rf"(?<![a-z]){re.escape(mark)}(?![a-z])" if mark[0].isascii() and mark.isalpha() else re.escape(mark)
            )
            if re.search(pattern, plain):
                return mark.upper()
    return ""


def _without_marks(plain: str, currency: str) -> str:
    if _UNMARKED.fullmatch(plain):
        return plain
    for mark in sorted(_MARKS[currency], key=len, reverse=True):
        sign = re.escape(mark)
        plain = re.sub(rf"^([-−(]?) ?{sign}(?![a-z])|(?<![a-z]){sign}(?: ?整)?$", r"\1", plain).strip()
    return plain


def _value_of(bare: str) -> Decimal | Refusal:
    if bare[:1] in {"-", "−", "–", "("} and re.search("[0-9]", bare):
        return Refusal("negative", N_("The amount can’t be below zero."))
    if _EXPONENT.fullmatch(bare):
        return Refusal(
            "exponent",
            N_("Write the number out in full, without “e”."),
            N_("A spreadsheet shortens long numbers: widen the column and copy again."),
        )
    if _UNCLEAR_POINT.fullmatch(bare):
        return Refusal(
            "unclear_point",
            N_("“%(typed)s” can be read in two ways."),
            N_("Write thousands with a comma (70,000) or without any mark."),
            {"typed": bare},
        )
    tokens = _tokens(bare)
    if not tokens:
        return _not_a_number()
    with localcontext(prec=2 * LONGEST_TEXT):  # enough that no product is rounded
        latin = tokens[-1]
        if len(tokens) == 2 and isinstance(tokens[0], Decimal) and isinstance(latin, str) and latin in _LATIN:  # noqa: PLR2004
            return tokens[0] * _LATIN[latin]
        return _sum_of(tokens)


def _tokens(bare: str) -> list[Decimal | str]:
    """Numbers and unit words in order; empty where anything else stands between them."""
    found: list[Decimal | str] = []
    at = 0
    while at < len(bare):
        match = _TOKEN.match(bare, at)
        if match is None:
            return []
        at = match.end() + (bare[match.end() : match.end() + 1] == " ")
        if match["number"]:
            number = _number(match["number"].strip())
            if number is None:
                return []
            found.append(number)
        else:
            found.append(match["unit"] or Decimal(_HAN_DIGITS[match["han"]]))
    return found


def _number(written: str) -> Decimal | None:
    if not _WRITTEN.fullmatch(written):
        return None
    if written.count(".") > 1:
        written = written.replace(".", "").replace(",", ".")
    return Decimal(re.sub("[, '’]", "", written))


def _sum_of(tokens: list[Decimal | str]) -> Decimal | Refusal:
    """Add up 1亿2千万, 2千5百万, 七千万: tens and thousands gather until a 万 or 亿 multiplies them."""
    total = section = Decimal(0)
    number: Decimal | None = None
    last = smallest = 0
    for token in tokens:
        if isinstance(token, Decimal):
            if number is not None and number != 0:
                return _not_a_number()
            number = token
        elif token in _TENS and _TENS[token] < (smallest or 10**4) and (number is not None or not section):
            section += (Decimal(1) if number is None else number) * _TENS[token]
            number, last, smallest = None, _TENS[token], _TENS[token]
        elif token in _MYRIADS and (section or number is not None):
            if total and _MYRIADS[token] >= last and last >= min(_MYRIADS.values()):
                return _not_a_number()
            total += (section + (number or 0)) * _MYRIADS[token]
            section, number, last, smallest = Decimal(0), None, _MYRIADS[token], 0
        else:
            return _not_a_number()
    if last and number is not None and number * 10 < last:
        return _not_a_number()  # 1万5 is said for 15,000 and typed for 10,005
    return total + section + (number or 0)


def _minor_units(value: Decimal, currency: str) -> int | Refusal:
    with localcontext(prec=2 * LONGEST_TEXT):
        minor = value.scaleb(MINOR_DIGITS[currency])
        if minor == 0:
            return Refusal("zero", N_("The amount can’t be zero."))
        if minor > LARGEST_MINOR:
            return Refusal("too_large", N_("The amount is larger than any firm’s. Check the number of zeros."))
        if minor != minor.to_integral_value():
            return Refusal(
                "too_precise",
                N_("“%(typed)s” is more exact than the smallest coin of %(currency)s."),
                N_("Give at most %(places)s decimals; we don’t round for you."),
                {"typed": f"{value.normalize():,f}", "currency": currency, "places": MINOR_DIGITS[currency]},
            )
        return int(minor)


def _not_a_number() -> Refusal:
    return Refusal(
        "not_a_number",
        N_("We can’t read that as an amount."),
        N_("Type one number, such as 70,000,000, 7000万 or 70 million, without “about”, “over” or a range."),
    )


def _other_currency(typed: str, currency: str) -> Refusal:
    return Refusal(
        "other_currency",
        N_("The amount says %(typed)s, but the currency chosen is %(currency)s."),
        N_("Type the amount in the chosen currency, or choose the other one."),
        {"typed": typed, "currency": currency},
    )
