"""What finds an answer, and what comes first."""

from datetime import date
from typing import Any

import pytest

from club.answers.search_rules import LONGEST, MOST_FOUND, Index, alike, search
from club.documents.kinds.answers.body import Topic, Variant
from club.documents.languages import for_reading
from club.library.starters import starter
from tests.documents.bodies import a_catalogue, an_answer

DAY = date(2026, 11, 27)
FREIGHT = an_answer("freight", title="退货运费谁出", code="th2", wordings=("退货包运费吗",), text="我们出。")
HOW = an_answer(
    "how", title="怎么退货", code="th1", topic="return", wordings=("不喜欢，能退吗",), text="7 天内可以退。"
)
CHEAPER = an_answer(
    "cheaper", title="想便宜点", code="jg1", wordings=("能便宜点吗？",), text="页面价对谁都一样，退货看运费险。"
)
ENGLISH = an_answer(
    "carrier", title="Which carrier", code="kd1", wordings=("Which courier do you use?",), text="SF Express."
)
CATALOGUE = a_catalogue(FREIGHT, HOW, CHEAPER, ENGLISH, topics=(Topic(key="return", title="退换"),))


def found(typed: str, catalogue: Any = CATALOGUE, day: date = DAY) -> list[str]:
    result = search(Index(catalogue), typed, day)
    return [] if result.is_near else [answer.key for _, answer in result.ranked]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("运费", "freight"),
        ("包运", "freight"),
        ("thyf", "freight"),
        ("yunfei", "freight"),
        ("tuihuoyunfei", "freight"),
        ("tuihuoyunf", "freight"),
        ("tuihyf", "freight"),
        ("退货yf", "freight"),
        ("th2", "freight"),
        ("TH2", "freight"),
        ("ｔｈ２", "freight"),
        ("退貨運費", "freight"),
        ("运费，谁", "freight"),
        ("谁出 退货", "freight"),
        ("py", "cheaper"),
        ("by", "cheaper"),
        ("pianyi", "cheaper"),
        ("carr", "carrier"),
        ("courier which", "carrier"),
        ("sf", "carrier"),
        ("th", "freight"),
        ("退换", "how"),
        ("7天", "how"),
    ],
)
def test_an_answer_is_found_by(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_a_code_comes_before_its_beginning_and_both_before_words() -> None:
    answers = [
        an_answer("text", text="th1"),
        an_answer("wording", wordings=("th1",)),
        an_answer("title", title="th1"),
        an_answer("begins", code="th12"),
        an_answer("code", code="th1"),
    ]
    assert found("th1", a_catalogue(*answers)) == ["code", "begins", "title", "wording", "text"]


def test_where_it_stands_decides_then_the_order_of_the_catalogue() -> None:
    answers = [
        an_answer("answer", text="看运费险"),
        an_answer("topic", topic="freight"),
        an_answer("wording", wordings=("谁付运费",)),
        an_answer("wording-begins", wordings=("运费多少",)),
        an_answer("problem", title="问运费"),
        an_answer("begins", title="运费谁出"),
        an_answer("begins-too", title="运费险"),
    ]
    catalogue = a_catalogue(*answers, topics=(Topic(key="freight", title="运费"),))
    expected = ["begins", "begins-too", "problem", "wording-begins", "wording", "topic", "answer"]
    assert found("运费", catalogue) == expected
    assert found("yf", catalogue) == expected[:-1]


def test_every_word_has_to_be_found() -> None:
    assert found("退货 运费") == ["freight", "cheaper"]
    assert found("退货 运费 carrier") == []


def test_letters_are_no_sounds_in_the_middle_of_an_english_word() -> None:
    assert found("arrier") == []


def test_a_variant_is_found_by_its_text() -> None:
    other = Variant(key="v", when="短一点", text="亲，包邮哦")
    assert found("包邮", a_catalogue(an_answer(variants=(other,)))) == ["freight"]


def test_a_sentence_that_a_buyer_wrote_finds_what_is_like_it() -> None:
    catalogue = for_reading(starter("service_answers")[1], "zh")
    result = search(Index(catalogue), "你好，我的快递到哪里了呢，怎么还没到啊", DAY)
    assert result.is_near
    assert result.ranked[0][1].key == "q-late"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("好评返现", "pj2"),
        ("治颈椎", "mg1"),
        ("被套多大", "cc1"),
        ("急用", "fh3"),
        ("送啥", "zp1"),
        ("补30", "th7"),
        ("皮肤敏感", "mg3"),
        ("多少斤", "cc4"),
        ("mattress size fitted", "cc1"),
        ("urgent tomorrow", "fh3"),
        ("cash back for review", "pj2"),
    ],
)
def test_a_few_words_in_a_hurry_lead_to_the_clubs_answer(typed: str, code: str) -> None:
    language = "en" if typed.isascii() else "zh"
    catalogue = for_reading(starter("service_answers")[1], language)
    assert code in [answer.code for _, answer in search(Index(catalogue), typed, DAY).ranked[:2]]


