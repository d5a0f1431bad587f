"""The club's menu stands on one line, whatever somebody does for the club."""

import re

import pytest

from club.navigation import MOST_ABREAST
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_person, a_role, sign_in


def abreast(page: str) -> list[str]:
    """The words that stand beside each other in the menu of a page."""
    bar = page.partition('<nav class="main"')[2].partition("</nav>")[0].partition("<ul>")[2]
    bar = re.sub(r"<div>.*?</div>", "", bar.partition('<details class="menu" name="main"><summary><span>Menu')[0])
    return re.findall(r">([^<>]+)</(?:a|span)>", bar)


@pytest.mark.parametrize("role", [*ClubRole])
def test_each_role_reads_its_menu_on_one_line(app, client: HouseClient, role: ClubRole) -> None:
    club, person = a_club("crown"), a_person()
    a_role(club, person, role)
    sign_in(client, person)
    assert len(abreast(client.get("/crown/talks").text)) <= MOST_ABREAST


def test_nothing_is_folded_that_has_room(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_role(club, person, ClubRole.INSTRUCTOR)
    sign_in(client, person)
    assert abreast(client.get("/crown/talks").text)[-3:] == ["Texts", "Teaching", "Exams"]
    a_membership(a_firm(club, "mill"), FirmRole.OWNER, person)
    shown = abreast(client.get("/crown/talks").text)
    assert (shown[0], shown[-1]) == ("Your firm", "Writing")


def test_an_administrator_of_a_firm_finds_it_in_the_own_menu(app, client: HouseClient) -> None:
    club, person = a_club("crown"), a_person()
    a_role(club, person, ClubRole.ADMINISTRATOR)
    a_membership(a_firm(club, "mill"), FirmRole.OWNER, person)
    sign_in(client, person)
    page = client.get("/crown/talks").text
    assert "Your firm" not in abreast(page)
    assert '<a href="/crown/firms/mill/">' in page
