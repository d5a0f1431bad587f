"""The day's ticks on a slow line, on a lost one and on two devices: what looks saved is saved."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from club.core import clock
from club.core.db import read, session
from club.growth.models import Placement
from club.growth.queries import TICKS
from club.people import passwords
from club.policy import FirmRole
from tests.chromium import Served
from tests.documents.bodies import a_ladder, a_stage, a_task
from tests.journeys.crown import Account
from tests.journeys.slow_line import SlowLine
from tests.journeys.somebody import Somebody
from tests.journeys.steps import signs_in
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, a_placement, as_firm

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("app", ["sqlite"], indirect=True)]
LINES = ("report", "reviews", "stock")
LADDER = a_ladder(a_stage("entry", daily=tuple(a_task(key, what=f"Look at the {key}") for key in LINES)))
AGENT = Account("agent@mill.example")
TODAY = "/crown/firms/mill/today"
SAVES = "**/today/ticks"


@pytest.fixture
def firm(served: Served) -> Any:
    made = a_firm(a_club("crown"), "mill")
    person = a_person(AGENT.identifier, password_hash=passwords.hashed(AGENT.password))
    placed = a_membership(made, FirmRole.STAFF, person, name="Zhou Xia")
    began = clock.today("Asia/Shanghai") - timedelta(days=10)
    made.placement = a_placement(made, placed, a_document(made, LADDER), LADDER, started_on=began)
    return made


@pytest.fixture
def agent(served: Served, firm: Any) -> Somebody:
    return an_agent(served, "phone")


def an_agent(served: Served, name: str) -> Somebody:
    somebody = Somebody(served, name, on_phone=True)
    somebody.opens(f"/crown/login?next={TODAY}")
    signs_in(somebody, AGENT)
    expect(box(somebody.page, "report")).to_be_visible()
    return somebody


def box(page: Page, line: str) -> Locator:
    return page.get_by_role("checkbox", name=f"Look at the {line}")


def ticked(firm: Any) -> set[str]:
    with as_firm(firm):
        rows = read(TICKS, placement_id=firm.placement.id, since=clock.today("Asia/Shanghai") - timedelta(days=10))
        return {row.item for row in rows}


def test_a_second_tick_before_the_first_is_answered_is_saved_too(firm: Any, agent: Somebody) -> None:
    line = SlowLine(agent.page, SAVES)
    agent.reads("Each tick is saved by itself.")
    box(agent.page, "report").check()
    box(agent.page, "reviews").check()
    agent.reads("Being saved …")
    line.brings_all()
    agent.reads_words("2 of 3 done")
    expect(box(agent.page, "reviews")).to_be_checked()
    assert ticked(firm) == {"report", "reviews"}


def test_a_thumb_that_rests_on_a_line_while_an_answer_comes_in_ticks_it(firm: Any, agent: Somebody) -> None:
    line = SlowLine(agent.page, SAVES)
    box(agent.page, "report").check()
    box(agent.page, "reviews").hover()
    agent.page.mouse.down()
    line.brings_all()
    agent.reads_words("1 of 3 done")
    agent.page.mouse.up()
    agent.reads_words("2 of 3 done")
    assert ticked(firm) == {"report", "reviews"}


def test_what_a_lost_connection_did_not_save_says_so_and_is_saved_later(
    served: Served, firm: Any, agent: Somebody
) -> None:
    agent.page.context.set_offline(True)
    box(agent.page, "report").check()
    agent.reads("Not saved: no connection. Keep this page open, it tries again by itself.")
    agent.looks("ticks-not-saved")
    agent.page.context.set_offline(False)
    agent.reads("Saved.")
    agent.reads_words("1 of 3 done")
    assert ticked(firm) == {"report"}
    expect(agent.page.locator("#unsaved")).to_be_hidden()


def test_a_tick_that_is_refused_says_why(served: Served, firm: Any, agent: Somebody) -> None:
    with as_firm(firm):
        placement = session().get_one(Placement, firm.placement.id)
        placement.ended_on = placement.started_on
    box(agent.page, "report").check()
    agent.reads("Not saved.")
    agent.reads("You do not stand on a ladder any more, so nothing was saved.")
    agent.reads("Open Today again; it says who can place you.")


def test_what_another_device_ticked_is_shown_and_stays(firm: Any, served: Served, agent: Somebody) -> None:
    other = an_agent(served, "tablet")
    box(other.page, "stock").check()
    other.reads_words("1 of 3 done")
    box(agent.page, "report").check()
    agent.reads_words("2 of 3 done")
    expect(box(agent.page, "stock")).to_be_checked()
    box(agent.page, "reviews").check()
    agent.reads_words("3 of 3 done")
    assert ticked(firm) == set(LINES)


def test_whoever_leaves_before_the_answer_leaves_nothing_unsaved(firm: Any, agent: Somebody) -> None:
    SlowLine(agent.page, SAVES)
    box(agent.page, "report").check()
    agent.reads("Being saved …")
    agent.page.unroute_all()
    agent.opens("/crown/me")
    for _look in range(100):  # what a page sends as it is left has no answer to wait for
        agent.opens(TODAY)
        if box(agent.page, "report").is_checked():
            break
    expect(box(agent.page, "report")).to_be_checked()


def test_a_tick_before_the_scripts_have_come_is_saved_with_them(firm: Any, agent: Somebody) -> None:
    line = SlowLine(agent.page, "**/vendor/htmx.min.js")
    agent.page.goto(TODAY, wait_until="commit")
    box(agent.page, "report").check()
    line.brings_all()
    agent.reads("Saved.")
    assert ticked(firm) == {"report"}
