"""Whoever opens an invitation among a club's own people waits, unless something proves them, until it is confirmed."""

from functools import partial

import pytest

from club.core import clock
from club.core.audit import ClubEvent
from club.core.db import db
from club.core.links import Link, token_of
from club.people import staff_actions as actions
from club.people.joining_actions import make_link
from club.policy import ClubRole
from tests.applications.test_races import at_once
from tests.makers import a_club, a_firm, a_membership, a_person, a_role, as_desk, sign_in

NEW = {"new_password": "seven grey herons", "email": "vera@people.example"}
PEOPLE = "/crown/settings/people"


@pytest.fixture
def club(app):
    return a_club("crown")


@pytest.fixture
def administrator(club, client):
    person = a_person("admin@people.example")
    a_role(club, person, ClubRole.ADMINISTRATOR, "Ada")
    sign_in(client, person)
    return person


def invitation(club, administrator, *, is_mailed: bool = False, email: str = "") -> tuple[str, str]:
    """The page of an invitation at the desk and the path of its link."""
    with as_desk(club):
        by = administrator.id
        row = actions.invite(roles=[ClubRole.VERIFIER], name="Vera", email=email, by=by, at=clock.now())
        shown = db.session.query(Link.ref).filter(Link.subject == row.ref).scalar()
        link = make_link(row.ref, is_mailed=True).ref if is_mailed else shown
        return f"{PEOPLE}/invitations/{row.ref}", f"/crown/join/{token_of(link)}"


def is_verifier(client) -> bool:
    return client.get("/crown/applications").status_code == 200


def test_who_holds_the_link_has_no_role_until_an_administrator_says_so(app, client, club, administrator) -> None:
    page, path = invitation(club, administrator)
    newcomer = app.test_client()
    answer = newcomer.submit(path, NEW, follow_redirects=True)
    assert "Club crown has to confirm that it is you" in answer.text
    assert not is_verifier(newcomer)
    assert "Club crown has to confirm that it is you" in newcomer.get("/crown/places", follow_redirects=True).text
    assert app.test_client().get(path).status_code == 410, "the link opens nothing any more"
    assert "Vera opened the invitation" in client.get("/crown/inbox").text
    assert "waits for your word" in client.get(PEOPLE).text
    shown = client.get(page).text
    assert "Is this Vera?" in shown
    assert "vera@people.example" in shown
    assert client.submit(page, to=f"{page}/confirm").status_code == 303
    assert is_verifier(newcomer)
    assert newcomer.get("/crown/waiting").status_code == 303
    with as_desk(club):
        told = [event.did for event in db.session.query(ClubEvent).order_by(ClubEvent.at)]
    assert told == ["person.invited", "invitation.opened", "invitation.accepted"]


def test_the_wrong_person_is_sent_away(app, client, club, administrator) -> None:
    page, path = invitation(club, administrator)
    stranger = app.test_client()
    stranger.submit(path, NEW)
    assert client.submit(page, to=f"{page}/revoke").status_code == 303
    assert stranger.get("/crown/places").location == "/crown/"
    assert client.submit(PEOPLE, to=f"{page}/confirm").status_code == 404
    assert not is_verifier(stranger)


def test_the_mailbox_that_got_the_link_proves_the_person(app, club, administrator) -> None:
    _page, path = invitation(club, administrator, email="vera@people.example", is_mailed=True)
    newcomer = app.test_client()
    assert newcomer.submit(path, NEW).location == "/crown/places"
    assert is_verifier(newcomer)


def test_an_account_with_the_confirmed_address_proves_the_person(app, club, administrator) -> None:
    _page, path = invitation(club, administrator, email="vera@people.example")
    known = app.test_client()
    sign_in(known, a_person("vera@people.example"))
    known.submit(path)
    assert is_verifier(known)


def test_another_account_waits_too(app, club, administrator) -> None:
    _page, path = invitation(club, administrator, email="vera@people.example")
    known = app.test_client()
    sign_in(known, a_person("somebody@people.example"))
    assert known.submit(path).location == "/crown/waiting"
    assert not is_verifier(known)


def test_pressed_twice_the_roles_are_given_once(app, client, club, administrator) -> None:
    page, path = invitation(club, administrator)
    app.test_client().submit(path, NEW)
    hidden = client.form(page)
    assert [client.post(f"{page}/confirm", data=hidden).status_code for _ in range(2)] == [303, 404]


def test_two_who_open_two_links_of_one_invitation_at_once_are_not_both_in(app, club, administrator) -> None:
    for number in range(3):
        page, shown = invitation(club, administrator, email=f"vera{number}@people.example")
        with as_desk(club):
            mailed = f"/crown/join/{token_of(make_link(page.rsplit('/', 1)[1], is_mailed=True).ref)}"
        clients = [app.test_client(), app.test_client()]
        forms = [one.form(path) for one, path in zip(clients, (shown, mailed), strict=True)]
        typed = [{**forms[0], **NEW, "email": ""}, {**forms[1], **NEW, "email": f"vera{number}@people.example"}]
        typed[0]["phone"] = f"1380000000{number}"
        answers = at_once(
            partial(clients[0].post, shown, data=typed[0]), partial(clients[1].post, mailed, data=typed[1])
        )
        assert sum(answer.status_code == 303 for answer in answers) == 1
        assert {answer.status_code for answer in answers} <= {303, 410, 422}


def test_nobody_else_confirms(app, client, club, administrator) -> None:
    page, path = invitation(club, administrator)
    app.test_client().submit(path, NEW)
    secretary, owner, elsewhere = a_person(), a_person(), a_person()
    a_role(club, secretary, ClubRole.SECRETARY)
    a_membership(a_firm(club), person=owner)
    a_role(a_club("harbour"), elsewhere, ClubRole.ADMINISTRATOR)
    for person in (secretary, owner, elsewhere):
        sign_in(client, person)
        assert client.post(f"{page}/confirm", data=client.form("/crown/me")).status_code == 404


def test_who_waits_waits_on_though_the_invitations_days_are_over(
    app, client, club, administrator, time_machine
) -> None:
    page, path = invitation(club, administrator)
    app.test_client().submit(path, NEW)
    time_machine.move_to(clock.now().replace(year=clock.now().year + 1))
    sign_in(client, administrator)
    assert "Is this Vera?" in client.get(page).text


def test_a_first_administrator_whom_the_operator_invites_has_nobody_to_confirm(app, club) -> None:
    with as_desk(club):
        actions.invite(roles=[ClubRole.ADMINISTRATOR], name="Ada", by=None, at=clock.now())
        path = f"/crown/join/{token_of(db.session.query(Link.ref).scalar())}"
    first = app.test_client()
    assert first.submit(path, {**NEW, "email": "ada@people.example"}).location == "/crown/places"
    assert first.get(PEOPLE).status_code == 200
