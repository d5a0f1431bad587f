"""An applicant names who must be kept away: on the status page, at the desk, and for whoever is meant."""

import pytest
from sqlalchemy import select

from club.applications.actions import status_token
from club.applications.models import Application, ApplicationStatus, Recusal
from club.core import clock
from club.core.audit import ClubEvent, Did
from club.core.db import session
from club.core.messages import Message
from club.core.scope import Scope
from club.firms import people_actions
from club.firms.models import FirmRecord, Tie
from club.people.models import Person
from club.policy import ClubRole, FirmRole
from tests.makers import a_club, a_firm, a_membership, a_person, a_plan, a_role, a_tie, about, as_desk, as_firm, sign_in
from tests.makers.applications import a_recusal, an_application, some_evidence, with_board


@pytest.fixture
def club(app):
    made = a_club("crown", board_yes=2)
    a_plan(made)
    return made


@pytest.fixture
def lantern(club):
    return a_firm(club, "lantern", name="Lantern Goods")


@pytest.fixture
def staff(club):
    roles = {"secretary": ClubRole.SECRETARY, "verifier": ClubRole.VERIFIER}
    people = {name: a_person() for name in (*roles, "shen", "xu", "gao")}
    for name, person in people.items():
        a_role(club, person, roles.get(name, ClubRole.BOARD_MEMBER), f"{name.title()} of crown")
    return people


@pytest.fixture
def of_lantern(staff, lantern):
    """Shen sits on the board and owns Lantern."""
    a_membership(lantern, person=staff["shen"])
    a_tie(lantern, staff["shen"])
    return staff["shen"]


def status_page(club, application):
    with as_desk(club):
        return f"/crown/apply/{status_token(session().get_one(Application, application.id))}"


def name(client, club, application, names):
    page = status_page(club, application)
    return client.submit(page, {"names": names}, to=f"{page}/names")


def recusals(club):
    with as_desk(club):
        return list(session().scalars(select(Recusal).order_by(Recusal.id)))


def verify(client, application):
    case = f"/crown/applications/{application.ref}"
    fields = {"verify-turnover": "88,000,000", "verify-remarks": "Compared.", "verify-currency": "CNY"}
    return client.submit(case, fields, to=f"{case}/verification")


def settle(client, club, application, *people):
    case = f"/crown/applications/{application.ref}"
    with as_desk(club):
        ref = session().scalars(select(Recusal.ref).where(Recusal.named_firm_id.is_(None))).one()
    version = {f"settle-{ref}-version": client.form(case)[f"settle-{ref}-version"]}
    ticked = {f"settle-{ref}-people": [str(person.id) for person in people]}
    return client.submit(case, version | ticked, to=f"{case}/names/{ref}")


@pytest.mark.slow
def test_a_named_firm_is_found_and_its_board_member_sees_nothing_of_the_case(client, club, lantern, staff, of_lantern):
    application = an_application(club)
    assert name(client, club, application, "lantern goods co., ltd.").status_code == 303
    assert [(row.words, row.named_firm_id) for row in recusals(club)] == [("lantern goods co., ltd.", lantern.id)]
    sign_in(client, staff["verifier"])
    assert verify(client, application).status_code == 303
    sign_in(client, of_lantern)
    for path in (f"/applications/{application.ref}", f"/applications/{application.ref}/vote"):
        assert client.get(f"/crown{path}").status_code == 404
    cast = client.post(
        f"/crown/applications/{application.ref}/vote",
        data={"choice": "yes", "csrf_token": client.form("/crown/desk")["csrf_token"]},
    )
    assert cast.status_code == 404
    for path in ("/desk", "/applications", "/applications?waits=board"):
        page = client.get(f"/crown{path}").text
        assert application.legal_name not in page
    assert "Nothing waits on you" in client.get("/crown/desk").text
    assert "0 applications" in client.get("/crown/applications").text


def test_nobody_who_is_kept_away_is_asked_to_vote(client, club, staff, of_lantern):
    application = an_application(club)
    name(client, club, application, "Lantern Goods")
    sign_in(client, staff["verifier"])
    verify(client, application)
    asked = {}
    for member in ("shen", "xu", "gao"):
        with about(Scope(club.id, person=staff[member].id)):
            asked[member] = len(session().scalars(select(Message)).all())
    assert asked == {"shen": 0, "xu": 1, "gao": 1}


