"""Whoever opens an invitation that nothing proves waits until the inviter says that it is the right person."""

import pytest

from club.core import clock
from club.core.audit import FirmEvent
from club.core.db import db
from club.core.links import Link, token_of
from club.firms import people_actions as actions
from club.firms.models import Membership
from club.firms.people_rules import waits_for_confirmation
from club.people.joining_actions import make_link
from club.policy import FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_person, as_firm, sign_in

NEW = {"new_password": "seven grey herons"}


@pytest.fixture
def firm(app):
    return a_firm(a_club("crown"), "lantern", name="Lantern")


@pytest.fixture
def inviter(firm, client):
    person = a_person()
    a_membership(firm, FirmRole.PEOPLE_OFFICE, person, name="Sun Mei")
    sign_in(client, person)
    return person


def invitation(firm, inviter, *, is_mailed: bool = False, **facts) -> tuple[str, str]:
    """The inviter's page and the path of the link."""
    values = {"role": FirmRole.STAFF, "name": "Ning", "staff_number": "A17", **facts}
    with as_firm(firm):
        row = actions.invite(**values, by=inviter.id, at=clock.now())
        shown = db.session.query(Link.ref).filter(Link.subject == row.ref).scalar()
        link = make_link(row.ref, is_mailed=True).ref if is_mailed else shown
        return f"/crown/firms/lantern/people/invitations/{row.ref}", f"/crown/join/{token_of(link)}"


def members(firm) -> list[str]:
    with as_firm(firm):
        return sorted(row.name for row in db.session.query(Membership))


def test_who_holds_the_link_is_not_in_and_sees_what_happens_next(app, client, firm, inviter) -> None:
    _page, path = invitation(firm, inviter)
    newcomer = app.test_client()
    answer = newcomer.submit(path, NEW, follow_redirects=True)
    assert "Lantern has to confirm that it is you" in answer.text
    assert members(firm) == ["Sun Mei"]
    for there in ("/crown/firms/lantern/", "/crown/firms/lantern/today", "/crown/firms/lantern/people"):
        assert newcomer.get(there).status_code == 404
    assert "Lantern has to confirm that it is you" in newcomer.get("/crown/places", follow_redirects=True).text
    assert app.test_client().get(path).status_code == 410, "the link opens nothing any more"


def test_who_waits_is_called_by_name_and_told_how_to_sign_in_again(app, client, firm, inviter) -> None:
    _page, path = invitation(firm, inviter)
    newcomer = app.test_client()
    page = newcomer.submit(path, NEW, follow_redirects=True).text
    assert "<summary><span>Ning</span>" in page
    assert "A17" in page
    assert "http://127.0.0.1:8000/crown/login?firm=lantern" in page
    assert "<svg" in page


@pytest.mark.slow
def test_the_inviter_sees_who_came_and_when_and_confirms_with_one_tap(app, client, firm, inviter) -> None:
    page, path = invitation(firm, inviter)
    newcomer = app.test_client()
    newcomer.submit(path, {**NEW, "email": "ning@people.example"})
    assert "Ning opened the invitation" in client.get("/crown/inbox").text
    assert "waits for your word" in client.get("/crown/firms/lantern/people").text
    shown = client.get(page).text
    assert "Is this Ning?" in shown
    assert "ning@people.example" in shown
    assert client.submit(page, to=f"{page}/confirm").status_code == 303
    assert "new message" not in client.get("/crown/inbox").text
    assert members(firm) == ["Ning", "Sun Mei"]
    assert newcomer.get("/crown/places").location == "/crown/firms/lantern/today"
    assert newcomer.get("/crown/waiting").location == "/crown/places"
    with as_firm(firm):
        told = [event.did for event in db.session.query(FirmEvent).order_by(FirmEvent.at)]
    assert told == ["person.invited", "invitation.opened", "invitation.accepted"]


def test_the_wrong_person_is_sent_away_and_the_seat_is_free(app, client, firm, inviter) -> None:
    page, path = invitation(firm, inviter)
    stranger = app.test_client()
    stranger.submit(path, NEW)
    assert client.submit(page, to=f"{page}/revoke").status_code == 303
    assert members(firm) == ["Sun Mei"]
    assert stranger.get("/crown/places").location == "/crown/"
    assert client.submit("/crown/firms/lantern/people", to=f"{page}/confirm").location == page
    assert "was revoked" in client.get(page).text
    with as_firm(firm):
        assert actions.seats_of_firm(clock.now()).invited == 0


def test_a_mailbox_that_got_the_link_proves_the_person(app, firm, inviter) -> None:
    _page, path = invitation(firm, inviter, email="ning@people.example", is_mailed=True)
    newcomer = app.test_client()
    assert newcomer.submit(path, {**NEW, "email": "ning@people.example"}).location == "/crown/places"
    assert members(firm) == ["Ning", "Sun Mei"]


def test_an_account_with_the_confirmed_address_proves_the_person(app, firm, inviter) -> None:
    _page, path = invitation(firm, inviter, email="ning@people.example")
    known = app.test_client()
    sign_in(known, a_person("ning@people.example"))
    assert known.submit(path).location == "/crown/places"
    assert members(firm) == ["Ning", "Sun Mei"]


def test_another_account_waits_too(app, firm, inviter) -> None:
    _page, path = invitation(firm, inviter, email="ning@people.example")
    known = app.test_client()
    sign_in(known, a_person("somebody@people.example"))
    assert known.submit(path).location == "/crown/waiting"
    assert members(firm) == ["Sun Mei"]


def test_pressed_twice_one_person_is_in_once(app, client: HouseClient, firm, inviter) -> None:
    page, path = invitation(firm, inviter)
    app.test_client().submit(path, NEW)
    hidden = client.form(page)
    assert [client.post(f"{page}/confirm", data=hidden).status_code for _ in range(2)] == [303, 303]
    assert "Ning is in already" in client.get(page).text
    assert "Sun Mei confirmed it" in client.get(page).text
    assert members(firm) == ["Ning", "Sun Mei"]


def test_a_colleague_without_the_right_and_another_firm_confirm_nobody(app, client, firm, inviter) -> None:
    page, path = invitation(firm, inviter, role=FirmRole.LEAD)
    app.test_client().submit(path, NEW)
    lead, rival = a_person(), a_person()
    a_membership(firm, FirmRole.LEAD, lead)
    a_membership(a_firm(a_club("quay"), "rival"), FirmRole.OWNER, rival)
    for person in (lead, rival):
        sign_in(client, person)
        hidden = client.form("/crown/me")
        assert client.post(f"{page}/confirm", data=hidden).status_code == 404


def test_one_number_is_promised_to_one_person(firm, inviter) -> None:
    invitation(firm, inviter)
    with pytest.raises(actions.Refused, match="number_promised"):
        invitation(firm, inviter, name="Rui")


@pytest.mark.parametrize(
    ("is_proven", "has_inviter", "waits"),
    [(True, True, False), (False, True, True), (True, False, False), (False, False, False)],
)
def test_the_firms_first_owner_has_nobody_to_confirm(is_proven, has_inviter, waits) -> None:
    assert waits_for_confirmation(is_proven=is_proven, has_inviter=has_inviter) == waits
