"""What a text's words are, and how a question looks for them; no database."""

import sqlite3

import pytest

from club.search.rules import MOST_TERMS, loose_patterns, marked, patterns, slots, words


def test_a_chinese_character_is_a_word_and_so_is_a_run_of_letters_or_digits() -> None:
    assert words("首次回复 ≤ 30 秒", "TikTok_Shop") == " 首 次 回 复 30 秒 tiktok shop "


def test_full_width_capitals_and_traditional_characters_are_as_others() -> None:
    assert words("ＰＰＣ Roas 退貨") == words("ppc ROAS 退货")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("退货", "客户要求退货时"),
        ("货", "客户要求退货时"),
        ("refund 30", "A refund within 30 days"),
        ("refu", "A refund within 30 days"),
        ("退货 30", "退货须在 30 天内"),
        ("退货须在30天", "退货须在30天内"),
        ("ＲＥＦＵＮＤ", "a refund"),
    ],
)
def test_a_question_finds(question: str, text: str) -> None:
    assert holds(text, patterns(question))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("货退", "客户要求退货时"),
        ("fund", "A refund"),
        ("refund 31", "A refund within 30 days"),
        ("天时", "今天，好时间"),
    ],
)
def test_a_question_does_not_find(question: str, text: str) -> None:
    assert not holds(text, patterns(question))


def test_the_second_try_takes_characters_in_any_order() -> None:
    assert holds("货物退回", loose_patterns("退货"))
    assert not holds("货物寄出", loose_patterns("退货"))


@pytest.mark.parametrize("question", ["", "   ", "%_", "，。！", "'; --", "\0"])
def test_what_holds_no_word_looks_for_nothing(question: str) -> None:
    assert patterns(question) == []


@pytest.mark.parametrize("question", ["a%b", "x_y", "%' OR 1=1 --"])
def test_signs_of_the_database_are_no_signs_here(question: str) -> None:
    assert all(set(one[1:-1]).isdisjoint("%_'") for one in patterns(question))


def test_a_long_question_is_cut_and_fills_every_place() -> None:
    asked = patterns(" ".join(f"w{number}" for number in range(100)))
    assert len(asked) == MOST_TERMS
    assert len(slots(asked)) == MOST_TERMS == len(slots([]))


def test_the_piece_shown_stands_round_the_first_word_found() -> None:
    text = "x " * 200 + "first reply within 30 seconds" + " y" * 200
    runs = marked(text, "reply")
    assert (True, "reply") in runs
    assert "".join(run for _, run in runs).startswith("…")
    assert max(len(run) for _, run in runs) < 100


@pytest.mark.parametrize("before", [10, 5_000])
def test_a_word_is_found_wherever_it_stands_and_however_it_is_written(before: int) -> None:
    text = "x " * before + "İ First REPLY within 30 seconds"
    assert (True, "REPLY") in marked(text, "reply nowhere")
    assert (True, "货") in marked("x " * before + "货物退回", "退货")


def test_no_word_is_cut_where_the_piece_begins_and_lines_are_kept_apart() -> None:
    text = "Alphabetical " * 20 + "\nfirst reply"
    piece = "".join(run for _, run in marked(text, "reply"))
    assert piece.startswith("…Alphabetical ")
    assert piece.endswith("Alphabetical · first reply")


def test_marks_show_characters_that_stand_apart() -> None:
    assert [run for is_asked, run in marked("货物退回", "退货") if is_asked] == ["货", "退"]


def test_a_text_in_which_nothing_is_found_shows_its_beginning() -> None:
    assert marked("Beginning of a text", "退货") == [(False, "Beginning of a text")]


def holds(text: str, asked: list[str]) -> bool:
    """As both databases do it: LIKE, term by term."""
    database = sqlite3.connect(":memory:")
    try:
        return all(database.execute("SELECT ? LIKE ?", (words(text), one)).fetchone()[0] for one in asked)
    finally:
        database.close()
