"""A lead prints the standard, works on it in Excel, brings it back, and it stands in the draft."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from playwright.sync_api import expect

from club.people import passwords
from club.policy import FirmRole
from tests.chromium import Served
from tests.documents.bodies import a_clause, a_standard
from tests.journeys.crown import Account
from tests.journeys.somebody import Somebody
from tests.journeys.steps import comes_in
from tests.makers import a_club, a_document, a_firm, a_membership, a_person

pytestmark = pytest.mark.browser
LEAD = Account("lead@mill.example")
BEFORE, AFTER = "Reply within 30 seconds.", "Reply within 20 seconds."


@pytest.fixture
def standard(served: Served) -> str:
    firm = a_firm(a_club("crown"), "mill")
    person = a_person(LEAD.identifier, password_hash=passwords.hashed(LEAD.password))
    a_membership(firm, FirmRole.LEAD, person, name="Wang Ting")
    document = a_document(firm, a_standard(a_clause("reply", text=BEFORE)), "standard")
    return f"/crown/firms/mill/standards/{document.ref}"


def takes_out(lead: Somebody, english: str, link: str, folder: Path) -> Path:
    """Ask for a file, wait while the page tells how far it is, and save it."""
    lead.ticks(english)
    lead.presses("Take it out")
    expect(lead.page.locator(".progress")).to_be_visible()
    lead.looks(f"taking-{link.lower()}", axe=False)
    lead.served.work()
    with lead.page.expect_download() as saved:
        lead.page.get_by_role("link", name=link, exact=True).first.click()
    path = folder / saved.value.suggested_filename
    saved.value.save_as(path)
    return path


def works_on(path: Path) -> None:
    """Change one cell, as somebody does in Excel."""
    book = openpyxl.load_workbook(path)
    page: Any = book["Clauses"]
    cell = next(cell for row in page.iter_rows() for cell in row if cell.value == BEFORE)
    cell.value = AFTER
    book.save(path)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_standard_goes_out_on_paper_and_comes_back_from_excel(
    app: Flask, served: Served, standard: str, tmp_path: Path
) -> None:
    lead = Somebody(served, "lead")
    comes_in(lead, LEAD)
    lead.opens(standard)
    lead.follows("Print and take out")
    lead.looks("take-out")
    assert takes_out(lead, "PDF, to print and sign", "PDF", tmp_path).read_bytes().startswith(b"%PDF-")
    sheets = takes_out(lead, "Excel, to fill in its lists", "Excel", tmp_path)
    works_on(sheets)
    lead.follows("Bring it back")
    lead.looks("bring-back")
    lead.hands_in("File", sheets)
    lead.presses("Read the file")
    lead.reads_words("20 seconds", "30 seconds")
    lead.looks("understood")
    lead.presses("Take it over")
    lead.reads("It is in the draft now. Nothing is published yet: look at it, then publish.")
    lead.reads_words(BEFORE)
    lead.opens(f"{standard}/print?draft=1")
    lead.reads_words(AFTER)
    lead.looks("paper")
