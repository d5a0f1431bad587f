"""The steps of the first story, each named by what somebody does."""

from pathlib import Path

from pyotp import TOTP

from tests.journeys.crown import TALK, Account
from tests.journeys.papers import a_heic_photo, a_pdf
from tests.journeys.somebody import Somebody
from tests.makers.applications import a_credit_code

FIRM = "杭州石渡厨具有限公司（演示）"
REASON = "How many legal entities does the figure cover?"
ANSWER = "两家公司，都在我名下。Two companies, both mine."


def reads_about_the_club(visitor: Somebody) -> None:
    visitor.opens("/crown/")
    visitor.reads_words("CNY 70,000,000", "0571 5550 1230", TALK)
    visitor.looks("1-front")
    visitor.follows_title(TALK)
    visitor.reads_words("Demo Speaker", "Demo Firm", "12 November 2026", "twenty-three months", "career ladder")
    visitor.reads("Reprints name the club and the speaker.")
    visitor.looks("1-talk")
    visitor.follows("Apply to join")


def fills_in_the_form(owner: Somebody, folder: Path, *, turnover: str, contact: str) -> None:
    owner.types("Legal name of the firm", FIRM)
    owner.types("Unified social credit code", a_credit_code())
    owner.ticks("Taobao", "Tmall")
    owner.types("What do you sell?", "锅具、厨房小件")
    owner.types("City", "杭州")
    owner.types("Turnover of a year", turnover)
    owner.hands_in("Evidence of the turnover", a_heic_photo(folder), a_pdf(folder))
    owner.ticks("We run shops of our own")
    owner.picks("Your own role in the firm", "Owner or legal representative")
    owner.types("Your mail address or mobile number", contact)
    owner.ticks("I have read the notice and agree")
    owner.presses("Go on to check")


def applies(owner: Somebody, folder: Path, *, contact: str) -> str:
    """The line of the private page."""
    owner.looks("2-form")
    fills_in_the_form(owner, folder, turnover="8500万", contact=contact)
    owner.reads_words("8500万 = 85,000,000 CNY")
    owner.looks("2-check")
    owner.presses("Send the application")
    owner.reads("We have your application and check your evidence next.")
    owner.looks("3-status")
    return owner.line("Link")


def verifies(verifier: Somebody) -> None:
    verifier.follows_title(FIRM)
    verifier.looks("4-case")
    for number in range(2):
        verifier.page.get_by_role("button", name=verifier.word("Open it")).nth(number).click()
        verifier.looks(f"4-paper-{number + 1}")
    verifier.types("Verified turnover", "8420万")
    verifier.types("Remarks for the board", "Bank statements of both accounts; refunds taken off.")
    verifier.presses("Set the figure")
    verifier.looks("4-verified")


def signs_in(somebody: Somebody, account: Account) -> None:
    """Type name and password, and the code of the app where the account has one."""
    somebody.types("Mail address or telephone number", account.identifier)
    somebody.types("Password", account.password)
    somebody.presses("Sign in")
    if account.secret:
        somebody.types("Code", TOTP(account.secret).now())
        somebody.presses("Sign in")


def comes_to_the_desk(somebody: Somebody, account: Account) -> None:
    somebody.opens("/crown/")
    somebody.follows("Sign in")
    somebody.looks("0-sign-in")
    signs_in(somebody, account)
    somebody.looks("4-desk")


def opens_the_vote(member: Somebody) -> None:
    member.opens("/crown/desk")
    member.follows_title(FIRM)


def asks(member: Somebody) -> None:
    opens_the_vote(member)
    member.looks("4-vote")
    member.ticks("Ask for more")
    member.types("Reason or question", REASON)
    member.presses("Cast my vote")
    member.looks("4-asked")


def answers(owner: Somebody, line: str, folder: Path) -> None:
    owner.opens(line)
    owner.reads_words(REASON)
    owner.looks("4-question")
    owner.types("Your answer", ANSWER)
    owner.hands_in("More evidence", a_heic_photo(folder, "IMG_2042.HEIC"))
    owner.presses("Send the answer")
    owner.looks("4-answered")


def votes_yes(member: Somebody) -> None:
    opens_the_vote(member)
    member.reads_words(ANSWER)
    member.looks("4-vote-answered")
    member.ticks("In favour")
    member.presses("Cast my vote")
    member.reads("Your vote is cast.")
    member.looks("4-voted")
