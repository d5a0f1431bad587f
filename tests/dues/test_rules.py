"""Numbers, days and sums of dues."""

from datetime import date

import pytest

from club.core.money import Money
from club.dues.models import InvoiceStatus
from club.dues.rules import due_on, invoice_number, is_overdue, plain_reference, settles, term, transfer_fault

OWED = Money(12_800_00, "CNY")
DAY = date(2026, 11, 23)


def test_a_number_says_its_year() -> None:
    assert invoice_number(2026, 1) == "2026-0001"
    assert invoice_number(2026, 12345) == "2026-12345"


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 11, 23), 12, date(2027, 11, 22)),
        (date(2027, 1, 1), 12, date(2027, 12, 31)),
        (date(2027, 8, 31), 6, date(2028, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 27)),
    ],
)
def test_a_term_ends_the_day_before_it_would_begin_again(start: date, months: int, end: date) -> None:
    assert term(start, months) == (start, end)


def test_dues_are_late_the_day_after() -> None:
    due = due_on(DAY, 30)
    assert due == date(2026, 12, 23)
    assert not is_overdue(InvoiceStatus.OPEN, due, due)
    assert is_overdue(InvoiceStatus.OPEN, due, date(2026, 12, 24))
    assert not is_overdue(InvoiceStatus.PAID, due, date(2026, 12, 24))


@pytest.mark.parametrize(
    ("status", "paid", "code"),
    [
        (InvoiceStatus.OPEN, OWED, None),
        (InvoiceStatus.OPEN, Money(12_799_99, "CNY"), "other_amount"),
        (InvoiceStatus.OPEN, Money(12_800_01, "CNY"), "other_amount"),
        (InvoiceStatus.OPEN, Money(12_800_00, "USD"), "other_currency"),
        (InvoiceStatus.PAID, OWED, "paid_before"),
        (InvoiceStatus.VOID, OWED, "void"),
    ],
)
def test_only_the_exact_sum_settles_an_open_invoice(status: InvoiceStatus, paid: Money, code: str | None) -> None:
    refusal = settles(status, OWED, paid)
    assert (refusal.code if refusal else None) == code


def test_what_to_do_about_a_difference_can_be_done() -> None:
    """One payment settles an invoice, so two transfers are recorded as their sum."""
    short, much = (settles(InvoiceStatus.OPEN, OWED, Money(minor, "CNY")) for minor in (12_000_00, 13_000_00))
    assert short is not None
    assert much is not None
    assert "record the whole %(owed)s" in short.next_step
    assert "Record the %(owed)s, and pay back" in much.next_step


def test_a_difference_is_named_by_its_side() -> None:
    assert str(settles(InvoiceStatus.OPEN, OWED, Money(100_00, "CNY"))) == "100 CNY is less than the 12,800 CNY owed."
    assert "is more than" in str(settles(InvoiceStatus.OPEN, OWED, Money(20_000_00, "CNY")))


def test_a_bank_reference_is_compared_without_its_spaces() -> None:
    assert plain_reference(" ab 12\t３４ ") == "AB1234"


@pytest.mark.parametrize(
    ("reference", "received", "code"),
    [
        ("T1", DAY, None),
        ("T1", date(2026, 11, 24), None),
        ("  ", DAY, "no_reference"),
        ("x" * 101, DAY, "long_reference"),
        ("T1", date(2026, 11, 25), "future_day"),
        ("T1", date(2026, 10, 31), "early_day"),
    ],
)
def test_a_transfer_has_a_reference_and_a_day_that_can_be_true(
    reference: str, received: date, code: str | None
) -> None:
    fault = transfer_fault(reference, received, issued_on=date(2026, 11, 1), today=DAY)
    assert (fault.code if fault else None) == code
