"""A bank: questions come, change and go, seen by those who write and by no other firm; exams draw from it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from club.banks import actions
from club.banks.models import BankQuestion
from club.banks.queries import FIRM
from club.core import clock
from club.core.db import read, session
from club.core.refusals import Refused
from club.documents.body import Pair
from club.documents.kinds.exam.body import Option, Section
from club.documents.pads import DocumentPad
from club.exams import sitting_rules
from club.exams.rules import Purpose
from club.policy import FirmRole
from tests.applications.test_races import at_once
from tests.client import HouseClient
from tests.documents.bodies import a_question, an_exam
from tests.exams.desk import Desk
from tests.exams.places import Room
from tests.makers import a_club, a_document, a_firm, a_membership, a_person, as_firm, sign_in
from tests.makers.banks import a_banked, a_club_question

BANKED = an_exam(
    sections=(
        Section(key="bank", title="From the bank", draws=2, tag="Returns", pass_percent=50),
        Section(key="besides", title="Own", questions=(a_question("own"),)),
    ),
    shuffles=False,
)
TYPED = {
    "sort": "short",
    "text": "Within how many days?",
    "accepted": "7\nseven",
    "points": "2",
    "tags": "Returns, 退货",
}
BOTH = (Option(text=Pair("Yes", "是"), right=True), Option(text=Pair("No", "否")))


def stocked(room: Room, count: int = 3, tag: str = "returns") -> list[BankQuestion]:
    return [a_banked(room.firm, a_question(f"q{n}", text=f"Banked {n}?"), tag, "all") for n in range(count)]


def refused(step: Callable[[], Any]) -> Any:
    with pytest.raises(Refused) as found:
        step()
    return found.value.refusal


@pytest.mark.slow
def test_an_exam_draws_as_many_as_it_says_from_the_questions_of_a_tag(app):
    room = Room(BANKED)
    there = {row.ref for row in stocked(room)}
    a_banked(room.firm, a_question("other", text="Another?"), "grants")
    attempt = room.begun(chance=Random(1))
    drawn = [each["key"] for each in attempt.drawn]
    assert (len(drawn), len(set(drawn)), drawn[-1]) == (3, 3, "own")
    assert set(drawn[:2]) <= there
    room.answered(attempt, **dict.fromkeys(drawn, "0"))
    done = room.finished(attempt)
    assert (done.points, done.of, done.passed) == (3, 3, True)
    assert [part["key"] for part in done.sections] == ["bank", "besides"]


@pytest.mark.slow
def test_a_question_that_changes_or_goes_stays_as_it_was_for_whoever_sits_it(app, client: HouseClient):
    desk = Desk(client, BANKED)
    first, second = stocked(desk.room, 2)
    attempt = desk.begin()
    before = client.get(f"{attempt}?q=all").text
    with desk.room.inside():
        rows = {row.ref: row for row in session().scalars(select(BankQuestion))}
        actions.remove(FIRM, rows[first.ref])
        changed = a_question("new", text="Something else?", options=tuple(reversed(a_question().options)))
        actions.change(FIRM, rows[second.ref], changed, tags=(), seen=1, by=None, at=clock.now())
    after = client.get(f"{attempt}?q=all").text
    assert before.count("Banked") == after.count("Banked") == 2
    assert desk.save(attempt, {"a-1": "0", "a-2": "0", "a-3": "0"}).status_code == 303
    result = client.get(desk.hand_in(attempt).headers["Location"]).text
    assert "Passed with 100 %" in result
    assert result.count("Banked") == 2
    assert client.get("/crown/firms/mill/exams").status_code == 200


def test_a_bank_with_fewer_gives_what_it_has_and_an_empty_one_nothing(app):
    room = Room(an_exam(sections=BANKED.sections[:1]))
    assert refused(room.begun) == sitting_rules.NOTHING_THERE
    stocked(room, 1)
    assert len(room.begun().drawn) == 1


def test_who_sits_is_told_how_many_questions_there_are_and_not_how_many_are_asked_for(app, client: HouseClient):
    ten = replace(BANKED.sections[0], draws=10)
    desk = Desk(client, replace(BANKED, sections=(ten, replace(ten, key="more"), BANKED.sections[1])))
    stocked(desk.room, 3)
    a_banked(desk.room.firm, a_question("other", text="Another?"), "returned")
    assert 'data-unit="questions">4<' in client.get(desk.exams).text
    assert "<dt>Questions in an attempt</dt><dd>4</dd>" in client.get(desk.exam).text
    desk.begin()
    assert len(desk.stored().drawn) == 4


def test_no_question_is_drawn_twice_for_one_attempt(app):
    sections = tuple(Section(key=tag, title=tag, draws=2, tag=tag) for tag in ("returns", "all"))
    room = Room(an_exam(sections=sections))
    stocked(room, 3)
    drawn = [each["key"] for each in room.begun(Purpose.PRACTICE).drawn]
    assert len(drawn) == len(set(drawn)) == 3


def test_an_exam_draws_from_the_clubs_bank_in_the_readers_language(app, client: HouseClient):
    exam = an_exam(sections=(Section(key="club", title="Of the club", draws=1, tag="rules", bank="club"),))
    desk = Desk(client, exam)
    question = a_question("q", text=Pair("Which rule?", "哪条规矩？"), options=BOTH)
    a_club_question(desk.room.club, question, "rules")
    a_banked(desk.room.firm, a_question("firm", text="The firm's?"), "rules")
    assert "Which rule?" in client.get(desk.begin()).text


def test_another_firms_bank_is_never_drawn_from(app):
    room = Room(BANKED)
    other = a_firm(room.club, "rival")
    a_banked(other, a_question("secret", text="A secret?"), "returns")
    assert [each["key"] for each in room.begun().drawn] == ["own"]


def test_an_exam_that_draws_more_than_its_bank_has_is_not_published(app, client: HouseClient):
    room = Room(role=FirmRole.OWNER)
    sign_in(client, room.person)
    stocked(room, 1)
    with room.inside():
        DocumentPad(room.held(room.exam), by=None, at=clock.now()).keep(BANKED)
    page = f"/crown/firms/mill/exam-papers/{room.exam.ref}/publish"
    assert "“Returns”: 1. It draws 2." in client.submit(page, {"note": "From the bank"}).text
    a_banked(room.firm, a_question("more", text="More?"), "returns")
    assert client.submit(page, {"note": "From the bank"}).status_code == 303


def test_the_same_question_twice_is_refused(app):
    room = Room()
    stocked(room, 1)
    assert refused(lambda: stocked(room, 1)).code == "bank.there_already"
    second = a_banked(room.firm, a_question("two", text="Two?"))
    with room.inside():
        row = session().merge(second)
        same = a_question("x", text="Banked 0?")
        step = {"tags": (), "by": None, "at": clock.now()}
        assert refused(lambda: actions.change(FIRM, row, same, seen=1, **step)).code == "bank.there_already"
        assert refused(lambda: actions.change(FIRM, row, same, seen=2, **step)).code == "bank.moved_on"


def test_the_tags_of_most_questions_are_counted_where_they_are(app):
    room = Room(BANKED)
    stocked(room, 2)
    a_banked(room.firm, a_question("late", text="Late?"), "late", "all")
    a_banked(a_firm(room.club, "kiln"), a_question("theirs", text="Theirs?"), "returns")
    with room.inside():
        assert [(row.tag, row.there) for row in read(FIRM.tags, most=2)] == [("all", 3), ("returns", 2)]


class Writer:
    """Somebody who writes the firm's texts, before its bank."""

    def __init__(self, client: HouseClient, role: FirmRole = FirmRole.LEAD) -> None:
        self.client, self.club = client, a_club("crown")
        self.firm = a_firm(self.club, "mill")
        person = a_person()
        a_membership(self.firm, role, person)
        sign_in(client, person)
        self.bank = "/crown/firms/mill/question-bank"


