"""Questions of a bank about parts of a text: the exam on its changes asks them, also the club's of an adopted copy."""

import pytest

from club.banks import actions
from club.banks.models import BankQuestion
from club.banks.queries import FIRM
from club.banks.standards import OF_CLUB, parts_of
from club.core import clock
from club.core.db import session
from club.core.refusals import Refused
from club.documents.body import Pair
from club.documents.kinds.exam.body import Section
from club.exams import queries, sitting_rules
from club.exams.models import Attempt
from club.exams.rules import Purpose
from club.library import pointing_actions
from club.library.models import Template
from club.policy import ClubRole, FirmRole
from tests.banks.test_banks import BOTH, Writer
from tests.client import HouseClient
from tests.documents.bodies import a_clause, a_question, a_standard, an_exam
from tests.exams.places import Room
from tests.makers import (
    a_club,
    a_document,
    a_firm,
    a_library,
    a_next_number,
    a_person,
    a_pointer,
    a_role,
    a_template,
    an_adopted,
    as_desk,
    as_firm,
    sign_in,
)
from tests.makers.banks import a_banked, a_club_question

DRAWING = an_exam(sections=(Section(key="bank", title="From the bank", draws=2, tag="wording"),))
OF_THE_CLUB = an_exam(sections=(Section(key="club", title="Of the club", draws=2, tag="rules", bank="club"),))


def about(room: Room, key: str, clause: str, *, standard: int) -> str:
    question = a_question(key, text=f"{key}?", clauses=(clause,))
    return a_banked(room.firm, question, "wording", standard=standard).ref


def keys(attempt: Attempt) -> set[str]:
    return {each["key"] for each in attempt.drawn}


def test_an_exam_on_changes_asks_what_the_bank_has_about_them(app):
    room = Room(DRAWING)
    other = a_document(room.firm, a_standard(a_clause("reply", must=True)), "standard")
    wanted = about(room, "one", "reply", standard=room.standard.id)
    about(room, "two", "gift", standard=room.standard.id)
    about(room, "three", "reply", standard=other.id)  # a part of another text that has the same key
    with room.inside():
        (found,) = queries.asking(room.standard.id, {"reply"}, today=clock.today("Asia/Shanghai"))
    assert found.questions == 1
    delta = room.begun(Purpose.DELTA, clauses={"reply"})
    assert keys(delta) == {wanted}
    room.finished(delta)
    with pytest.raises(Refused) as refused:
        room.begun(Purpose.DELTA, clauses={"elsewhere"})
    assert refused.value.refusal == sitting_rules.NOTHING_ASKED


def test_it_asks_no_more_of_them_than_the_part_draws(app):
    room = Room(DRAWING)
    for number in range(4):
        about(room, f"q{number}", "reply", standard=room.standard.id)
    with room.inside():
        (found,) = queries.asking(room.standard.id, {"reply"}, today=clock.today("Asia/Shanghai"))
    assert found.questions == 2
    assert len(keys(room.begun(Purpose.DELTA, clauses={"reply"}))) == 2


def test_a_result_leads_to_the_part_of_ones_own_standard_only(app, client: HouseClient):
    room = Room(DRAWING)
    other = a_document(room.firm, a_standard(a_clause("gift", must=True)), "standard")
    about(room, "one", "reply", standard=room.standard.id)
    about(room, "two", "gift", standard=other.id)
    attempt = room.sat()
    sign_in(client, room.person)
    page = client.get(f"/crown/firms/mill/exams/{room.exam.ref}/attempts/{attempt.ref}/result").text
    assert page.count(f"/standards/{room.standard.ref}#") == 2  # to be read again, and below its question


def test_what_an_exam_covers_of_its_standard_counts_the_bank(app, client: HouseClient):
    room = Room(DRAWING, role=FirmRole.LEAD)
    sign_in(client, room.person)
    covers = f"/crown/firms/mill/exam-papers/{room.exam.ref}/coverage"
    assert "2 binding clauses have no question" in client.get(covers).text
    for key in ("one", "two"):
        about(room, key, "reply", standard=room.standard.id)
    page = client.get(covers).text
    assert "1 binding clause has no question" in page
    assert "2 of banks" in page


