"""The steps of the first story, each named by what somebody does."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect
from pyotp import TOTP

from club.core import clock
from tests.journeys.crown import TALK, Account
from tests.journeys.papers import a_heic_photo, a_pdf
from tests.journeys.somebody import Somebody
from tests.makers.applications import a_credit_code

FIRM = "杭州石渡厨具有限公司（演示）"
CONTACT = "owner@stoneferry.example"
LIBRARY = ("企业文化", "客服部标准", "运营晋升通道，23 个月", "客服晋升通道，3 条路径")
LADDER = "运营晋升通道，23 个月"
AIM = "第一周能自己核对一遍库存和价格。"
PERSON, NUMBER = "林小雨", "A17"
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


def fills_in_the_form(owner: Somebody, folder: Path, *, turnover: str) -> None:
    owner.types("Legal name of the firm", FIRM)
    owner.types("Unified social credit code", a_credit_code())
    owner.ticks("Taobao", "Tmall")
    owner.types("What do you sell?", "锅具、厨房小件")
    owner.types("City", "杭州")
    owner.types("Turnover of a year", turnover)
    owner.hands_in("Evidence of the turnover", a_heic_photo(folder), a_pdf(folder))
    owner.ticks("We run shops of our own")
    owner.picks("Your own role in the firm", "Owner or legal representative")
    owner.types("Your mail address or mobile number", CONTACT)
    owner.ticks("I have read the notice and agree")
    owner.presses("Go on to check")


def applies(owner: Somebody, folder: Path) -> str:
    """The line of the private page."""
    owner.looks("2-form")
    fills_in_the_form(owner, folder, turnover="8500万")
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


def signs_in(somebody: Somebody, account: Account, *, name: str = "Mail address or telephone number") -> None:
    """Type name and password, and the code of the app where the account has one."""
    somebody.types(name, account.identifier)
    somebody.types("Password", account.password)
    somebody.presses("Sign in")
    if account.secret:
        somebody.types("Code", TOTP(account.secret).now())
        somebody.presses("Sign in")


def comes_in(somebody: Somebody, account: Account) -> None:
    somebody.opens("/crown/")
    somebody.follows("Sign in")
    somebody.looks("0-sign-in")
    signs_in(somebody, account)


def comes_to_the_desk(somebody: Somebody, account: Account) -> None:
    comes_in(somebody, account)
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


def reads_the_invoice(owner: Somebody, line: str) -> None:
    owner.opens(line)
    owner.reads_words("CNY 12,800")
    owner.looks("5-status")
    owner.follows("Open the invoice")
    owner.reads_words(FIRM, "CNY 12,800")
    owner.looks("5-invoice")


def records_the_transfer(treasurer: Somebody, account: Account) -> None:
    comes_to_the_desk(treasurer, account)
    treasurer.follows("Dues")
    treasurer.looks("5-dues")
    treasurer.follows_title(FIRM)
    treasurer.types("Amount received", "12,800")
    treasurer.types("Bank’s reference", "BANK-2026-0001")
    treasurer.looks("5-dues-invoice")
    treasurer.presses("Record the payment")
    treasurer.reads("%(firm)s has paid", firm=FIRM)
    treasurer.looks("5-paid")


def pays_by_card(owner: Somebody) -> None:
    """On the provider’s page and back."""
    owner.presses("Pay by card")
    owner.page.get_by_role("button", name="Pay").click()
    owner.page.wait_for_url("**/invoice?checkout=done")
    owner.looks("5-paid-by-card")


def opens_the_account(owner: Somebody, line: str) -> Account:
    """Set a password by the link of the status page, and pair the app that an owner needs."""
    account = Account(CONTACT, "three herons by the river")
    owner.opens(line)
    owner.looks("6-status")
    owner.follows("Set your password")
    owner.looks("6-join")
    if not owner.labelled("Mail address").input_value():
        owner.types("Mail address", CONTACT)
    owner.types("Your name", "Lin Yue")
    owner.ticks("I have read what is done with my data")
    owner.types("Choose a password", account.password)
    owner.presses("Accept and sign in")
    owner.looks("6-second-factor")
    owner.presses("Pair an app")
    owner.looks("6-pair-app")
    account = replace(account, secret=owner.line("Or type this key into the app"))
    owner.types("Code", TOTP(account.secret).now())
    owner.presses("Pair it")
    owner.looks("6-recovery-codes")
    owner.follows("I have kept them")
    return account


def answers_three_questions(owner: Somebody) -> None:
    owner.looks("6-questions")
    owner.ticks("Operations", "Customer service")
    owner.presses("Open the workspace")
    owner.looks("6-workspace")


def adopts_the_ladder(owner: Somebody) -> None:
    owner.follows("See the ladders")
    owner.follows("All")
    for text in LIBRARY:
        owner.reads_words(text)
    owner.looks("6-library")
    owner.follows_title(LADDER)
    owner.follows("Read it first")
    owner.looks("6-ladder")
    owner.follows("Adopt it")
    owner.looks("7-adopt")
    owner.ticks("中文")
    owner.ticks("Operations")
    owner.presses("Adopt it as a draft")
    owner.looks("7-draft")


def changes_a_stage_and_publishes(owner: Somebody) -> None:
    owner.follows("Change it")
    owner.looks("7-parts")
    owner.follows_title("入门")
    owner.looks("7-stage")
    owner.types("Aim", AIM)
    owner.presses("Save in the draft")
    owner.follows_title("运营晋升通道")
    owner.follows("Look and publish")
    owner.looks("7-publish")
    owner.types("What changed", "第一个目标换成我们自己的")
    owner.presses("Publish")
    owner.reads_words(AIM)
    owner.looks("7-in-force")


def invites(owner: Somebody) -> str:
    """The line of the invitation."""
    owner.unfolds("Menu")
    owner.follows("People")
    owner.looks("7-people")
    owner.follows("Invite somebody")
    owner.looks("7-invite")
    owner.types("Full name", PERSON)
    owner.picks("Department", "Operations")
    owner.types("Staff number", NUMBER)
    owner.presses("Make the invitation")
    owner.looks("7-invitation")
    return owner.line("Link")


def joins(staff: Somebody, line: str) -> Account:
    staff.opens(line)
    staff.reads_words(PERSON, NUMBER)
    staff.looks("7-join")
    staff.ticks("I have read what is done with my data")
    account = Account(NUMBER, "九点半开店先核对库存")
    staff.types("Choose a password", account.password)
    staff.presses("Accept and sign in")
    staff.reads("Look again")
    staff.looks("7-waiting")
    return account


def confirms(owner: Somebody) -> None:
    """The owner, beside the newcomer, says that it is the right person."""
    owner.unfolds("Menu")
    owner.follows("People")
    owner.looks("7-came")
    owner.presses("Yes, let %(name)s in", name=PERSON)
    owner.looks("7-confirmed")


def is_in(staff: Somebody) -> None:
    staff.follows("Look again")
    staff.reads("You do not stand on a ladder yet")
    staff.looks("7-not-placed")


def places(owner: Somebody) -> None:
    owner.unfolds("Menu")
    owner.follows("Ladders")
    owner.looks("7-ladders")
    owner.follows_title("运营晋升通道")
    owner.follows("Who stands where")
    owner.looks("7-nobody-placed")
    theirs = owner.labelled("Person").locator("option", has_text=PERSON).get_attribute("value")
    owner.labelled("Person").select_option(theirs)
    owner.labelled("Stage").select_option(label="入门")
    owner.types("Begins on", str(clock.today("Asia/Shanghai") - timedelta(days=10)))
    owner.presses("Place on the ladder")
    owner.reads_words(PERSON)
    owner.looks("7-placed")


def signs_in_by_number(staff: Somebody, account: Account) -> None:
    own_page = staff.page.url
    staff.page.locator("summary", has_text=PERSON).first.click()
    staff.presses("Sign out")
    staff.opens(own_page)
    staff.looks("8-sign-in")
    signs_in(staff, account, name="Staff number")


def finds_the_own_position(staff: Somebody) -> None:
    staff.reads_words("入门")
    staff.reads("What to learn")
    staff.reads("Pay a month")
    staff.reads("Today’s process table")
    staff.looks("8-today")


def ticks_an_item(staff: Somebody) -> None:
    """It stays ticked for the day."""
    first = staff.page.locator("#process input[type=checkbox]").first
    with staff.page.expect_response("**/today/ticks"):
        first.check()
    staff.page.reload()
    expect(staff.page.locator("#process input[type=checkbox]").first).to_be_checked()
    staff.looks("8-ticked")