def test_a_question_is_written_found_changed_and_taken_out(app, client: HouseClient):
    writer = Writer(client)
    assert "No question yet" in client.get(writer.bank).text
    assert client.submit(f"{writer.bank}/new", TYPED).status_code == 303
    page = client.get(f"{writer.bank}?tag=returns&word=DAYS").text
    assert "Within how many days?" in page
    assert "Nothing found" in client.get(f"{writer.bank}?tag=grants").text
    with as_firm(writer.firm):
        ref = session().scalars(select(BankQuestion.ref).execution_options(scoped=True)).one()
    at = f"{writer.bank}/{ref}"
    wrong = client.submit(at, {"accepted": "", "tags": "kept as typed"})
    assert wrong.status_code == 422
    assert "Give 1 to 20 accepted answers." in wrong.text
    assert "kept as typed" in wrong.text
    assert client.submit(at, {"text": "Within how many working days?"}).status_code == 303
    assert client.submit(at, to=f"{at}/remove").status_code == 303
    assert client.get(at).status_code == 404


def test_a_stale_page_overwrites_nothing(app, client: HouseClient):
    writer = Writer(client)
    row = a_banked(writer.firm, a_question("q", text="Old?"))
    at = f"{writer.bank}/{row.ref}"
    old = client.form(at)
    right = {"options__0__right": "y"}
    assert client.submit(at, {"text": "Theirs?", **right}).status_code == 303
    stale = client.post(at, data={**old, "text": "Mine?", **right})
    assert stale.status_code == 422
    assert "Somebody changed this question after you opened it." in stale.text
    assert "Mine?" in stale.text


