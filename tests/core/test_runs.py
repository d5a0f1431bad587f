"""Texts as runs of words: both texts come back whole, whatever their length."""

import random

import pytest

from club.core.runs import MOST_PAIRS, replaced, runs, words_of

PAIRS = [
    ("Reply in 30 seconds.", "Reply in 20 seconds."),
    ("", "New"),
    ("Old", ""),
    ("客服要在三十秒内回复", "客服要在二十秒内回复。"),
    ("same", "same"),
    ("one two", "two one"),
]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_runs_make_up_both_texts(before, after):
    found = runs(before, after)
    assert "".join(text for sort, text in found if sort != "new") == before
    assert "".join(text for sort, text in found if sort != "gone") == after


def test_what_changed_is_whole_words_and_single_chinese_characters():
    assert runs("Reply in 30 seconds.", "Reply in 20 seconds.") == [
        ("same", "Reply in "),
        ("gone", "30"),
        ("new", "20"),
        ("same", " seconds."),
    ]
    assert list(replaced("三十秒", "二十秒")) == [("三", "二")]


def test_a_number_with_its_marks_is_one_word():
    assert list(replaced("4,500 to 4,800, 2.5 %", "4,500 to 5,200, 2.25 %")) == [("4,800", "5,200"), ("2.5", "2.25")]


def test_neighbouring_runs_of_one_sort_are_one():
    assert runs("a", "b") == [("gone", "a"), ("new", "b")]
    assert runs("same words", "same words") == [("same", "same words")]


@pytest.mark.parametrize("alphabet", ["客服要在三十秒内回复买家", "ab cd ef. "])
def test_two_texts_of_ten_thousand_characters_are_held_sentence_by_sentence(alphabet):
    chance = random.Random(7)
    before, after = ("".join(chance.choices(alphabet + "。", k=10_000)) for _ in range(2))
    assert len(words_of(before)) * len(words_of(after)) > MOST_PAIRS
    found = runs(before, after)
    assert "".join(text for sort, text in found if sort != "new") == before
    assert "".join(text for sort, text in found if sort != "gone") == after


def test_one_word_in_a_long_text_is_found_alone():
    long = "The agent answers within the time that the shift sheet names. " * 160
    assert list(replaced(long, long.replace("sheet", "plan", 1))) == [("sheet", "plan")]