def test_questions_of_a_bank_about_what_changed_are_looked_at_again(app, client: HouseClient):
    room = Room(DRAWING, role=FirmRole.OWNER)
    sign_in(client, room.person)
    other = a_document(room.firm, a_standard(a_clause("reply", must=True)), "standard")
    ref = about(room, "old", "reply", standard=room.standard.id)
    for key, clause, standard in (("kind", "gift", room.standard), ("elsewhere", "reply", other)):
        about(room, key, clause, standard=standard.id)
    paper = f"/crown/firms/mill/exam-papers/{room.exam.ref}"
    changed = a_standard(a_clause("reply", must=True, text="Reply in 20 seconds."), a_clause("gift", must=True))
    a_next_number(room.firm, room.standard, changed)
    told = "1 question of “Service exam” asks about what changed"
    assert told in client.get(paper).text
    page = client.get(f"{paper}/coverage").text
    asked = page[page.index("Questions about what changed") : page.index("They all fit as they are")]
    assert f'/question-bank/{ref}">old?</a>' in asked
    assert "kind?" not in asked
    assert "elsewhere?" not in asked
    with room.inside():
        row = session().query(BankQuestion).filter_by(ref=ref).one()
        facts = {"tags": row.tags, "standard": room.standard.id, "seen": row.version, "by": None, "at": clock.now()}
        actions.change(FIRM, row, a_question("old", text="And now?", clauses=("reply",)), **facts)
    assert told not in client.get(paper).text


@pytest.mark.slow
def test_what_an_exam_of_the_library_covers_counts_the_clubs_bank(app, client: HouseClient):
    club, editor = a_club("crown"), a_person()
    a_role(club, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    a_library(club)
    other = a_question("other", text=Pair("Besides?", "其他？"), options=BOTH)
    a_club_question(club, other, "rules")
    section = Section(key="club", title=Pair("Of the club", "俱乐部"), draws=1, tag="rules", bank="club")
    exam = a_template(club, "exam", body=an_exam(title=Pair("Exam", "考试"), sections=(section,)), kind="exam")
    with as_desk(club):
        standard = session().query(Template).filter_by(slug="service-standard").one()
        pointing_actions.point(session().merge(exam), standard)
        part = next(iter(parts_of(OF_CLUB, standard.slug, "en")))
        session().expunge(standard)
    assert "of a bank" not in client.get("/crown/templates/exam/coverage").text
    question = a_question("q", text=Pair("Which?", "哪个？"), options=BOTH, clauses=(part,))
    a_club_question(club, question, "rules", standard=standard.id)
    assert "1 of a bank" in client.get("/crown/templates/exam/coverage").text


@pytest.mark.slow
def test_a_question_of_the_clubs_bank_finds_the_part_in_a_firms_copy(app):
    room = Room(OF_THE_CLUB)
    a_library(room.club)
    with as_desk(room.club):
        template = session().query(Template).filter_by(slug="service-standard").one()
        part = next(iter(parts_of(OF_CLUB, template.slug, "en")))
        session().expunge(template)
    copy = an_adopted(room.firm, template)
    exam = a_document(room.firm, OF_THE_CLUB, "exam")
    a_pointer(room.firm, exam, copy)
    question = a_question("q", text=Pair("Which rule?", "哪条规矩？"), options=BOTH, clauses=(part,))
    row = a_club_question(room.club, question, "rules", standard=template.id)
    room.exam = exam
    assert keys(room.begun(Purpose.DELTA, clauses={part})) == {row.ref}


def test_a_writer_chooses_a_text_and_ticks_its_parts(app, client: HouseClient):
    writer = Writer(client)
    standard = a_document(writer.firm, a_standard(a_clause("reply", must=True), a_clause("gift")), "standard")
    theirs = a_document(a_firm(writer.club, "rival"), a_standard(title="Of a rival"), "standard")
    typed = {"sort": "true_false", "text": "Is it so?", "points": "1"}
    page = client.get(f"{writer.bank}/new").text
    assert standard.ref in page
    assert "Of a rival" not in page
    assert client.submit(f"{writer.bank}/new", {**typed, "standard": theirs.ref}).status_code == 422
    saved = client.submit(f"{writer.bank}/new", {**typed, "standard": standard.ref})
    at = saved.headers["Location"].replace("http://localhost", "").partition("#")[0]
    assert "Now tick which parts" in client.get(at).text
    assert client.submit(at, {"clauses": ["reply", "gift"]}).headers["Location"].endswith("/question-bank")
    assert asked(writer) == ("reply", "gift")
    other = a_document(writer.firm, a_standard(a_clause("late"), title="Another"), "standard")
    assert client.submit(at, {"standard": other.ref}).status_code == 303
    assert asked(writer) == ()  # what was ticked belongs to the text before
    assert client.submit(at, {"clauses": ["reply"]}).status_code == 422
    assert client.submit(at, {"standard": ""}).status_code == 303
    assert asked(writer) == ()


def asked(writer: Writer) -> tuple[str, ...]:
    with as_firm(writer.firm):
        return tuple(session().query(BankQuestion).one().body.get("clauses", ()))


def test_an_editor_of_the_club_points_at_its_templates(app, client: HouseClient):
    club, editor = a_club("crown"), a_person()
    a_role(club, editor, ClubRole.EDITOR)
    a_library(club)
    sign_in(client, editor)
    page = client.get("/crown/question-bank/new?standard=service-standard").text
    assert 'name="clauses"' in page
    assert '<option selected value="service-standard">' in page
    assert client.get("/crown/question-bank/new?standard=nowhere").status_code == 200
