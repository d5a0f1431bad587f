"""The first story, end to end: a firm applies, is admitted, pays, and puts its first person on a career ladder."""

from dataclasses import replace

import pytest

from tests.chromium import Served
from tests.journeys import steps
from tests.journeys.crown import a_golden_crown, its_staff
from tests.journeys.somebody import Somebody

pytestmark = pytest.mark.browser


@pytest.fixture
def as_in_production(served: Served) -> None:
    """Weighty roles need a second factor."""
    served.app.extensions["settings"] = replace(served.app.extensions["settings"], require_second_factor=True)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("as_in_production")
def test_a_firm_finds_its_way_in(served: Served, tmp_path) -> None:
    staff = its_staff(a_golden_crown())
    visitor = Somebody(served, "visitor", on_phone=True)
    steps.reads_about_the_club(visitor)
    line = steps.applies(visitor, tmp_path, contact="owner@stoneferry.example")
    verifier = Somebody(served, "verifier")
    steps.comes_to_the_desk(verifier, staff.verifier)
    steps.verifies(verifier)
    first = Somebody(served, "board", on_phone=True)
    second = Somebody(served, "board-zh", on_phone=True, lang="zh")
    steps.comes_to_the_desk(first, staff.board[0])
    steps.asks(first)
    applicant = Somebody(served, "applicant", on_phone=True)
    steps.answers(applicant, line, tmp_path)
    steps.votes_yes(first)
    steps.comes_to_the_desk(second, staff.board[1])
    steps.votes_yes(second)
    served.work()
    applicant.page.reload()
    applicant.looks("5-status")
