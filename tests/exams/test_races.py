"""Two at once: the same click, two windows, an answer while the attempt is handed in."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from sqlalchemy import func, select

from club.core.db import session
from club.exams.models import Attempt, AttemptAnswer
from tests.client import HouseClient
from tests.exams.places import Room
from tests.makers import sign_in

WINDOWS = 6


class Hall:
    """A room whose sitter has several windows open."""

    def __init__(self, app) -> None:
        self.room = Room()
        first: HouseClient = app.test_client()
        sign_in(first, self.room.person)
        self.exam = f"/crown/firms/mill/exams/{self.room.exam.ref}"
        self.form = first.form(self.exam)
        self.windows = [app.test_client() for _ in range(WINDOWS)]
        for one in self.windows:
            one.set_cookie("club", first.get_cookie("club").value)

    def posts(self, path: str, *forms: dict[str, str]):
        """The same post from every window, each with a form of its own."""
        listed = forms or ({},) * WINDOWS
        sent = zip(self.windows, listed, strict=False)
        return [partial(one.post, path, data={**self.form, **fields}) for one, fields in sent]

    def many(self, model) -> int:
        with self.room.inside():
            return session().scalar(select(func.count()).select_from(model))


def at_once(*calls):
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [one.result() for one in [pool.submit(run, call) for call in calls]]


def test_beginning_many_times_at_once_begins_one_attempt(app):
    hall = Hall(app)
    answers = at_once(*hall.posts(f"{hall.exam}/begin", *({"purpose": "counted"},) * WINDOWS))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert hall.many(Attempt) == 1


def test_the_same_question_answered_in_every_window_keeps_one_answer_and_tells_the_others(app):
    hall = Hall(app)
    attempt = hall.room.begun()
    path = f"{hall.exam}/attempts/{attempt.ref}?q=1"
    fields = [{"a-1": str(place % 2), "s-1": "[0, []]"} for place in range(WINDOWS)]
    answers = at_once(*hall.posts(path, *fields))
    assert {answer.status_code for answer in answers} == {303, 422}
    assert hall.many(AttemptAnswer) == 1


def test_handing_in_while_answers_come_finishes_once_and_loses_no_page(app):
    hall = Hall(app)
    attempt = hall.room.begun()
    at = f"{hall.exam}/attempts/{attempt.ref}"
    saving = hall.posts(f"{at}?q=1", *({"a-1": "0", "s-1": "[0, []]"},) * 3)
    handing_in = hall.posts(f"{at}/hand-in")[3:]
    answers = at_once(*saving, *handing_in)
    assert {answer.status_code for answer in answers} == {303}
    with hall.room.inside():
        row = session().query(Attempt).one()
        right = session().scalar(select(func.count()).select_from(AttemptAnswer))
        assert row.finished_at is not None
        assert row.points == right
