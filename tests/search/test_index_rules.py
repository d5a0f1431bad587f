"""How the club's index keeps words and how it is asked; no database."""

import pytest

from club.search.index_rules import asked_for, asked_loosely, facets, narrowed, tokens
from club.search.rules import LONGEST_QUESTION, MOST_TERMS


def test_chinese_is_kept_in_pairs_and_other_words_whole_each_once() -> None:
    assert tokens("退货退货 TikTok_Shop", "tiktok") == "退货 货退 货 tiktok shop"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("退货", ['"退货"']),
        ("退", ['"退"*']),
        ("数据分析", ['"数据"', '"据分"', '"分析"']),
        ("shop a", ['"shop"*', '"a"']),
        ("退貨 ＰＰＣ", ['"退货"', '"ppc"*']),
        ('"AND" OR x*', ['"and"*', '"or"*', '"x"']),
        ("words : NEAR(a b)", ['"words"*', '"near"*', '"a"', '"b"']),
    ],
)
def test_a_question_asks_for(question: str, asked: list[str]) -> None:
    assert asked_for(question) == asked


@pytest.mark.parametrize("question", ["", " ", "“”", "'; --", "😀", "\0", "_club_7"[:1]])
def test_what_holds_no_word_asks_for_nothing(question: str) -> None:
    assert asked_for(question) == []


def test_the_second_try_lets_pairs_stand_apart() -> None:
    assert asked_loosely("广告优化") == ['"广告"', '"优化"']
    assert asked_loosely("广告词") == ['"广告"', '"告词"']


def test_a_long_question_is_cut() -> None:
    assert len(asked_for(" ".join(f"w{n}" for n in range(9000)))) <= 2 * MOST_TERMS
    assert len(asked_for("退" * LONGEST_QUESTION + "货")) == 1


def test_no_written_word_passes_for_what_a_search_is_narrowed_by() -> None:
    kept = facets(club=7, kind="talk", lang="zh", is_public=True, section=3)
    assert kept == "_club_7 _kind_talk _lang_zh _public _in_3"
    assert not set(kept.split()) & set(tokens(kept).split())
    assert asked_for("_public _club_8") == ['"public"*', '"club"*', '"8"']


def test_a_visitor_is_narrowed_to_what_is_public_a_member_is_not() -> None:
    assert narrowed(club=7, is_member=False) == ['"_club_7"', '"_public"']
    assert narrowed(club=7, is_member=True, kind="talk", lang="zh", sections=[3, 4]) == [
        '"_club_7"', '"_kind_talk"', '"_lang_zh"', '("_in_3" OR "_in_4")',
    ]  # fmt: skip
