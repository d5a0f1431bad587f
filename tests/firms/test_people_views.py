"""A firm's people on screen."""

import html
import re

import pytest
from sqlalchemy import func, select

from club.core import clock, jobs, mail
from club.core.db import db
from club.firms.models import FirmRecord, Invitation, Membership
from club.people.models import Person, SignIn
from club.policy import FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_department, a_firm, a_membership, a_person, as_desk, as_firm, saved, sign_in
from tests.statements import counted

PEOPLE = "/crown/firms/lantern/people"


@pytest.fixture
def firm(app):
    return a_firm(a_club("crown"), "lantern")


@pytest.fixture
def owner(firm, client) -> Membership:
    person = a_person("owner@people.example")
    membership = a_membership(firm, FirmRole.OWNER, person, name="Olive Owner")
    sign_in(client, person)
    return membership


def invited(client: HouseClient, **fields) -> str:
    """Invite somebody; returns the path of the invitation's link."""
    answer = client.submit(f"{PEOPLE}/invite", {"name": "Ning", "role": "staff", **fields})
    assert answer.status_code == 303, answer.text
    found = re.search(r"http://127.0.0.1:8000(/crown/join/[a-z2-7]{26})", client.get(answer.location).text)
    assert found is not None
    return found[1]


def test_an_owner_sees_everybody(client, firm, owner) -> None:
    a_membership(firm, FirmRole.STAFF, name="Ning Staff", staff_number="A17")
    page = client.get(PEOPLE).text
    assert "2 people work here" in page
    assert "Ning Staff" in page
    assert "A17" in page


def test_a_lead_sees_them_but_changes_nothing(client, firm, owner) -> None:
    lead = a_person()
    a_membership(firm, FirmRole.LEAD, lead)
    sign_in(client, lead)
    assert "Invite somebody" not in client.get(PEOPLE).text
    assert client.get(f"{PEOPLE}/invite").status_code == 404
    assert client.get(f"{PEOPLE}/{owner.ref}").status_code == 404


def test_staff_and_other_firms_see_nothing(client, firm, owner) -> None:
    other = a_person()
    a_membership(firm, FirmRole.STAFF, other)
    sign_in(client, other)
    assert client.get(PEOPLE).status_code == 404
    stranger = a_person()
    a_membership(a_firm(db.session.merge(club_of(firm)), "quay"), FirmRole.OWNER, stranger)
    sign_in(client, stranger)
    assert client.get(PEOPLE).status_code == 404
    assert client.get(f"/crown/firms/quay/people/{owner.ref}").status_code == 404


def club_of(firm):
    from club.clubs.models import Club

    return db.session.get(Club, firm.club_id)


def test_an_invitation_says_what_comes_next_and_leads_to_one_like_it(client, firm, owner) -> None:
    department = a_department(firm, "Operations")
    made = client.submit(f"{PEOPLE}/invite", {"name": "Ning", "role": "lead", "department": department.ref})
    page = client.get(made.location).text
    assert "waits until you let them in" in page
    again = client.get(html.unescape(re.search(rf'href="({PEOPLE}/invite[^"]*)"', page)[1])).text
    assert re.search(r'value="lead"[^>]* checked', again)
    assert re.search(rf'<option selected value="{department.ref}"', again)


def test_an_invitation_is_shown_as_code_line_and_words(client, owner) -> None:
    path = invited(client)
    page = client.get(
        client.get(PEOPLE).text and re.search(r'href="([^"]+/invitations/[a-z2-7]{16})"', client.get(PEOPLE).text)[1]
    ).text
    assert path in page
    assert "<svg" in page
    assert "Ning, Lantern invites you" in page


def test_an_invitation_and_the_persons_page_say_how_to_sign_in_later(client, firm, owner) -> None:
    sign_in_at = "http://127.0.0.1:8000/crown/login?firm=lantern"
    answer = client.submit(f"{PEOPLE}/invite", {"name": "Ning", "role": "staff", "staff_number": "A17"})
    shown = client.get(answer.location).text
    assert sign_in_at in shown
    assert "A17" in shown
    ning = a_membership(firm, FirmRole.STAFF, name="Ning", staff_number="A18")
    page = client.get(f"{PEOPLE}/{ning.ref}").text
    assert sign_in_at in page
    assert "QR code of the sign-in" in page


