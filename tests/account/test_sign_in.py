"""Signing in and out."""

import re
from datetime import timedelta

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from club.account.guard import PER_ACCOUNT
from club.core import clock, secrets
from club.core.db import db, transaction
from club.people import passwords
from club.people.models import Person, SignIn
from club.policy import FirmRole
from tests.client import HouseClient
from tests.makers import a_club, a_firm, a_membership, a_person, sign_in
from tests.questions import answered

PASSWORD = "seven grey herons"


def holder(**facts) -> Person:
    return a_person(password_hash=passwords.hashed(PASSWORD), password_changed_at=clock.now(), **facts)


def attempt(client: HouseClient, identifier: str, password: str = PASSWORD, at: str = "/crown/login", **more):
    return client.submit(at, {"identifier": identifier, "password": password, **more})


def is_in(client: HouseClient) -> bool:
    return client.get("/crown/me").status_code == 200


def test_a_mail_address_and_its_password_open_the_account(app, client) -> None:
    a_club("crown")
    holder(email="lin@people.example")
    answer = attempt(client, " Lin@People.example ")
    assert (answer.status_code, answer.location) == (303, "/crown/places")
    assert is_in(client)


def test_a_password_is_the_same_in_full_width(app, client) -> None:
    """Set on one keyboard and typed on another; NIST SP 800-63B asks for one normal form at both."""
    a_club("crown")
    person = a_person(password_hash=passwords.hashed("ｓｅｖｅｎ ｇｒｅｙ ｈｅｒｏｎｓ"))
    assert attempt(client, person.email, PASSWORD).status_code == 303
    assert passwords.matches(passwords.hashed(PASSWORD), "ｓｅｖｅｎ　ｇｒｅｙ　ｈｅｒｏｎｓ")


def test_a_password_that_was_set_before_there_was_one_form_still_opens(app) -> None:
    kept = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("１２３４ grey herons")
    assert passwords.matches(kept, "１２３４ grey herons")
    assert not passwords.matches(kept, "1234 grey herons")


def test_a_telephone_number_does_too(app, client) -> None:
    a_club("crown")
    holder(phone="+8613800000000")
    assert attempt(client, "138 0000 0000").status_code == 303


def test_a_staff_number_opens_it_only_with_its_firm(app, client) -> None:
    club = a_club("crown")
    person = holder()
    a_membership(a_firm(club, "lantern"), FirmRole.STAFF, person, staff_number="A17")
    a_membership(a_firm(club, "quay"), FirmRole.STAFF, holder(), staff_number="B2")
    assert attempt(client, "a17").status_code == 422
    assert attempt(client, "a17", at="/crown/login?firm=quay").status_code == 422
    assert attempt(client, "a17", at="/crown/login?firm=lantern").status_code == 303
    db.session.remove()
    assert db.session.get(Person, person.id).last_firm_id is not None


@pytest.mark.parametrize("typed", ["Lantern", " tall  pine furniture CO. ", "高松家具"])
def test_the_firm_may_be_typed_by_its_name_or_short_name(app, client, typed) -> None:
    names = {"Lantern": "Anything", "高松家具": "高松家具"}
    firm = a_firm(a_club("crown"), "lantern", name=names.get(typed, "Tall Pine Furniture Co."))
    a_membership(firm, FirmRole.STAFF, holder(), staff_number="A17")
    answer = attempt(client, "A17", at="/crown/login?firm=", firm=typed)
    assert answer.status_code == 303


def test_two_firms_of_one_name_are_told_apart_by_their_short_names(app, client) -> None:
    club = a_club("crown")
    for slug in ("lantern", "lantern-2"):
        a_membership(a_firm(club, slug, name="Lantern"), FirmRole.STAFF, holder(), staff_number=f"{slug}-1".upper())
    assert attempt(client, "lantern-2-1", at="/crown/login?firm=", firm="lantern-2").status_code == 303
    other = app.test_client()
    assert attempt(other, "lantern-1", at="/crown/login?firm=", firm="lantern").status_code == 303


def test_two_firms_of_one_name_are_not_guessed_between(app, client) -> None:
    club = a_club("crown")
    for slug in ("quay", "quay-2"):
        a_membership(a_firm(club, slug, name="Lantern"), FirmRole.STAFF, holder(), staff_number="A17")
    assert attempt(client, "A17", at="/crown/login?firm=", firm="Lantern").status_code == 422


def test_the_sign_in_of_staff_asks_for_a_firm_and_a_staff_number(app, client) -> None:
    a_club("crown")
    page = client.get("/crown/login?firm=").text
    assert "Staff number" in page
    assert "(optional)" not in page
    missing = attempt(client, "A17", at="/crown/login?firm=")
    assert missing.status_code == 422
    assert 'href="#firm"' in missing.text


