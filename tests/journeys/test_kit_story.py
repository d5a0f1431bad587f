"""A talk is drafted with its kit, published, found by two characters, and what it carries is adopted."""

import pytest
from playwright.sync_api import expect

from club.policy import ClubRole
from tests.chromium import DESK, Served
from tests.journeys.crown import a_golden_crown, an_account, an_owner
from tests.journeys.somebody import Somebody
from tests.journeys.steps import signs_in

pytestmark = pytest.mark.browser
TITLE, HEADING = "墙上的二十三个月", "我们画了一条线"
SUMMARY = "加薪两次都没留住人，后来把路画在墙上。"
WORDS = f"员工问的不是钱。\n\n## {HEADING}\n\n从第一天到带一条线，七个阶段。\n\n## 代价\n\n四个周日。"
WHY = "把月数和薪酬改成你们自己的。"
LADDER = "运营晋升通道，23 个月"
ASKED = "墙上"


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_talk_carries_a_ladder_that_a_member_adopts(served: Served) -> None:
    club = a_golden_crown()
    instructor = Somebody(served, "instructor")
    instructor.opens("/crown/login?next=/crown/talks/new")
    signs_in(instructor, an_account(club, ClubRole.INSTRUCTOR, "Zhao Min"))
    drafts(instructor)
    puts_the_ladder_in(instructor)

    editor = Somebody(served, "editor", on_phone=True, lang="zh")
    editor.opens("/crown/login?next=/crown/texts?status=submitted")
    signs_in(editor, an_account(club, ClubRole.EDITOR, "沈编辑"))
    editor.follows_title(TITLE)
    editor.looks("3-to-publish")
    editor.presses("Publish")
    editor.reads_words(TITLE, WHY)
    editor.looks("3-published")
    served.work()

    visitor = Somebody(served, "visitor", on_phone=True, lang="zh")
    finds(visitor)
    visitor.reads("From the club’s library. Member firms adopt it and change what is different with them.")
    visitor.looks("4-talk")

    owner = Somebody(served, "owner", on_phone=True, lang="zh")
    owner.opens("/crown/login?next=/crown/")
    signs_in(owner, an_owner(club, "lantern"))
    finds(owner)
    adopts(owner)
    sits_down_at_a_desk(owner)
    owner.reads("Your firm has it")
    owner.looks("6-adopted")
    owner.follows_title(LADDER)
    owner.reads("Change it")


def drafts(instructor: Somebody) -> None:
    instructor.types("Title", TITLE)
    instructor.types("Transcript", WORDS)
    instructor.types("Summary", SUMMARY)
    instructor.types("Held on", "2026-11-12")
    instructor.picks("Language of the text", "中文")
    instructor.presses("Save the draft")
    instructor.looks("1-draft")


def puts_the_ladder_in(instructor: Somebody) -> None:
    instructor.follows("Put texts of the library in")
    instructor.looks("2-empty-kit")
    instructor.picks("Text of the library", "Operator’s ladder, 23 months")
    instructor.types("Why it is in the kit", WHY)
    instructor.picks("Passage", HEADING)
    instructor.presses("Put it into the kit")
    instructor.reads("It is in the kit.")
    instructor.looks("2-kit")
    instructor.follows_title(TITLE)
    instructor.presses("Hand in")
    instructor.reads("Handed in. An editor publishes it.")


def finds(somebody: Somebody) -> None:
    """Two characters are enough, and nothing has to be pressed."""
    somebody.opens("/crown/search")
    somebody.page.locator("#q").fill(ASKED)
    expect(somebody.page.locator("#found .titles")).to_contain_text(TITLE)
    somebody.looks("4-found")
    somebody.follows_title(TITLE, rests=300)
    somebody.reads_words(WHY, LADDER)


def adopts(owner: Somebody) -> None:
    owner.looks("5-talk")
    owner.follows("Adopt this %(kind)s", kind=owner.word("Career ladder").lower())
    owner.reads_words(TITLE)
    owner.looks("5-adopt")
    owner.presses("Adopt it as a draft")
    owner.reads("Change it")
    owner.looks("5-draft")
    finds(owner)
    owner.reads("Your firm has it")
    owner.looks("6-adopted")


def sits_down_at_a_desk(owner: Somebody) -> None:
    """The same page, wide and in English."""
    owner.page.set_viewport_size(DESK)
    owner.page.locator("summary", has_text="owner of lantern").first.click()
    owner.follows_title("English")
    owner.lang = "en"