def test_an_invitation_without_a_staff_number_names_none(client, owner) -> None:
    answer = client.submit(f"{PEOPLE}/invite", {"name": "Ning", "role": "staff"})
    assert "/crown/login" not in client.get(answer.location).text.split("<main")[1]


def test_a_double_click_invites_once(client, owner) -> None:
    fields = {**client.form(f"{PEOPLE}/invite"), "name": "Ning", "role": "staff"}
    first, second = (client.post(f"{PEOPLE}/invite", data=fields).location for _ in range(2))
    assert first == second


def test_going_back_and_naming_somebody_else_invites_them_too(client, owner) -> None:
    fields = {**client.form(f"{PEOPLE}/invite"), "name": "Ning", "role": "staff"}
    first = client.post(f"{PEOPLE}/invite", data=fields)
    second = client.post(f"{PEOPLE}/invite", data={**fields, "name": "Bo", "email": "bo@people.example"})
    assert second.location != first.location
    assert "Bo" in client.get(second.location).text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Fill this in."),
        ("name", "N" * 5000, "longer than 80"),
        ("email", "no mail", "This is no mail address."),
        ("phone", "12", "country code"),
        ("staff_number", "x" * 41, "at most 40"),
        ("role", "emperor", "Not a valid choice"),
        ("department", "77", "Not a valid choice"),
    ],
)
def test_bad_input_is_said_and_nothing_is_made(client, owner, field, value, words) -> None:
    answer = client.submit(f"{PEOPLE}/invite", {"name": "Ning", "role": "staff", field: value})
    assert answer.status_code == 422
    assert words in answer.text


def test_the_last_seat_goes_once(client, firm, owner) -> None:
    club = club_of(firm)
    with as_desk(club):
        saved(FirmRecord(firm_id=firm.id, legal_name="Lantern", credit_code="91330100MA2000001X", seats=2))
    invited(client)
    assert "All 2 seats are taken or promised." in client.get(f"{PEOPLE}/invite").text
    fields = {"name": "Xu", "role": "staff"}
    assert client.submit(f"{PEOPLE}/invite", fields).status_code == 422


def test_the_people_office_cannot_make_owners(client, firm, owner) -> None:
    office = a_person()
    a_membership(firm, FirmRole.PEOPLE_OFFICE, office)
    sign_in(client, office)
    assert client.submit(f"{PEOPLE}/invite", {"name": "Xu", "role": "owner"}).status_code == 422
    assert client.submit(f"{PEOPLE}/{owner.ref}/end").status_code == 400
    assert "Only an owner decides" in client.get(f"{PEOPLE}/{owner.ref}").text


def test_a_role_and_a_department_are_changed_and_the_sign_ins_end(client, firm, owner) -> None:
    ning = a_person()
    member = a_membership(firm, FirmRole.STAFF, ning, name="Ning")
    department = a_department(firm, "Service")
    hers = client.application.test_client()
    sign_in(hers, ning)
    fields = {"name": "Ning", "role": "lead", "department": department.ref, "staff_number": "b 7"}
    assert client.submit(f"{PEOPLE}/{member.ref}", fields).status_code == 303
    assert "Service" in client.get(PEOPLE).text
    assert hers.get("/crown/me").status_code == 303, "her sign-in has ended"


def test_a_stale_page_does_not_overwrite(client, firm, owner) -> None:
    member = a_membership(firm, FirmRole.STAFF, name="Ning")
    old = client.form(f"{PEOPLE}/{member.ref}")
    fields = {"name": "Ning Li", "role": "staff", "department": "", "staff_number": ""}
    assert client.post(f"{PEOPLE}/{member.ref}", data={**old, **fields}).status_code == 303
    again = client.post(f"{PEOPLE}/{member.ref}", data={**old, **fields, "name": "Somebody"})
    assert again.status_code == 422
    assert "Somebody else changed this meanwhile." in again.text


