"""One's own account."""

import re
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from club.core import clock, jobs, mail
from club.core.db import db
from club.people import passwords
from club.people.models import Person
from club.policy import ClubRole, FirmRole
from tests.makers import a_club, a_firm, a_membership, a_person, a_role, sign_in
from tests.statements import counted

OLD, NEW = "seven grey herons", "eight green otters"


@pytest.fixture
def lin(app, client) -> Person:
    a_club("crown")
    person = a_person("lin@people.example", password_hash=passwords.hashed(OLD), password_changed_at=clock.now())
    sign_in(client, person)
    return person


@pytest.mark.slow
def test_the_page_shows_where_one_is_signed_in_and_what_happened(app, client, lin) -> None:
    sign_in(app.test_client(), lin)
    with counted(app) as ran:
        page = client.get("/crown/me").text
    assert "this browser" in page
    assert "Sign out everywhere else" in page
    assert len(ran) == 6, "\n".join(ran)


@pytest.mark.slow
def test_another_password_ends_every_other_sign_in(app, client, lin) -> None:
    other = app.test_client()
    sign_in(other, lin)
    assert client.submit("/crown/me/password", {"password": "wrong one", "new_password": NEW}).status_code == 422
    assert client.submit("/crown/me/password", {"password": OLD, "new_password": NEW}).status_code == 303
    assert client.get("/crown/me").status_code == 200
    assert other.get("/crown/me").status_code == 303
    assert "Your password was changed" in client.get("/crown/inbox").text


def test_a_new_address_counts_once_its_reader_opens_the_link(app, client, lin) -> None:
    assert client.submit("/crown/me/mail", {"email": "new@people.example", "password": OLD}).status_code == 303
    jobs.finish_all()
    assert "lin@people.example" in client.get("/crown/me").text
    [file] = mail.written_files()
    link = re.search(r"/crown/me/mail/[a-z2-7]{26}", file.read_text())[0]
    stranger = app.test_client()
    sign_in(stranger, a_person())
    assert stranger.get(link).status_code == 410, "only the account that asked"
    assert client.submit(link).status_code == 303
    assert "new@people.example" in client.get("/crown/me").text
    assert client.get(link).status_code == 410


def test_an_address_of_another_account_gets_no_mail(app, client, lin) -> None:
    a_person("taken@people.example")
    assert client.submit("/crown/me/mail", {"email": "taken@people.example", "password": OLD}).status_code == 303
    jobs.finish_all()
    assert mail.written_files() == []


def test_whoever_typed_an_address_without_proof_loses_it_to_its_reader(app, client, lin) -> None:
    squatter = a_person("new@people.example", email_verified_at=None)
    client.submit("/crown/me/mail", {"email": "new@people.example", "password": OLD})
    jobs.finish_all()
    client.submit(re.search(r"/crown/me/mail/[a-z2-7]{26}", mail.written_files()[0].read_text())[0])
    assert db.session.get(Person, squatter.id).email is None
    assert db.session.get(Person, lin.id).email == "new@people.example"


def test_a_telephone_number_is_kept_unconfirmed(app, client, lin) -> None:
    assert client.submit("/crown/me/phone", {"phone": "13800000000", "password": OLD}).status_code == 303
    assert "+8613800000000" in client.get("/crown/me").text
    a_person(phone="+8613800000001")
    assert client.submit("/crown/me/phone", {"phone": "13800000001", "password": OLD}).status_code == 422


def test_the_language_is_kept_with_the_account(app, client, lin) -> None:
    assert client.submit("/crown/me", {"language": "zh"}, to="/crown/me/language").status_code == 303
    assert '<html lang="zh-CN"' in client.get("/crown/me").text
    assert db.session.get(Person, lin.id).lang == "zh"


def test_one_sign_in_is_ended_by_its_handle_and_others_all_at_once(app, client, lin) -> None:
    others = [app.test_client() for _ in range(3)]
    for other in others:
        sign_in(other, lin)
    handle = re.findall(r'name="which" value="([0-9a-f]{12})"', client.get("/crown/me").text)[0]
    client.submit("/crown/me", {"which": handle}, to="/crown/me/sign-ins")
    assert sorted(other.get("/crown/me").status_code for other in others) == [200, 200, 303]
    client.submit("/crown/me", {"which": "others"}, to="/crown/me/sign-ins")
    assert [other.get("/crown/me").status_code for other in others] == [303] * 3
    assert client.get("/crown/me").status_code == 200


