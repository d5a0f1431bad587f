"""Coming in by an invitation."""

import re
from datetime import timedelta

import pytest

from club.clubs.models import NoticeKind
from club.core import clock, jobs, mail
from club.core.audit import FirmEvent
from club.core.db import db
from club.core.links import Link, token_of
from club.firms import people_actions as actions
from club.firms.models import FirmRecord, Invitation, Membership
from club.people import passwords, staff_actions
from club.people.joining_actions import make_link
from club.people.models import Person
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_notice, a_person, a_role, as_desk, as_firm, saved, sign_in

PASSWORD = "seven grey herons"
NEW = {"new_password": PASSWORD}


@pytest.fixture
def club(app):
    return a_club("crown")


@pytest.fixture
def firm(club):
    return a_firm(club, "lantern")


def invitation_to(firm, *, is_mailed: bool = False, **facts) -> str:
    """The path of a link to a new invitation."""
    values = {"role": FirmRole.STAFF, "name": "Ning", "by": None, "at": clock.now(), **facts}
    with as_firm(firm):
        invitation = actions.invite(**values)
        link = make_link(invitation.ref, is_mailed=True) if is_mailed else None
        return f"/crown/join/{token_of(link.ref if link else _shown(invitation))}"


def _shown(invitation: Invitation) -> str:
    return db.session.query(Link.ref).filter(Link.subject == invitation.ref).scalar()


def membership_of(firm, **facts) -> Membership | None:
    with as_firm(firm):
        return db.session.query(Membership).filter_by(**facts).one_or_none()


@pytest.mark.slow
def test_somebody_new_reads_the_notice_sets_a_password_and_is_in(app, client, club, firm) -> None:
    notice = a_notice(club, NoticeKind.STAFF)
    path = invitation_to(firm, staff_number="A17")
    page = client.get(path).text
    assert "Ning, Lantern invites you" in page
    assert "Notice 1 for staff." in page
    assert client.submit(path, NEW).status_code == 422, "the notice is read first"
    assert client.submit(path, {**NEW, "has_read": "y"}).location == "/crown/places"
    assert client.get("/crown/me").status_code == 200
    member = membership_of(firm, staff_number="A17")
    assert (member.notice_id, member.role) == (notice.id, FirmRole.STAFF)
    person = db.session.get(Person, member.person_id)
    assert person.home_firm_id == firm.id, "nothing of it is proven, so the account is the firm's"
    client.post("/crown/logout", data=client.form("/crown/logout"))
    back = client.submit("/crown/login?firm=lantern", {"identifier": "a17", "password": PASSWORD})
    assert back.status_code == 303


def test_it_is_written_in_the_firms_book_with_the_notice(app, client, club, firm) -> None:
    a_notice(club, NoticeKind.STAFF)
    client.submit(invitation_to(firm, staff_number="A17"), {**NEW, "has_read": "y"})
    with as_firm(firm):
        book = {event.did: event.facts for event in db.session.query(FirmEvent)}
    assert book["invitation.accepted"]["notice"] == "1.0"


def test_the_link_from_a_mailbox_proves_it(app, client, firm) -> None:
    path = invitation_to(firm, email="ning@people.example", is_mailed=True)
    client.submit(path, {**NEW, "email": "ning@people.example"})
    person = db.session.query(Person).filter_by(email="ning@people.example").one()
    assert person.email_verified_at is not None
    assert person.home_firm_id is None


def test_the_link_shown_to_the_inviter_proves_nothing(app, client, firm) -> None:
    client.submit(invitation_to(firm, email="ning@people.example"), {**NEW, "email": "ning@people.example"})
    person = db.session.query(Person).filter_by(email="ning@people.example").one()
    assert person.email_verified_at is None
    assert person.home_firm_id == firm.id


def test_another_address_than_the_mailed_one_is_not_proven(app, client, firm) -> None:
    path = invitation_to(firm, email="ning@people.example", is_mailed=True)
    client.submit(path, {**NEW, "email": "boss@people.example"})
    assert db.session.query(Person).filter_by(email="boss@people.example").one().email_verified_at is None


def test_without_a_staff_number_something_to_sign_in_with_is_needed(app, client, firm) -> None:
    path = invitation_to(firm)
    answer = client.submit(path, NEW)
    assert answer.status_code == 422
    assert "Give a mail address or a telephone number" in answer.text
    assert client.submit(path, {**NEW, "phone": "13800000000"}).status_code == 303


def test_an_address_of_another_account_is_refused_and_nothing_is_used_up(app, client, firm) -> None:
    a_person("lin@people.example")
    path = invitation_to(firm)
    answer = client.submit(path, {**NEW, "email": "lin@people.example"})
    assert answer.status_code == 422
    assert "used by another account" in answer.text
    assert client.submit(path, {**NEW, "email": "ning@people.example"}).status_code == 303


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "1234567890", "ning@people.example", "x" * 201])
def test_a_password_that_is_guessed_at_once_is_refused(app, client, firm, password) -> None:
    path = invitation_to(firm, staff_number="A17")
    assert client.submit(path, {"new_password": password, "email": "ning@people.example"}).status_code == 422


def test_an_account_confirms_by_signing_in(app, client, firm) -> None:
    lin = a_person("lin@people.example", password_hash=passwords.hashed(PASSWORD), password_changed_at=clock.now())
    path = invitation_to(firm, role=FirmRole.LEAD)
    at = re.search(r'href="(/crown/login\?next=[^"]+)"', client.get(path).text)[1]
    back = client.submit(at, {"identifier": "lin@people.example", "password": PASSWORD}).location
    assert back == path
    assert "You are signed in as lin@people.example" in client.get(path).text
    assert client.submit(path).status_code == 303
    assert membership_of(firm, person_id=lin.id).role is FirmRole.LEAD


