"""A large bank goes out by a job: its page tells how far, the file is for whoever took it, and comes back whole."""

import pytest

from club.banks import file_actions, taking_actions
from club.banks.models import BankFile
from club.banks.queries import FILES_SHOWN
from club.banks.rules import FILE_KEPT, MOST_QUESTIONS
from club.banks.views import files
from club.core import clock, office
from club.core.audit import Did, FirmEvent
from club.core.db import db
from club.core.jobs import finish_all
from club.policy import FirmRole
from tests.banks.test_banks import Writer
from tests.client import HouseClient
from tests.documents.bodies import a_question
from tests.makers import a_membership, a_person, as_firm, sign_in
from tests.makers.banks import a_banked


@pytest.fixture
def writer(app, client: HouseClient, monkeypatch) -> Writer:
    monkeypatch.setattr(files, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(taking_actions, "TOLD_EVERY", 2)
    made = Writer(client)
    for key in "abc":
        a_banked(made.firm, a_question(key, text=f"Why {key}?"), "returns")
    return made


def taken(writer: Writer, form: str = "xlsx") -> str:
    answer = writer.client.submit(f"{writer.bank}/files", {"form": form}, to=f"{writer.bank}/take")
    assert answer.status_code == 303
    return str(answer.location)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_it_is_written_by_a_job_and_then_taken(writer: Writer, form: str) -> None:
    page = taken(writer, form)
    assert "0 of about 3 questions are written." in writer.client.get(page).text
    assert writer.client.get(f"{page}/questions").status_code == 404
    finish_all()
    assert "The file is ready" in writer.client.get(page).text
    assert page in writer.client.get(f"{writer.bank}/files").text
    file, texts = writer.client.get(f"{page}/questions"), []
    assert f"questions.{form}" in file.headers["Content-Disposition"]
    office.each_row(file.data, f"questions.{form}", lambda _number, cells: texts.append(cells[3]))
    assert texts[1:] == ["Why a?", "Why b?", "Why c?"]


def test_asked_for_twice_it_is_written_once_and_written_down_once(writer: Writer) -> None:
    first = taken(writer)
    assert taken(writer) == first
    finish_all()
    assert taken(writer) != first
    with as_firm(writer.firm):
        assert db.session.query(FirmEvent).filter_by(did=Did.BANK_TAKEN_OUT).count() == 2


def test_nobody_else_takes_it(writer: Writer) -> None:
    page = taken(writer)
    finish_all()
    other = a_person()
    a_membership(writer.firm, FirmRole.OWNER, other)
    sign_in(writer.client, other)
    assert writer.client.get(page).status_code == 404
    assert writer.client.get(f"{page}/questions").status_code == 404
    assert page not in writer.client.get(f"{writer.bank}/files").text


def test_what_others_take_out_hides_neither_what_came_in_nor_the_own(writer: Writer) -> None:
    own = taken(writer)
    finish_all()
    with as_firm(writer.firm):
        file = {"rows": 1, "lang": "en", "came_at": clock.now(), "stored_as": ""}
        db.session.add(BankFile(name="came-in.csv", **file))
        db.session.add_all(BankFile(name="others.csv", goes_out=True, **file) for _ in range(FILES_SHOWN))
        db.session.commit()
    page = writer.client.get(f"{writer.bank}/files").text
    assert own in page
    assert "came-in.csv" in page


def test_after_a_week_it_is_gone(writer: Writer) -> None:
    page = taken(writer)
    finish_all()
    with as_firm(writer.firm):
        row = db.session.query(BankFile).one()
        file_actions.forget(stored_as=row.stored_as)
        row.done_at = clock.now() - FILE_KEPT * 2
    assert "The file is gone" in writer.client.get(page).text
    assert writer.client.get(f"{page}/questions").status_code == 404


def test_a_full_bank_has_room_in_a_file_that_comes_back() -> None:
    rows = "headings\n" + "a question\n" * MOST_QUESTIONS
    assert office.each_row(rows.encode(), "questions.csv", lambda _number, _cells: None) == MOST_QUESTIONS + 1
