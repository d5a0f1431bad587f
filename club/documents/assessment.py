"""Assessment by a weighted table: indicators with bands, the total, and what the total pays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal, TypeAlias

from club.core.text import N_
from club.documents.body import Item, Problem, Text

FULL_SCORE = Decimal(100)

Better: TypeAlias = Literal["higher", "lower"]
Measure: TypeAlias = Literal["ratio", "count", "seconds", "manual"]
Origin: TypeAlias = Literal["ticks", "import", "report", "lead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of values and its score from 0 to 100; None is an open end.

    Of two bands that touch, the edge belongs to the better one: `low <= value < high` where
    higher is better, `low < value <= high` where lower is better.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    score: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Item):
    """One line of the table: its weight, what the value is and where it is read."""

    name: Text
    weight: int
    better: Better = "higher"
    measure: Measure
    unit: Text
    origin: Origin
    source: Text
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PayBand:
    """From this total on (low <= total < high), so many percent of the bonus are paid."""

    low: Decimal | None = None
    high: Decimal | None = None
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleValue:
    """One measured value of a worked example."""

    indicator: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Example(Item):
    """A worked example: values by indicator, the total as printed, and the sum written out."""

    title: Text
    values: tuple[ExampleValue, ...]
    total: Decimal
    text: Text


@dataclass(frozen=True, slots=True)
class Total:
    """Points by indicator's key, their sum, and the keys that have no usable value yet."""

    points: Mapping[str, Decimal]
    missing: tuple[str, ...]

    @property
    def score(self) -> Decimal | None:
        """Return the sum, or None while a value is missing."""
        return None if self.missing else sum(self.points.values(), Decimal(0))


def score(indicator: Indicator, value: Decimal) -> Decimal | None:
    """Return the score of a value from 0 to 100, or None where no band takes it.

    An indicator without bands is judged by hand: the value itself is the score.
    """
    if not indicator.bands:
        return value if 0 <= value <= FULL_SCORE else None
    return next((band.score for band in indicator.bands if _takes(band, value, indicator.better)), None)


def total(indicators: Sequence[Indicator], values: Mapping[str, Decimal]) -> Total:
    """Return each indicator's points (weight x score / 100) and their sum."""
    scores = {each.key: score(each, values[each.key]) if each.key in values else None for each in indicators}
    points = {
        each.key: each.weight * found / FULL_SCORE for each in indicators if (found := scores[each.key]) is not None
    }
    return Total(points, tuple(key for key, found in scores.items() if found is None))


def bonus_percent(bands: Sequence[PayBand], reached: Decimal) -> Decimal | None:
    """Return how many percent of the bonus a total pays, or None where no band takes it."""
    return next((band.percent for band in bands if _takes(band, reached, "higher")), None)


def table_problems(indicators: Sequence[Indicator], path: str) -> Iterator[Problem]:
    """Yield what is wrong with a weighted table: its weights and each indicator's bands."""
    weights = sum(each.weight for each in indicators)
    if indicators and weights != FULL_SCORE:
        yield Problem(path, N_("The weights sum to %(sum)s; they must sum to 100."), {"sum": weights})
    for each in indicators:
        here = f"{path}[{each.key}]"
        if not 0 < each.weight <= FULL_SCORE:
            yield Problem(f"{here}.weight", N_("A weight is a whole number from 1 to 100."))
        yield from _band_problems(each, here)


def pay_problems(bands: Sequence[PayBand], path: str) -> Iterator[Problem]:
    """Yield what is wrong with pay bands."""
    yield from _edge_problems(bands, path)
    if any(band.percent < 0 for band in bands):
        yield Problem(path, N_("A bonus cannot be below 0 percent: earned pay is not taken back."))


def example_problems(example: Example | None, indicators: Sequence[Indicator], path: str) -> Iterator[Problem]:
    """Yield what is wrong with a worked example: above all a total that does not compute."""
    if example is None:
        return
    known = {each.key for each in indicators}
    for each in example.values:
        if each.indicator not in known:
            yield Problem(path, N_("The example names an unknown indicator: %(key)s."), {"key": each.indicator})
    found = total(indicators, {each.indicator: each.value for each in example.values}).score
    if found is None:
        yield Problem(path, N_("The example has no usable value for every indicator."))
    elif found != example.total:
        message = N_("The example says %(said)s, but its values give %(computed)s.")
        yield Problem(path, message, {"said": example.total, "computed": found})


def _takes(band: Band | PayBand, value: Decimal, better: Better) -> bool:
    if better == "higher":
        return (band.low is None or band.low <= value) and (band.high is None or value < band.high)
    return (band.low is None or band.low < value) and (band.high is None or value <= band.high)


def _band_problems(indicator: Indicator, path: str) -> Iterator[Problem]:
    here = f"{path}.bands"
    if not indicator.bands:
        if indicator.measure != "manual":
            yield Problem(here, N_("An indicator that is measured needs bands."))
        return
    yield from _edge_problems(indicator.bands, here)
    scores = [band.score for band in sorted(indicator.bands, key=_begin)]
    if any(not 0 <= each <= FULL_SCORE for each in scores):
        yield Problem(here, N_("A score goes from 0 to 100."))
    if scores != sorted(scores, reverse=indicator.better == "lower"):
        yield Problem(here, N_("A better value must not get a lower score."))


def _edge_problems(bands: Sequence[Band] | Sequence[PayBand], path: str) -> Iterator[Problem]:
    listed: list[Band | PayBand] = sorted(bands, key=_begin)
    if any(band.low is not None and band.high is not None and band.low >= band.high for band in listed):
        yield Problem(path, N_("A band must begin below its end."))
        return
    if listed and (listed[0].low is not None or listed[-1].high is not None):
        yield Problem(path, N_("The lowest band begins open and the highest ends open, so that every value has one."))
    for lower, upper in pairwise(listed):
        if lower.high is None or upper.low is None or lower.high > upper.low:
            yield Problem(path, N_("Two bands overlap at %(edge)s."), {"edge": _edge(upper.low, lower.high)})
        elif lower.high < upper.low:
            edges = {"low": lower.high, "high": upper.low}
            yield Problem(path, N_("There is a hole between %(low)s and %(high)s."), edges)


def _begin(band: Band | PayBand) -> tuple[bool, Decimal]:
    return band.low is not None, band.low or Decimal(0)


def _edge(*edges: Decimal | None) -> Decimal | str:
    return next((each for each in edges if each is not None), "-")