def test_the_last_owner_stays(client, owner) -> None:
    fields = {"name": "Olive", "role": "staff", "department": "", "staff_number": ""}
    answer = client.submit(f"{PEOPLE}/{owner.ref}", fields)
    assert answer.status_code == 422
    assert "this is the last" in answer.text
    ended = client.submit(f"{PEOPLE}/{owner.ref}", to=f"{PEOPLE}/{owner.ref}/end")
    assert ended.status_code == 422


def test_whoever_leaves_is_out_at_once_and_frees_the_seat(client, firm, owner) -> None:
    ning = a_person()
    member = a_membership(firm, FirmRole.STAFF, ning, name="Ning", staff_number="A17")
    hers = client.application.test_client()
    sign_in(hers, ning)
    assert client.submit(f"{PEOPLE}/{member.ref}", to=f"{PEOPLE}/{member.ref}/end").status_code == 303
    assert "1 person works here" in client.get(PEOPLE).text
    assert hers.get("/crown/me").status_code == 303
    assert invited(client, staff_number="A17")


def test_a_firm_resets_only_accounts_that_belong_to_it_alone(client, firm, owner) -> None:
    ning = a_person(home_firm_id=firm.id, email_verified_at=None)
    hers = a_membership(firm, FirmRole.STAFF, ning, name="Ning")
    free = a_membership(firm, FirmRole.STAFF, name="Free")
    at = f"{PEOPLE}/{hers.ref}"
    assert client.submit(at, to=f"{at}/reset").status_code == 303
    link = re.search(r"http://127.0.0.1:8000(/crown/reset/[a-z2-7]{26})", client.get(at).text)
    assert link is not None
    fresh = client.application.test_client()
    assert fresh.submit(link[1], {"new_password": "seven grey herons"}).status_code == 303
    assert fresh.get("/crown/me").status_code == 200
    assert fresh.get(link[1]).status_code == 410
    other = f"{PEOPLE}/{free.ref}"
    assert "person’s own" in client.get(other).text
    assert client.submit(other, to=f"{other}/reset").status_code == 422


def test_once_a_mail_is_confirmed_the_firms_link_ends(app, client, firm, owner) -> None:
    from club.core.db import transaction
    from club.people.actions import prove_mail

    ning = a_person(home_firm_id=firm.id, email_verified_at=None)
    at = f"{PEOPLE}/{a_membership(firm, FirmRole.STAFF, ning).ref}"
    client.submit(at, to=f"{at}/reset")
    link = re.search(r"(/crown/reset/[a-z2-7]{26})", client.get(at).text)[1]
    with transaction():
        prove_mail(db.session.get(Person, ning.id), email="ning@people.example", at=clock.now())
    db.session.remove()
    assert client.application.test_client().get(link).status_code == 410


def test_an_invitation_by_mail_holds_its_own_link(app, client, owner) -> None:
    shown = invited(client, email="ning@people.example")
    jobs.finish_all()
    [file] = mail.written_files()
    [mailed] = set(re.findall(r"/crown/join/[a-z2-7]{26}", file.read_text()))
    assert mailed != shown


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_reads_a_fixed_number_of_statements(client, firm, owner, app, people) -> None:
    for _ in range(people):
        a_membership(firm, FirmRole.STAFF)
        with as_firm(firm):
            saved(Invitation(role=FirmRole.STAFF, name="Ning", invited_at=clock.now()))
    with counted(app) as ran:
        assert client.get(PEOPLE).status_code == 200
    assert len(ran) == 6, "\n".join(ran)


def test_nobody_is_signed_in_by_looking(app, client, owner) -> None:
    path = invited(client)
    stranger = app.test_client()
    assert stranger.get(path).status_code == 200
    assert stranger.get(path).status_code == 200
    db.session.remove()
    assert db.session.scalar(select(func.count()).select_from(SignIn)) == 1
