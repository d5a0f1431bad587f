"""Errors of typing: the same as by the whole table, for any two texts; bounded however long they are."""

from random import Random

import pytest

from club.exams.typing_rules import FASTEST, Typed, errors, is_typed_well, measure, plain


def by_the_table(text: str, typed: str) -> int:
    """The least edits to a beginning of the text, as everybody writes it down first."""
    row = list(range(len(text) + 1))
    for place, character in enumerate(typed, 1):
        above, row[0] = row[0], place
        for column, other in enumerate(text, 1):
            above, row[column] = row[column], min(above + (character != other), row[column] + 1, row[column - 1] + 1)
    return min(row)


def test_errors_are_those_of_the_table():
    chance = Random(7)
    for _round in range(400):
        text, typed = ("".join(chance.choices("ab字 ", k=chance.randrange(1, 40))) for _side in range(2))
        assert errors(text, typed) == by_the_table(text, typed), (text, typed)


@pytest.mark.parametrize(
    ("text", "typed", "wrong"),
    [
        ("abcdef", "", 0),
        ("abcdef", "abc", 0),
        ("abcdef", "abd", 1),
        ("abcdef", "bcdef", 1),
        ("abcdef", "abcdefgh", 2),
        ("今天天气很好", "今天天汽很好", 1),
        ("", "abc", 3),
    ],
)
def test_errors_by_hand(text, typed, wrong):
    assert errors(text, typed) == wrong


def test_long_texts_are_held_against_one_another_step_by_step():
    """Twice two thousand characters, nothing alike: what a table of cells would take seconds for."""
    assert errors("字" * 2_000, "a" * 4_000) == 4_000


@pytest.mark.parametrize(
    ("typed", "seconds", "found"),
    [
        ("one two three", 6, Typed(13, 130, 100)),
        ("one  two\nthree", 6, Typed(13, 130, 100)),
        ("one two thre", 6, Typed(12, 12, 100)),
        ("one two", 2, Typed(7, 7, 100)),
        ("one tow three", 6, Typed(11, 110, 84)),
        ("xxxxxxxxxxxxx", 6, Typed(0, 0, 0)),
        ("", 6, Typed(0, 0, 0)),
        ("one two three", 600, Typed(13, 13, 100)),
    ],
)
def test_speed_is_that_of_correct_characters_and_an_unfinished_text_takes_the_whole_time(typed, seconds, found):
    assert measure("one two three", typed, seconds, limit=60) == found


def test_what_comes_faster_than_hands_are_was_not_typed():
    assert is_typed_well(Typed(100, FASTEST, 100), speed=60, accuracy=95)
    assert not is_typed_well(Typed(100, FASTEST + 1, 100), speed=60, accuracy=95)


def test_composed_letters_are_one_character():
    assert plain("Cafe\u0301") == "Café"
