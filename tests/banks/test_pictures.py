"""Tables and pictures in the questions of a bank: seen by who writes it and who drew the question, by nobody else."""

import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from club.banks import actions
from club.banks.models import BankPicture, BankQuestion
from club.banks.queries import FIRM
from club.core import clock, jobs
from club.core.db import session
from club.documents.body import Pair
from club.documents.kinds.exam.body import Section
from club.documents.picture_rules import LOOKED_AFTER, MOST_ON_A_PART
from club.policy import ClubRole, FirmRole
from tests.banks.test_banks import BOTH, Writer
from tests.banks.test_files import HEADER, a_row, a_table, sent
from tests.client import HouseClient
from tests.core.test_files import PDF, a_picture
from tests.documents.bodies import a_question, an_exam
from tests.exams.places import Room
from tests.makers import a_firm, a_membership, a_person, a_role, as_firm, sign_in
from tests.makers.banks import a_banked, a_club_question

TEXT = "Which parcel is late?\n\n| Parcel | Days |\n|---|--:|\n| A | 2 |\n| B | 9 |\n\n<script>alert(1)</script>"
DRAWING = an_exam(sections=(Section(key="bank", title="From the bank", draws=1, tag="parcels"),))
OF_THE_CLUB = an_exam(sections=(Section(key="club", title="Of the club", draws=1, tag="parcels", bank="club"),))


def puts(client: HouseClient, question: str, content: bytes = b"", name: str = "box.jpg") -> Any:
    fields = {"file": (io.BytesIO(content or a_picture()), name)}
    return client.submit(f"{question}/picture", fields, content_type="multipart/form-data")


def shown_on(page: str, under: str) -> list[str]:
    """The addresses of the pictures of a bank that a page shows."""
    return [part.split('"')[0] for part in page.split('img src="')[1:] if under in part.split('"')[0]]


class Packer:
    """A firm whose bank has a question with a table and a picture, its writer, and somebody who sits an exam of it."""

    def __init__(self, client: HouseClient, *, sort: str = "single") -> None:
        self.client, self.room = client, Room(DRAWING)
        self.writer = a_person()
        a_membership(self.room.firm, FirmRole.LEAD, self.writer)
        asked = a_question("late", text=TEXT, sort=sort, **({"options": ()} if sort == "open" else {}))
        self.bank = "/crown/firms/mill/question-bank"
        self.question = f"{self.bank}/{a_banked(self.room.firm, asked, 'parcels').ref}"
        sign_in(client, self.writer)
        assert puts(client, self.question).status_code == 303

    def status(self, path: str) -> int:
        return int(self.client.get(path).status_code)


@pytest.mark.slow
def test_a_writer_puts_a_picture_to_a_question_and_sees_it_as_people_will(app, client: HouseClient):
    packer = Packer(client)
    page = client.get(packer.question).text
    assert '<td class="r">9</td>' in page
    assert "<script>alert" not in page
    (picture,) = shown_on(page, "/question-bank/pictures/")
    answer = client.get(picture)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert puts(client, packer.question, PDF, "box.pdf").status_code == 422
    assert puts(client, packer.question, b"no picture", "box.jpg").status_code == 422
    for _more in range(MOST_ON_A_PART - 1):
        assert puts(client, packer.question).status_code == 303
    assert puts(client, packer.question).status_code == 422
    right = {"options__0__right": "y"}
    kept = picture.rpartition("/")[2]
    assert client.submit(packer.question, {**right, "pictures": [kept]}).status_code == 303
    assert len(shown_on(client.get(packer.question).text, "/question-bank/pictures/")) == 1


def test_a_typed_question_is_saved_before_its_picture_is_chosen(app, client: HouseClient):
    writer = Writer(client)
    typed = {"sort": "true_false", "text": "Is it so?", "points": "1", "then": "picture"}
    to = client.submit(f"{writer.bank}/new", typed).headers["Location"]
    assert to.endswith("/picture")
    assert "Is it so?" in client.get(to).text


def test_whoever_sits_sees_it_and_nobody_besides(app, client: HouseClient):
    packer = Packer(client)
    room, attempt = packer.room, packer.room.begun()
    (of_bank,) = shown_on(client.get(packer.question).text, "/question-bank/pictures/")
    sign_in(client, room.person)
    here = f"/crown/firms/mill/exams/{room.exam.ref}/attempts/{attempt.ref}"
    page = client.get(f"{here}?q=all").text
    assert "Which parcel is late?</legend>" in page
    (picture,) = shown_on(page, f"/attempts/{attempt.ref}/pictures/")
    assert packer.status(picture) == 200
    assert packer.status(of_bank) == 404
    other = a_banked(room.firm, a_question("other", text="Another?"), "elsewhere")
    sign_in(client, packer.writer)
    puts(client, f"{packer.bank}/{other.ref}")
    with room.inside():
        undrawn = session().scalars(select(BankPicture.ref).order_by(BankPicture.id.desc())).first()
        actions.remove(FIRM, session().scalars(select(BankQuestion).where(BankQuestion.sort == "single")).first())
    assert packer.status(picture) == 404  # an attempt is its sitter's
    sign_in(client, room.person)
    assert packer.status(f"{here}/pictures/{undrawn}") == 404
    room.finished(attempt)
    (after,) = shown_on(client.get(f"{here}/result").text, "/pictures/")
    assert packer.status(after) == 200  # the question left the bank meanwhile
    rival = a_firm(room.club, "rival")
    spy = a_person()
    a_membership(rival, FirmRole.OWNER, spy)
    sign_in(client, spy)
    ref = picture.rpartition("/")[2]
    assert packer.status(f"/crown/firms/rival/question-bank/pictures/{ref}") == 404
    assert packer.status(picture) == packer.status(of_bank) == 404


