"""Texts in one language or two: added, read, counted, taken away."""

import pytest

from club.documents.body import Blank, Pair
from club.documents.languages import for_reader, for_reading, in_language, is_in_both, missing_sides, paired
from tests.documents.bodies import a_clause, a_standard


def test_a_second_language_is_added_empty_and_goes_without_a_trace():
    before = a_standard(a_clause(text="Reply in 30 seconds"), a_clause("number", text="30 %"))
    both = paired(before, "en")
    assert both.title == Pair("Service", "")
    assert both.sections[0].clauses[1].text == Pair("30 %", "30 %")
    assert in_language(both, "en") == before
    assert is_in_both(both)
    assert not is_in_both(before)


def test_an_empty_text_stays_empty_and_is_not_missing():
    both = paired(a_standard(), "zh")
    assert both.summary == ""
    assert both.title == Pair("", "Service")
    assert missing_sides(both) == 4


def test_everybody_reads_their_own_language_and_a_missing_text_in_the_other():
    both = paired(a_standard(), "en")
    assert for_reader(both, "en", "zh").title == "Service"
    translated = a_standard(title=Pair("Service", "客服"))
    assert for_reader(translated, "en", "zh").title == "客服"
    assert for_reader(a_standard(), "en", "zh").title == "Service"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("{who} sells. {who} ships", "Our firm sells. Our firm ships"),
        ("A shop; {who} ships", "A shop; our firm ships"),
        ("“Sold.” {who} ships", "“Sold.” Our firm ships"),
        ("{shop} ships", "eBay ships"),
        ("{nobody} ships", "{nobody} ships"),
    ],
)
def test_a_blank_that_begins_a_sentence_begins_with_a_capital_letter(text: str, read: str):
    blanks = (
        Blank(key="who", label="Firm", type="text", value="our firm"),
        Blank(key="shop", label="Shop", type="text", value="eBay"),
    )
    standard = a_standard(a_clause(text=text), blanks=blanks)
    assert for_reading(standard, "en").sections[0].clauses[0].text == read
