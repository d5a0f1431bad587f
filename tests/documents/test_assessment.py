"""The weighted table: edges belong to one band, weights sum to 100, the total is the hand computation."""

from decimal import Decimal

import pytest

from club.documents.assessment import (
    Band,
    Example,
    ExampleValue,
    PayBand,
    bonus_percent,
    example_problems,
    pay_problems,
    score,
    table_problems,
    total,
)
from tests.documents.bodies import an_indicator, bands


def messages(*indicators: object) -> list[str]:
    return [str(problem) for problem in table_problems(indicators, "indicators")]


@pytest.mark.parametrize(
    ("value", "expected"), [("0", 0), ("1.99", 0), ("2", 50), ("3.99", 50), ("4", 100), ("1000", 100), ("-5", 0)]
)
def test_where_higher_is_better_an_edge_belongs_to_the_band_above(value, expected):
    assert score(an_indicator(bands=bands(2, 4)), Decimal(value)) == expected


@pytest.mark.parametrize(("value", "expected"), [("0", 100), ("30", 100), ("30.01", 80), ("45", 80), ("45.5", 0)])
def test_where_lower_is_better_an_edge_belongs_to_the_band_below(value, expected):
    reply = an_indicator(better="lower", measure="seconds", bands=bands(30, 45, scores=(100, 80, 0)))
    assert score(reply, Decimal(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("0", 0), ("73.5", Decimal("73.5")), ("100", 100), ("101", None), ("-1", None)]
)
def test_a_value_judged_by_hand_is_its_own_score(value, expected):
    assert score(an_indicator(measure="manual", bands=()), Decimal(value)) == expected


def test_a_value_in_a_hole_has_no_score():
    broken = an_indicator(bands=(Band(high=Decimal(1), score=Decimal(0)),))
    assert score(broken, Decimal(2)) is None


def test_a_total_of_six_indicators_equals_the_hand_computation():
    table = (
        an_indicator("ratio", 35, bands=bands(80, 95, 100, scores=(0, 60, 85, 100))),
        an_indicator("count", 15, better="lower", measure="count", bands=bands(0, 1, 2, scores=(100, 80, 50, 0))),
        an_indicator("seconds", 15, better="lower", measure="seconds", bands=bands(30, 60, scores=(100, 50, 0))),
        an_indicator("reviews", 10, bands=bands(80, 95, scores=(0, 60, 100))),
        an_indicator("manual", 15, measure="manual", bands=()),
        an_indicator("ticks", 10, bands=bands(85, scores=(0, 100))),
    )
    values = {"ratio": 97, "count": 1, "seconds": 60, "reviews": 94, "manual": "70.5", "ticks": 85}
    reached = total(table, {key: Decimal(value) for key, value in values.items()})
    # 35 x 0.85 + 15 x 0.80 + 15 x 0.50 + 10 x 0.60 + 15 x 0.705 + 10 x 1.00
    assert reached.points["ratio"] == Decimal("29.75")
    assert reached.score == Decimal("75.825")


def test_a_total_names_what_is_missing_instead_of_guessing():
    reached = total((an_indicator("a", 60), an_indicator("b", 40)), {"a": Decimal(5)})
    assert (reached.score, reached.missing, reached.points) == (None, ("b",), {"a": Decimal(60)})


@pytest.mark.parametrize(("reached", "percent"), [("59.9", 0), ("60", 50), ("79.999", 50), ("80", 100)])
def test_a_total_pays_by_its_band(reached, percent):
    pay = (
        PayBand(high=Decimal(60), percent=Decimal(0)),
        PayBand(low=Decimal(60), high=Decimal(80), percent=Decimal(50)),
        PayBand(low=Decimal(80), percent=Decimal(100)),
    )
    assert bonus_percent(pay, Decimal(reached)) == percent
    assert list(pay_problems(pay, "pay_bands")) == []


def test_pay_bands_are_whole_and_never_below_zero():
    holed = (PayBand(high=Decimal(60), percent=Decimal(-1)), PayBand(low=Decimal(70), percent=Decimal(50)))
    assert [str(problem) for problem in pay_problems(holed, "pay_bands")] == [
        "pay_bands: There is a hole between 60 and 70.",
        "pay_bands: A bonus cannot be below 0 percent: earned pay is not taken back.",
    ]
    assert bonus_percent(holed, Decimal(65)) is None


@pytest.mark.parametrize(("weights", "message"), [((60, 39), "99"), ((60, 41), "101")])
def test_weights_that_do_not_sum_to_100_are_named(weights, message):
    table = [an_indicator(f"i{place}", weight) for place, weight in enumerate(weights)]
    assert messages(*table) == [f"indicators: The weights sum to {message}; they must sum to 100."]


def test_a_weight_of_nothing_is_refused():
    assert messages(an_indicator("a", 100), an_indicator("b", 0)) == [
        "indicators[b].weight: A weight is a whole number from 1 to 100."
    ]


def test_no_indicators_are_no_problem():
    assert messages() == []


def band(low: int | None, high: int | None, points: int) -> Band:
    return Band(
        low=None if low is None else Decimal(low), high=None if high is None else Decimal(high), score=Decimal(points)
    )


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        ((band(None, 3, 0), band(2, None, 100)), "Two bands overlap at 2."),
        ((band(None, None, 0), band(2, None, 100)), "Two bands overlap at 2."),
        ((band(None, None, 0), band(None, None, 100)), "Two bands overlap at -."),
        ((band(None, 2, 0), band(3, None, 100)), "There is a hole between 2 and 3."),
        (
            (band(0, 2, 0), band(2, None, 100)),
            "The lowest band begins open and the highest ends open, so that every value has one.",
        ),
        (
            (band(None, 2, 0), band(2, 9, 100)),
            "The lowest band begins open and the highest ends open, so that every value has one.",
        ),
        ((band(None, 2, 0), band(2, 2, 50), band(2, None, 100)), "A band must begin below its end."),
        ((band(None, 2, 100), band(2, None, 0)), "A better value must not get a lower score."),
        ((band(None, 2, 0), band(2, None, 101)), "A score goes from 0 to 100."),
        ((), "An indicator that is measured needs bands."),
    ],
)
def test_bands_that_leave_a_doubt_are_named(listed, message):
    assert messages(an_indicator(bands=listed)) == [f"indicators[ctr].bands: {message}"]


def test_bands_may_be_written_in_any_order():
    assert messages(an_indicator(bands=tuple(reversed(bands(1, 2, 3))))) == []


def test_an_example_must_compute():
    def told(total_said: int, key: str = "ctr") -> list[str]:
        values = (ExampleValue(indicator=key, value=Decimal(3)),)
        example = Example(key="example", title="Example", values=values, total=Decimal(total_said), text="Sum")
        return [problem.message % problem.values for problem in example_problems(example, [an_indicator()], "example")]

    assert told(50) == []
    assert told(51) == ["The example says 51, but its values give 50."]
    assert told(50, "other") == [
        "The example names an unknown indicator: other.",
        "The example has no usable value for every indicator.",
    ]
    assert list(example_problems(None, [], "example")) == []