def test_whoever_grades_sees_it_while_it_waits(app, client: HouseClient):
    packer = Packer(client, sort="open")
    attempt = packer.room.begun()
    packer.room.answered(attempt, **{attempt.drawn[0]["key"]: "B"})
    packer.room.finished(attempt)
    sign_in(client, owner := a_person())
    a_membership(packer.room.firm, FirmRole.OWNER, owner)
    (picture,) = shown_on(client.get(f"/crown/firms/mill/exams/grading/{attempt.ref}").text, "/grading/")
    assert packer.status(picture) == 200
    sign_in(client, packer.writer)  # leads, but not the department of whoever sat it
    assert packer.status(picture) == 404


def test_a_picture_of_the_clubs_bank_is_seen_in_a_firms_attempt(app, client: HouseClient):
    room, editor = Room(OF_THE_CLUB), a_person()
    a_role(room.club, editor, ClubRole.EDITOR)
    row = a_club_question(room.club, a_question("q", text=Pair("Which?", "哪个？"), options=BOTH), "parcels")
    sign_in(client, editor)
    assert puts(client, f"/crown/question-bank/{row.ref}").status_code == 303
    (of_bank,) = shown_on(client.get(f"/crown/question-bank/{row.ref}").text, "/question-bank/pictures/")
    assert client.get(of_bank).status_code == 200
    attempt = room.begun()
    sign_in(client, room.person)
    page = client.get(f"/crown/firms/mill/exams/{room.exam.ref}/attempts/{attempt.ref}?q=all").text
    (picture,) = shown_on(page, "/pictures/")
    assert client.get(picture).status_code == 200
    assert client.get(of_bank).status_code == 404


@pytest.mark.slow
def test_pictures_stay_when_a_question_comes_back_by_a_file_and_a_new_row_is_told(app, client: HouseClient):
    writer = Writer(client)
    row = a_banked(writer.firm, a_question("late", text="Question 1?"), "returns")
    assert puts(client, f"{writer.bank}/{row.ref}").status_code == 303
    head = ["Number in the bank; leave it as it is", *HEADER, "Pictures; they stay in the bank"]
    found = sent(writer, a_table([row.ref, *a_row(1, points=3), 1], ["", *a_row(2), 1], header=head))
    assert (found.changed, found.added, found.faulty) == (1, 1, 0)
    assert [(one["row"], one["column"]) for one in found.faults] == [(3, "Pictures; they stay in the bank")]
    with as_firm(writer.firm):
        kept = session().scalars(select(BankQuestion).where(BankQuestion.ref == row.ref)).one()
        assert (kept.points, len(kept.body["pictures"])) == (3, 1)


def later() -> None:
    with time_machine.travel(clock.now() + LOOKED_AFTER + timedelta(minutes=1), tick=False):
        jobs.finish_all()


@pytest.mark.slow
def test_a_picture_that_nothing_shows_goes_and_one_that_was_drawn_stays(app, client: HouseClient):
    packer = Packer(client)
    room = packer.room
    for drawn in (False, True):
        if drawn:
            room.begun()
        (at,) = shown_on(client.get(packer.question).text, "/question-bank/pictures/")
        assert client.submit(packer.question, {"options__0__right": "y", "pictures": []}).status_code == 303
        later()
        assert packer.status(at) == (200 if drawn else 404)
        if not drawn:
            puts(client, packer.question)


@pytest.mark.slow
@pytest.mark.parametrize("is_drawn", [False, True])
def test_a_picture_of_the_clubs_bank_goes_unless_some_firm_drew_it(app, client: HouseClient, is_drawn):
    room, editor = Room(OF_THE_CLUB), a_person()
    a_role(room.club, editor, ClubRole.EDITOR)
    row = a_club_question(room.club, a_question("q", text=Pair("Which?", "哪个？"), options=BOTH), "parcels")
    sign_in(client, editor)
    question = f"/crown/question-bank/{row.ref}"
    puts(client, question)
    (at,) = shown_on(client.get(question).text, "/question-bank/pictures/")
    if is_drawn:
        room.begun()
    assert client.submit(question, to=f"{question}/remove").status_code == 303
    later()
    assert client.get(at).status_code == (200 if is_drawn else 404)


def test_a_removed_question_takes_its_picture_with_it(app, client: HouseClient):
    packer = Packer(client)
    (at,) = shown_on(client.get(packer.question).text, "/question-bank/pictures/")
    assert client.submit(packer.question, to=f"{packer.question}/remove").status_code == 303
    later()
    assert packer.status(at) == 404
    with packer.room.inside():
        assert session().scalars(select(BankPicture.id)).all() == []
