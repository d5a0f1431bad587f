"""Whom an applicant names to be kept away: whom the name means, until when, and who has to be left."""

import pytest

from club.applications.models import ApplicationStatus as Status
from club.applications.recusal_rules import (
    FirmNames,
    desk_problem,
    firms_meant,
    names_in,
    naming_problem,
    verifying_problem,
)
from club.policy import ClubRole

FIRMS = (
    FirmNames(1, ("lantern", "Lantern Goods", "Hangzhou Lantern Goods Co., Ltd. (demo)")),
    FirmNames(2, ("deng-long", "灯笼家居", "杭州灯笼家居有限公司")),
    FirmNames(3, ("lantern-2", "Lantern Goods", "Ningbo Lantern Goods Ltd")),
)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ()),
        ("  \n\n ", ()),
        ("Lantern Goods\r\n  Mr   Shen ", ("Lantern Goods", "Mr Shen")),
        ("Lantern\nLantern", ("Lantern",)),
    ],
)
def test_a_line_is_a_name(typed, names):
    assert names_in(typed) == names


@pytest.mark.parametrize(
    ("name", "firms"),
    [
        ("Lantern", [1]),
        ("LANTERN GOODS", [1, 3]),
        ("Hangzhou Lantern Goods", [1]),
        ("hangzhou lantern goods co ltd", [1]),
        ("杭州灯笼家居有限公司", [2]),
        ("灯笼家居（杭州）", [2]),
        ("Ｌantern　Goods", [1, 3]),
        ("Goods", []),
        ("灯笼", []),
        ("Co., Ltd.", []),
        ("Shen Hao", []),
    ],
)
def test_a_firm_is_meant_by_its_whole_name_and_never_by_half_of_it(name, firms):
    assert firms_meant(name, FIRMS) == firms


@pytest.mark.parametrize(
    ("status", "is_verified", "is_open"),
    [
        (Status.RECEIVED, False, True),
        (Status.QUESTION_OPEN, False, True),
        (Status.RECEIVED, True, False),
        (Status.QUESTION_OPEN, True, False),
        (Status.WITH_BOARD, True, False),
        (Status.WITH_BOARD, False, False),
        (Status.APPROVED, True, False),
        (Status.WITHDRAWN, False, False),
    ],
)
def test_names_are_taken_until_the_figure_is_verified(status, is_verified, is_open):
    assert (naming_problem(status, is_verified=is_verified) is None) is is_open


STAFF = {1: {ClubRole.SECRETARY}, 2: {ClubRole.VERIFIER}, 3: {ClubRole.BOARD_MEMBER}, 4: {ClubRole.BOARD_MEMBER}}


@pytest.mark.parametrize(
    ("kept_away", "says"),
    [
        ({3}, None),
        ({3, 4}, None),
        ({1}, "nobody at the club is left who could handle the application"),
        ({2, 3}, "nobody at the club is left who could check the evidence"),
    ],
)
def test_somebody_is_left_for_each_task_of_the_desk_but_a_board_may_become_too_small(kept_away, says):
    problem = desk_problem(STAFF, kept_away)
    assert problem is None if says is None else says in str(problem)


def test_a_second_secretary_may_stay_when_the_first_is_kept_away():
    assert desk_problem({**STAFF, 5: {ClubRole.ADMINISTRATOR}}, {1}) is None


def test_a_club_without_a_verifier_has_nobody_to_lose():
    assert desk_problem({1: {ClubRole.SECRETARY}}, {9}) is None


def test_a_figure_waits_until_every_name_is_settled():
    assert verifying_problem(0) is None
    assert verifying_problem(1).code == "names_open"
