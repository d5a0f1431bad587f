"""An owner types a weighted table into the pages, publishes it, takes it out as Excel and brings it in again."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from club.people import passwords
from club.policy import FirmRole
from tests.chromium import Served
from tests.documents.test_from_practice import HAND, PAY, TABLE
from tests.journeys.crown import Account
from tests.journeys.somebody import Somebody
from tests.journeys.steps import comes_in
from tests.journeys.test_copies import takes_out
from tests.makers import a_club, a_firm, a_membership, a_person

pytestmark = pytest.mark.browser
OWNER = Account("owner@mill.example")
STANDARDS = "/crown/firms/mill/standards"


@pytest.fixture
def owner(served: Served) -> Somebody:
    person = a_person(OWNER.identifier, password_hash=passwords.hashed(OWNER.password))
    a_membership(a_firm(a_club("crown"), "mill"), FirmRole.OWNER, person, name="Lin Yue")
    owner = Somebody(served, "owner")
    comes_in(owner, OWNER)
    return owner


def fills_in(owner: Somebody, typed: dict[str, Any]) -> None:
    """Type into the inputs of the form that is open, and choose from its lists."""
    for name, value in typed.items():
        cell = owner.page.locator(f"#part [name={name}]")
        choose = cell.evaluate("cell => cell.tagName") == "SELECT"
        cell.select_option(str(value)) if choose else cell.fill(str(value))


def adds(owner: Somebody, english: str) -> None:
    """Press the button below a list of parts, which may lie folded."""
    owner.page.wait_for_load_state()
    named = re.compile(f"^Add ?: {english}$")
    button = owner.page.get_by_role("button", name=named).or_(owner.page.get_by_role("link", name=named))
    if not button.is_visible():
        owner.page.locator("summary", has_text=english).click()
    button.click()


def types_the_table(owner: Somebody) -> None:
    adds(owner, "Chapters")
    owner.types("Heading", "Aim")
    owner.presses("Add it to the draft")
    owner.follows("Back to all parts")
    adds(owner, "Assessment")
    fills_in(owner, PAY)
    owner.presses("Add it to the draft")
    adds(owner, "Indicators")
    for facts, ranges, _value in TABLE:
        fills_in(owner, {**facts, "origin": "report", "source": "Monthly report", **ranges})
        is_last = facts is TABLE[-1][0]
        owner.presses("Add it to the draft" if is_last else "Save and add another")
    owner.follows("Back to “%(part)s”", part="Assessment")
    owner.unfolds("Indicators")
    owner.reads("The weights come to 100.")
    owner.looks("weighted-table", axe=False)


def types_the_example(owner: Somebody, total: str) -> None:
    adds(owner, "Worked example")
    fills_in(owner, {"title": "March", "total": total, "text": "By hand"})
    for place, (facts, _ranges, value) in enumerate(TABLE):
        owner.page.locator(f"[name=values__{place}__indicator]").select_option(label=facts["name"])
        owner.page.locator(f"[name=values__{place}__value]").fill(value)
    owner.presses("Add it to the draft")


def publishes(owner: Somebody) -> None:
    owner.follows("Change")
    owner.follows("Look and publish")
    owner.reads("Ready to publish")
    owner.presses("Publish")


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_weighted_table_is_typed_published_taken_out_and_brought_in(
    app: Flask, owner: Somebody, tmp_path: Path
) -> None:
    total, percent = (found[0] for found in re.findall(r"\*\*([\d.]+)( %)?\*\*", HAND.read_text("utf-8")))
    owner.opens(STANDARDS)
    owner.follows("Begin an empty one")
    owner.types("Title", "Operations standard")
    owner.presses("Begin the draft")
    types_the_table(owner)
    types_the_example(owner, total)
    publishes(owner)
    owner.reads_words(f"Total: {total}")
    owner.looks("computed")
    owner.follows("Print and take out")
    sheets = takes_out(owner, "Excel, to fill in its lists", "Excel", tmp_path)
    owner.opens(STANDARDS)
    owner.follows("Bring a file in")
    owner.hands_in("File", sheets)
    owner.presses("Read the file")
    owner.presses("Take it over")
    publishes(owner)
    owner.reads_words(f"Total: {total}", f"{percent} %")
