"""Bringing a file in: what was understood is shown before anything changes, and nothing is written half."""

import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from club.core.audit import FirmEvent
from club.core.db import session
from club.core.jobs import finish_all
from club.documents.assessment import Band
from club.documents.codec import to_json, write
from club.documents.kinds import kind_of
from club.documents.models import Document, Revision
from tests.client import HouseClient
from tests.copies.place import Place
from tests.documents.bodies import a_ladder, a_stage, a_standard, a_task, an_indicator
from tests.makers import as_firm

pytestmark = pytest.mark.slow  # each file is read by a process of its own


def a_text() -> Any:
    return a_ladder(a_stage("entry", daily=(a_task("report"), a_task("reply", what="Reply"))), a_stage("next"))


def changed(content: bytes, change: Callable[[Any], object]) -> bytes:
    """A workbook after somebody worked on it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(page: Any, label: str) -> int:
    return next(cell.column for cell in page[1] if cell.value == label)


def sheet(book: Any, code: str) -> Any:
    return next(page for page in book if page.cell(1, 1).value == code)


def put(code: str, row: int, label: str, value: object) -> Callable[[Any], object]:
    """Write a value into a row of a list."""

    def change(book: Any) -> None:
        page = sheet(book, code)
        page.cell(row, column(page, label)).value = value

    return change


def test_a_changed_sheet_is_shown_taken_over_and_not_published(app, client: HouseClient) -> None:
    place = Place(client, a_text())
    content = changed(place.taken("sheets"), put("stages/daily", 2, "What is done", "Read two reports"))
    page = client.get(place.arrived(content))
    assert "1 part differs" in page.text
    assert "Read two reports" in page.text
    assert place.draft() is None
    answer = client.submit(place.arrived(content))
    assert answer.headers["Location"].endswith(place.at)
    draft = place.draft()
    assert draft["stages"][0]["daily"][0]["what"] == "Read two reports"
    assert draft["stages"][0]["daily"][0]["key"] == "report"
    with as_firm(place.firm):
        assert session().query(Revision).count() == 1
        events = session().query(FirmEvent).filter_by(row=place.document.ref).order_by(FirmEvent.at)
        did = [event.did for event in events]
        assert did[-2:] == ["document.changed", "document.imported"]


def test_rows_come_go_and_move(app, client: HouseClient) -> None:
    place = Place(client, a_text())

    def work(book: Any) -> None:
        page = sheet(book, "stages/daily")
        page.delete_rows(2)
        page.append([None, None, "Next", "Look at the list", "list", 3, 5, "Every day", "The person", "Note"])

    place.arrived(changed(place.taken("sheets"), work))
    client.submit(f"{place.shelf}/arrivals/{place.arrival().ref}")
    first, second = place.draft()["stages"]
    assert [task["key"] for task in first["daily"]] == ["reply"]
    assert [(task["what"], task["target"]) for task in second["daily"]] == [("Look at the list", 3)]


@pytest.mark.parametrize(
    ("change", "said", "where"),
    [
        (put("stages/daily", 2, "Target", "many"), "“many” is no number.", "F2"),
        (put("stages/daily", 2, "Target", 1.5), "“1.5” is no whole number.", "F2"),
        (put("stages/daily", 2, "Target", None), "Fill this in.", "F2"),
        (put("stages/daily", 2, "How often", "hourly"), "“hourly” is none of: every day", "H2"),
        (put("stages/daily", 2, "Minutes", "=1+1"), "A formula stands here.", "G2"),
        (put("stages", 2, "Track", "Elsewhere"), "There is no part called “Elsewhere”.", "C2"),
        (lambda book: sheet(book, "stages/daily").merge_cells("D2:E3"), "These cells are joined.", "D2:E3"),
        (put("stages", 2, "Seats on this stage", "two"), "“two” is no number.", "H2"),
    ],
    ids=["word", "half", "missing", "choice", "formula", "unknown", "joined", "seats"],
)
def test_what_is_not_understood_is_named_cell_by_cell_and_nothing_changes(
    app, client: HouseClient, change: Callable[[Any], object], said: str, where: str
) -> None:
    place = Place(client, a_text())
    address = place.arrived(changed(place.taken("sheets"), change))
    page = client.get(address).text
    assert "has to be put right" in page or "have to be put right" in page
    assert said in page
    assert where in page
    assert client.post(address, data=client.form(address)).status_code == 422
    assert place.draft() is None


def test_a_row_that_belongs_nowhere_is_named(app, client: HouseClient) -> None:
    place = Place(client, a_text())

    def work(book: Any) -> None:
        sheet(book, "stages/daily").append([None, None, "Nowhere", "Look", "list", 3, 5, "", "", "Note"])

    page = client.get(place.arrived(changed(place.taken("sheets"), work))).text
    assert "There is no part called “Nowhere” that this row could belong to." in page


def test_a_copied_row_is_a_part_of_its_own_and_is_told(app, client: HouseClient) -> None:
    place = Place(client, a_text())

    def work(book: Any) -> None:
        page = sheet(book, "stages/daily")
        page.append([cell.value for cell in page[2]])

    address = place.arrived(changed(place.taken("sheets"), work))
    assert "This row was copied from another" in client.get(address).text
    client.submit(address)
    keys = [task["key"] for task in place.draft()["stages"][0]["daily"]]
    assert len(set(keys)) == 3


def test_a_sheet_or_column_left_out_changes_nothing_there(app, client: HouseClient) -> None:
    place = Place(client, a_text())

    def work(book: Any) -> None:
        del book[sheet(book, "stages/learn").title]
        page = sheet(book, "stages/daily")
        page.delete_cols(column(page, "Shown by"))

    page = client.get(place.arrived(changed(place.taken("sheets"), work))).text
    assert "The file says what the text says already" in page


def test_unknown_sheets_columns_and_cleared_rows_are_told(app, client: HouseClient) -> None:
    place = Place(client, a_text())

    def work(book: Any) -> None:
        book.create_sheet("Mine")["A1"] = "x"
        page = sheet(book, "stages/daily")
        page.cell(1, 12, "Colour")
        for cell in page[2][2:]:
            cell.value = None

    page = client.get(place.arrived(changed(place.taken("sheets"), work))).text
    assert "This sheet is none of this text’s" in page
    assert "The column “Colour” is not known here" in page
    assert "This row was cleared: its part is taken out." in page


def test_headings_in_the_other_language_are_read(app, client: HouseClient) -> None:
    place = Place(client, a_text())
    client.set_cookie("lang", "zh")
    empty = client.get(f"{place.shelf}/empty.xlsx").data
    client.set_cookie("lang", "en")
    assert openpyxl.load_workbook(io.BytesIO(empty)).sheetnames[0] != "General"

    def work(book: Any) -> None:
        page = book.worksheets[0]
        page["C2"] = "Reihe"
        sheet(book, "tracks").append([None, None, "Trunk"])

    address = place.arrived(changed(empty, work), to=f"{place.shelf}/bring")
    assert "A new text of" in client.get(address).text


def test_a_new_text_is_made_of_sheets_of_json_and_told_once(app, client: HouseClient) -> None:
    place = Place(client, a_text())
    content = json.dumps(write(kind_of("ladder"), a_text())).encode()
    address = place.arrived(content, "text.json", to=f"{place.shelf}/bring")
    form = client.form(address)
    made = [client.post(address, data=form).headers["Location"] for _ in range(2)]
    assert made[0] == made[1]
    with as_firm(place.firm):
        assert session().query(Document).count() == 2
    assert client.get(made[0]).status_code == 200


def test_a_text_that_moved_on_is_not_overwritten(app, client: HouseClient) -> None:
    place = Place(client, a_text())
    address = place.arrived(changed(place.taken("sheets"), put("stages", 2, "Name", "Newcomer")))
    client.submit(f"{place.at}/edit/item?key=entry", {"title": "Beginner"})
    answer = client.submit(address)
    assert answer.status_code == 422
    assert "Somebody changed the text after this file was read" in answer.text
    assert place.draft()["stages"][0]["title"] == "Beginner"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "is no whole JSON."),
        (b'{"a":' * 20_000, "is no whole JSON."),
        (b"{}", "A document has exactly the fields kind, schema and body."),
        (json.dumps(write(kind_of("standard"), a_standard())).encode(), "another kind: Department standard"),
        (json.dumps({**write(kind_of("ladder"), a_text()), "schema": 99}).encode(), "This schema is newer"),
        (
            json.dumps(write(kind_of("ladder"), a_ladder(a_stage("entry"), a_stage("entry")))).encode(),
            "The key “entry” stands 2 times",
        ),
        (b'{"kind": "ladder", "schema": 1, "body": {"title": 7}}', "A text is expected here."),
        (b"plain", "is no file of this sort."),
        (b"", "is empty."),
    ],
    ids=["cut", "deep", "other", "kind", "schema", "doubles", "fields", "text", "empty"],
)
def test_json_that_is_none_says_why(app, client: HouseClient, content: bytes, said: str) -> None:
    place = Place(client, a_text())
    answer = place.send(content, "text.json")
    page = answer if answer.status_code == 422 else client.get(answer.headers["Location"])
    assert said in page.text
    assert place.draft() is None


def test_what_will_stop_a_publication_is_told_before_anything_is_taken_over(app, client: HouseClient) -> None:
    overlap = (Band(high=80, score=0), Band(low=70, score=100))
    body = a_ladder(a_stage(indicators=(an_indicator("pace", weight=99, bands=overlap),)))
    content = json.dumps(write(kind_of("ladder"), body)).encode()
    place = Place(client, a_text())
    page = client.get(place.arrived(content, "text.json")).text
    assert "To be put right before it can be published" in page
    assert "The weights sum to 99; they must sum to 100." in page
    assert "Take it over" in page


def test_a_file_made_of_another_kind_is_named(app, client: HouseClient) -> None:
    place = Place(client, a_text())
    other = client.get("/crown/firms/mill/culture/empty.xlsx").data
    assert "made of another kind of text" in client.get(place.arrived(other)).text


def test_no_file_says_so_and_a_word_file_of_a_ladder_too(app, client: HouseClient) -> None:
    place = Place(client, a_text())
    answer = client.submit(f"{place.at}/bring", {"lang": "en"}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Choose the file first." in answer.text
    told = place.send(place.taken("word"), "text.docx").text
    assert "is not read from Word" in told


def test_what_somebody_sent_is_theirs_and_goes_after_two_days(app, client: HouseClient) -> None:
    place = Place(client, a_text())
    address = place.arrived(json.dumps(write(kind_of("ladder"), a_text())).encode(), "text.json")
    place.sign_in("lead")
    assert client.get(address).status_code == 404
    assert client.get(f"{place.shelf}/bring").status_code == 404
    place.sign_in("staff")
    assert client.get(f"{place.at}/bring").status_code == 404
    finish_all()
    assert place.arrival() is not None


def test_somebody_stands_on_what_would_go(app, client: HouseClient) -> None:
    from datetime import date

    from club.firms.models import Membership
    from tests.makers import a_placement

    body = a_text()
    place = Place(client, body)
    with as_firm(place.firm):
        member = session().query(Membership).filter_by(person_id=place.people["staff"].id).one()
    a_placement(place.firm, member, place.document, body, started_on=date(2026, 1, 5))

    def work(book: Any) -> None:
        sheet(book, "stages").delete_rows(2)
        page = sheet(book, "stages/daily")
        page.delete_rows(2, 2)

    address = place.arrived(changed(place.taken("sheets"), work))
    answer = client.submit(address)
    assert answer.status_code == 422
    assert place.draft() is None


def test_the_whole_text_survives_json_there_and_back(app, client: HouseClient) -> None:
    place = Place(client, a_text())
    content = place.taken("json")
    client.submit(f"{place.at}/edit/item?key=entry", {"title": "Beginner"})
    client.submit(place.arrived(content, "text.json"))
    assert place.draft() == to_json(a_text())
