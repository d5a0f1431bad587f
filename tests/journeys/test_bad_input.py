"""Bad input that must be met with a clear message: what is told best in a browser, or over the whole program.

Amounts, credit codes, files and links of each slice stand with that slice’s own tests.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import expect
from sqlalchemy import event, func, select, text

from club.applications.models import Application
from club.core.db import db, session
from club.core.file_types import LARGEST_FILE
from club.core.messages import Message
from club.policy import ClubRole
from tests.applications.applying import APPLY, hidden_of
from tests.chromium import Served
from tests.ground import dispose
from tests.journeys import steps
from tests.journeys.crown import a_golden_crown, an_account
from tests.journeys.somebody import Somebody
from tests.makers import a_club, a_notice, a_person, a_role, as_desk, sign_in
from tests.makers.applications import typed, with_board

HUGE = str(2**70)
NAMES = ("<script>alert(1)</script>", "שלום עולם", "\u202eשלום עולם\u202c", "🍲" * 60, "x" * 5000)


@contextmanager
def locked(app) -> Iterator[None]:
    """Another process writes to the SQLite file for long, and patience is short."""
    path = app.extensions["settings"].database_url.removeprefix("sqlite:///")
    dispose(app)

    def be_impatient(connection, _record) -> None:
        connection.execute("PRAGMA busy_timeout=100")

    event.listen(db.engine, "connect", be_impatient)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
    finally:
        event.remove(db.engine, "connect", be_impatient)
        dispose(app)


def applications(club) -> int:
    with as_desk(club):
        return session().scalar(select(func.count()).select_from(Application))


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_double_click_sends_one_application(served: Served, tmp_path) -> None:
    club = a_golden_crown()
    owner = Somebody(served, "owner", on_phone=True)
    owner.opens(APPLY)
    steps.fills_in_the_form(owner, tmp_path, turnover="7千万")
    owner.button("Send the application").dblclick()
    owner.reads("We have your application and check your evidence next.")
    assert applications(club) == 1


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_what_was_typed_survives_a_sign_in_that_ran_out(served: Served) -> None:
    club = a_club("crown")
    application = with_board(club)
    account = an_account(club, ClubRole.VERIFIER, "Wei (verifier)")
    verifier = Somebody(served, "verifier")
    steps.comes_to_the_desk(verifier, account)
    verifier.opens(f"/crown/applications/{application.ref}")
    verifier.types("Verified turnover", "8420万")
    verifier.types("Remarks for the board", "Both accounts, compared line by line.")
    verifier.page.context.clear_cookies()
    verifier.presses("Set the figure")
    steps.signs_in(verifier, account)
    expect(verifier.labelled("Verified turnover")).to_have_value("8420万")
    expect(verifier.labelled("Remarks for the board")).to_have_value("Both accounts, compared line by line.")
    verifier.presses("Set the figure")
    verifier.reads_words("CNY 84,200,000")


@pytest.mark.parametrize("name", NAMES)
def test_whatever_name_is_typed_it_is_text(app, client, name) -> None:
    club = a_club("crown")
    a_notice(club)
    answer = client.submit(APPLY, typed(legal_name=name))
    is_refused = len(name) > 200 or name[0] == "\u202e"
    assert answer.status_code == (422 if is_refused else 200)
    assert "<script>alert" not in answer.text
    assert name.replace("<", "&lt;").replace(">", "&gt;") in answer.text


@pytest.mark.slow
def test_a_number_too_large_for_any_database_is_a_wrong_address(app, client) -> None:
    club, person = a_club("crown"), a_person(is_operator=True)
    for role in ClubRole:
        a_role(club, person, role)
    sign_in(client, person)
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint not in {"static", "account.logout"}:
            path = "/crown" + re.sub(r"<[^>]+>", HUGE, rule.rule)
            query = "&".join(f"{name}={HUGE}" for name in ("page", "number", "revision", "from", "to", "key", "since"))
            answer = client.get(f"{path}?{query}")
            assert answer.status_code < 500, f"{path}?{query}"


def test_links_in_letters_never_follow_the_requests_host(app, client) -> None:
    club = a_club("crown")
    a_notice(club)
    forged = {"X-Forwarded-Host": "attacker.example", "Host": "localhost"}
    checked = client.submit(APPLY, typed(), headers=forged)
    sent = client.post(APPLY, data={**hidden_of(checked.text), "step": "send"}, headers=forged)
    assert sent.status_code == 303
    page = client.get(sent.location, headers=forged).text
    with as_desk(club):
        letter = session().scalars(select(Message.body_text)).one()
    for words in (letter, page):
        assert f"http://127.0.0.1:8000{sent.location}" in words
        assert "attacker.example" not in words


def test_an_upload_beyond_all_measure_is_refused_before_it_is_read(app, client) -> None:
    a_notice(a_club("crown"))
    size = str(200 * 1024 * 1024)
    answer = client.post(APPLY, data=typed(), environ_overrides={"CONTENT_LENGTH": size})
    assert answer.status_code == 413
    assert "One file may have 20 MB, all files of a form together 120 MB" in answer.text
    assert "Go back with your browser: what you typed is still there." in answer.text
    assert (LARGEST_FILE, app.config["MAX_CONTENT_LENGTH"]) == (20 << 20, 120_000_000)
    assert app.config["MAX_FORM_MEMORY_SIZE"] == 2_000_000


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_file_too_large_is_named_before_it_is_sent(served: Served, tmp_path) -> None:
    a_golden_crown()
    owner, film = Somebody(served, "owner", on_phone=True), tmp_path / "film.jpg"
    with film.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    owner.opens(APPLY)
    owner.labelled("Evidence of the turnover").set_input_files(film)
    said = owner.page.get_by_role("alert")
    expect(said).to_have_text("Larger than 20 MB, so it can’t be sent: film.jpg")
    owner.presses("Go on to check")
    expect(owner.page).to_have_url(re.compile(f"{APPLY}$"))
    expect(said).to_be_visible()
    owner.labelled("Evidence of the turnover").set_input_files([])
    expect(said).to_be_hidden()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_while_the_database_is_locked_nothing_is_lost(app, client) -> None:
    club = a_club("crown")
    a_notice(club)
    fields = {**hidden_of(client.submit(APPLY, typed()).text), "step": "send"}
    with locked(app):
        answer = client.post(APPLY, data=fields)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "3"
    assert applications(club) == 0
    assert client.post(APPLY, data=fields).status_code == 303
    assert applications(club) == 1


@pytest.mark.postgres
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_database_that_is_started_again_loses_nothing(app, client) -> None:
    club = a_club("crown")
    a_notice(club)
    fields = {**hidden_of(client.submit(APPLY, typed()).text), "step": "send"}
    with app.extensions["superuser"].begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid()"
            )
        )
    answers = [client.post(APPLY, data=fields).status_code for _ in range(4)]
    assert answers[-1] == 303
    assert set(answers) <= {303, 503}
    assert applications(club) == 1
