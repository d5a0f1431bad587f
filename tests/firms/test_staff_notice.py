"""What a firm’s people are told about their data: the club’s text with the firm’s own contact and term, in versions."""

import pytest

from club.clubs.models import NoticeKind
from club.clubs.starters import starter_notice
from club.core import clock
from club.core.audit import FirmEvent
from club.core.db import db
from club.core.links import token_of
from club.firms import people_actions
from club.firms.models import Membership
from club.people.joining_actions import make_link
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_notice, a_person, a_role, as_firm, sign_in

NEW = {"new_password": "seven grey herons", "email": "ning@people.example", "has_read": "y"}
SETTING = "/crown/firms/lantern/settings/notice"


@pytest.fixture
def club(app):
    return a_club("crown")


@pytest.fixture
def firm(club):
    return a_firm(club, "lantern", name="Lantern")


@pytest.fixture
def owner(firm, client):
    person = a_person()
    a_membership(firm, FirmRole.OWNER, person)
    sign_in(client, person)
    return person


def the_starter(club):
    bodies = {f"body_{lang}": starter_notice(NoticeKind.STAFF, lang, club) for lang in ("en", "zh")}
    return a_notice(club, NoticeKind.STAFF, **bodies)


def invitation_to(firm) -> str:
    with as_firm(firm):
        invitation = people_actions.invite(role=FirmRole.STAFF, name="Ning", by=None, at=clock.now())
        return f"/crown/join/{token_of(make_link(invitation.ref).ref)}"


def set_to(client: HouseClient, contact: str, months: int):
    return client.submit(SETTING, {"contact": contact, "kept_months": str(months)})


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_whoever_is_invited_reads_no_blank_and_no_word_to_the_owner(app, club, firm, lang) -> None:
    the_starter(club)
    page = app.test_client().get(invitation_to(firm), headers={"Accept-Language": lang}).text
    for left in ("__", "Fill in", "填", "{", "}"):
        assert left not in page.partition('class="body"')[2].partition("</div>")[0], left
    told = "Ask the people office of Lantern, or its owner." if lang == "en" else "请找Lantern的人事或企业主。"
    assert told in page


def test_a_firm_names_its_contact_and_term_in_versions(app, client, club, firm, owner) -> None:
    the_starter(club)
    assert set_to(client, "Zhou <Lan>, 0571 5550 1230", 6).status_code == 303
    assert set_to(client, "Sun Mei, 0571 5550 1231", 36).status_code == 303
    page = app.test_client().get(invitation_to(firm)).text
    assert "Ask Sun Mei, 0571 5550 1231." in page
    assert "and 3 years after that" in page
    assert "Version 1.2" in page
    first = client.get("/crown/firms/lantern/notice/1/1").text
    assert "Ask Zhou &lt;Lan&gt;, 0571 5550 1230." in first
    assert "and 6 months after that" in first
    with as_firm(firm):
        told = [event.did for event in db.session.query(FirmEvent) if event.did == "staff_notice.set"]
    assert len(told) == 2


def test_a_consent_names_the_version_that_was_read(app, client, club, firm, owner) -> None:
    the_starter(club)
    set_to(client, "Zhou Lan, 0571 5550 1230", 24)
    staff = app.test_client()
    assert staff.submit(invitation_to(firm), NEW).status_code == 303
    set_to(client, "Sun Mei, 0571 5550 1231", 24)
    with as_firm(firm):
        row = db.session.query(Membership).filter_by(role=FirmRole.STAFF).one()
        assert (row.notice_id is None, row.staff_notice_id is None) == (False, False)
    page = staff.get("/crown/firms/lantern/notice").text
    assert "Version 1.2" in page
    assert "You read version 1.1 on" in page
    assert "Zhou Lan" in staff.get("/crown/firms/lantern/notice/1/1").text


def test_a_notice_that_changed_while_the_page_stood_open_is_read_anew(app, client, club, firm, owner) -> None:
    the_starter(club)
    staff, path = app.test_client(), invitation_to(firm)
    opened = staff.form(path)
    set_to(client, "Zhou Lan, 0571 5550 1230", 24)
    answer = staff.post(path, data={**opened, **NEW})
    assert answer.status_code == 422
    assert "changed while this page stood open" in answer.text
    assert staff.submit(path, NEW).status_code == 303


def test_a_text_of_the_club_without_places_still_tells_whom_to_ask(app, client, club, firm, owner) -> None:
    a_notice(club, NoticeKind.STAFF)
    set_to(client, "Zhou Lan, 0571 5550 1230", 12)
    page = app.test_client().get(invitation_to(firm)).text
    assert "Ask Zhou Lan, 0571 5550 1230." in page
    assert "1 year after that" in page


def test_two_owners_do_not_overwrite_one_another(client, club, firm, owner) -> None:
    the_starter(club)
    opened = client.form(SETTING)
    set_to(client, "Zhou Lan", 24)
    answer = client.post(SETTING, data={**opened, "contact": "Sun Mei", "kept_months": "24"})
    assert answer.status_code == 422
    assert "Sun Mei" in answer.text


def test_only_an_owner_sets_it_and_everybody_in_the_firm_reads_it(client, club, firm) -> None:
    the_starter(club)
    for role in (FirmRole.PEOPLE_OFFICE, FirmRole.LEAD, FirmRole.STAFF, FirmRole.ACCOUNTANT):
        person = a_person()
        a_membership(firm, role, person)
        sign_in(client, person)
        assert client.get(SETTING).status_code == 404, role
        assert client.get("/crown/firms/lantern/notice").status_code == 200, role


def test_another_firms_contact_is_not_read(client, club, firm, owner) -> None:
    the_starter(club)
    set_to(client, "Zhou Lan", 24)
    a_firm(club, "rival")
    for path in ("notice", "notice/1/1", "settings/notice"):
        assert client.get(f"/crown/firms/rival/{path}").status_code == 404
    for path in ("notice/1/2", "notice/2/1", "notice/1/999999"):
        assert client.get(f"/crown/firms/lantern/{path}").status_code == 404


def test_the_clubs_text_keeps_the_places_that_firms_fill_in(client, club) -> None:
    person = a_person()
    a_role(club, person, ClubRole.ADMINISTRATOR)
    sign_in(client, person)
    path = "/crown/settings/notices/staff"
    answer = client.submit(path, {"body_en": "Ask us.", "body_zh": "请找 {contact}，{term}。", "do": "publish"})
    assert answer.status_code == 422
    assert "{contact}" in answer.text
    words = {"body_en": "Ask {contact}, {term}.", "body_zh": "请找 {contact}，{term}。", "do": "publish"}
    assert client.submit(path, words).status_code == 303
    public = client.get("/crown/privacy/staff/1").text
    assert "Ask the people office of your firm, or its owner, 2 years." in public
