"""A file brings back what was taken out; what somebody changed meanwhile is asked about."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from club.banks import actions, file_actions
from club.banks.models import BankFile, BankQuestion
from club.banks.queries import FIRM
from club.core import clock, jobs, office
from club.core.db import session
from club.core.refusals import Refused
from tests.banks.test_banks import Writer
from tests.banks.test_files import a_table, banked, sent
from tests.client import HouseClient
from tests.documents.bodies import a_question
from tests.makers import as_firm
from tests.makers.banks import a_banked


def taken_out(writer: Writer) -> tuple[list[Any], list[list[Any]]]:
    """The bank as a table: its headings, and its rows."""
    taken = writer.client.submit(f"{writer.bank}/files", {"form": "xlsx"}, to=f"{writer.bank}/take")
    (grid,) = office.read_workbook(taken.data, "questions.xlsx")  # type: ignore[misc]
    return grid.rows[0], grid.rows[1:]


def changed(writer: Writer, row: BankQuestion, text: str) -> None:
    with as_firm(writer.firm):
        held = session().scalars(select(BankQuestion).where(BankQuestion.ref == row.ref)).one()
        question = a_question("x", text=text)
        actions.change(FIRM, held, question, tags=(), seen=held.version, by=None, at=clock.now())


def moved(writer: Writer) -> Any:
    """Two questions taken out and changed in the file, one of them in the bank as well; the file, sent."""
    first, second = (a_banked(writer.firm, a_question(text, text=f"{text}?")) for text in ("First", "Second"))
    header, rows = taken_out(writer)
    changed(writer, first, "Corrected?")
    rows[0][3], rows[1][3] = "From the file?", "Second from the file?"
    assert second.ref in rows[1][0]
    return sent(writer, a_table(*rows, header=header))


def test_what_was_changed_after_the_file_was_taken_out_stays_until_somebody_says_otherwise(app, client: HouseClient):
    writer = Writer(client)
    found = moved(writer)
    assert (found.changed, [number for number, _ref in found.moved]) == (1, [2])
    assert set(banked(writer)) == {"Corrected?", "Second from the file?"}
    at = f"{writer.bank}/files/{found.ref}"
    page = client.get(at).text
    assert "1 question was changed in the bank after the table was taken out" in page
    assert ">Corrected?</a>" in page
    assert client.submit(at, to=f"{at}/over").location.endswith(at)
    jobs.finish_all()
    assert set(banked(writer)) == {"From the file?", "Second from the file?"}
    assert "was changed in the bank after" not in client.get(at).text
    with as_firm(writer.firm):
        kept = session().scalars(select(BankFile).where(BankFile.ref == found.ref)).one()
        assert (kept.changed, kept.moved, kept.done_at is not None) == (2, [], True)


def test_a_row_that_says_what_the_bank_says_by_now_is_known(app, client: HouseClient):
    writer = Writer(client)
    first = a_banked(writer.firm, a_question("First", text="First?"))
    header, rows = taken_out(writer)
    changed(writer, first, "Corrected?")
    rows[0][3] = "Corrected?"
    found = sent(writer, a_table(*rows, header=header))
    assert (found.known, found.changed, found.moved) == (1, 0, [])


def test_a_row_copied_with_its_number_does_not_write_over_the_first(app, client: HouseClient):
    writer = Writer(client)
    a_banked(writer.firm, a_question("First", text="First?"))
    header, rows = taken_out(writer)
    found = sent(writer, a_table(rows[0], [*rows[0][:3], "A variant?", *rows[0][4:]], header=header))
    assert (found.known, found.changed, found.faulty) == (1, 0, 1)
    assert set(banked(writer)) == {"First?"}
    assert "Row 2 has this number already." in client.get(f"{writer.bank}/files/{found.ref}").text


def test_rows_are_taken_once_and_only_while_the_file_is_kept(app, client: HouseClient):
    writer = Writer(client)
    found = moved(writer)
    with as_firm(writer.firm):
        held = session().scalars(select(BankFile).where(BankFile.ref == found.ref)).one()
        with pytest.raises(Refused, match=r"bank\.file_gone"):
            file_actions.write_over(FIRM, held, at=clock.now() + timedelta(days=8))
        file_actions.write_over(FIRM, held, at=clock.now())
        session().flush()
        with pytest.raises(Refused, match=r"bank\.nothing_waits"):
            file_actions.write_over(FIRM, held, at=clock.now())
    jobs.finish_all()
    assert set(banked(writer)) == {"From the file?", "Second from the file?"}
