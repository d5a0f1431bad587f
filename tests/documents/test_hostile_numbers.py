"""Numbers that would take minutes to reckon with are no numbers, wherever somebody writes them."""

from decimal import Decimal

import pytest

from club.copies.cells import Unreadable, value_in
from club.documents.body import MalformedBodyError
from club.documents.codec import decimal_in, from_json, to_json
from club.documents.kinds import kind_of
from club.documents.kinds.exam.body import Question
from club.documents.shape import shape
from club.exams.sheets import _remembered

HUGE = ["1e9999999", "-1e9999999", "1e-9999999", "1E+999999", "0e9999999", "NaN", "Infinity", "sNaN", "9" * 5000]


@pytest.mark.parametrize("text", HUGE)
def test_it_is_no_number_in_a_form_a_sheet_or_a_file(text: str) -> None:
    assert decimal_in(text) is None
    answer = next(field for field in shape(Question) if field.name == "answer")
    with pytest.raises(Unreadable):
        value_in(kind_of("exam"), Question, answer, text)
    with pytest.raises(MalformedBodyError):
        from_json(Question, {"key": "one", "sort": "numeric", "text": "How many?", "answer": text})


def test_numbers_that_people_write_are_numbers() -> None:
    assert decimal_in("1000000000000000") == Decimal(10) ** 15
    assert decimal_in("0.000001") == Decimal("0.000001")
    assert decimal_in("1.5000000") == Decimal("1.5")
    assert decimal_in("") is None


@pytest.mark.parametrize("text", ["1,5", "1，5", "12,34", "1,2345", ",5", "1,000,5"])
def test_a_comma_stands_between_thousands_only(text: str) -> None:
    answer = next(field for field in shape(Question) if field.name == "answer")
    with pytest.raises(Unreadable):
        value_in(kind_of("exam"), Question, answer, text)


@pytest.mark.parametrize(("text", "number"), [("1,500.5", "1500.5"), ("－１，０００", "-1000"), ("1.5", "1.5")])
def test_a_number_in_a_sheet_is_read_as_an_answer_is(text: str, number: str) -> None:
    answer = next(field for field in shape(Question) if field.name == "answer")
    assert value_in(kind_of("exam"), Question, answer, text) == to_json(Decimal(number))


@pytest.mark.parametrize("text", ["[1e999, []]", "[" * 100_000, "[true, []]", "{}", "[1]", "null", "[1, 2]", "\x00"])
def test_a_forged_memory_of_a_sheet_is_none(text: str) -> None:
    assert _remembered(text)[0] is None
