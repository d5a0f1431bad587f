"""The texts that every library begins with go out as files and come back the same: from real practice, not made up."""

from typing import Any

import pytest

from club.copies.filled import understood
from club.copies.grids import sheets_of
from club.copies.incoming import read_file
from club.core.i18n import speaking
from club.core.refusals import Refusal
from club.core.sheets import workbook
from club.documents.blank import blank
from club.documents.kinds import kind_of
from club.documents.languages import in_language
from club.documents.pointing import names
from club.library.starters import STARTERS, starter
from tests.copies.test_sheets import as_grids

pytestmark = pytest.mark.slow  # the whole library


@pytest.mark.parametrize("slug", STARTERS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_starter_survives_excel_as_a_new_text(sqlite_app, slug: str, lang: str) -> None:
    kind, body = starter(slug)
    with sqlite_app.app_context(), speaking(lang):
        content = workbook(sheets_of(kind, body))
        found = read_file(kind, blank(kind, ""), content, "text.xlsx", lang="en", is_new=True)
    assert not isinstance(found, Refusal)
    assert [str(one.what) for one in found.findings] == []
    assert found.body == body


def test_what_an_exam_asks_about_is_called_as_in_its_standard(sqlite_app) -> None:
    kind, exam = starter("service_exam")
    _kind, standard = starter("service_standard")
    pointed = [names(in_language(standard, lang)) for lang in ("en", "zh")]
    with sqlite_app.app_context(), speaking("zh"):
        sheets = sheets_of(kind, exam, pointed[1])
        said = {str(cell) for sheet in sheets for row in sheet.rows for cell in row}
        found = understood(kind, exam, as_grids(sheets), is_new=False, pointed=pointed)
    assert any(word.startswith("3.1 ") for word in said)
    assert [str(one.what) for one in found.findings] == []
    assert found.body == exam


def test_a_clause_that_is_not_there_is_named(sqlite_app) -> None:
    kind = kind_of("exam")
    exam: Any = starter("service_exam")[1]
    with sqlite_app.app_context():
        grids = as_grids(sheets_of(kind, exam, {}))
        page = next(grid for grid in grids if grid.rows[0][0] == "sections/questions")
        place = page.rows[0].index("What of the standard it asks about")
        page.rows[1][place] = "No such clause"
        found = understood(kind, exam, grids, is_new=False, pointed=[{"reply": "3.1 Reply"}])
    assert [one.what.values["name"] for one in found.faults] == ["No such clause"]
