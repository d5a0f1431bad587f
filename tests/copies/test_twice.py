"""A job that outlived its lease: the copy that another run ended is left as it is, and no bytes are kept beside it."""

from typing import Any

import pytest

from club.copies import actions
from club.copies.models import Copy
from club.copies.rules import Form
from club.core import clock
from club.core.db import session
from tests.client import HouseClient
from tests.copies.place import Place
from tests.makers import as_firm


@pytest.mark.parametrize(
    "ended", [{"done_at": clock.now(), "stored_as": "first"}, {"failed": "not_set"}], ids=["made", "failed"]
)
def test_a_copy_that_was_ended_meanwhile_is_not_kept_again(
    app, client: HouseClient, monkeypatch: pytest.MonkeyPatch, ended: dict[str, Any]
) -> None:
    place = Place(client)
    place.order("json")
    (copy,) = place.copies()

    seen: list[Copy] = []

    def slow(row: Any, _found: Any) -> bytes:
        held = session().query(Copy).filter_by(ref=row.ref)
        seen.append(held.one())  # before the other run ended it
        held.update(ended, synchronize_session=False)
        return b"second"

    kept: list[bytes] = []
    monkeypatch.setitem(actions._MAKERS, Form.JSON, slow)
    monkeypatch.setattr(actions, "_keep", lambda content: kept.append(content) or "second")
    with as_firm(place.firm):
        actions.make(ref=copy.ref)
    assert kept == []
    (after,) = place.copies()
    assert (after.stored_as, after.failed) == (ended.get("stored_as", ""), ended.get("failed", ""))
