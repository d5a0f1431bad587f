"""Money: whole minor units and a currency; never a float."""

from dataclasses import dataclass
from decimal import Decimal

MINOR_DIGITS = {
    "CNY": 2, "HKD": 2, "TWD": 2, "USD": 2, "EUR": 2, "GBP": 2, "SGD": 2, "MYR": 2, "THB": 2, "PHP": 2, "IDR": 2,
    "AUD": 2, "CAD": 2, "JPY": 0, "KRW": 0, "VND": 0,
}  # fmt: skip
"""Currencies that are understood, with their decimals (ISO 4217)."""

_WORDS = {
    "en": ((10**9, " billion"), (10**6, " million")),
    "zh": ((10**8, " 亿"), (10**4, " 万")),
}


@dataclass(frozen=True)
class Money:
    """An amount in minor units of one currency; amounts of two currencies neither add nor compare."""

    amount_minor: int
    currency: str

    @property
    def major(self) -> Decimal:
        """The amount as a person writes it, exactly."""
        return Decimal(self.amount_minor).scaleb(-MINOR_DIGITS.get(self.currency, 2))

    def _minor_of(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other.amount_minor

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount_minor + self._minor_of(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount_minor - self._minor_of(other), self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount_minor < self._minor_of(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount_minor <= self._minor_of(other)

    def __str__(self) -> str:
        return f"{self.digits} {self.currency}"

    @property
    def digits(self) -> str:
        """The amount with thousands marked; decimals only where there are any."""
        places = MINOR_DIGITS.get(self.currency, 2)
        whole = self.major == self.major.to_integral_value()
        return f"{self.major:,.{0 if whole else places}f}"

    def in_words(self, language: str) -> str:
        """“70 million” or “7000 万”, where that says it exactly and shorter; else nothing."""
        for size, word in _WORDS.get(language[:2], _WORDS["en"]):
            count = (self.major / size).normalize()
            if abs(count) >= 1 and count * size == self.major and -count.as_tuple().exponent <= 3:  # type: ignore[operator] # noqa: PLR2004
                return f"{count:f}{word}"
        return ""


def in_full(typed: str, money: Money, language: str) -> str:
    """What was typed beside what it was understood as: `7千万 = 70,000,000 CNY (70 million)`."""
    words = money.in_words(language)
    bracketed = {"": ""}.get(words, f"（{words}）" if language.startswith("zh") else f" ({words})")
    said = f"{money}{bracketed}"
    return said if typed.strip() in {money.digits, str(money)} else f"{typed.strip()} = {said}"
