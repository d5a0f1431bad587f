"""The form of an item gives back exactly what it was opened on, for every item of every starter text."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from club.documents.body import LANGUAGES, Pair
from club.documents.edits import entry_of, items
from club.documents.entries import entries
from club.documents.itemform import ItemEditor
from club.documents.kinds import kind_of
from club.documents.kinds.ladder.body import Stage
from club.documents.languages import in_language
from club.documents.words import item_name
from club.library.starters import STARTERS, starter
from tests.documents.bodies import a_catalogue, a_ladder, a_stage, a_task, an_answer, an_indicator

LADDER = kind_of("ladder")


def sent(form: Any, **changes: Any) -> MultiDict:
    """What a browser sends of a form as it is."""
    fields = MultiDict()
    for field in form:
        value = changes.get(field.name, field.data)
        if field.name == "csrf_token":
            continue
        if isinstance(value, list | tuple):
            fields.setlist(field.name, list(value))
        elif value is True:
            fields[field.name] = "y"
        elif value not in (None, False):
            fields[field.name] = str(value)
    return fields


def saved(
    app: Flask, kind: Any, body: Any, key: str, *, is_bilingual: bool = False, **changes: Any
) -> tuple[Any, dict[str, list[str]]]:
    owner = next(type(item) for name, item in items(body) if name == key)
    entry = entry_of(body, key)
    assert entry is not None
    with app.test_request_context():
        form = ItemEditor(kind, body, owner, is_bilingual=is_bilingual).form(entry.fields)
        fields = sent(form, **changes)
    with app.test_request_context(method="POST", data=fields):
        editor = ItemEditor(kind, body, owner, is_bilingual=is_bilingual)
        form = editor.form(entry.fields, fields)
        form.validate()
        typed = editor.gathered(form)
        return typed, {name: errors for name, errors in form.errors.items() if name != "csrf_token"}


@pytest.mark.slow
@pytest.mark.parametrize("name", STARTERS)
@pytest.mark.parametrize("lang", [*LANGUAGES, "both"])
def test_an_item_saved_unchanged_is_unchanged(sqlite_app: Flask, name: str, lang: Any) -> None:
    kind, body = starter(name)
    written = body if lang == "both" else in_language(body, lang)
    seen = set()
    for entry in entries(written):
        shape = (entry.type, tuple(sorted(entry.fields)))
        if shape in seen:
            continue
        seen.add(shape)
        typed, errors = saved(sqlite_app, kind, written, entry.key, is_bilingual=lang == "both")
        assert errors == {}, entry.key
        assert {key: value for key, value in typed.items() if value is not None} == entry.fields


def test_a_stage_is_changed_with_its_times_and_pay(sqlite_app: Flask) -> None:
    ladder = a_ladder(a_stage(), a_stage("promotion", after=("entry",)))
    typed, errors = saved(
        sqlite_app,
        LADDER,
        ladder,
        "promotion",
        months="２",
        salary__on=True,
        salary__form="range",
        salary__low="4,500",
        salary__high="5200",
        salary__currency="CNY",
        salary__parts__0__name="Bonus",
        salary__parts__0__how="Up to 700",
    )
    assert errors == {}
    assert typed["months"] == 2
    assert typed["after"] == ["entry"]
    parts = [{"name": "Bonus", "how": "Up to 700"}]
    assert typed["salary"] == {"form": "range", "low": 450000, "high": 520000, "parts": parts}


@pytest.mark.parametrize(
    ("field", "value"),
    [("months", "two"), ("months", "1e400"), ("title", ""), ("aim", ""), ("salary__low", "lots"), ("days", "9" * 30)],
)
def test_what_cannot_be_read_is_said_at_its_field(sqlite_app: Flask, field: str, value: str) -> None:
    changes = {"salary__on": True, "salary__form": "range"} if field.startswith("salary") else {}
    typed, errors = saved(sqlite_app, LADDER, a_ladder(), "entry", **changes, **{field: value})
    assert typed is None
    assert list(errors) == [field]


def test_bands_are_rows_and_an_empty_row_is_left_out(sqlite_app: Flask) -> None:
    ladder = a_ladder(a_stage(indicators=(an_indicator(),)))
    changes = {"bands__2__low": "", "bands__2__high": "", "bands__2__score": "", "bands__1__high": "4.5"}
    typed, errors = saved(sqlite_app, LADDER, ladder, "ctr", **changes)
    assert errors == {}
    assert typed["bands"] == [{"high": 2, "score": 0}, {"low": 2, "high": "4.5", "score": 50}]


def test_a_value_that_applies_no_more_goes(sqlite_app: Flask) -> None:
    ladder = a_ladder(a_stage(daily=(a_task(),)))
    typed, _ = saved(sqlite_app, LADDER, ladder, "entry", promotion__on=False)
    assert typed["promotion"] is None
    assert Stage(key="x", track="trunk", title="T", aim="A").promotion is None


def test_what_is_typed_into_a_value_without_its_tick_is_not_dropped(sqlite_app: Flask) -> None:
    typed, errors = saved(sqlite_app, LADDER, a_ladder(), "entry", salary__low="4,500")
    assert typed is None
    assert list(errors) == ["salary__on"]
    typed, errors = saved(sqlite_app, LADDER, a_ladder(), "entry", salary__form="agreed", salary__currency="CNY")
    assert (errors, typed["salary"]) == ({}, None)


@pytest.mark.parametrize("name", STARTERS)
def test_every_part_has_a_name_to_be_opened_by(sqlite_app: Flask, name: str) -> None:
    _, body = starter(name)
    with sqlite_app.test_request_context():
        assert [key for key, item in items(in_language(body, "en")) if item_name(item) == "…"] == []


def test_a_text_is_written_in_two_languages_and_a_draft_may_lack_one(sqlite_app: Flask) -> None:
    ladder = a_ladder(a_stage(title=Pair("Entry", "入门"), aim=Pair("Learn", "学会")))
    changes = {"title__en": "Start", "aim__zh": ""}
    typed, errors = saved(sqlite_app, LADDER, ladder, "entry", is_bilingual=True, **changes)
    assert errors == {}
    assert (typed["title"], typed["aim"]) == ({"en": "Start", "zh": "入门"}, {"en": "Learn", "zh": ""})
    typed, errors = saved(sqlite_app, LADDER, ladder, "entry", is_bilingual=True, title__en="", title__zh="")
    assert (typed, list(errors)) == (None, ["title__en"])


def test_lines_in_two_languages_are_as_many(sqlite_app: Flask) -> None:
    kind, body = starter("service_answers")
    problem = next(key for key, item in items(body) if type(item).__name__ == "Answer")
    changes = {"wordings__en": "When?\nHow long?", "wordings__zh": "几天？"}
    typed, errors = saved(sqlite_app, kind, body, problem, is_bilingual=True, **changes)
    assert (typed, list(errors)) == (None, ["wordings__zh"])
    changes = {"wordings__en": "When?\nHow long?", "wordings__zh": "几天？\n多久？"}
    typed, errors = saved(sqlite_app, kind, body, problem, is_bilingual=True, **changes)
    assert typed["wordings"] == [{"en": "When?", "zh": "几天？"}, {"en": "How long?", "zh": "多久？"}]


def test_a_day_is_typed_kept_and_taken_back(sqlite_app: Flask) -> None:
    kind, catalogue = kind_of("answers"), a_catalogue(an_answer(begins=date(2026, 11, 11)))
    typed, errors = saved(sqlite_app, kind, catalogue, "freight", ends="2026-11-12")
    assert (typed["begins"], typed["ends"], errors) == ("2026-11-11", "2026-11-12", {})
    typed, errors = saved(sqlite_app, kind, catalogue, "freight", begins="")
    assert (typed["begins"], errors) == (None, {})


@pytest.mark.parametrize("day", ["11.11.2026", "2026-02-30", "soon"])
def test_what_is_no_day_is_said_at_the_field(sqlite_app: Flask, day: str) -> None:
    kind, catalogue = kind_of("answers"), a_catalogue()
    typed, errors = saved(sqlite_app, kind, catalogue, "freight", begins=day)
    assert (typed, errors) == (None, {"begins": ["A day is expected here: year, month, day."]})
