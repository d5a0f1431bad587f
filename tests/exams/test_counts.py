"""How an exam of the club goes, told so that it tells of no firm: from five firms on, in steps, once a month."""

from datetime import date

import pytest

from club.core import clock, jobs
from club.core.db import db
from club.exams import actions, answer_actions, count_actions
from club.exams.count_models import ExamCount
from club.exams.count_rules import Told, told
from club.exams.rules import Purpose
from club.firms.models import Firm
from club.library.models import Template
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_person, a_role, as_desk, as_firm, saved, sign_in
from tests.makers.exams import an_own_exam, standing_in

RIGHT, WRONG = "0", "1"


@pytest.mark.parametrize(
    ("firms", "sat", "passed", "members", "says"),
    [
        (4, 90, 80, 60, Told()),
        (5, 5, 5, 60, Told(5, 5, None)),
        (5, 14, 14, 60, Told(5, 10, 5)),
        (9, 40, 31, 60, Told(5, 40, 30)),
        (9, 9, 2, 9, Told()),
        (60, 200, 200, 60, Told(55, 200, 195)),
    ],
)
def test_what_may_be_told(firms: int, sat: int, passed: int, members: int, says: Told) -> None:
    """Nothing under five firms, nor in a club of fewer than ten; and never that everybody passed."""
    assert told(firms=firms, sat=sat, passed=passed, members=members) == says


def sits(firm: Firm, template: Template, *given: str) -> None:
    """Somebody of a firm sits the exam once for each answer."""
    document, person = standing_in(firm, template), a_person()
    member = a_membership(firm, FirmRole.STAFF, person)
    for answer in given:
        with as_firm(firm, person.id):
            attempt = actions.begin(
                db.session.merge(document), db.session.merge(member), purpose=Purpose.COUNTED, at=clock.now()
            )
            answer_actions.answer(attempt, "first-reply", [answer], seen=0, at=clock.now())
            actions.finish(attempt, at=clock.now())


def counted(firm: Firm) -> None:
    with as_firm(firm):
        count_actions.count_here()
    jobs.finish_all()


def test_each_person_counts_once_and_a_firm_once(app) -> None:
    crown = a_club("crown")
    mill, kiln, template = a_firm(crown, "mill"), a_firm(crown, "kiln"), an_own_exam(crown)
    sits(mill, template, WRONG, WRONG, RIGHT)
    counted(mill)
    counted(mill)
    sits(mill, template, WRONG)
    sits(kiln, template, WRONG)
    for firm in (mill, kiln):
        counted(firm)
    with as_desk(crown):
        row = db.session.query(ExamCount).one()
    assert (row.firms, row.sat, row.passed) == (2, 3, 1)
    assert (row.told_firms, row.told_on) == (None, None)


def test_what_is_told_is_settled_as_a_month_begins(app, client: HouseClient) -> None:
    crown, author = a_club("crown"), a_person()
    for place in range(12):
        a_firm(crown, f"firm-{place}")
    a_role(crown, author, ClubRole.INSTRUCTOR)
    template = an_own_exam(crown)
    with as_desk(crown):
        db.session.merge(template).author_id = author.id
        saved(ExamCount(template_id=template.id, firms=7, sat=23, passed=16))
    sign_in(client, author)
    page = f"/crown/exams/{template.slug}"

    def settled(month: date) -> str:
        with as_desk(crown):
            count_actions.tell_counts(month)
        return client.get(page).text

    assert "once people of five firms" in settled(date(2026, 10, 1))
    assert "<b>20</b>" in settled(date(2026, 11, 1))
    with as_desk(crown):
        db.session.query(ExamCount).one().sat = 40
    assert "<b>40</b>" not in settled(date(2026, 11, 1))
    assert "<b>40</b>" in settled(date(2026, 12, 1))
