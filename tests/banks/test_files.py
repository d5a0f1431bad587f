"""A file of questions: read by a job, row by row; what is faulty is told, what is there is not put in twice."""

import io
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from club.banks import file_actions
from club.banks.columns import cells_of, headings
from club.banks.models import BankFile, BankQuestion
from club.banks.queries import FIRM
from club.core import clock, jobs, office
from club.core.db import read, session
from club.core.refusals import Refusal
from club.core.sheets import Column, Sheet, csv_file, workbook
from tests.banks.test_banks import Writer
from tests.client import HouseClient
from tests.documents.bodies import a_question
from tests.makers import as_firm
from tests.makers.banks import a_banked

HEADER = ["Sort of question", "Question", "Answers, one a line", "Right", "Tags", "Points"]


def a_row(number: int, **changes: Any) -> list[Any]:
    row = {"sort": "one answer is right", "text": f"Question {number}?", "answers": "Yes\nNo", "right": "A"}
    return list(({**row, "tags": "returns", "points": 1} | changes).values())


def a_table(*rows: list[Any], header: list[Any] | None = None) -> bytes:
    columns = [Column(str(each)) for each in header or HEADER]
    return workbook([Sheet("questions", columns, rows)])


def sent(writer: Writer, content: bytes, name: str = "bank.xlsx") -> Any:
    with as_firm(writer.firm):
        row = file_actions.receive(FIRM, content, name=name, lang="en", by=None, at=clock.now())
        ref = row.ref
    jobs.finish_all()
    with as_firm(writer.firm):
        found = session().scalars(select(BankFile).where(BankFile.ref == ref)).one()
        session().expunge(found)
    return found


def banked(writer: Writer) -> dict[str, BankQuestion]:
    with as_firm(writer.firm):
        return {row.text: row for row in session().scalars(select(BankQuestion))}


@pytest.mark.slow
def test_a_bank_of_three_hundred_questions_comes_in_and_is_looked_at_while_it_does(app, client: HouseClient):
    writer = Writer(client)
    table = a_table(*(a_row(number) for number in range(300)))
    answer = client.submit(f"{writer.bank}/files", {"file": (io.BytesIO(table), "bank.xlsx")})
    page = answer.headers["Location"]
    assert "The file is being read" in client.get(page).text
    jobs.finish_all()
    assert "300 questions are new in the bank" in client.get(page).text
    assert "300 questions in the bank" in client.get(writer.bank).text
    assert client.get(f"{writer.bank}?page=6&tag=returns").text.count('class="go"') == 50
    assert client.get("/crown/firms/mill/question-bank/files").text.count("bank.xlsx") == 1


@pytest.mark.slow
def test_a_bank_of_five_thousand_questions_comes_in_without_being_held_at_once(app, client: HouseClient, monkeypatch):
    """What a reading holds are the rows of one commit, however long its file is."""
    writer = Writer(client)
    held: list[tuple[int, int]] = []
    commit = file_actions.Reading._write

    def watched(reading: file_actions.Reading) -> None:
        held.append((len(reading.waiting), len(list(session().identity_map))))
        commit(reading)

    monkeypatch.setattr(file_actions.Reading, "_write", watched)
    found = sent(writer, a_table(*(a_row(number) for number in range(5_000))))
    assert (found.rows, found.added, found.faulty) == (5_000, 5_000, 0)
    assert max(rows for rows, _ in held) <= file_actions.AT_ONCE
    assert len({kept for _, kept in held}) == 1
    assert "5,000 questions in the bank" in client.get(writer.bank).text


@pytest.mark.slow
def test_faulty_rows_are_told_and_the_others_come_in(app, client: HouseClient):
    writer = Writer(client)
    rows = [a_row(1), a_row(2, right="C"), a_row(3, sort="riddle", points="many"), [], a_row(4)]
    found = sent(writer, a_table(*rows))
    assert (found.rows, found.added, found.faulty) == (4, 2, 2)
    page = client.get(f"{writer.bank}/files/{found.ref}").text
    assert "“c” names no answer." in page
    assert "“many” is no number." in page
    assert (found.faults[0]["row"], found.faults[0]["column"]) == (3, "Right")
    assert {one["row"] for one in found.faults} == {3, 4}
    again = sent(writer, a_table(*(a_row(number) for number in range(1, 5))))
    assert (again.added, again.known, again.faulty) == (2, 2, 0)


def test_what_is_told_of_a_cell_is_short_and_a_sign_that_no_database_keeps_stops_nothing(app, client: HouseClient):
    writer = Writer(client)
    rows = [a_row(1, points="many " * 5_000), a_row(2, tags="re\x00turns")]
    found = sent(writer, csv_file(HEADER, rows), "bank.csv")
    assert (found.added, found.faulty, len(str(found.faults)) < 1_000) == (1, 1, True)
    assert [row.tags for row in banked(writer).values()] == [["returns"]]


