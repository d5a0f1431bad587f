"""Searching while typing: what is pressed opens, though a newer list is on its way."""

import pytest
from playwright.sync_api import Locator, expect

from tests.chromium import Served
from tests.journeys.slow_line import SlowLine
from tests.journeys.somebody import Somebody
from tests.makers import a_club, a_talk

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]
LISTS = "**/search?q=*"


@pytest.fixture
def visitor(served: Served) -> Somebody:
    club = a_club("crown")
    for title in ("Returns of shoes", "Returns of kettles"):
        a_talk(club, title=title)
    somebody = Somebody(served, "visitor", on_phone=True)
    somebody.opens("/crown/search")
    somebody.page.locator("#q").fill("returns")
    expect(found(somebody, "Returns of shoes")).to_be_visible()
    return somebody


def found(somebody: Somebody, title: str) -> Locator:
    return somebody.page.get_by_role("link", name=title)


def test_what_is_pressed_while_a_newer_list_comes_in_opens(visitor: Somebody) -> None:
    line = SlowLine(visitor.page, LISTS)
    visitor.page.locator("#q").fill("returns kettles")
    found(visitor, "Returns of shoes").hover()
    visitor.page.mouse.down()
    with visitor.page.expect_event("requestfinished", lambda request: "kettles" in request.url):
        line.brings_all()
    visitor.page.mouse.up()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Returns of shoes")


def test_a_list_that_came_in_under_the_keyboard_is_there_once_it_goes_on(visitor: Somebody) -> None:
    line = SlowLine(visitor.page, LISTS)
    visitor.page.locator("#q").fill("returns kettles")
    found(visitor, "Returns of shoes").focus()
    with visitor.page.expect_event("requestfinished", lambda request: "kettles" in request.url):
        line.brings_all()
    expect(found(visitor, "Returns of shoes")).to_be_focused()
    visitor.page.locator("#q").focus()
    expect(found(visitor, "Returns of shoes")).to_have_count(0)
    expect(visitor.page.get_by_role("status")).to_have_text("One text says “returns kettles”.")


def test_a_list_that_does_not_come_is_told(visitor: Somebody) -> None:
    visitor.page.context.set_offline(True)
    visitor.page.locator("#q").fill("returns kettles")
    alert = visitor.page.get_by_role("alert")
    expect(alert).to_contain_text("It did not come: there is no connection")
    visitor.page.context.set_offline(False)
    visitor.page.locator("#q").fill("returns shoes")
    expect(visitor.page.get_by_role("status")).to_have_text("One text says “returns shoes”.")
    expect(alert).to_have_count(0)