@pytest.mark.slow
def test_the_others_decide_by_the_same_quorum(client, club, staff, of_lantern):
    application = an_application(club)
    name(client, club, application, "Lantern Goods")
    sign_in(client, staff["verifier"])
    verify(client, application)
    for member in ("xu", "gao"):
        sign_in(client, staff[member])
        page = f"/crown/applications/{application.ref}/vote"
        assert client.submit(page, {"choice": "yes"}).status_code == 303
    with as_desk(club):
        assert session().get_one(Application, application.id).status is ApplicationStatus.APPROVED


def test_a_board_that_became_too_small_is_told_at_the_desk_with_what_to_do(client, club, staff, of_lantern):
    application = with_board(club)
    for member in ("shen", "xu"):
        a_recusal(club, application, person_id=staff[member].id)
    sign_in(client, staff["secretary"])
    page = client.get(f"/crown/applications/{application.ref}").text
    assert "Too few of the board are left to decide." in page
    assert "Name another member under “The club’s people”" in page
    sign_in(client, staff["gao"])
    assert "Only 1 may vote, and 2 votes are needed." in client.get(f"/crown/applications/{application.ref}/vote").text


@pytest.mark.slow
def test_a_name_that_is_no_firms_waits_for_the_desk_and_holds_the_figure(client, club, staff):
    application = an_application(club)
    name(client, club, application, "Old Shen from the tea market")
    sign_in(client, staff["verifier"])
    page = client.get(f"/crown/applications/{application.ref}").text
    assert "Say under “To be kept away” whom the applicant’s names mean." in page
    refused = verify(client, application)
    assert refused.status_code == 422
    assert "it is not settled who that is" in refused.text
    assert "Compared." in refused.text
    assert settle(client, club, application, staff["shen"]).status_code == 303
    assert "keeps away Shen of crown" in client.get(f"/crown/applications/{application.ref}").text
    assert verify(client, application).status_code == 303
    sign_in(client, staff["shen"])
    assert client.get(f"/crown/applications/{application.ref}/vote").status_code == 404
    sign_in(client, staff["xu"])
    assert client.get(f"/crown/applications/{application.ref}/vote").status_code == 200


@pytest.mark.slow
def test_a_name_may_mean_nobody_or_several_and_be_settled_anew(client, club, staff):
    application = an_application(club)
    name(client, club, application, "The wholesalers")
    sign_in(client, staff["secretary"])
    settle(client, club, application)
    assert "nobody of the club’s people" in client.get(f"/crown/applications/{application.ref}").text
    settle(client, club, application, staff["shen"], staff["xu"])
    assert {row.person_id for row in recusals(club)} == {staff["shen"].id, staff["xu"].id}
    with as_desk(club):
        settled = (
            session()
            .scalars(select(ClubEvent).where(ClubEvent.did == Did.RECUSAL_SETTLED.value).order_by(ClubEvent.at))
            .all()
        )
        assert [event.facts["people"] for event in settled] == [[], sorted([staff["shen"].id, staff["xu"].id])]


def test_whoever_is_called_exactly_so_is_ticked_before_anybody_looked(client, club, staff):
    application = an_application(club)
    name(client, club, application, "shen of crown")
    sign_in(client, staff["secretary"])
    page = client.get(f"/crown/applications/{application.ref}").text
    ticked = [line for line in page.split("<label") if "checked" in line]
    assert len(ticked) == 1
    assert "Shen of crown" in ticked[0]


def test_settling_oneself_leads_out_of_the_case(client, club, staff):
    a_role(club, a_person(), ClubRole.ADMINISTRATOR)
    application = an_application(club)
    name(client, club, application, "The secretary")
    sign_in(client, staff["secretary"])
    answer = settle(client, club, application, staff["secretary"])
    assert answer.headers["Location"].endswith("/crown/applications")
    assert client.get(f"/crown/applications/{application.ref}").status_code == 404


def test_a_person_who_is_not_of_the_desk_cannot_be_meant(client, club, staff):
    application = an_application(club)
    name(client, club, application, "Somebody")
    sign_in(client, staff["secretary"])
    assert settle(client, club, application, a_person()).status_code == 422
    assert [row.settled_at for row in recusals(club)] == [None]