def test_a_firm_that_is_not_there_is_answered_like_one_that_is(app, client) -> None:
    a_firm(a_club("crown"), "lantern", name="Lantern")
    answers = [attempt(client, "A17", at="/crown/login?firm=", firm=typed).text for typed in ("Lantern", "Nowhere")]
    told = [re.sub(r'value="[^"]*"', "", answer) for answer in answers]
    assert told[0] == told[1]


def test_the_staff_number_of_another_clubs_firm_opens_nothing(app, client) -> None:
    a_club("crown")
    a_membership(a_firm(a_club("harbour"), "lantern"), FirmRole.STAFF, holder(), staff_number="A17")
    assert attempt(client, "A17", at="/crown/login?firm=lantern").status_code == 422


def test_whoever_left_cannot_use_the_staff_number(app, client) -> None:
    firm = a_firm(a_club("crown"), "lantern")
    a_membership(firm, FirmRole.STAFF, holder(), staff_number="A17", left_at=clock.now())
    assert attempt(client, "A17", at="/crown/login?firm=lantern").status_code == 422


@pytest.mark.parametrize("identifier", ["lin@people.example", "nobody@people.example", "not anything", "13800000000"])
def test_a_wrong_name_looks_and_costs_like_a_wrong_password(app, client, monkeypatch, identifier) -> None:
    a_club("crown")
    holder(email="lin@people.example")
    verified = []
    real = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda *given: verified.append(given) or real(*given))
    answer = attempt(client, identifier, "a wrong password")
    assert answer.status_code == 422
    assert "No account has this name and this password." in answer.text
    assert len(verified) == 1


def test_an_erased_account_opens_nothing(app, client) -> None:
    a_club("crown")
    holder(email="lin@people.example", erased_at=clock.now())
    assert attempt(client, "lin@people.example").status_code == 422


def test_a_sign_in_ends_the_one_before_in_this_browser(app, client) -> None:
    a_club("crown")
    holder(email="lin@people.example")
    attempt(client, "lin@people.example")
    attempt(client, "lin@people.example")
    db.session.remove()
    running = select(func.count()).select_from(SignIn).where(SignIn.ended_at.is_(None))
    assert db.session.scalar(running) == 1


def test_it_leads_back_to_where_it_was_asked_for_but_never_away(app, client) -> None:
    a_club("crown")
    holder(email="lin@people.example")
    assert attempt(client, "lin@people.example", at="/crown/login?next=/crown/inbox").location == "/crown/inbox"
    for away in ("https://attacker.example/", "//attacker.example", "/\\attacker.example", "/\t/attacker.example"):
        assert attempt(client, "lin@people.example", at=f"/crown/login?next={away}").location == "/crown/places"


def test_what_was_typed_before_the_sign_in_ran_out_is_given_back(app, client) -> None:
    a_club("crown")
    holder(email="lin@people.example")
    away = client.post("/crown/me/mail", data={"email": "new@people.example", "password": "typed secret"})
    assert away.status_code == 303
    back = client.submit(away.location, {"identifier": "lin@people.example", "password": PASSWORD}).location
    page = client.get(back).text
    assert 'value="new@people.example"' in page
    assert "typed secret" not in page


def many_attempts(client: HouseClient, time_machine, many: int = PER_ACCOUNT.times) -> list[int]:
    """Wrong passwords with the patience that is asked for; the seconds that each of them had to be waited for."""
    waited = []
    for _ in range(many):
        answer, seconds = attempt(client, "lin@people.example", "a wrong password"), 0
        if answer.status_code == 429:
            seconds = int(answer.headers["Retry-After"])
            assert f"Wait {seconds} seconds, then try again." in answer.text
            time_machine.shift(seconds)
            answer = attempt(client, "lin@people.example", "a wrong password")
        assert answer.status_code == 422
        assert 'name="answer"' not in answer.text
        waited.append(seconds)
    return waited


@pytest.mark.slow
@pytest.mark.parametrize("is_there", [True, False])
def test_wrong_passwords_must_come_further_and_further_apart(app, client, time_machine, is_there) -> None:
    time_machine.move_to(clock.now(), tick=False)
    a_club("crown")
    if is_there:
        holder(email="lin@people.example")
    assert many_attempts(client, time_machine) == [0, 0, 0, 0, 5, 5, 5, 15, 15, 15]


@pytest.mark.slow
def test_a_try_that_came_too_soon_is_not_counted_and_not_looked_at(app, client, time_machine) -> None:
    time_machine.move_to(clock.now(), tick=False)
    a_club("crown")
    holder(email="lin@people.example")
    many_attempts(client, time_machine, 4)
    for _ in range(3 * PER_ACCOUNT.times):
        soon = attempt(client, "lin@people.example")
        assert (soon.status_code, soon.headers["Retry-After"]) == (429, "5")
        assert 'value="lin@people.example"' in soon.text
    time_machine.shift(5)
    assert attempt(client, "lin@people.example").status_code == 303


