"""A verifier sets the figure that the papers show: where the case goes, and what the page says of it."""

import pytest
from sqlalchemy import select

from club.applications.models import ApplicationStatus
from club.core.audit import Did, record
from club.core.db import session
from club.core.messages import Message
from club.policy import ClubRole
from tests.applications.applying import now_of
from tests.makers import a_club, a_person, a_role, an_admitted_firm, as_desk
from tests.makers.applications import an_application, some_evidence, with_board


@pytest.fixture
def club(app):
    return a_club("crown")


def test_a_figure_that_passes_the_gate_goes_to_the_board(client, club, as_role):
    application = an_application(club)
    member = a_person("member@board.example")
    a_role(club, member, ClubRole.BOARD_MEMBER)
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    fields = {"verify-turnover": "8千8百万", "verify-remarks": "Bank statements of twelve months."}
    assert client.submit(case, fields, to=f"{case}/verification").status_code == 303
    row = now_of(club, application)
    assert (row.verified_minor, row.status) == (8_800_000_000, ApplicationStatus.WITH_BOARD)
    with as_desk(club, person=member.id):
        (message,) = session().scalars(select(Message))
    assert message.mail_to == "member@board.example"
    assert f"/crown/applications/{application.ref}/vote" in message.body_text


def test_a_figure_below_the_gate_stays_at_the_desk(client, club, as_role):
    application = an_application(club)
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    fields = {"verify-turnover": "69,999,999.99", "verify-remarks": "Returns were left out."}
    client.submit(case, fields, to=f"{case}/verification")
    assert now_of(club, application).status is ApplicationStatus.RECEIVED
    page = client.get(case).text
    assert "The figure is saved. It is below the gate, so the board isn’t called." in page
    assert "The verified figure is below the gate: ask the applicant, or leave it to the secretary to decline." in page
    assert "Verified CNY\xa069,999,999.99, stated CNY\xa090,000,000." in page
    assert ">\r\nReturns were left out.</textarea>" in page
    as_role(ClubRole.SECRETARY)
    page = client.get(case).text
    assert "The verified figure is below the gate: ask the applicant, or decline." in page
    assert "<p>Returns were left out.</p>" in page


def test_each_figure_that_was_set_stays_in_what_happened(client, club, as_role):
    application = an_application(club)
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    for figure in ("60m", "88m"):
        fields = {"verify-turnover": figure, "verify-remarks": "Compared."}
        client.submit(case, fields, to=f"{case}/verification")
    page = client.get(case).text
    assert "Figure set by The verifier: below the gate" in page
    assert "Figure set by The verifier: passes the gate" in page


def test_a_figure_corrected_below_the_gate_comes_back_from_the_board(client, club, as_role):
    application = with_board(club)
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    client.submit(case, {"verify-turnover": "65m", "verify-remarks": "Counted twice."}, to=f"{case}/verification")
    assert now_of(club, application).status is ApplicationStatus.RECEIVED


def test_a_figure_is_not_changed_after_the_decision(client, club, as_role):
    application = an_application(club, status=ApplicationStatus.DECLINED)
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    fields = {**client.form("/crown/desk"), "verify-turnover": "88m", "verify-remarks": "Seen.", "verify-version": "1"}
    answer = client.post(f"{case}/verification", data=fields)
    assert answer.status_code == 422
    assert "already decided" in answer.text


def test_a_figure_for_a_firm_that_is_a_member_calls_no_board(client, club, as_role):
    application = an_application(club)
    an_admitted_firm(club, credit_code=application.credit_code)
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    fields = {"verify-turnover": "88m", "verify-remarks": "Compared."}
    answer = client.submit(case, fields, to=f"{case}/verification")
    assert answer.status_code == 422
    assert "so the board has nothing to vote on" in answer.text
    assert now_of(club, application).status is ApplicationStatus.RECEIVED


def test_a_verifier_is_reminded_of_papers_that_stay_closed(client, club, as_role):
    application = an_application(club)
    paper = some_evidence(club, application, "crown/1", name="june.jpg")
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    assert "You have not opened" in client.get(case).text
    client.submit(case, to=f"{case}/evidence/{paper.ref}")
    assert "You have not opened" not in client.get(case).text
    with as_desk(club, a_person().id):
        for _ in range(120):
            record(Did.EVIDENCE_OPENED, paper.ref)
        session().commit()
    assert "You have not opened" not in client.get(case).text, "however often others opened it since"


def test_a_figure_without_remarks_is_not_taken(client, club, as_role):
    application = an_application(club)
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    answer = client.submit(case, {"verify-turnover": "88m", "verify-remarks": ""}, to=f"{case}/verification")
    assert answer.status_code == 422
    assert "Say what you compared." in answer.text
    assert 'value="88m"' in answer.text