def test_a_verifier_of_a_named_firm_opens_no_paper(client, club, staff, lantern):
    a_role(club, a_person(), ClubRole.VERIFIER)
    application = an_application(club)
    paper = some_evidence(club, application, "crown/1")
    a_membership(lantern, FirmRole.STAFF, person=staff["verifier"])
    name(client, club, application, "Lantern Goods")
    sign_in(client, staff["verifier"])
    case = f"/crown/applications/{application.ref}"
    token = {"csrf_token": client.form("/crown/desk")["csrf_token"]}
    assert client.post(f"{case}/evidence/{paper.ref}", data=token).status_code == 404
    assert client.get(case).status_code == 404


def test_names_that_would_leave_nobody_are_refused_and_stay_typed(client, club, staff, lantern):
    a_membership(lantern, FirmRole.STAFF, person=staff["verifier"])
    a_tie(lantern, staff["verifier"])
    answer = name(client, club, an_application(club), "Lantern Goods\nBamboo")
    assert answer.status_code == 422
    assert "nobody at the club is left who could check the evidence" in answer.text
    assert "Lantern Goods\r\nBamboo" in answer.text or "Lantern Goods\nBamboo" in answer.text
    assert recusals(club) == []


def test_names_may_be_changed_and_what_is_settled_stays_settled(client, club, staff):
    application = an_application(club)
    name(client, club, application, "The wholesalers\nMr Shen")
    with as_desk(club):
        for row in session().scalars(select(Recusal).where(Recusal.words == "The wholesalers")):
            row.settled_at = row.named_at
    name(client, club, application, "The wholesalers\nMrs Xu")
    assert [(row.words, row.settled_at is not None) for row in recusals(club)] == [
        ("The wholesalers", True),
        ("Mrs Xu", False),
    ]
    name(client, club, application, "")
    assert recusals(club) == []


@pytest.mark.slow
def test_names_come_too_late_once_the_figure_is_verified(client, club):
    application = with_board(club)
    page = status_page(club, application)
    assert "Firms or people to be kept away" not in client.get(page).text
    answer = client.submit(page, {"names": "Lantern"}, to=f"{page}/names")
    assert answer.status_code == 422
    assert recusals(club) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "says"),
    [
        ("\n".join(f"Firm {number}" for number in range(11)), "at most 10 names"),
        ("x" * 201, "a line of its own"),
        ("11010519491231002X", "ID-card number"),
    ],
)
def test_what_is_no_list_of_names_gets_a_message(client, club, names, says):
    answer = name(client, club, an_application(club), names)
    assert answer.status_code == 422
    assert says in answer.text


def test_naming_leaves_an_event_without_the_names(client, club):
    application = an_application(club)
    name(client, club, application, "Lantern\nBamboo")
    with as_desk(club):
        event = session().scalars(select(ClubEvent).where(ClubEvent.did == Did.RECUSALS_NAMED.value)).one()
    assert (event.row, event.facts) == (application.ref, {"names": 2})


def test_the_applicant_still_sees_the_page_when_signed_in_as_somebody_kept_away(client, club, of_lantern):
    application = an_application(club)
    name(client, club, application, "Lantern Goods")
    page = status_page(club, application)
    sign_in(client, of_lantern)
    assert client.get(page).status_code == 200


def test_whoever_joins_a_named_firm_later_is_kept_away_at_the_next_request_and_counted_so(client, club, lantern, staff):
    application = with_board(club)
    a_recusal(club, application, named_firm_id=lantern.id)
    a_membership(lantern)
    comes_into(lantern, staff["xu"])
    sign_in(client, staff["xu"])
    assert client.get(f"/crown/applications/{application.ref}/vote").status_code == 404
    with as_desk(club):
        assert [tie.person_id for tie in session().scalars(select(Tie))] == [staff["xu"].id]


def comes_into(firm, person):
    with as_firm(firm):
        session().add(FirmRecord(legal_name=firm.name, credit_code="9133010600DEM0001X", seats=30))
        invited = people_actions.invite(role=FirmRole.STAFF, name="Xu", by=None, at=clock.now())
        people_actions.accept(invited, session().get_one(Person, person.id), notice=None, at=clock.now())