@pytest.mark.slow
def test_what_is_taken_out_is_changed_and_brought_back(app, client: HouseClient):
    writer = Writer(client)
    kept = a_banked(writer.firm, a_question("q", text="Old?"), "returns")
    other = a_banked(writer.firm, a_question("r", text="Other?"))
    taken = client.submit(f"{writer.bank}/files", {"form": "xlsx"}, to=f"{writer.bank}/take")
    (grid,) = office.read_workbook(taken.data, "questions.xlsx")  # type: ignore[misc]
    header, *rows = grid.rows
    rows[0][3] = "New?"
    rows.append(["", *rows[1][1:3], "Third?", *rows[1][4:]])
    found = sent(writer, a_table(*rows, header=header))
    assert (found.added, found.changed, found.known, found.faulty) == (1, 1, 1, 0)
    assert {text: row.ref for text, row in banked(writer).items() if row.ref in {kept.ref, other.ref}} == {
        "New?": kept.ref,
        "Other?": other.ref,
    }


def test_a_csv_comes_in_as_chinese_spreadsheets_write_it(app, client: HouseClient):
    writer = Writer(client)
    table = '题型;题目;"Answers, one a line";Right\r\nshort;“几天”内退货？;"7天\n七天";\r\n'
    assert sent(writer, table.encode("gb18030"), "bank.csv").added == 1
    assert list(banked(writer)) == ["“几天”内退货？"]


def test_a_csv_that_is_taken_out_comes_back_though_a_text_looks_like_a_formula(app, client: HouseClient):
    writer = Writer(client)
    question = a_question("q", text="=2+2?")
    content = csv_file(headings(is_bilingual=False), [cells_of(question, (), "", is_bilingual=False)])
    assert sent(writer, content, "bank.csv").added == 1
    assert list(banked(writer)) == ["=2+2?"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.xlsx"),
        (b"PK\x03\x04 no package", "broken.xlsx"),
        (b"a,b\n\xff\xfe\xff", "broken.csv"),
        (b'a,"' + b"x" * 200_000, "one-cell.csv"),
        (b"no,headings\n1,2\n", "other.csv"),
        (b"a\n" * 20_002, "long.csv"),
        (b"," * 1_000, "wide.csv"),
    ],
)
def test_a_file_that_is_no_table_of_questions_says_so(app, client: HouseClient, content, name):
    writer = Writer(client)
    found = sent(writer, content, name)
    assert found.done_at is not None
    assert found.failed is not None
    assert "The file could not be read" in client.get(f"{writer.bank}/files/{found.ref}").text


def test_a_file_is_read_once_and_begun_again_after_a_fall_brings_nothing_twice(app, client: HouseClient):
    writer = Writer(client)
    found = sent(writer, a_table(a_row(1), a_row(1), a_row(2)))
    assert (found.added, found.known) == (2, 1)
    with as_firm(writer.firm):
        file_actions.read_file(bank="firm", ref=found.ref)
        file_actions.read_file(bank="firm", ref="gone")
    assert len(banked(writer)) == 2


def test_a_file_that_nobody_reads_on_is_not_said_to_be_read_for_ever(app, client: HouseClient):
    writer = Writer(client)
    with as_firm(writer.firm):
        earlier = clock.now() - timedelta(hours=4)
        sheet = a_table(a_row(1))
        ref = file_actions.receive(FIRM, sheet, name="bank.xlsx", lang="en", by=None, at=earlier).ref
    page = client.get(f"{writer.bank}/files/{ref}").text
    assert ("The file could not be read" in page, "The file is being read" in page) == (True, False)
    assert "It was not read to its end." in page
    assert "is being read" not in client.get(f"{writer.bank}/files").text


@pytest.mark.slow
def test_a_file_is_gone_on_with_where_a_fall_left_it_and_tells_all_that_it_brought(app, client: HouseClient):
    writer = Writer(client)
    rows = [a_row(number, right="A" if number else "Z") for number in range(130)]
    with as_firm(writer.firm):
        sheet = a_table(*rows)
        ref = file_actions.receive(FIRM, sheet, name="bank.xlsx", lang="en", by=None, at=clock.now()).ref
    with as_firm(writer.firm):
        reading = file_actions.Reading(FIRM, read(FIRM.a_file, ref=ref).one())
        for number, cells in enumerate([HEADER, *rows[: file_actions.AT_ONCE]], 1):
            reading.hear(number, cells)
    jobs.finish_all()
    with as_firm(writer.firm):
        found = session().scalars(select(BankFile).where(BankFile.ref == ref)).one()
        assert (found.rows, found.added, found.known, found.faulty) == (130, 129, 0, 1)
        assert [one["row"] for one in found.faults] == [2]


def test_rows_of_a_file_are_told_one_by_one(sqlite_app):
    heard: list[Any] = []
    content = a_table(*(a_row(number) for number in range(3)))
    assert office.each_row(content, "bank.xlsx", lambda number, cells: heard.append((number, cells[1]))) == 4
    assert heard == [(1, "Question"), *((number + 2, f"Question {number}?") for number in range(3))]
    assert isinstance(office.each_row(b"x" * (office.LARGEST_UPLOAD + 1), "big.csv", print), Refusal)
