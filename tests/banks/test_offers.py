"""Instructors offer questions to the club's bank: exams draw one once an editor took it in, nobody else reads it."""

from dataclasses import replace

import pytest

from club.banks import offer_actions
from club.banks.models import ClubQuestion
from club.banks.queries import CLUB
from club.core import clock, jobs
from club.core.db import db, read, transaction
from club.core.refusals import Refused
from club.documents.body import Pair
from club.documents.kinds.exam.body import Question
from club.people import staff_actions
from club.policy import ClubRole
from tests.client import HouseClient
from tests.documents.bodies import an_exam_of_the_club
from tests.makers import a_club, a_person, a_role, a_template, as_desk, sign_in
from tests.makers.banks import a_club_question
from tests.talks.test_handing_in import told

BANK = "/crown/question-bank"


@pytest.fixture
def crown(app):
    return a_club("crown")


@pytest.fixture
def author(crown):
    person = a_person()
    a_role(crown, person, ClubRole.INSTRUCTOR, name="Qian Lan")
    return person


@pytest.fixture
def editor(crown):
    person = a_person()
    a_role(crown, person, ClubRole.EDITOR)
    return person


def asking(words: str) -> Question:
    question = an_exam_of_the_club().sections[0].questions[0]
    return replace(question, text=Pair(words, words))


def an_offered(club, author, words: str = "Who counts?") -> str:
    with as_desk(club, author.id):
        return offer_actions.offer(asking(words), tags=["stock"], by=author.id, at=clock.now()).ref


def in_bank(club) -> list[tuple[str, int]]:
    """What exams draw from: each tag with how many questions have it."""
    with as_desk(club):
        found = [(row.tag, row.there) for row in read(CLUB.tags, most=9)]
        assert len(read(CLUB.of_tag, tag="stock").all()) == dict(found).get("stock", 0)
        assert sum(row.there for row in read(CLUB.stock)) == read(CLUB.count).scalar_one()
        return found


def test_an_offered_question_is_drawn_once_an_editor_took_it_in(crown, author, editor, client: HouseClient) -> None:
    sign_in(client, author)
    typed = {"text__en": "Who counts?", "text__zh": "谁来盘点？", "sort": "true_false", "tags": "stock", "points": "1"}
    assert "Offered. Exams draw it" in client.get(client.submit(f"{BANK}/new", typed).location).text
    assert in_bank(crown) == []
    sign_in(client, editor)
    assert "1 question is offered to the bank" in client.get("/crown/desk").text
    page = client.get(f"{BANK}/offered").text
    assert "Qian Lan" in page
    one = page.split(f'href="{BANK}/')[1].split('"')[0]
    deciding = {"to": f"{BANK}/{one}/decide"}
    silent = client.submit(f"{BANK}/{one}", {"do": "decline", "remark": ""}, **deciding)
    assert (silent.status_code, "Say what is to be changed." in silent.text, "谁来盘点？" in silent.text) == (
        422,
        True,
        True,
    )
    client.submit(f"{BANK}/{one}", {"do": "decline", "remark": "Say what is counted."}, **deciding)
    late = client.submit(f"{BANK}/{one}", {"do": "decline", "remark": "And when."}, **deciding)
    assert (late.status_code, "And when." in late.text) == (422, True)
    assert "Somebody else has decided about this question." in late.text
    jobs.finish_all()
    sign_in(client, author)
    assert "not taken" in client.get(BANK).text
    assert "Say what is counted." in client.get(f"{BANK}/{one}").text
    client.submit(f"{BANK}/{one}", {"text__en": "Who counts a shelf?"})
    assert "Say what is counted." not in client.get(f"{BANK}/{one}").text
    sign_in(client, editor)
    client.submit(f"{BANK}/{one}", {"do": "take"}, **deciding)
    jobs.finish_all()
    assert [subject for subject, _read in told(author, crown)] == [
        "A question of yours was not taken into the club’s bank",
        "A question of yours is in the club’s bank",
    ]
    assert in_bank(crown) == [("stock", 1)]
    sign_in(client, author)
    assert "in the bank" in client.get(BANK).text
    assert client.get(f"{BANK}/{one}").status_code == 404
    late = client.submit(f"{BANK}/new", {**typed, "text__en": "Who counts at night?"}, to=f"{BANK}/{one}")
    assert "Somebody else has decided about this question." in late.text
    assert "Who counts at night?" in late.text


def test_what_others_wrote_stays_hidden(crown, author, client: HouseClient) -> None:
    """Their tags and how many there are is all of it; not to be read, changed, taken out or taken along as a file."""
    other = a_person()
    a_role(crown, other, ClubRole.INSTRUCTOR)
    refs = [a_club_question(crown, asking("Secret one"), "stock").ref, an_offered(crown, other, "Secret two")]
    sign_in(client, author)
    page = client.get(BANK).text
    assert '<a href="/crown/exams" aria-current="page">' in page
    assert "Secret" not in page
    assert "stock" in page
    for ref in refs:
        assert client.get(f"{BANK}/{ref}").status_code == 404
        sent = {
            to: client.submit(f"{BANK}/new", to=f"{BANK}/{ref}{to}").status_code for to in ("", "/remove", "/decide")
        }
        assert set(sent.values()) == {404}
    assert {client.get(f"{BANK}/{page}").status_code for page in ("files", "offered", "empty.xlsx")} == {404}
    assert client.submit(f"{BANK}/new", to=f"{BANK}/take").status_code == 404


def test_it_is_decided_once_and_a_leavers_is_the_editors(crown, author) -> None:
    ref = an_offered(crown, author)
    with as_desk(crown):
        row = db.session.query(ClubQuestion).filter_by(ref=ref).one()
        offer_actions.decide(row, is_taken=True, at=clock.now())
        with pytest.raises(Refused, match=r"bank\.offer_moved_on"):
            offer_actions.decide(row, is_taken=False, at=clock.now())
        staff_actions.set_roles(db.session.merge(author), roles=[ClubRole.TREASURER], name="Qian", at=clock.now())
    jobs.finish_all()
    with as_desk(crown):
        row = db.session.query(ClubQuestion).filter_by(ref=ref).one()
        assert (row.author_id, row.offered_at) == (None, None)


def test_of_what_is_taken_its_author_is_told_once_until_it_is_read(crown, author, editor) -> None:
    """Of what is declined each time, as the words differ."""
    offered = [an_offered(crown, author, f"Who counts on day {day}?") for day in range(4)]
    with as_desk(crown, editor.id), transaction():
        for place, ref in enumerate(offered):
            row = db.session.query(ClubQuestion).filter_by(ref=ref).one()
            offer_actions.decide(row, is_taken=place < 2, remark="Why?", at=clock.now())
    jobs.finish_all()
    assert sorted(subject for subject, _read in told(author, crown)) == [
        "A question of yours is in the club’s bank",
        *["A question of yours was not taken into the club’s bank"] * 2,
    ]


def test_nobody_floods_the_editors(crown, author, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offer_actions, "MOST_OFFERED", 1)
    an_offered(crown, author)
    with pytest.raises(Refused, match=r"bank\.too_many_offered"):
        an_offered(crown, author, "Another?")


def test_what_is_only_offered_asks_about_no_clause(crown, author) -> None:
    """No exam on a standard counts it or asks it; no firm is told of it."""
    standard = a_template(crown).id
    with as_desk(crown, author.id):
        offer_actions.offer(asking("Who?"), tags=["stock"], by=author.id, at=clock.now(), standard=standard)
        assert read(CLUB.naming, standards=[standard]).all() == []
        assert read(CLUB.about, tag="stock", standards=[standard]).all() == []
