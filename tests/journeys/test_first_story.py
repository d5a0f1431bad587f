"""The first story, end to end: a firm applies, is admitted, pays, and puts its first person on a career ladder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from club.clubs.models import Club
from club.core import clock
from club.dues.checkout_actions import set_keys
from tests.chromium import Served
from tests.doubles.stripe import Double, running
from tests.journeys import steps
from tests.journeys.crown import Staff, a_golden_crown, an_owner, its_staff
from tests.journeys.somebody import Somebody
from tests.makers import as_desk

pytestmark = pytest.mark.browser


def set_up(served: Served, **wishes: object) -> None:
    served.app.extensions["settings"] = replace(served.app.extensions["settings"], **wishes)


def is_admitted(served: Served, staff: Staff, line: str, folder: Path, *, is_dark: bool) -> None:
    """Verified by the desk, asked and answered, voted in by two of three."""
    verifier = Somebody(served, "verifier", dark=is_dark)
    steps.comes_to_the_desk(verifier, staff.verifier)
    steps.verifies(verifier)
    first = Somebody(served, "board", on_phone=True, dark=is_dark)
    second = Somebody(served, "board-zh", on_phone=True, lang="zh", dark=is_dark)
    steps.comes_to_the_desk(first, staff.board[0])
    steps.asks(first)
    steps.answers(Somebody(served, "applicant", on_phone=True, dark=is_dark), line, folder)
    steps.votes_yes(first)
    steps.comes_to_the_desk(second, staff.board[1])
    steps.votes_yes(second)
    served.work()


@contextmanager
def stripe_beside(served: Served, club: Club) -> Iterator[None]:
    """The club takes cards; the provider is a double that speaks HTTP and signs its notices."""
    double = Double(hook=f"{served.address}/crown/hooks/stripe")
    with running(double) as address:
        set_up(served, stripe_api_base=address)
        with as_desk(club):
            set_keys(secret_key="sk_test_crown", webhook_secret=double.secret, at=clock.now())
        yield


@pytest.mark.parametrize(
    ("app", "served", "is_dark", "pays_by_card"),
    [
        pytest.param("sqlite", "files:", False, False, id="sqlite"),
        pytest.param("sqlite", "off:", False, False, id="sqlite-without-mail"),
        pytest.param("postgresql", "files:", True, True, id="postgresql-dark-by-card", marks=pytest.mark.postgres),
        pytest.param("postgresql", "off:", False, False, id="postgresql-without-mail", marks=pytest.mark.postgres),
    ],
    indirect=["app", "served"],
)
def test_a_firm_comes_in_and_puts_a_person_on_a_ladder(
    served: Served, tmp_path: Path, is_dark: bool, pays_by_card: bool
) -> None:
    set_up(served, require_second_factor=True)
    club = a_golden_crown()
    staff, rival = its_staff(club), an_owner(club, "bamboo")

    applicant = Somebody(served, "applicant", on_phone=True, dark=is_dark)
    steps.reads_about_the_club(applicant)
    line = steps.applies(applicant, tmp_path)

    is_admitted(served, staff, line, tmp_path, is_dark=is_dark)
    if pays_by_card:
        with stripe_beside(served, club):
            steps.reads_the_invoice(applicant, line)
            steps.pays_by_card(applicant)
    else:
        steps.reads_the_invoice(applicant, line)
        steps.records_the_transfer(Somebody(served, "treasurer", dark=is_dark), staff.treasurer)
    served.work()

    owner = Somebody(served, "owner-zh", on_phone=True, lang="zh", dark=is_dark)
    steps.opens_the_account(owner, line)
    steps.answers_three_questions(owner)
    steps.adopts_the_ladder(owner)
    steps.changes_a_stage_and_publishes(owner)

    agent = Somebody(served, "agent-zh", on_phone=True, lang="zh", dark=is_dark)
    account = steps.joins(agent, steps.invites(owner))
    steps.confirms(owner)
    steps.is_in(agent)
    steps.places(owner)
    steps.signs_in_by_number(agent, account)
    steps.finds_the_own_position(agent)
    steps.ticks_an_item(agent)

    other = Somebody(served, "rival")
    steps.comes_in(other, rival)
    for address in sorted(owner.visited | agent.visited):
        if "/firms/" in address:
            assert other.status_of(address) == 404, address
