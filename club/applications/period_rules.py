"""The period a turnover was earned in: a fiscal year, or the twelve months up to the end of one."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from club.applications.models import Period
from club.core.refusals import Refusal
from club.core.text import N_

TRAILING_MAY_BE_OLD = 3
"""Months after which trailing twelve months no longer say how a firm stands."""

_FISCAL = re.compile(r"(?:fy|fiscal year|fiscal)?[ -]?(?P<year>[0-9]{4})(?:年度?|年)?")
_TRAILING = re.compile(r"(?:t12)[ -](?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])")


@dataclass(frozen=True)
class TwelveMonths:
    """Twelve months, named by their last day."""

    kind: Period
    ends_on: date

    def __str__(self) -> str:
        year = f"{self.ends_on:%Y}"
        return f"fy-{year}" if self.kind is Period.FISCAL_YEAR else f"t12-{self.ends_on:%Y-%m}"


def fiscal_year(year: int) -> TwelveMonths:
    """The calendar year, which is the fiscal year of every firm in China."""
    return TwelveMonths(Period.FISCAL_YEAR, date(year, 12, 31))


def trailing_12_months(year: int, month: int) -> TwelveMonths:
    """The twelve months up to the end of this one."""
    return TwelveMonths(Period.TRAILING_12, date(year, month, monthrange(year, month)[1]))


def last_full_year(today: date) -> int:
    """The year that ended last."""
    return today.year - 1


def parse_period(text: str) -> TwelveMonths | Refusal:
    """`fy-2025`, `2025`, `2025年` or `t12-2026-10`; anything else is refused."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    fiscal, trailing = _FISCAL.fullmatch(plain), _TRAILING.fullmatch(plain)
    if fiscal and int(fiscal["year"]):
        return fiscal_year(int(fiscal["year"]))
    if trailing and int(trailing["year"]):
        return trailing_12_months(int(trailing["year"]), int(trailing["month"]))
    return Refusal("not_a_period", N_("Choose the year or the twelve months that the turnover is of."))


def offered_periods(kinds: Collection[Period], *, today: date) -> list[TwelveMonths]:
    """The periods a form lists: the last full year and the latest full months, newest last months first."""
    offered = [fiscal_year(last_full_year(today))] if Period.FISCAL_YEAR in kinds else []
    if Period.TRAILING_12 in kinds:
        offered += [trailing_12_months(*_months_before(today, back)) for back in range(1, TRAILING_MAY_BE_OLD + 1)]
    return offered


def period_problem(period: TwelveMonths, kinds: Collection[Period], *, today: date) -> Refusal | None:
    """Why turnover of this period can’t be judged: not over, too old, or of a kind the gate doesn’t take."""
    if period.kind not in kinds:
        return Refusal("other_period", N_("This club doesn’t count turnover over that kind of period."))
    newest = {"year": last_full_year(today)}
    if period.ends_on >= today:
        message = N_("That period isn’t over yet, so its turnover can’t be known.")
        return Refusal(
            "not_over", message, N_("Give the year %(year)s, or the twelve months up to last month."), newest
        )
    if period.ends_on < _oldest_end(period.kind, today):
        message = N_("That period is too long ago.")
        return Refusal("too_old", message, N_("Give the year %(year)s, or the twelve months up to last month."), newest)
    return None


def _oldest_end(kind: Period, today: date) -> date:
    if kind is Period.FISCAL_YEAR:
        return fiscal_year(last_full_year(today)).ends_on
    return trailing_12_months(*_months_before(today, TRAILING_MAY_BE_OLD)).ends_on


def _months_before(today: date, back: int) -> tuple[int, int]:
    months = today.year * 12 + today.month - 1 - back
    return months // 12, months % 12 + 1