def test_pressing_save_twice_saves_once(app, client: HouseClient):
    writer = Writer(client)
    at = f"{writer.bank}/{a_banked(writer.firm, a_question('q', text='Old?')).ref}"
    sent = {**client.form(at), "text": "New?", "tags": "stock", "options__0__right": "y"}
    assert [client.post(at, data=sent).status_code for _ in range(2)] == [303, 303]
    assert client.post(at, data={**sent, "text": "Another?"}).status_code == 422


def test_what_happens_to_a_question_at_the_same_moment_ends_in_no_fault(app, client: HouseClient):
    writer = Writer(client)
    one, two, three = (f"{writer.bank}/{a_banked(writer.firm, a_question('q', text=f'{n}?')).ref}" for n in range(3))
    forms = {at: {**client.form(at), "options__0__right": "y"} for at in (one, two, three)}

    def answers(*sent: tuple[str, dict[str, Any]]) -> list[int]:
        clients = [app.test_client() for _ in sent]
        for each in clients:
            each.set_cookie("club", client.get_cookie("club").value)
        steps = zip(clients, sent, strict=True)
        return [
            answer.status_code for answer in at_once(*(partial(each.post, at, data=data) for each, (at, data) in steps))
        ]

    assert sorted(answers(*((at, {**forms[at], "text": "The same?"}) for at in (one, two)))) == [303, 422]
    *gone, met = answers(*[(f"{three}/remove", forms[three])] * 3, (three, {**forms[three], "text": "Mine?"}))
    assert sorted(gone) == [303, 404, 404]
    assert met in {303, 422}
    added = {**client.form(f"{writer.bank}/new"), **TYPED}
    assert answers(*[(f"{writer.bank}/new", added)] * 2) == [303, 303]


def test_a_double_click_puts_a_question_in_once_and_says_so(app, client: HouseClient):
    writer = Writer(client)
    new = f"{writer.bank}/new"
    sent = {**client.form(new), **TYPED, "then": "again"}
    first, second = client.post(new, data=sent), client.post(new, data=sent)
    assert first.location == second.location == f"{new}?tag=returns"
    assert client.get(writer.bank).text.count("Within how many days?") == 1
    again = client.submit(new, TYPED)
    assert (again.status_code, "The bank has this very question already." in again.text) == (422, True)


def test_a_question_taken_out_while_somebody_writes_on_it_can_be_put_in_anew(app, client: HouseClient):
    writer = Writer(client)
    row = a_banked(writer.firm, a_question("q", text="Old?"))
    at = f"{writer.bank}/{row.ref}"
    typed = {**client.form(at), **TYPED}
    assert client.submit(at, to=f"{at}/remove").status_code == 303
    gone = client.post(at, data={**typed, "pictures": "abc"})
    assert gone.status_code == 422
    assert "Somebody took this question out of the bank after you opened it." in gone.text
    assert "Its pictures went with it: add them once more." in gone.text
    assert "Within how many days?" in gone.text
    assert f'action="{writer.bank}/new"' in gone.text
    assert client.post(f"{writer.bank}/new", data=typed).location == writer.bank
    assert "Within how many days?" in client.get(writer.bank).text
    assert client.get(at).status_code == 404


@pytest.mark.parametrize("role", [FirmRole.STAFF, FirmRole.ACCOUNTANT])
def test_who_sits_exams_does_not_read_the_bank(app, client: HouseClient, role):
    assert client.get(Writer(client, role).bank).status_code == 404


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=99999999999999999999", "page=x", "tag=%00", "word=%25"])
def test_odd_addresses_of_the_list_do_no_harm(app, client: HouseClient, query):
    writer = Writer(client)
    a_banked(writer.firm, a_question())
    assert client.get(f"{writer.bank}?{query}").status_code in {200, 404}


def test_what_is_right_waits_while_another_exam_that_counts_asks_the_same(app, client: HouseClient):
    desk = Desk(client, an_exam(sections=BANKED.sections[:1]))
    stocked(desk.room, 2)
    other = a_document(desk.room.firm, an_exam(sections=BANKED.sections[:1], title="The same again"), "exam")
    apart = a_document(desk.room.firm, an_exam(a_question("apart"), title="Nothing of it"), "exam")
    result = client.get(desk.hand_in(desk.begin()).headers["Location"])
    here = result.request.path
    assert "Right is" in result.text
    for exam, word in ((apart, "Right is"), (other, "asks some of these questions")):
        at = f"{desk.exams}/{exam.ref}"
        client.submit(at, {"purpose": "counted"}, to=f"{at}/begin")
        assert word in client.get(here).text
    assert "Right is" not in client.get(here).text