@pytest.mark.parametrize(
    "typed", ["怎么安装", "zzzz", "🙂🙂", "?!…", "x" * 5000, "zhu" * 60, "%_'\"\\", "[a-z]+(", "\x00"]
)
def test_what_is_not_there_finds_nothing(typed: str) -> None:
    assert found(typed) == []


@pytest.mark.parametrize("typed", ["这个怎么安装", "你好", "Hello, can you help me", "?"])
def test_a_sentence_of_which_hardly_anything_is_known_is_like_nothing(typed: str) -> None:
    assert search(Index(for_reading(starter("service_answers")[1], "zh")), typed, DAY).ranked == ()


def test_what_was_typed_is_read_up_to_its_limit() -> None:
    assert found("运费" + " " * LONGEST + "carrier") == found("运费")


def test_a_page_of_answers_is_all_that_is_shown() -> None:
    catalogue = a_catalogue(*(an_answer(f"a{n}", title=f"运费 {n}") for n in range(40)))
    assert found("运费", catalogue) == [f"a{n}" for n in range(MOST_FOUND)]


@pytest.mark.parametrize(("day", "is_found"), [(10, False), (11, True), (12, True), (13, False)])
def test_a_festivals_answer_is_found_while_it_holds(day: int, is_found: bool) -> None:
    festival = an_answer(title="双十一", begins=date(2026, 11, 11), ends=date(2026, 11, 12))
    assert found("双十一", a_catalogue(festival), date(2026, 11, day)) == ["freight"] * is_found


def test_without_a_word_the_answers_of_the_season_stand_there() -> None:
    festival = an_answer("festival", begins=date(2026, 11, 1), ends=date(2026, 11, 30))
    assert found(" ,", a_catalogue(FREIGHT, festival)) == ["festival"]


def test_searching_twice_gives_the_same() -> None:
    index = Index(for_reading(starter("service_answers")[1], "zh"))
    assert search(index, "th", DAY) == search(index, "th", DAY)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("th1", "th1"),
        ("zpl", "zp2"),
        ("fahuo", "fh2"),
        ("买后", "jg2"),
        ("专票", "fp4"),
        ("价格 便宜", "jg1"),
    ],
)
def test_the_clubs_catalogue_is_searched_by_a_few_keys(typed: str, code: str) -> None:
    catalogue = for_reading(starter("service_answers")[1], "zh")
    codes = [answer.code for _, answer in search(Index(catalogue), typed, DAY).ranked]
    assert code in codes[:3]


def test_every_answer_of_the_club_is_the_first_for_its_code_and_its_problem() -> None:
    for language in ("en", "zh"):
        catalogue = for_reading(starter("service_answers")[1], language)
        index = Index(catalogue)
        for answer in catalogue.answers:
            assert search(index, answer.code, DAY).ranked[0][1] is answer
            assert answer in [one for _, one in search(index, answer.title, DAY).ranked[:2]], answer.key


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("能送到新疆吗", "能送到新疆吗？？", True),
        ("能送到新疆吗", "新疆能送到吗", True),
        ("能送到新疆吗", "能開發票嗎", False),
        ("能开发票吗", "能開發票嗎", True),
        ("Do you ship to Tibet?", "do you SHIP to tibet", True),
        ("", "", False),
        ("???", "???", False),
    ],
)
def test_wordings_that_ask_the_same_are_alike(one: str, other: str, is_alike: bool) -> None:
    assert alike(one, other) is is_alike