def test_it_works_once(app, client, firm) -> None:
    path = invitation_to(firm, staff_number="A17")
    client.submit(path, NEW)
    stranger = app.test_client()
    gone = stranger.get(path)
    assert gone.status_code == 410
    assert "accepted already" in gone.text


def test_one_of_two_links_ends_the_other(app, client, firm) -> None:
    mailed = invitation_to(firm, email="ning@people.example", is_mailed=True)
    with as_firm(firm):
        shown = f"/crown/join/{token_of(_shown(db.session.query(Invitation).one()))}"
    client.submit(shown, {**NEW, "email": "ning@people.example"})
    assert app.test_client().get(mailed).status_code == 410


def test_after_revocation_and_after_its_time_it_says_so(app, client, firm, time_machine) -> None:
    path = invitation_to(firm)
    late = invitation_to(firm)
    with as_firm(firm):
        actions.revoke(db.session.query(Invitation).order_by(Invitation.id).first(), at=clock.now())
    assert "taken back" in client.get(path).text
    time_machine.move_to(clock.now() + timedelta(days=15))
    assert "limited time" in client.get(late).text


def test_a_guessed_link_is_not_found(app, client, firm) -> None:
    assert client.get(f"/crown/join/{'a' * 26}").status_code == 404


def test_a_link_of_another_club_is_not_found(app, client, firm) -> None:
    a_club("harbour")
    assert client.get(invitation_to(firm).replace("/crown/", "/harbour/")).status_code == 404


def test_an_account_of_one_firm_joins_another_only_once_it_is_its_holders_own(app, client, club, firm) -> None:
    quay = a_firm(club, "quay")
    ning = a_person(home_firm_id=quay.id, email_verified_at=None)
    a_membership(quay, FirmRole.STAFF, ning)
    sign_in(client, ning)
    path = invitation_to(firm)
    answer = client.submit(path)
    assert answer.status_code == 422
    assert "Confirm a mail address" in answer.text
    assert membership_of(firm, person_id=ning.id) is None


def test_a_member_cannot_come_in_twice(app, client, firm) -> None:
    ning = a_person()
    a_membership(firm, FirmRole.STAFF, ning)
    sign_in(client, ning)
    answer = client.submit(invitation_to(firm))
    assert answer.status_code == 422
    assert "belong to this firm already" in answer.text


def test_whoever_left_may_come_back(app, client, firm) -> None:
    ning = a_person()
    a_membership(firm, FirmRole.STAFF, ning, left_at=clock.now())
    sign_in(client, ning)
    assert client.submit(invitation_to(firm, role=FirmRole.LEAD)).status_code == 303
    member = membership_of(firm, person_id=ning.id)
    assert (member.role, member.left_at) == (FirmRole.LEAD, None)


def test_no_seat_is_said(app, client, club, firm) -> None:
    path = invitation_to(firm, staff_number="A17")
    a_membership(firm)
    with as_desk(club):
        saved(FirmRecord(firm_id=firm.id, legal_name="Lantern", credit_code="91330100MA2000001X", seats=1))
    answer = client.submit(path, NEW)
    assert answer.status_code == 422
    assert "no seat free" in answer.text


def test_a_new_firms_owner_comes_in_by_the_welcome(app, client, club) -> None:
    from club.firms.actions import activate
    from club.firms.models import Firm
    from tests.makers.members import an_admitted_firm

    admitted = an_admitted_firm(club)
    with as_desk(club):
        db.session.query(FirmRecord).one().contact_name = ""
        activate(db.session.get(Firm, admitted.id), plan_seats=5, at=clock.now())
    jobs.finish_all()
    path = next(
        found[0]
        for file in mail.written_files()
        if (found := re.findall(r"/crown/join/[a-z2-7]{26}", file.read_text()))
    )
    came_in = client.submit(path, {**NEW, "email": "lin@people.example", "own_name": "Lin Yue"})
    assert came_in.status_code == 303
    assert membership_of(admitted).role is FirmRole.OWNER
    assert membership_of(admitted).name == "Lin Yue", "the person, not the firm"


def test_a_club_invites_its_own_people_by_the_same_link(app, client: HouseClient, club) -> None:
    with as_desk(club):
        staff_actions.invite(
            roles=[ClubRole.VERIFIER, ClubRole.SECRETARY], name="Vera", by=None, at=clock.now(), email=""
        )
        path = f"/crown/join/{token_of(db.session.query(Link.ref).scalar())}"
    page = client.get(path).text
    assert "Vera, Club crown invites you" in page
    assert "Secretary · Verifier" in page
    assert client.submit(path, {**NEW, "email": "vera@people.example"}).status_code == 303
    assert client.get("/crown/applications").status_code == 200
    assert client.get(path).status_code == 410


def test_a_firms_account_cannot_become_club_staff(app, client, club, firm) -> None:
    ning = a_person(home_firm_id=firm.id, email_verified_at=None)
    a_role(club, a_person(), ClubRole.ADMINISTRATOR)
    sign_in(client, ning)
    with as_desk(club):
        staff_actions.invite(roles=[ClubRole.EDITOR], name="Ning", by=None, at=clock.now())
        path = f"/crown/join/{token_of(db.session.query(Link.ref).scalar())}"
    assert client.submit(path).status_code == 422
