"""An exam on a phone that loses its connection: what was answered is kept, there after a reload, and counts."""

from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from club.core.db import session
from club.documents.kinds.exam.body import Option, Typing
from club.exams.models import AttemptAnswer
from club.people import passwords
from club.policy import FirmRole
from tests.chromium import Served
from tests.documents.bodies import a_question, an_exam
from tests.journeys.crown import Account
from tests.journeys.slow_line import SlowLine
from tests.journeys.somebody import Somebody
from tests.journeys.steps import signs_in
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, as_firm

pytestmark = pytest.mark.browser
TEXT = "Thank you for waiting, it leaves today."
STEPS = tuple(Option(text=text) for text in ("Say sorry", "Ask for a photo", "Send a new one"))
EXAM = an_exam(
    a_question("days", sort="short", options=(), text="Within how many days?", accepted=("7 days",)),
    a_question("steps", sort="order", options=STEPS, text="What comes first?"),
    a_question("type", sort="typing", options=(), text="Type it.", typing=Typing(text=TEXT, seconds=600, speed=1)),
    title="Going live",
    shuffles=False,
)
SEVERAL = tuple(Option(text=text, right=True) for text in ("Its name", "Its price"))
SLOW = an_exam(
    a_question("goods", sort="multiple", options=SEVERAL, text="What does the page of goods say?"),
    a_question("days", sort="short", options=(), text="Within how many days?", accepted=("7 days",)),
    title="On a slow line",
    shuffles=False,
)


@pytest.fixture
def firm(served: Served) -> Any:
    account = Account("agent@mill.example")
    made = a_firm(a_club("crown"), "mill")
    person = a_person(account.identifier, password_hash=passwords.hashed(account.password))
    a_membership(made, FirmRole.STAFF, person, name="Zhou Xia")
    a_document(made, EXAM, "exam")
    return made


@pytest.fixture
def agent(served: Served, firm: Any) -> Somebody:
    somebody = Somebody(served, "agent", on_phone=True)
    somebody.opens("/crown/login?next=/crown/firms/mill/exams")
    signs_in(somebody, Account("agent@mill.example"))
    return somebody


def answers(firm: Any) -> dict[str, list[str]]:
    with as_firm(firm):
        return {row.question: row.given for row in session().scalars(select(AttemptAnswer))}


def test_an_exam_outlives_a_lost_connection(served: Served, firm: Any, agent: Somebody) -> None:
    agent.follows_title("Going live")
    agent.presses("Begin the exam")
    agent.follows("All questions")
    loses_the_connection_while_typing(served, agent)
    assert answers(firm) == {}
    comes_back_and_reloads(served, agent)
    assert answers(firm) == {"days": ["7 days"]}
    puts_in_order(agent)
    types_a_text(agent)
    agent.looks("exam-sheet")
    agent.presses("Save and hand in")
    agent.reads("Every question has an answer")
    agent.presses("Hand it in")
    agent.reads("Passed with %(percent)s %%", percent=100)
    agent.looks("exam-result")


def loses_the_connection_while_typing(served: Served, agent: Somebody) -> None:
    agent.page.context.set_offline(True)
    agent.page.get_by_label("Your answer").fill("7 days")
    agent.page.get_by_label("Your answer").blur()
    agent.reads("Not saved: no connection. Keep this page open, it tries again by itself.")
    served.faults.clear()  # the browser says on its console that nothing was there


def comes_back_and_reloads(served: Served, agent: Somebody) -> None:
    agent.page.context.set_offline(False)
    agent.page.reload()
    expect(agent.page.get_by_label("Your answer")).to_have_value("7 days")
    expect(agent.page.locator("#saved")).to_contain_text("Saved at")
    served.faults.clear()


def puts_in_order(agent: Somebody) -> None:
    for place, option in enumerate(STEPS, 1):
        agent.page.get_by_label(str(option.text)).select_option(label=str(place))
    expect(agent.page.locator("#saved")).to_contain_text("1 question has no answer yet.")


def types_a_text(agent: Somebody) -> None:
    agent.presses("Show the text and begin")
    area = agent.page.get_by_label("The text, typed by you")
    area.evaluate("one => one.dispatchEvent(new ClipboardEvent('paste', {bubbles: true, cancelable: true}))")
    agent.reads("Pasting is refused here, and was noted. Type the text by hand.")
    area.press_sequentially(TEXT)
    expect(agent.page.locator("#saved")).to_contain_text("Every question has an answer.")
    assert agent.page.locator("input[name=p-3]").input_value() == "1"
    agent.follows("All questions")


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_button_waits_for_the_answer_under_way_and_sends_what_is_there_then(firm: Any, agent: Somebody) -> None:
    a_document(firm, SLOW, "exam")
    agent.opens("/crown/firms/mill/exams")
    agent.follows_title("On a slow line")
    agent.presses("Begin the exam")
    line = SlowLine(agent.page, "**/attempts/*")
    agent.page.get_by_label("Its name").check()
    agent.reads("Being saved …")
    agent.page.get_by_label("Its price").check()
    agent.button("Save and go on").click()
    line.brings_all()
    agent.reads("Question %(number)s of %(all)s", number=2, all=2)
    assert answers(firm) == {"goods": ["0", "1"]}


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_page_of_the_hotels_network_is_no_answer(firm: Any, agent: Somebody) -> None:
    a_document(firm, SLOW, "exam")
    agent.opens("/crown/firms/mill/exams")
    agent.follows_title("On a slow line")
    agent.presses("Begin the exam")
    agent.page.route("**/attempts/*", lambda route: route.fulfill(body="<h1>Welcome to the hotel</h1>"))
    agent.page.get_by_label("Its name").check()
    agent.reads("Not saved: no connection. Keep this page open, it tries again by itself.")
    agent.page.unroute_all()
    agent.page.evaluate("dispatchEvent(new Event('online'))")
    expect(agent.page.locator("#saved")).to_contain_text("Saved at")
    assert answers(firm) == {"goods": ["0"]}
