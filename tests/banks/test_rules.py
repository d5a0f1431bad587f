"""Tags as people type them, and what makes two questions the same."""

from dataclasses import replace

import pytest

from club.banks.rules import are_tags, shown, sign_of, tags_of
from club.documents.body import Pair
from club.documents.kinds.exam.body import Option
from tests.documents.bodies import a_question


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        (" Returns , returns；退货、ＳＫＵ\nnight  shift ", ("returns", "退货", "sku", "night shift")),
        (",,;、", ()),
        ("re\x00turns, \u200b, \ud800", ("returns",)),
    ],
)
def test_tags_are_small_in_one_width_and_each_once(typed, tags):
    assert tags_of(typed) == tags


def test_tags_are_few_and_short():
    assert are_tags(tuple(map(str, range(10))))
    assert not are_tags(tuple(map(str, range(11))))
    assert not are_tags(("a" * 41,))


def test_two_questions_that_ask_the_same_have_the_same_sign():
    one = a_question("one", text="How  quick？")
    assert sign_of(one) == sign_of(replace(one, key="two", points=7, explanation="So.", text="How quick?"))
    for other in (replace(one, text="How slow?"), replace(one, options=(*one.options, Option(text="Never")))):
        assert sign_of(other) != sign_of(one)


def test_a_list_shows_the_beginning_in_each_language():
    assert shown(Pair("How quick?", "多快？")) == "How quick? / 多快？"
    assert shown("Q\nand more") == "Q and more"
    assert len(shown("字" * 5_000)) <= 300
