"""The desk: what waits on whom, the queue, papers."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from club.applications.actions import status_token
from club.applications.models import Application, ApplicationStatus
from club.core import clock
from club.core.audit import ClubEvent, Did
from club.core.db import session
from club.core.messages import Message
from club.policy import ClubRole
from tests.applications.applying import now_of
from tests.makers import a_club, as_desk, sign_in
from tests.makers.applications import an_application, some_evidence, with_board
from tests.statements import counted


@pytest.fixture
def club(app):
    return a_club("crown")


def events(club, did):
    with as_desk(club):
        return list(session().scalars(select(ClubEvent).where(ClubEvent.did == did.value)))


def of_each_status(club):
    return {
        status: an_application(club, legal_name=f"Firm {status.value}", status=status) for status in ApplicationStatus
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "mine"),
    [(ClubRole.VERIFIER, 1), (ClubRole.SECRETARY, 1), (ClubRole.ADMINISTRATOR, 1), (ClubRole.BOARD_MEMBER, 1)],
)
def test_the_desk_counts_what_waits_on_whom(client, club, as_role, role, mine):
    of_each_status(club)
    as_role(role)
    page = client.get("/crown/desk").text
    counts = re.findall(r"<b>(\d+)</b><span>([a-z ]+)</span>", page)
    assert counts == [(str(mine), "waiting on me"), ("1", "waiting on the applicant"), ("1", "waiting on the board")]
    assert ("Firm received" in page) == (role is not ClubRole.BOARD_MEMBER)
    assert ("Firm with_board" in page) == (role is ClubRole.BOARD_MEMBER)


@pytest.mark.slow
@pytest.mark.parametrize("role", [ClubRole.TREASURER, ClubRole.EDITOR])
def test_a_role_without_applications_sees_none(client, club, as_role, role):
    of_each_status(club)
    as_role(role)
    assert "Firm received" not in client.get("/crown/desk").text
    assert client.get("/crown/applications").status_code == 404


@pytest.mark.parametrize(
    ("waits", "shown"),
    [
        ("me", {"received"}),
        ("applicant", {"question_open"}),
        ("board", {"with_board"}),
        ("decided", {"approved", "declined", "withdrawn"}),
        ("all", {status.value for status in ApplicationStatus}),
        ("nonsense", {status.value for status in ApplicationStatus}),
    ],
)
def test_the_queue_is_filtered_by_whom_it_waits_on(client, club, as_role, waits, shown):
    of_each_status(club)
    as_role(ClubRole.SECRETARY)
    page = client.get(f"/crown/applications?waits={waits}").text
    assert set(re.findall(r"Firm ([a-z_]+)</a>", page)) == shown


@pytest.mark.slow
def test_the_queue_is_sorted_and_comes_in_pages(client, club, as_role):
    for number in range(27):
        an_application(club, legal_name=f"Firm {number:02d}", turnover_minor=10_000_000_000 - number)
    as_role(ClubRole.SECRETARY)
    first = client.get("/crown/applications?sort=firm").text
    assert re.findall(r"Firm (\d\d)</a>", first) == [f"{number:02d}" for number in range(25)]
    second = client.get("/crown/applications?sort=firm&page=2").text
    assert re.findall(r"Firm (\d\d)</a>", second) == ["25", "26"]
    rising = client.get("/crown/applications?sort=turnover").text
    assert re.findall(r"Firm (\d\d)</a>", rising)[0] == "26"


@pytest.mark.parametrize("query", ["page=99999999999999999999", "page=-1", "page=x", "sort=';--", "waits[]=1"])
def test_a_strange_address_of_the_queue_is_no_fault(client, club, as_role, query):
    as_role(ClubRole.SECRETARY)
    assert client.get(f"/crown/applications?{query}").status_code == 200


def test_the_queue_takes_the_same_statements_at_any_length(client, club, as_role, app):
    as_role(ClubRole.SECRETARY)
    an_application(club)
    client.get("/crown/applications")
    with counted(app) as few:
        client.get("/crown/applications")
    for _ in range(5):
        an_application(club)
    with counted(app) as many:
        client.get("/crown/applications")
    assert len(many) == len(few) <= 6


def test_an_application_of_another_club_is_not_found(client, club, as_role):
    other = an_application(a_club("harbour"))
    as_role(*ClubRole)
    assert client.get(f"/crown/applications/{other.ref}").status_code == 404
    assert client.get(f"/crown/applications/{other.ref}/vote").status_code == 404
    assert other.legal_name not in client.get("/crown/applications").text


def test_only_a_verifier_opens_papers_and_each_opening_is_written_down(client, club, as_role, app):
    application = an_application(club)
    key = app.extensions["files"].keep(b"\xff\xd8\xff papers", club="crown", today=clock.now().date())
    paper = some_evidence(club, application, key)
    path, case = f"/crown/applications/{application.ref}/evidence/{paper.ref}", f"/crown/applications/{application.ref}"
    as_role(ClubRole.SECRETARY, ClubRole.ADMINISTRATOR, ClubRole.BOARD_MEMBER)
    assert client.submit(case, to=path).status_code == 404
    assert client.get(path).status_code == 404
    verifier = as_role(ClubRole.VERIFIER)
    assert client.get(path).status_code == 404
    opened = client.submit(case, to=path)
    assert opened.status_code == 303
    page = client.get(opened.location).text
    source = re.search(r'<img src="([^"]+)"', page)
    assert source
    served = client.get(source[1].replace("&amp;", "&"))
    assert served.data == b"\xff\xd8\xff papers"
    assert served.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in served.headers["Content-Security-Policy"]
    (event,) = events(club, Did.EVIDENCE_OPENED)
    assert (event.person_id, event.row) == (verifier.id, paper.ref)
    assert "The verifier" in page
    as_role(ClubRole.VERIFIER)
    assert client.get(source[1].replace("&amp;", "&")).status_code == 404


def test_remarks_survive_a_sign_in_that_ran_out(client, club, as_role):
    application = an_application(club)
    verifier = as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    with client.session_transaction() as cookie:
        cookie.pop("_user_id")
    csrf = client.form("/crown/apply/find")["csrf_token"]
    fields = {"verify-remarks": "Long remarks.", "verify-version": "1", "csrf_token": csrf}
    asked = client.post(f"{case}/verification", data=fields, headers={"Referer": f"http://localhost{case}"})
    assert asked.status_code == 303
    sign_in(client, verifier)
    back = parse_qs(urlsplit(asked.location).query)["next"][0]
    assert "Long remarks." in client.get(back).text


def test_a_form_of_an_older_state_does_not_overwrite(client, club, as_role):
    application = an_application(club)
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    fields = {**client.form(case), "verify-turnover": "88m", "verify-remarks": "Seen."}
    client.post(f"{case}/verification", data=fields)
    answer = client.post(f"{case}/verification", data={**fields, "verify-turnover": "99m"})
    assert answer.status_code == 422
    assert "Something changed here since you opened the page." in answer.text
    assert now_of(club, application).verified_minor == 8_800_000_000


def test_a_form_of_an_older_state_goes_through_once_it_was_looked_at_again(client, club, as_role):
    application = an_application(club)
    as_role(ClubRole.VERIFIER)
    case = f"/crown/applications/{application.ref}"
    stale = {**client.form(case), "verify-turnover": "88m", "verify-remarks": "Seen.", "verify-version": "0"}
    shown = client.post(f"{case}/verification", data=stale)
    (version,) = re.findall(r'name="verify-version" type="hidden" value="(\d+)"', shown.text)
    assert client.post(f"{case}/verification", data={**stale, "verify-version": version}).status_code == 303


def test_words_for_a_case_that_was_decided_meanwhile_come_back(client, club, as_role):
    application = an_application(club)
    as_role(ClubRole.SECRETARY)
    case = f"/crown/applications/{application.ref}"
    late = {**client.form(case), "ask-reason": "Which shops are yours?", "decline-reason": "Too small."}
    client.submit(case, {"decline-reason": "The figure is below the gate."}, to=f"{case}/decision")
    for action, words in (("questions", "Which shops are yours?"), ("decision", "Too small.")):
        answer = client.post(f"{case}/{action}", data=late)
        assert answer.status_code == 422
        assert f">\r\n{words}</textarea>" in answer.text


def test_a_refusal_of_the_board_is_explained_to_the_applicant_once(client, club, as_role):
    application = with_board(club)
    with as_desk(club):
        token = status_token(session().get_one(Application, application.id))
    for person in [as_role(ClubRole.BOARD_MEMBER) for _ in range(2)]:
        sign_in(client, person)
        client.submit(f"/crown/applications/{application.ref}/vote", {"choice": "no", "reason": "We compete."})
    as_role(ClubRole.SECRETARY)
    case = f"/crown/applications/{application.ref}"
    assert "The board refused it: give the applicant the reason." in client.get(case).text
    assert "The reason is below" not in client.get(f"/crown/apply/{token}").text
    assert client.submit(case, {"explain-reason": " "}, to=f"{case}/reason").status_code == 422
    client.submit(case, {"explain-reason": "The shops are too young."}, to=f"{case}/reason")
    page = client.get(f"/crown/apply/{token}").text
    assert "The reason is below" in page
    assert "The shops are too young." in page
    assert "We compete." not in page
    with as_desk(club):
        assert any("too young" in text for text in session().scalars(select(Message.body_text)))
    again = client.submit(case, {"explain-reason": "Another."}, to=f"{case}/reason")
    assert again.status_code == 422
    assert len(events(club, Did.REFUSAL_EXPLAINED)) == 1


def test_the_board_cannot_learn_a_figure_from_the_order_of_the_queue(client, club, as_role):
    for number in range(3):
        with_board(club, legal_name=f"Firm {number}", turnover_minor=10_000_000_000 + number)
    as_role(ClubRole.BOARD_MEMBER)
    orders = {
        tuple(re.findall(r"Firm (\d)</a>", client.get(f"/crown/applications?sort={sort}").text))
        for sort in ("turnover", "-turnover", "-received", "received")
    }
    assert orders == {("0", "1", "2"), ("2", "1", "0")}
    by_turnover = client.get("/crown/applications?sort=turnover").text
    assert by_turnover == client.get("/crown/applications?sort=received").text


def test_a_second_application_of_the_same_firm_is_pointed_out(client, club, as_role):
    first = an_application(club, legal_name="First try")
    second = an_application(club, credit_code=first.credit_code)
    as_role(ClubRole.SECRETARY)
    assert "The same credit code applied before: First try" in client.get(f"/crown/applications/{second.ref}").text
    third = an_application(club, credit_code=first.credit_code, contact_email="another@applicant.example")
    page = client.get(f"/crown/applications/{third.ref}").text
    assert "The same credit code applied under another contact: First try" in page


def test_a_case_takes_few_statements(client, club, as_role, app):
    application = with_board(club)
    as_role(ClubRole.SECRETARY)
    with counted(app) as sent:
        client.get(f"/crown/applications/{application.ref}")
    assert len(sent) <= 13
