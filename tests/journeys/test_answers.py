"""An agent beside the chat: finds an answer in a few keys, and the clipboard has it, filled in."""

from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from club.answers.models import CopyCount, Gap
from club.core.db import session
from club.people import passwords
from club.policy import FirmRole
from tests.answers.shop import the_catalogue
from tests.chromium import Served
from tests.journeys.crown import Account
from tests.journeys.slow_line import SlowLine
from tests.journeys.somebody import Somebody
from tests.journeys.steps import signs_in
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, as_firm

pytestmark = pytest.mark.browser
MOST_KEYS = 4
NARROW = {"width": 360, "height": 700}
ANSWER = "We do, within 7 days."


class Agent:
    """Somebody at the panel with nothing but a keyboard; every key is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def hears(self, words: str) -> None:
        expect(self.page.locator("#told")).to_have_text(words)

    def has_copied(self) -> str:
        return str(self.page.evaluate("navigator.clipboard.readText()"))


def copies_told(agent: Agent, firm: Any) -> list[int]:
    """What the panel said as it went out of sight; it is sent beside the next page, which does not wait for it."""
    for _ in range(300):
        with as_firm(firm):
            if told := list(session().scalars(select(CopyCount.times))):
                return told
        agent.page.wait_for_timeout(100)
    return []


@pytest.fixture
def firm(served: Served) -> Any:
    account = Account("agent@mill.example")
    made = a_firm(a_club("crown"), "mill")
    person = a_person(account.identifier, password_hash=passwords.hashed(account.password))
    a_membership(made, FirmRole.STAFF, person, name="Zhou Xia")
    a_document(made, the_catalogue(), "answers")
    return made


@pytest.fixture
def agent(served: Served, firm: Any) -> Agent:
    somebody = Somebody(served, "agent")
    somebody.page.set_viewport_size(NARROW)
    somebody.opens("/crown/login?next=/crown/firms/mill/answers/panel")
    signs_in(somebody, Account("agent@mill.example"))
    somebody.page.wait_for_url("**/answers/panel")
    return Agent(somebody.page)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("keys", ["tuih", "yunf", "th2", "thyf"])
def test_four_keys_and_enter_copy_an_answer(app: Flask, agent: Agent, keys: str) -> None:
    agent.presses(*keys, "Enter")
    agent.hears("Copied: 退货运费谁出")
    assert agent.keys - 1 <= MOST_KEYS
    assert agent.has_copied() == ANSWER


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_two_chinese_characters_and_enter_copy_an_answer(app: Flask, served: Served, agent: Agent) -> None:
    agent.page.keyboard.insert_text("运费")
    agent.presses("Enter")
    agent.hears("Copied: 退货运费谁出")
    assert agent.has_copied() == ANSWER
    served.look(agent.page, "panel-found")


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_what_is_asked_for_is_typed_in_line_and_copied(app: Flask, served: Served, agent: Agent) -> None:
    agent.presses("w", "l", "1", "Enter")
    agent.hears("Type first: Order number")
    agent.page.keyboard.type("A-77")
    agent.presses("Enter")
    agent.hears("Copied: 快递到哪了")
    assert agent.has_copied() == "Order A-77 is on its way."
    served.look(agent.page, "panel-filled")
    agent.presses("Escape")
    agent.page.keyboard.type("wl1")
    agent.presses("Enter")
    agent.hears("Type first: Order number")
    assert agent.page.evaluate("document.activeElement.value") == "A-77"


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_who_types_faster_than_the_list_comes_is_asked_all_the_same(app: Flask, agent: Agent) -> None:
    agent.page.keyboard.type("wl1")
    agent.hears("1 answer: 快递到哪了")
    agent.page.locator("#found").evaluate("list => list.dataset.older = 'yes'")
    line = SlowLine(agent.page, "**/answers/panel?q=*")
    agent.presses("Escape")
    agent.page.keyboard.type("wl1")
    agent.presses("Enter")
    line.brings_all()
    expect(agent.page.locator("#found[data-older]")).to_have_count(0)
    agent.hears("Type first: Order number")
    agent.page.keyboard.type("A-77")
    agent.presses("Enter")
    agent.hears("Copied: 快递到哪了")


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_arrows_choose_and_escape_clears(app: Flask, agent: Agent) -> None:
    agent.page.keyboard.insert_text("怀疑")
    agent.hears("1 answer: 怀疑是假货")
    agent.presses("Escape")
    expect(agent.page.locator("#q")).to_have_value("")
    agent.presses("t", "h")
    agent.hears("1 answer: 退货运费谁出")
    agent.presses("Escape")
    agent.page.keyboard.insert_text("7 days")
    agent.hears("2 answers, the first: 退货运费谁出")
    agent.presses("ArrowDown", "ArrowDown")
    agent.hears("怀疑是假货")
    agent.presses("ArrowUp", "Enter")
    agent.hears("Copied: 退货运费谁出")


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_what_is_not_there_is_told_with_one_tap_and_copies_are_counted(
    app: Flask, served: Served, agent: Agent, firm: Any
) -> None:
    agent.presses("t", "h", "2", "Enter")
    agent.hears("Copied: 退货运费谁出")
    agent.presses("Escape")
    agent.page.keyboard.insert_text("能送到新疆吗")
    agent.hears("Nothing found.")
    served.look(agent.page, "panel-not-here")
    agent.page.get_by_role("button", name="Tell the lead").click()
    expect(agent.page.locator(".flash")).to_contain_text("Told.")
    with as_firm(firm):
        assert session().scalars(select(Gap.words)).all() == ["能送到新疆吗"]
    assert copies_told(agent, firm) == [1]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_without_a_script_the_panel_is_a_form(app: Flask, served: Served, firm: Any, agent: Agent) -> None:
    kept = agent.page.context.storage_state()
    context = served.chromium.new_context(
        base_url=served.address, java_script_enabled=False, locale="en-GB", viewport=NARROW, storage_state=kept
    )
    served.contexts.append(context)
    page = context.new_page()
    page.goto("/crown/firms/mill/answers/panel")
    page.get_by_label("What does the buyer ask?").fill("thyf")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(page.get_by_role("button", name="Copy").first).to_be_hidden()
