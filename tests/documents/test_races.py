"""Two people at once: of those who publish one draft at the same moment one publishes it, and the others are told."""

from collections.abc import Callable
from functools import partial
from threading import Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy import select

from club.core import clock
from club.core.db import session
from club.core.refusals import Refused
from club.documents import actions, pointers
from club.documents.models import Document, Draft, Revision
from club.policy import FirmRole
from tests.acknowledgements.test_races import at_once
from tests.documents.bodies import a_ladder, a_standard, an_exam
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, as_firm, sign_in

MOST = 4
HELD_S, TIMEOUT_S = 0.5, 10


@pytest.mark.slow
def test_of_many_who_publish_at_once_one_does(app: Any) -> None:
    firm = a_firm(a_club("crown"), "mill")
    document = a_document(firm, a_ladder())
    at = f"/crown/firms/mill/ladders/{document.ref}"
    calls = []
    for number in range(MOST):
        person, client = a_person(f"owner{number}@mill.example"), app.test_client()
        a_membership(firm, FirmRole.OWNER, person)
        sign_in(client, person)
        if not calls:
            stage = {"track": "trunk", "title": "Entry", "aim": "Learn more", "months": "1"}
            assert client.submit(f"{at}/edit/item?key=entry", stage).status_code == 303
        calls.append(partial(client.post, f"{at}/publish", data=client.form(f"{at}/publish")))
    answers = at_once(*calls)
    assert sorted(answer.status_code for answer in answers) == [303, *[422] * (MOST - 1)]
    told = [answer.text for answer in answers if answer.status_code == 422]
    assert all("somebody published or discarded it meanwhile" in text for text in told)
    with as_firm(firm):
        assert [row.number for row in session().query(Revision).order_by(Revision.number)] == [1, 2]
        assert session().query(Draft).count() == 0


class Pair:
    """A firm with an exam that points nowhere yet, and a standard."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.firm = a_firm(a_club("crown"), "mill")
        self.standard, self.exam = (
            a_document(self.firm, a_standard(), "standard"),
            a_document(self.firm, an_exam(), "exam"),
        )

    def point(self, *, begun: Event, done: Event | None = None) -> str:
        """Let the exam point at the standard; `begun` is set once that is written, `done` is waited for before."""
        return self._acted(lambda: pointers.point(self._held(self.exam), self._held(self.standard)), begun, done)

    def retire(self, *, begun: Event, done: Event | None = None) -> str:
        """Retire the standard, as the page does it."""

        def act() -> None:
            locked = select(Document).where(Document.id == self.standard.id).with_for_update()
            actions.retire(session().scalars(locked).one(), at=clock.now())

        return self._acted(act, begun, done)

    def _acted(self, act: Callable[[], None], begun: Event, done: Event | None) -> str:
        with self.app.app_context(), as_firm(self.firm):
            if done is not None:
                done.wait(TIMEOUT_S)
            try:
                act()
            except Refused as refused:
                return refused.refusal.code
            session().flush()
            begun.set()
            if done is None:
                sleep(HELD_S)
        return "done"

    def _held(self, row: Document) -> Document:
        return session().get_one(Document, row.id)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("point", "retire", "document.in_use"), ("retire", "point", "document.retired")],
)
def test_nothing_points_at_a_text_that_is_retired_meanwhile(app: Any, first: str, second: str, told: str) -> None:
    pair, begun = Pair(app), Event()
    found = at_once(
        partial(getattr(pair, first), begun=begun), partial(getattr(pair, second), begun=Event(), done=begun)
    )
    assert found == ["done", told]
