"""Money adds, compares and shows itself within one currency."""

import pytest

from club.core.money import Money, in_full

GATE = Money(7_000_000_000, "CNY")


def test_amounts_of_one_currency_add_and_compare():
    assert Money(150, "CNY") + Money(50, "CNY") == Money(200, "CNY")
    assert Money(150, "CNY") - Money(50, "CNY") == Money(100, "CNY")
    assert Money(6_999_999_999, "CNY") < GATE
    assert Money(7_000_000_000, "CNY") <= GATE


@pytest.mark.parametrize("mix", [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b, lambda a, b: a <= b])
def test_two_currencies_do_not_mix(mix):
    with pytest.raises(ValueError, match="CNY and USD do not mix"):
        mix(GATE, Money(1, "USD"))


def test_the_same_figure_in_two_currencies_is_not_the_same_money():
    assert Money(1, "CNY") != Money(1, "USD")


@pytest.mark.parametrize(
    ("money", "shown"),
    [
        (GATE, "70,000,000 CNY"),
        (Money(6_999_999_999, "CNY"), "69,999,999.99 CNY"),
        (Money(70_000_000, "JPY"), "70,000,000 JPY"),
        (Money(0, "CNY"), "0 CNY"),
    ],
)
def test_money_shows_decimals_only_where_there_are_any(money, shown):
    assert str(money) == shown


@pytest.mark.parametrize(
    ("money", "en", "zh"),
    [
        (GATE, "70 million", "7000 万"),
        (Money(12_000_000_000, "CNY"), "120 million", "1.2 亿"),
        (Money(150_000_000_000, "CNY"), "1.5 billion", "15 亿"),
        (Money(6_999_999_999, "CNY"), "", ""),
        (Money(50_000, "CNY"), "", ""),
    ],
)
def test_money_is_said_in_words_where_they_are_exact(money, en, zh):
    assert money.in_words("en") == en
    assert money.in_words("zh") == zh


@pytest.mark.parametrize(
    ("typed", "language", "shown"),
    [
        ("7千万", "zh", "7千万 = 70,000,000 CNY（7000 万）"),
        (" 70m ", "en", "70m = 70,000,000 CNY (70 million)"),
        ("70,000,000", "en", "70,000,000 CNY (70 million)"),
        ("70000000.00", "zh_Hans", "70000000.00 = 70,000,000 CNY（7000 万）"),
    ],
)
def test_what_was_typed_is_shown_back_in_full(typed, language, shown):
    assert in_full(typed, GATE, language) == shown


def test_an_amount_without_short_words_is_shown_without_them():
    assert in_full("69999999.99", Money(6_999_999_999, "CNY"), "en") == "69999999.99 = 69,999,999.99 CNY"
