"""How a pasted page turns into a talk."""

import random
from datetime import date

import pytest

from club.talks.transcript_rules import lang_of, transcript_from

PAGE = """Current location: Home > News > Shop practice > Counting stock on Mondays ——A member’s talk

Counting stock on Mondays ——A member’s talk

2024-03-18

  Good evening. We sell kettles, and for two years nobody in the firm could say how many we had. {long}

Counting stock on Mondays ——A member’s talk

  So on a Monday we closed at four and counted. It took six people three hours, and we were wrong by four hundred.

Share to: chat microblog link

Thank you for your attention to the Example Club. When reprinting name the source: www.club.example


 Click to register to apply for the qualification to attend the Example classroom.

Tags for this article: stock, counting Back to list
×
×
Privacy Policy
×

Platform Information Submission-Privacy Agreement

· Privacy Policy

No content yet

×
Example Club Membership Application Please do not fill in if your turnover is small
""".format(long="We looked. " * 30)

CHINESE = """当前位置：首页 > 新闻 > 开店经验 > 每周一盘点
每周一盘点
发布时间：2024年3月18日
　　大家好，我们卖水壶，两年里没有人说得清仓库里有多少。
　　后来每到周一四点关门，一起数。
分享到：微信 微博
转载请注明来源：示例俱乐部
点击报名，申请参加课堂的听课资格
本文标签：盘点，库存
返回列表
×
隐私政策
暂无内容
"""


def test_a_pasted_page_becomes_a_talk_without_its_furniture() -> None:
    found = transcript_from(PAGE)
    assert found.title == "Counting stock on Mondays ——A member’s talk"
    assert found.held_on == date(2024, 3, 18)
    assert found.section == "Shop practice"
    assert found.topics == ("stock", "counting")
    assert found.source == (
        "Thank you for your attention to the Example Club. When reprinting name the source: www.club.example"
    )
    first, second = found.words.split("\n\n")
    assert first.startswith("Good evening. We sell kettles")
    assert second.startswith("So on a Monday")
    assert second.endswith("wrong by four hundred.")


def test_a_long_talk_loses_nothing_but_the_page_around_it() -> None:
    chance = random.Random(11)
    words = ("stock", "shelf", "Monday", "we", "counted", "returns", "share", "to", "home", "source", "back", "list")
    said = [" ".join(chance.choices(words, k=255)).capitalize() + "." for _ in range(9)]
    head, rest = PAGE.split("  Good evening.")
    foot = rest[rest.index("Share to:") :]
    found = transcript_from("\n\n".join([head, *(f"  {each}" for each in said), foot]))
    assert found.words.split("\n\n") == said
    assert len(found.words.split()) == 2_295


def test_a_chinese_page_becomes_a_talk_too() -> None:
    found = transcript_from(CHINESE)
    assert (found.title, found.section, found.held_on) == ("每周一盘点", "开店经验", date(2024, 3, 18))
    assert found.topics == ("盘点", "库存")
    assert found.source == "转载请注明来源：示例俱乐部"
    assert found.words == "大家好，我们卖水壶，两年里没有人说得清仓库里有多少。\n\n后来每到周一四点关门，一起数。"
    assert lang_of(found.words) == "zh"


def test_front_matter_says_what_the_page_does_not() -> None:
    found = transcript_from(
        '---\ntitle: "Two shops"\ndate: 2025-01-09\nspeaker: Demo Speaker\ntopics: people, pay\n---\n'
        "# Two shops\n\nFirst words.\n\n- one\n- two\n"
    )
    assert (found.title, found.held_on, found.topics) == ("Two shops", date(2025, 1, 9), ("people", "pay"))
    assert found.facts["speaker"] == "Demo Speaker"
    assert found.words == "First words.\n\n- one\n- two"


def test_words_that_only_look_like_furniture_stay() -> None:
    spoken = "I share this with you: next year we click less and listen more, and I say x to nobody."
    assert transcript_from(f"A title\n\nA title\n\n{spoken}").words == spoken


def test_an_empty_page_gives_an_empty_talk() -> None:
    assert transcript_from(" \n\n").words == ""


@pytest.mark.parametrize("bad", ["2024-13-40", "1717-01-01", "on 2024-03-18 we met"])
def test_what_is_no_day_is_not_taken_for_one(bad: str) -> None:
    assert transcript_from(f"A title\nA title\n{bad}\nWords.").held_on is None
