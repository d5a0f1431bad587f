"""How an amount may be typed, and what it is understood as."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.core.amounts import LARGEST_MINOR, parse_amount
from club.core.refusals import Refusal

SEVENTY_MILLION = 7_000_000_000


@pytest.mark.parametrize(
    "typed",
    [
        "70,000,000", "70000000", "70000000.00", "70 000 000", "70.000.000", "７０００００００", "７０，０００，０００",
        "7千万", "7000万", "7,000万", "7000 万元", "７０００万", "0.7亿", "七千万", "7000w", "7kw", "7000萬",
        "70m", "70 M", "70 million", "70mn", "0.07bn", "70,000k",
        "¥70,000,000", "￥7000万", "RMB 70,000,000", "rmb70m", "70,000,000 CNY", "CNY 70m", "70m yuan",
        "人民币7000万元整", "7000万圆", "  70,000,000  ",
    ],
)  # fmt: skip
def test_seventy_million_is_understood_however_it_is_typed(typed):
    assert parse_amount(typed) == SEVENTY_MILLION


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("1亿2000万", 12_000_000_000),
        ("1亿2千万", 12_000_000_000),
        ("2千5百万", 2_500_000_000),
        ("两亿零五百万", 20_500_000_000),
        ("百万", 100_000_000),
        ("7000万5000", 7_000_500_000),
        ("69,999,999.99", 6_999_999_999),
        ("70.000.000,50", 7_000_000_050),
        ("0.01", 1),
    ],
)
def test_mixed_forms_add_up_exactly(typed, minor):
    assert parse_amount(typed) == minor


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"), ("   ", "empty"), ("\u3000", "empty"),
        ("0", "zero"), ("0.00", "zero"), ("0万", "zero"),
        ("-5", "negative"), ("−70m", "negative"), ("-¥5", "negative"), ("(500)", "negative"),
        ("1e400", "exponent"), ("7E+07", "exponent"),
        ("69,999,999.995", "too_precise"), ("0.123456789012亿", "too_precise"),
        ("70.000", "unclear_point"),
        ("99999999999999999", "too_large"), ("9" * 50 + "亿", "too_large"),
        ("70m USD", "other_currency"), ("$70m", "other_currency"),
        ("€5", "other_currency"), ("7000万日元", "other_currency"),
        ("about 70m", "not_a_number"), ("约7000万", "not_a_number"), ("70-80m", "not_a_number"),
        ("seventy", "not_a_number"), ("1万5", "not_a_number"), ("7千千", "not_a_number"), ("1亿1亿", "not_a_number"),
        ("70,0000", "not_a_number"), ("70 5", "not_a_number"), ("1.", "not_a_number"), ("..", "not_a_number"),
        ("万", "not_a_number"), ("m", "not_a_number"), ("nan", "not_a_number"), ("inf", "not_a_number"),
        ("0x10", "not_a_number"), ("٧٠", "not_a_number"), ("1" * 5000, "not_a_number"), ("😀", "not_a_number"),
        ("<script>", "not_a_number"), ("\u202e70m", "not_a_number"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_its_reason(typed, code):
    refusal = parse_amount(typed)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert str(refusal)


def test_the_currency_decides_the_decimals():
    assert parse_amount("¥7000万", "JPY") == 70_000_000
    assert parse_amount("70000000.00", "JPY") == 70_000_000
    refusal = parse_amount("70.5", "JPY")
    assert isinstance(refusal, Refusal)
    assert refusal.values == {"typed": "70.5", "currency": "JPY", "places": 0}


def test_a_mark_of_the_chosen_currency_is_no_other_currency():
    assert parse_amount("HK$70m", "HKD") == SEVENTY_MILLION
    assert parse_amount("US$ 70m", "USD") == SEVENTY_MILLION
    assert parse_amount("RM70m", "MYR") == SEVENTY_MILLION


def test_an_unknown_currency_is_refused():
    refusal = parse_amount("70m", "<script>")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "unknown_currency"


@given(st.integers(1, LARGEST_MINOR))
def test_every_amount_reads_back_as_itself(minor):
    plain = Decimal(minor).scaleb(-2)
    assert parse_amount(f"{plain:.2f}") == minor
    assert parse_amount(f"{plain:,.2f}") == minor
    assert parse_amount(f"¥{plain:,.2f} 元") == minor


@given(st.integers(1, LARGEST_MINOR // 10**9), st.sampled_from([("k", 3), ("m", 6), ("万", 4), ("亿", 8), ("千万", 7)]))
def test_a_unit_multiplies_exactly(count, unit):
    word, zeros = unit
    amount = count * 10 ** (zeros + 2)
    expected = amount if amount <= LARGEST_MINOR else "too_large"
    read = parse_amount(f"{count}{word}")
    assert (read.code if isinstance(read, Refusal) else read) == expected


@given(st.decimals("69999999.991", "69999999.999", places=5))
def test_a_fraction_below_the_gate_never_reaches_it(typed):
    read = parse_amount(f"{typed:f}")
    assert isinstance(read, Refusal)
    assert read.code == "too_precise"


@given(st.text(max_size=80) | st.text(alphabet="0123456789.,-eE 万亿千百kmw¥$元", max_size=80))
def test_any_text_gets_an_answer(typed):
    read = parse_amount(typed)
    assert isinstance(read, Refusal) or 0 < read <= LARGEST_MINOR
