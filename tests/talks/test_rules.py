"""What becomes of a written text, and of a pasted page."""

from datetime import date

import pytest

from club.core.refusals import Refusal
from club.talks import rules
from club.talks.models import Publication

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
    found = rules.transcript_from(PAGE)
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


def test_a_chinese_page_becomes_a_talk_too() -> None:
    found = rules.transcript_from(CHINESE)
    assert (found.title, found.section, found.held_on) == ("每周一盘点", "开店经验", date(2024, 3, 18))
    assert found.topics == ("盘点", "库存")
    assert found.source == "转载请注明来源：示例俱乐部"
    assert found.words == "大家好，我们卖水壶，两年里没有人说得清仓库里有多少。\n\n后来每到周一四点关门，一起数。"
    assert rules.lang_of(found.words) == "zh"


def test_front_matter_says_what_the_page_does_not() -> None:
    found = rules.transcript_from(
        '---\ntitle: "Two shops"\ndate: 2025-01-09\nspeaker: Demo Speaker\ntopics: people, pay\n---\n'
        "# Two shops\n\nFirst words.\n\n- one\n- two\n"
    )
    assert (found.title, found.held_on, found.topics) == ("Two shops", date(2025, 1, 9), ("people", "pay"))
    assert found.facts["speaker"] == "Demo Speaker"
    assert found.words == "First words.\n\n- one\n- two"


def test_words_that_only_look_like_furniture_stay() -> None:
    spoken = "I share this with you: next year we click less and listen more, and I say x to nobody."
    assert rules.transcript_from(f"A title\n\nA title\n\n{spoken}").words == spoken


def test_an_empty_page_gives_an_empty_talk() -> None:
    assert rules.transcript_from(" \n\n").words == ""


@pytest.mark.parametrize("bad", ["2024-13-40", "1717-01-01", "on 2024-03-18 we met"])
def test_what_is_no_day_is_not_taken_for_one(bad: str) -> None:
    assert rules.transcript_from(f"A title\nA title\n{bad}\nWords.").held_on is None


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Gross profit before breakfast", "gross-profit-before-breakfast"),
        ("Café & Co’s “first” 20 %", "cafe-cos-first-20"),
        ("员工看得见的未来", "talk-7"),
        ("!!! 12", "talk-7"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_an_address_follows_from_the_title(title: str, slug: str) -> None:
    assert rules.slug_from(title, "talk-7") == slug


def test_reading_takes_at_least_a_minute() -> None:
    assert rules.reading_minutes(10, "en") == 1
    assert rules.reading_minutes(12_000, "en") == 10
    assert rules.reading_minutes(4_000, "zh") == 10


@pytest.mark.parametrize(
    ("status", "word", "is_editor", "reached"),
    [
        (Publication.DRAFT, "submit", False, Publication.SUBMITTED),
        (Publication.DRAFT, "publish", True, Publication.PUBLISHED),
        (Publication.SUBMITTED, "publish", True, Publication.PUBLISHED),
        (Publication.SUBMITTED, "return", False, Publication.DRAFT),
        (Publication.PUBLISHED, "withdraw", True, Publication.DRAFT),
        (Publication.DRAFT, "publish", False, "editors_only"),
        (Publication.PUBLISHED, "withdraw", False, "editors_only"),
        (Publication.PUBLISHED, "publish", True, "no_such_step"),
        (Publication.DRAFT, "burn", True, "no_such_step"),
    ],
)
def test_a_text_goes_its_way(status: Publication, word: str, is_editor: bool, reached: object) -> None:
    answer = rules.step(status, word, is_editor=is_editor)
    assert (answer.code if isinstance(answer, Refusal) else answer) == reached


def test_a_text_is_seen_by_its_author_and_the_editors() -> None:
    assert rules.is_own(7, 7, is_editor=False)
    assert not rules.is_own(7, 8, is_editor=False)
    assert not rules.is_own(None, None, is_editor=False)
    assert rules.is_own(7, 8, is_editor=True)


def test_what_is_out_is_changed_by_editors() -> None:
    assert rules.is_changeable(Publication.SUBMITTED, is_editor=False)
    assert not rules.is_changeable(Publication.PUBLISHED, is_editor=False)
    assert rules.is_changeable(Publication.PUBLISHED, is_editor=True)


@pytest.mark.parametrize(
    ("lacks", "code"),
    [
        ({"words": " "}, "no_words"),
        ({"title": ""}, "no_words"),
        ({"summary": ""}, "no_summary"),
        ({"held_on": None}, "no_day"),
        ({"held_on": date(1, 1, 1)}, "strange_day"),
        ({"held_on": date(9999, 12, 31)}, "strange_day"),
        ({"held_on": None, "is_talk": False}, None),
        ({}, None),
    ],
)
def test_readers_need_title_summary_words_and_day(lacks: dict[str, object], code: str | None) -> None:
    facts = {"title": "A", "summary": "B", "words": "C", "held_on": date(2026, 1, 1), "is_talk": True, **lacks}
    refusal = rules.missing_for_readers(**facts)  # type: ignore[arg-type]
    assert (refusal.code if refusal else None) == code
