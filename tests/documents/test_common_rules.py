"""What every body needs before it is published: keys, lengths, languages, blanks; and hints that never stop it."""

import pytest

from club.documents.body import Blank, Pair
from club.documents.kinds import kind_of
from club.documents.rules import common_problems, verdict
from club.documents.wording import hints
from tests.documents.bodies import a_catalogue, a_ladder, a_stage, a_task, a_topic, an_answer

LADDER = kind_of("ladder")


def found(ladder: object) -> list[str]:
    return [str(problem) for problem in common_problems(ladder)]


def a_blank(key: str = "shop") -> Blank:
    return Blank(key=key, label="Shop", type="text", value="our shop")


def test_a_whole_body_has_no_problem():
    judged = verdict(LADDER, a_ladder())
    assert judged.is_publishable
    assert judged.hints == ()


def test_a_key_used_twice_is_named_wherever_it_stands():
    ladder = a_ladder(a_stage(learn=(a_topic("twice"),), daily=(a_task("twice"),)))
    assert found(ladder) == ["twice: The key twice is used 2 times."]
    assert not verdict(LADDER, ladder).is_publishable


def test_a_key_that_is_none_is_refused():
    assert found(a_ladder(a_stage("Not A Key"))) == ["Not A Key: A key has 1 to 48 small letters, digits and hyphens."]


@pytest.mark.parametrize(("length", "expected"), [(10_000, 0), (10_001, 1)])
def test_a_text_has_at_most_10000_characters(length, expected):
    assert len(found(a_ladder(a_stage(aim="字" * length)))) == expected


def test_half_a_pair_and_a_single_text_among_pairs_are_missing_a_language():
    pair = Pair("Title", "标题")
    half = a_ladder(a_stage(title=pair, aim=Pair("Aim", " ")), title=pair, tracks=())
    single = a_ladder(a_stage(title=pair, aim="Aim"), title=pair, tracks=())
    expected = ["stages[entry].aim: This text is missing in one of the two languages."]
    assert found(half) == expected
    assert found(single) == expected


def test_a_blank_is_quoted_and_every_quoted_blank_exists():
    assert found(a_ladder(a_stage(aim="Learn {shop}"), blanks=(a_blank(),))) == []
    assert found(a_ladder(a_stage(aim="Learn {shop}"))) == [
        "stages[entry].aim: The text quotes a blank that does not exist: shop."
    ]
    unused = a_ladder(blanks=(a_blank(),))
    assert found(unused) == []
    assert [hint.path for hint in verdict(LADDER, unused).hints] == ["blanks[shop]"]


@pytest.mark.parametrize(
    ("sort", "good", "bad"),
    [
        ("text", "our shop", "  "),
        ("number", "12", "twelve"),
        ("money", "10,000", "10,00"),
        ("percent", "35 %", "a third"),
        ("date", "2026-11-23", "tomorrow"),
    ],
)
def test_a_value_fits_its_blank(sort, good, bad):
    def with_value(value: str) -> list[str]:
        blank = Blank(key="shop", label="Shop", type=sort, value=value)
        return found(a_ladder(a_stage(aim="Learn {shop}"), blanks=(blank,)))

    assert with_value(good) == []
    assert with_value(bad) == ["blanks[shop].value: This value does not fit the kind of value of the blank."]


@pytest.mark.parametrize(
    "wording",
    [
        "Females only, under 30 years old",
        "限女性，30岁以下，未婚优先",
        "Whoever misses the target is dismissed automatically",
        "连续两月不达标自动离职，实行末位淘汰",
        "A late arrival is deducted 50 CNY from the pay",
        "迟到一次罚款 50 元",
        "Cash back for a good review",
        "好评返现 5 元",
        "100 % effective",
        "全网最低价",
        "Unpaid overtime in a festival",
        "大促期间义务加班",
        "We keep the identity card until the end of the trial",
        "入职押金 500 元",
    ],
)
def test_a_doubtful_wording_gives_a_hint_and_stops_nothing(wording):
    ladder = a_ladder(a_stage(aim=wording))
    judged = verdict(LADDER, ladder)
    assert judged.is_publishable
    assert judged.hints
    assert {hint.path for hint in judged.hints} == {"stages[entry].aim"}


@pytest.mark.parametrize(
    "wording",
    ["Nothing is taken from earned pay.", "工资不扣，奖金另加。", "We never ask about age.", "Find the right word."],
)
def test_a_lawful_wording_gives_none(wording):
    assert hints(a_ladder(a_stage(aim=wording))) == ()


def test_what_a_customer_says_is_nobodys_rule():
    wording = "好评返现吗"
    assert hints(a_catalogue(an_answer(wordings=(wording,)))) == ()
    assert [hint.path for hint in hints(a_catalogue(an_answer(text=wording)))] == ["answers[freight].text"]