def pair(client) -> tuple[pyotp.TOTP, list[str]]:
    client.submit("/crown/me/second-factor")
    secret = re.search(r'id="secret" value="([A-Z2-7]+)"', client.get("/crown/me/second-factor/app").text)[1]
    app_of_hers = pyotp.TOTP(secret)
    assert client.submit("/crown/me/second-factor/app", {"code": "000000"}).status_code == 422
    shown = client.submit("/crown/me/second-factor/app", {"code": app_of_hers.now()})
    return app_of_hers, re.findall(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", shown.text)


def test_a_second_factor_is_paired_and_its_recovery_codes_open_once(app, client, lin) -> None:
    other = app.test_client()
    sign_in(other, lin)
    _, codes = pair(client)
    assert len(codes) == 10
    assert client.get("/crown/me").status_code == 200
    assert other.get("/crown/me").status_code == 303, "every other sign-in has ended"
    for status in (303, 422):
        fresh = app.test_client()
        fresh.submit("/crown/login", {"identifier": "lin@people.example", "password": OLD})
        assert fresh.submit("/crown/login/code", {"code": codes[0].upper()}).status_code == status
    assert "The second factor is on" in client.get("/crown/inbox").text


def test_the_secret_is_sealed_at_rest(app, client, lin) -> None:
    code, _ = pair(client)
    assert code.secret not in str(db.session.get(Person, lin.id).totp_secret)


def test_it_is_taken_away_with_password_and_code(app, client, lin) -> None:
    _, codes = pair(client)
    off = "/crown/me/second-factor/off"
    assert client.submit("/crown/me/second-factor", {"password": OLD, "code": "000000"}, to=off).status_code == 422
    assert client.submit("/crown/me/second-factor", {"password": OLD, "code": codes[1]}, to=off).status_code == 303
    assert db.session.get(Person, lin.id).totp_secret is None


@pytest.fixture
def strict(app, monkeypatch) -> None:
    settings = replace(app.extensions["settings"], require_second_factor=True)
    monkeypatch.setitem(app.extensions, "settings", settings)


def test_weighty_roles_wait_for_a_second_factor(app, client, strict) -> None:
    club = a_club("crown")
    firm, person = a_firm(club, "lantern"), a_person(password_hash=passwords.hashed(OLD))
    a_membership(firm, FirmRole.OWNER, person)
    a_role(club, person, ClubRole.TREASURER)
    sign_in(client, person, second_factor=False)
    for path in ("/crown/firms/lantern/people", "/crown/desk"):
        assert client.get(path).location == "/crown/me/second-factor"
    assert "stays closed to you" in client.get("/crown/me/second-factor").text
    pair(client)
    assert client.get("/crown/firms/lantern/people").status_code == 200
    assert client.get("/crown/desk").status_code == 200


def test_light_roles_do_not(app, client, strict) -> None:
    club, person = a_club("crown"), a_person()
    a_membership(a_firm(club, "lantern"), FirmRole.LEAD, person)
    sign_in(client, person, second_factor=False)
    assert client.get("/crown/firms/lantern/people").status_code == 200


def test_of_several_places_the_last_stands_first(app, client, lin) -> None:
    from club.clubs.models import Club

    club = db.session.query(Club).one()
    for slug in ("lantern", "quay"):
        a_membership(a_firm(club, slug), FirmRole.STAFF, lin)
    assert client.get("/crown/places").status_code == 200
    there = client.submit("/crown/places", {"place": "quay"})
    assert there.location == "/crown/firms/quay/today"
    page = client.get("/crown/places").text
    assert page.index("Quay") < page.index("Lantern")
    assert client.submit("/crown/places", {"place": "harbour"}).status_code == 404


def test_messages_are_marked_as_read(app, client, lin) -> None:
    assert "No messages yet" in client.get("/crown/inbox").text
    client.submit("/crown/me/password", {"password": OLD, "new_password": NEW})
    assert "1 new message" in client.get("/crown/inbox").text
    client.submit("/crown/inbox")
    assert "1 new message" not in client.get("/crown/inbox").text


def test_development_shows_mails_in_a_sandbox(app, client, lin, monkeypatch) -> None:
    client.submit("/crown/me/password", {"password": OLD, "new_password": NEW})
    jobs.finish_all()
    ref = mail.written_files()[0].stem
    assert "Your password was changed" in client.get("/dev/mail").text
    assert "Every other sign-in has ended" in client.get(f"/dev/mail/{ref}").text
    assert client.get(f"/dev/mail/{ref}/html").headers["Content-Security-Policy"].startswith("sandbox;")
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], mode="production"))
    assert client.get("/dev/mail").status_code == 404


def test_a_session_ends_after_two_weeks(app, client, lin, time_machine) -> None:
    time_machine.move_to(clock.now() + timedelta(days=2))
    assert client.get("/crown/me").status_code == 303
