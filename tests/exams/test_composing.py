"""An exam is composed on one page: it names what is missing, leads to questions and banks, and is tried at once."""

from dataclasses import replace

import pytest

from club.clubs.models import Club
from club.core import clock
from club.core.db import db
from club.documents.body import Pair
from club.documents.kinds.exam.body import Section
from club.library.models import Template, TemplateDraft
from club.library.pads import TemplatePad
from club.people.models import Person
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_question, an_exam, an_exam_of_the_club
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, a_role, as_desk, sign_in
from tests.makers.banks import a_banked, a_club_question
from tests.makers.exams import a_drafted_exam

HERE = "/crown/templates/fit-to-sell/edit"
TRY = "/crown/exams/fit-to-sell/try"
QUESTION = {
    "sort": "true_false",
    "text__en": "A reply waits a minute.",
    "text__zh": "回复可以等一分钟。",
    "points": "1",
    "tolerance": "0",
}


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


@pytest.fixture
def author(crown, client: HouseClient) -> Person:
    person = a_person()
    a_role(crown, person, ClubRole.INSTRUCTOR)
    sign_in(client, person)
    return person


def sections(club: Club) -> list[dict]:
    with as_desk(club):
        return list(db.session.query(TemplateDraft).one().body.get("sections", ()))


def composed(club: Club, author: Person, *parts: Section) -> None:
    a_drafted_exam(club, author)
    with as_desk(club):
        template = db.session.query(Template).one()
        TemplatePad(template, by=None, at=clock.now()).keep(replace(an_exam_of_the_club(), sections=parts))


def test_a_new_exam_says_what_is_missing_and_leads_to_its_first_question(crown, author, client: HouseClient) -> None:
    made = client.submit("/crown/exams/new", {"title_en": "Fit to sell", "title_zh": "销售资格考试"})
    page = client.get(made.location).text
    assert "1 thing is missing before “Fit to sell” can be sat" in page
    assert "at least one part" in page
    answer = client.submit(f"{HERE}/add?slot=questions", QUESTION)
    assert answer.status_code == 303
    assert f"{HERE}#i-" in answer.location
    (part,) = sections(crown)
    assert part["title"] == {"en": "Part 1", "zh": "第一部分"}
    page = client.get(HERE).text
    assert "“Fit to sell” has all that it needs" in page
    assert "A reply waits a minute." in page
    assert "Look and hand in" in page


def test_a_second_question_joins_the_same_part(crown, author, client: HouseClient) -> None:
    client.submit("/crown/exams/new", {"title_en": "Fit to sell", "title_zh": "销售资格考试"})
    again = client.submit(f"{HERE}/add?slot=questions", {**QUESTION, "then": "again"})
    client.submit(again.location, QUESTION)
    assert [len(part["questions"]) for part in sections(crown)] == [2]


def test_questions_are_drawn_by_a_tag_and_a_number(crown, author, client: HouseClient) -> None:
    a_drafted_exam(crown, author)
    for key in "abc":
        a_club_question(crown, a_question(key, text=Pair(key, key)), "platform rules")
    page = client.get(f"{HERE}/draw").text
    assert "platform rules (the club’s bank, 3 questions)" in page
    drawn = {"tag": "club:platform rules", "draws": "2"}
    assert "The bank holds 3 of them." in client.submit(f"{HERE}/draw", {**drawn, "draws": "9"}).text
    form = {**client.form(f"{HERE}/draw"), **drawn}
    first, second = (client.post(f"{HERE}/draw", data=form) for _ in range(2))
    assert (first.status_code, first.location) == (303, second.location)
    assert sections(crown)[1:] == [
        {**sections(crown)[-1], "tag": "platform rules", "bank": "club", "draws": 2},
    ]
    assert "2 are drawn from the club’s bank" in client.get(HERE).text


def test_a_firms_exam_draws_from_its_own_bank_too_and_a_ladder_draws_from_none(app, client: HouseClient) -> None:
    firm, owner = a_firm(a_club("crown"), "mill"), a_person()
    a_membership(firm, FirmRole.OWNER, owner)
    a_banked(firm, a_question("a"), "late parcels")
    exam = a_document(firm, an_exam(a_question("one")), kind="exam")
    sign_in(client, owner)
    here = f"/crown/firms/mill/exam-papers/{exam.ref}/edit"
    answer = client.submit(f"{here}/draw", {"tag": "firm:late parcels", "draws": "1"})
    assert "1 are drawn from the firm’s bank" in client.get(answer.location).text
    assert client.get(f"/crown/firms/mill/ladders/{exam.ref}/edit/draw").status_code == 404


def test_whoever_composes_tries_the_own_questions_and_nothing_is_kept(crown, author, client: HouseClient) -> None:
    numeric = a_question("n", sort="numeric", options=(), text=Pair("How many?", "多少？"), answer=30)
    banked = Section(key="drawn", title=Pair("More", "更多"), tag="platform rules", bank="club", draws=4)
    composed(crown, author, Section(key="own", title=Pair("Own", "自己的"), questions=(numeric,)), banked)
    before = sections(crown)
    page = client.get(TRY).text
    assert "1 question to try" in page
    assert "An attempt asks 4 questions of the bank besides." in page
    wrong = client.submit(TRY, {"a-1": "many"})
    assert "0 of 1 points, which would not pass" in wrong.text
    assert "not a number" in wrong.text
    assert 'value="many"' in wrong.text
    assert "1 of 1 points, which would pass" in client.submit(TRY, {"a-1": "30"}).text
    assert sections(crown) == before


@pytest.mark.parametrize("sent", [{"a-1": "7"}, {"a-1": "x" * 20_000}, {"s-1": "[", "a-1": ["0", "0"]}, {"a-99": "0"}])
def test_a_forged_answer_earns_nothing(crown, author, client: HouseClient, sent) -> None:
    composed(crown, author, Section(key="own", title=Pair("Own", "自己的"), questions=(a_question("one"),)))
    answer = client.submit(TRY, sent)
    assert answer.status_code == 200
    assert "0 of 1 points" in answer.text


def test_nobody_tries_what_somebody_else_composes(crown, author, client: HouseClient) -> None:
    a_drafted_exam(crown, a_person())
    assert client.get(TRY).status_code == 404
    assert client.get(f"{HERE}/draw").status_code == 404
