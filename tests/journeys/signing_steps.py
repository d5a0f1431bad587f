"""The steps by which a text is adopted, signed, updated and signed again."""

from tests.journeys.crown import Account
from tests.journeys.mill import CLOSING, EXAM, GREETING, STANDARD
from tests.journeys.somebody import Somebody
from tests.journeys.steps import comes_in

OURS = "Step 6, close: say what happens next and when; wish a good night after 22:00."
HOME = "/crown/firms/mill/"


def comes_to_work(somebody: Somebody, account: Account) -> None:
    comes_in(somebody, account)
    somebody.opens(HOME)


def adopts(owner: Somebody, title: str) -> None:
    """From the library to a draft."""
    owner.opens("/crown/firms/mill/library")
    owner.follows_title(title)
    owner.ticks("English")
    owner.presses("Adopt it as a draft")
    owner.reads("Adopted as a draft. Change what is different in your firm, then publish it.")


def publishes(owner: Somebody, note: str) -> None:
    owner.follows("Look and publish")
    owner.types("What changed", note)
    owner.presses("Publish")


def changes_a_clause(owner: Somebody) -> None:
    owner.follows("Change it")
    owner.follows_title("Reception in 7 steps")
    owner.unfolds("Clauses")
    owner.follows_title("Step 6, close")
    owner.types("Text", OURS)
    owner.looks("s-clause")
    owner.presses("Save in the draft")
    owner.follows_title(STANDARD)


def has_it_signed(owner: Somebody) -> None:
    owner.opens("/crown/firms/mill/standards")
    owner.follows_title(STANDARD)
    owner.unfolds("More")
    owner.follows("Who signs it")
    owner.looks("s-nobody")
    owner.follows("Have it signed")
    owner.labelled("Who signs").select_option(label="Customer service")
    owner.types("Within how many days", "5")
    owner.looks("s-assign")
    owner.presses("Have it signed")
    owner.reads("%(some)s of %(all)s are current", some=0, all=2)
    owner.looks("s-assigned")


def reads_and_signs(agent: Somebody, number: int) -> None:
    agent.opens(HOME)
    agent.looks(f"s-home-{number}")
    agent.follows("Read and sign")
    agent.looks(f"s-read-{number}")
    agent.ticks("I have read this text and work by it")
    agent.presses("Sign edition %(number)s", number=number)
    agent.reads("Signed: edition %(number)s of “%(title)s”.", number=number, title=STANDARD)
    agent.looks(f"s-signed-{number}")


def takes_over_clause_by_clause(owner: Somebody) -> None:
    """The club's time, the own sentence."""
    owner.opens("/crown/firms/mill/standards")
    owner.follows_title(STANDARD)
    owner.follows("See what changed")
    owner.reads("Both changed")
    owner.looks("s-merge")
    owner.page.locator(f'input[name="take-{GREETING}"][value="theirs"]').check()
    owner.page.locator(f'input[name="take-{CLOSING}"][value="ours"]').check()
    owner.presses("Put the result into the draft")
    owner.looks("s-publish")
    owner.reads_words("20")
    owner.types("What changed", "The club's new time")
    owner.presses("Publish")
    owner.reads("Published as edition %(number)s.", number=2)
    owner.reads_words("within 20 seconds", OURS)


def puts_the_question_right(owner: Somebody) -> None:
    """The exam asks for the new time."""
    owner.opens("/crown/firms/mill/exam-papers")
    owner.follows_title(EXAM)
    owner.follows("Change it")
    owner.follows_title("On a normal day, within how many seconds")
    owner.types("The right number", "20")
    owner.presses("Save in the draft")
    owner.follows_title(EXAM)
    publishes(owner, "20 seconds")


def passes_the_exam_on_it(agent: Somebody) -> None:
    agent.looks("s-exam")
    agent.presses("Begin the exam")
    agent.looks("s-sheet")
    agent.page.locator("input[inputmode=decimal]").fill("20")
    agent.presses("Save and look over all")
    agent.presses("Save and hand in")
    agent.presses("Hand it in")
    agent.looks("s-result")
    agent.reads("Passed with %(percent)s %%", percent=100)
    agent.follows("Back to what you sign")
    agent.reads("Nothing waits for your signature")
    agent.looks("s-done")


def sees_who_is_current(owner: Somebody) -> None:
    owner.opens("/crown/firms/mill/signing")
    owner.follows_title(STANDARD)
    owner.reads("%(some)s of %(all)s are current", some=1, all=2)
    owner.reads("exam missing")
    owner.looks("s-board")
    owner.follows("Evidence list")
    owner.reads_words("Zhou Xia", "Qian Le", "SHA-256")
    owner.looks("s-evidence")
