"""What the desk says to an applicant: a question, a refusal with its reason, a new link."""

import re

import pytest
from sqlalchemy import select

from club.applications.models import ApplicationStatus, Decision
from club.core import clock
from club.core.db import session
from club.core.messages import Message
from club.policy import ClubRole
from tests.applications.test_desk import now_of
from tests.makers import a_club, as_desk
from tests.makers.applications import an_application


@pytest.fixture
def club(app):
    return a_club("crown")


def test_the_desk_asks_and_the_applicant_is_told(client, club, as_role):
    application = an_application(club)
    as_role(ClubRole.SECRETARY)
    case = f"/crown/applications/{application.ref}"
    client.submit(case, {"ask-reason": "Which shops are yours?"}, to=f"{case}/questions")
    assert now_of(club, application).status is ApplicationStatus.QUESTION_OPEN
    with as_desk(club):
        (message,) = session().scalars(select(Message))
    assert message.mail_to == "owner@applicant.example"
    assert "Which shops are yours?" in message.body_text


def test_the_desk_declines_with_a_reason_that_the_applicant_reads(client, club, as_role):
    application = an_application(club)
    as_role(ClubRole.SECRETARY)
    case = f"/crown/applications/{application.ref}"
    assert client.submit(case, {"decline-reason": ""}, to=f"{case}/decision").status_code == 422
    client.submit(case, {"decline-reason": "The figure is below the gate."}, to=f"{case}/decision")
    assert now_of(club, application).status is ApplicationStatus.DECLINED
    with as_desk(club):
        assert session().scalars(select(Decision.is_admitted)).one() is False
        assert "below the gate" in session().scalars(select(Message.body_text)).one()
    assert "Ask the applicant" not in client.get(case).text


def test_a_verifier_may_not_decline(client, club, as_role):
    application = an_application(club)
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    assert client.submit(case, {"decline-reason": "No."}, to=f"{case}/decision").status_code == 404


def test_a_new_link_is_made_for_whoever_calls(client, club, as_role):
    application = an_application(club, contact_email="", contact_phone="+8613800138000", link_wanted_at=clock.now())
    as_role(ClubRole.SECRETARY)
    case = f"/crown/applications/{application.ref}"
    assert "asks for the link again" in client.get(case).text
    page = client.submit(case, to=f"{case}/link").text
    path = re.search(r"http://127.0.0.1:8000(/crown/apply/[a-z2-7]{26})", page)
    assert path
    assert client.get(path[1]).status_code == 200
    assert now_of(club, application).link_wanted_at is None