def test_whoever_guesses_elsewhere_does_not_slow_the_holder_down(app, client, time_machine) -> None:
    time_machine.move_to(clock.now(), tick=False)
    a_club("crown")
    holder(email="lin@people.example")
    many_attempts(client, time_machine, 5)
    typed = {"identifier": "lin@people.example", "password": PASSWORD}
    answer = app.test_client().submit("/crown/login", typed, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert answer.status_code == 303


@pytest.mark.slow
def test_ten_wrong_passwords_bring_a_question(app, client, time_machine) -> None:
    time_machine.move_to(clock.now(), tick=False)
    a_club("crown")
    holder(email="lin@people.example")
    many_attempts(client, time_machine)
    asked = attempt(client, "lin@people.example")
    assert asked.status_code == 422
    answer = answered(asked.text)
    assert attempt(client, "lin@people.example", **answer).status_code == 303
    client.post("/crown/logout", data=client.form("/crown/logout"))
    stranger = client.application.test_client()
    assert attempt(stranger, "lin@people.example", **answer).status_code == 422, "an answer counts once"


@pytest.mark.slow
def test_a_stranger_cannot_lock_the_holder_out_of_a_known_browser(app, client, time_machine) -> None:
    time_machine.move_to(clock.now(), tick=False)
    a_club("crown")
    holder(email="lin@people.example")
    attempt(client, "lin@people.example")
    client.post("/crown/logout", data=client.form("/crown/logout"))
    stranger = app.test_client()
    many_attempts(stranger, time_machine, PER_ACCOUNT.times - 1)
    assert 'name="answer"' in attempt(stranger, "lin@people.example", "a wrong password").text
    assert attempt(client, "lin@people.example").status_code == 303


def test_a_known_browser_has_ten_tries_of_its_own(app, client) -> None:
    a_club("crown")
    holder(email="lin@people.example")
    attempt(client, "lin@people.example")
    answers = [attempt(client, "lin@people.example", "a wrong password").status_code for _ in range(10)]
    assert answers[:9] == [422] * 9
    assert attempt(client, "lin@people.example").status_code == 429


def test_signing_out_ends_the_sign_in_and_the_address_alone_does_not(app, client) -> None:
    a_club("crown")
    sign_in(client, holder())
    client.get("/crown/logout")
    assert client.head("/crown/logout").status_code == 200
    assert is_in(client)
    token = client.get_cookie("club").value
    assert client.post("/crown/logout", data=client.form("/crown/logout")).location == "/crown/"
    assert not is_in(client)
    client.set_cookie("club", token)
    assert not is_in(client), "the old cookie is worth nothing"


def with_app(person: Person) -> pyotp.TOTP:
    secret = pyotp.random_base32()
    with transaction():
        row = db.session.get(Person, person.id)
        row.totp_secret, row.totp_confirmed_at = secrets.seal(secret), clock.now()
    db.session.remove()
    return pyotp.TOTP(secret)


def test_a_second_factor_is_asked_for_before_anything_opens(app, client) -> None:
    a_club("crown")
    code = with_app(holder(email="lin@people.example"))
    asked = attempt(client, "lin@people.example", at="/crown/login?next=/crown/inbox")
    assert asked.location == "/crown/login/code?next=/crown/inbox"
    assert not is_in(client)
    assert client.submit(asked.location, {"code": "000000"}).status_code == 422
    assert client.submit(asked.location, {"code": code.now()}).location == "/crown/inbox"
    assert is_in(client)


def test_a_code_opens_once(app, client) -> None:
    a_club("crown")
    code = with_app(holder(email="lin@people.example")).now()
    attempt(client, "lin@people.example")
    assert client.submit("/crown/login/code", {"code": code}).status_code == 303
    other = app.test_client()
    attempt(other, "lin@people.example")
    assert other.submit("/crown/login/code", {"code": code}).status_code == 422


def test_codes_cannot_be_guessed(app, client) -> None:
    a_club("crown")
    code = with_app(holder(email="lin@people.example"))
    attempt(client, "lin@people.example")
    assert [client.submit("/crown/login/code", {"code": "000000"}).status_code for _ in range(5)] == [422] * 5
    assert client.submit("/crown/login/code", {"code": code.now()}).status_code == 429


def test_the_second_step_alone_opens_nothing(app, client) -> None:
    a_club("crown")
    with_app(holder(email="lin@people.example"))
    assert client.get("/crown/login/code").location == "/crown/login"


def test_the_first_step_is_not_kept_for_long(app, client, time_machine) -> None:
    a_club("crown")
    with_app(holder(email="lin@people.example"))
    attempt(client, "lin@people.example")
    time_machine.move_to(clock.now() + timedelta(minutes=11))
    assert client.get("/crown/login/code").location == "/crown/login"


def test_the_root_has_a_sign_in_of_its_own(app, client) -> None:
    a_club("crown")
    holder(email="lin@people.example")
    assert attempt(client, "lin@people.example", at="/login").location == "/places"
    assert client.get("/places").location == "/"
    assert client.get("/me").status_code == 200
