"""Which twelve months a turnover may be of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.applications.models import Period
from club.applications.period_rules import (
    fiscal_year,
    offered_periods,
    parse_period,
    period_problem,
    trailing_12_months,
)
from club.core.refusals import Refusal


@pytest.mark.parametrize("typed", ["fy-2025", "2025", "FY2025", " 2025年 ", "2025年度", "２０２５"])
def test_a_fiscal_year_is_read(typed):
    assert parse_period(typed) == fiscal_year(2025)


def test_twelve_months_are_read_by_their_last_month():
    assert parse_period("t12-2024-02") == trailing_12_months(2024, 2)
    assert trailing_12_months(2024, 2).ends_on == date(2024, 2, 29)


@pytest.mark.parametrize("typed", ["", "last year", "0000", "t12-2026-13", "t12-0000-01", "20255", "fy-", "9" * 5000])
def test_anything_else_is_no_period(typed):
    refusal = parse_period(typed)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "not_a_period"


def test_in_january_the_year_that_just_ended_counts():
    new_year = date(2027, 1, 1)
    assert period_problem(fiscal_year(2026), [*Period], today=new_year) is None
    assert [str(p) for p in offered_periods([*Period], today=new_year)] == [
        "fy-2026",
        "t12-2026-12",
        "t12-2026-11",
        "t12-2026-10",
    ]


def test_only_the_kinds_that_the_gate_takes_are_offered():
    assert offered_periods([Period.FISCAL_YEAR], today=date(2026, 11, 23)) == [fiscal_year(2025)]
    assert offered_periods([], today=date(2026, 11, 23)) == []


@pytest.mark.slow
@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_offered_period_is_one_that_is_judged_and_reads_back(today):
    for period in offered_periods([*Period], today=today):
        assert period_problem(period, [*Period], today=today) is None
        assert parse_period(str(period)) == period


@pytest.mark.slow
@given(st.text(max_size=30))
def test_any_text_gets_an_answer(typed):
    assert parse_period(typed) is not None
