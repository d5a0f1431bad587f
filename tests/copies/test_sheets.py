"""Sheets of every kind: what is written comes back exactly, and what somebody fills in is read or told."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from club.copies.filled import understood
from club.copies.grids import sheets_of
from club.core.office import Grid
from club.core.sheets import Sheet
from club.documents.blank import blank
from club.documents.kinds import kinds
from tests.copies.shapes import bodies

pytestmark = pytest.mark.slow  # many texts through a whole workbook

KINDS = pytest.mark.parametrize("kind", kinds().values(), ids=kinds().keys())
CALM = settings(
    max_examples=25, deadline=None, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck)
)


def as_grids(sheets: list[Sheet]) -> list[Grid]:
    """Sheets as they come back from a program that changed nothing."""
    return [Grid(one.name, [[column.label for column in one.columns], *map(list, one.rows)]) for one in sheets]


@pytest.mark.parametrize("name", kinds())
@CALM
@given(data=st.data())
def test_what_is_given_out_comes_back_exactly(sqlite_app: Flask, name: str, data: st.DataObject) -> None:
    kind = kinds()[name]
    body = data.draw(bodies(kind))
    with sqlite_app.app_context():
        found = understood(kind, body, as_grids(sheets_of(kind, body)), is_new=False)
    assert [str(one.what) for one in found.faults] == []
    assert found.body == body


@pytest.mark.parametrize("name", kinds())
@CALM
@given(data=st.data())
def test_it_makes_the_same_text_where_there_was_none(sqlite_app: Flask, name: str, data: st.DataObject) -> None:
    kind = kinds()[name]
    body = data.draw(bodies(kind))
    with sqlite_app.app_context():
        found = understood(kind, blank(kind, ""), as_grids(sheets_of(kind, body)), is_new=True)
    assert [str(one.what) for one in found.faults] == []
    assert found.body == body
