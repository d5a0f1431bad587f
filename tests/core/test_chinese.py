"""Chinese as people type it: width, capitals, traditional marks, and sounds."""

import pytest

from club.core.chinese import plain, sounds


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("Return", "return"),
        ("ＴＨ１", "th1"),
        ("退貨運費", "退货运费"),
        ("退货", "退货"),
        ("Ｑ：後面？", "q:后面?"),
        ("", ""),
    ],
)
def test_a_text_is_compared_in_one_width_small_and_simplified(typed, compared):
    assert plain(typed) == compared


@pytest.mark.parametrize(
    ("character", "syllables"),
    [
        ("退", ("tui",)),
        ("便", ("bian", "pian")),
        ("还", ("huan", "hai")),
        ("绿", ("lv", "lu")),
        ("行", ("xing", "hang")),
    ],
)
def test_a_character_sounds_in_its_usual_ways(character, syllables):
    assert sounds(character) == syllables


@pytest.mark.parametrize("character", ["a", "1", "，", " ", "😀", "の", ""])
def test_what_is_no_chinese_character_has_no_sound(character):
    assert sounds(character) == ()
