"""A standard comes back from a word processor by its headings."""

import io
import zipfile

import pytest

from club.documents.entries import with_fields
from tests.client import HouseClient
from tests.copies.place import Place
from tests.documents.bodies import a_clause, a_standard

pytestmark = pytest.mark.slow  # each file is read by a process of its own


def test_word_comes_back_by_its_headings_with_keys_and_what_binds(app, client: HouseClient) -> None:
    body = a_standard(a_clause("reply", title="Reply", must=True), a_clause("second", text="Two\nlines"))
    body = with_fields(body, "work", {"lives": ["kind-1"]})
    place = Place(client, body, "standard")
    page = client.get(place.arrived(place.taken("word"), "text.docx")).text
    assert "The file says what the text says already" in page


def test_word_with_other_styles_and_followed_changes(app, client: HouseClient) -> None:
    from docx import Document as Word

    place = Place(client, a_standard(), "standard")
    document = Word()
    document.add_paragraph("Before any heading")
    document.add_heading("Work", 1)
    document.add_paragraph("Clause reply")
    document.add_paragraph("A new one, without a style of ours")
    document.add_heading("Below", 2)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Day", "Listen"
    out = io.BytesIO()
    document.save(out)
    address = place.arrived(out.getvalue(), "own.docx")
    page = client.get(address).text
    assert "This stands before the first heading; it was left out." in page
    assert "A heading below a heading became a chapter of its own." in page
    client.submit(address)
    first, second = place.draft()["sections"]
    assert [clause["text"] for clause in first["clauses"]] == ["Clause reply", "A new one, without a style of ours"]
    assert (first["key"], first["clauses"][0]["key"]) == ("work", "reply")
    assert second["tables"][0]["rows"][0]["cells"] == ["", "Listen"]


def test_word_without_headings_says_what_to_do(app, client: HouseClient) -> None:
    from docx import Document as Word

    place = Place(client, a_standard(), "standard")
    document, out = Word(), io.BytesIO()
    document.add_paragraph("Words")
    document.save(out)
    assert "There is no heading in this file." in client.get(place.arrived(out.getvalue(), "own.docx")).text


def test_a_bomb_sent_as_word_is_refused(app, client: HouseClient) -> None:
    place = Place(client, a_standard(), "standard")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 160_000_000)
    assert "unfolds to far more than it seems" in place.send(out.getvalue(), "text.docx").text
