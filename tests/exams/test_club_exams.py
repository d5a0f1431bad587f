"""An exam that the club holds itself: composed at the desk, sat in every firm, read with its answers by no firm."""

from dataclasses import replace
from typing import Any

import pytest

from club.core import clock
from club.core.db import db, read
from club.core.jobs import finish_all
from club.core.refusals import Refused
from club.documents.body import Pair
from club.documents.kinds.exam.body import Exam, Section
from club.documents.kinds.exam.rules import own_problems
from club.documents.models import CLUBS_EXAM, Document
from club.documents.queries import LIST as TEXTS
from club.exams import actions, answer_actions, club_actions
from club.exams.models import Attempt
from club.exams.papers import not_drawn
from club.exams.rules import Purpose
from club.exams.stock import Stock
from club.library import template_actions
from club.library.actions import publish_revision
from club.library.models import Template
from club.library.pads import TemplatePad
from club.library.queries import ADOPTED, LIST
from club.library.template_queries import DESK
from club.policy import ClubRole, FirmRole
from tests.client import HouseClient
from tests.documents.bodies import a_question, an_exam_of_the_club
from tests.makers import a_club, a_firm, a_membership, a_person, a_role, as_desk, as_firm, sign_in
from tests.makers.banks import a_club_question
from tests.makers.exams import an_own_exam, standing_in

RIGHT = "0"


class Hall:
    """A club with an exam of its own, two firms, and somebody of one of them."""

    def __init__(self, exam: Exam | None = None, **rules: Any) -> None:
        self.club = a_club("crown")
        self.mill, self.other = a_firm(self.club, "mill"), a_firm(self.club, "kiln")
        self.template = an_own_exam(self.club, exam or replace(an_exam_of_the_club(), **rules))
        self.person = a_person()
        self.member = a_membership(self.mill, FirmRole.STAFF, self.person, name="Lin Yue")
        self.exam = standing_in(self.mill, self.template)

    def sat(self, given: str) -> None:
        """Begun, answered and handed in."""
        with as_firm(self.mill, self.person.id):
            exam, member = db.session.merge(self.exam), db.session.merge(self.member)
            attempt = actions.begin(exam, member, purpose=Purpose.COUNTED, at=clock.now())
            answer_actions.answer(attempt, "first-reply", [given], seen=0, at=clock.now())
            actions.finish(attempt, at=clock.now())


@pytest.fixture
def hall(app) -> Hall:
    return Hall()


@pytest.mark.slow
def test_an_editor_composes_it_and_it_stands_in_every_firm_once_published(app, client: HouseClient) -> None:
    club = a_club("crown")
    mill, editor = a_firm(club, "mill"), a_person()
    a_role(club, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    made = client.submit("/crown/exams/new", {"title_en": "Fit to sell", "title_zh": "销售资格考试"})
    assert made.location == "/crown/templates/fit-to-sell/edit"
    assert "draft, not published" in client.get("/crown/exams").text
    assert client.get("/crown/exams/fit-to-sell").status_code == 200
    assert "fit-to-sell" not in client.get("/crown/templates").text
    assert "at least one part" in client.get("/crown/templates/fit-to-sell/publish").text
    with as_desk(club):
        template = db.session.query(Template).filter_by(slug="fit-to-sell").one()
        TemplatePad(template, by=None, at=clock.now()).keep(an_exam_of_the_club())
    edited = client.get("/crown/templates/fit-to-sell/edit").text
    assert '<a href="/crown/exams" aria-current="page">' in edited
    published = client.submit("/crown/templates/fit-to-sell/publish", {"note": ""})
    assert published.location == "/crown/exams/fit-to-sell"
    assert "Ask the people who are to sit it" in client.get(published.location).text
    finish_all()
    with as_desk(club):
        template = db.session.query(Template).filter_by(slug="fit-to-sell").one()
        TemplatePad(template, by=None, at=clock.now()).keep(replace(an_exam_of_the_club(), minutes=20))
    assert client.submit("/crown/templates/fit-to-sell/publish", {"note": "Shorter"}).status_code == 303
    finish_all()
    with as_firm(mill):
        assert [row.kind for row in db.session.query(Document)] == [CLUBS_EXAM]


def test_a_person_of_a_firm_sits_it_from_the_list_to_the_result(hall, client: HouseClient) -> None:
    sign_in(client, hall.person)
    here = f"/crown/firms/mill/exams/{hall.exam.ref}"
    assert "of the club" in client.get("/crown/firms/mill/exams").text
    begun = client.submit(here, {"purpose": "counted"}, to=f"{here}/begin")
    attempt = begun.location
    client.submit(f"{attempt}?q=all", {"a-1": RIGHT, "to": "hand-in"})
    result = client.submit("/crown/me", to=f"{attempt}/hand-in")
    assert "Passed with" in client.get(result.location).text
    with as_firm(hall.mill):
        assert [row.passed for row in db.session.query(Attempt)] == [True]


def test_an_attempt_stays_on_the_edition_with_which_it_began(hall) -> None:
    with as_firm(hall.mill):
        exam, member = db.session.merge(hall.exam), db.session.merge(hall.member)
        begun = actions.begin(exam, member, purpose=Purpose.COUNTED, at=clock.now())
    with as_desk(hall.club):
        publish_revision(db.session.merge(hall.template), an_exam_of_the_club(), at=clock.now())
        club_actions.close(db.session.merge(hall.template), at=clock.now())
    with as_firm(hall.mill):
        exam, member = db.session.merge(hall.exam), db.session.merge(hall.member)
        assert actions.finish(db.session.merge(begun), at=clock.now()).number == 1
        with pytest.raises(Refused, match=r"exam\.not_open"):
            actions.begin(exam, member, purpose=Purpose.COUNTED, at=clock.now())


def test_closing_ends_only_the_beginning(hall, client: HouseClient) -> None:
    """Who is in it goes on; what was passed stays with whoever passed, and with those who lead; nobody else begins."""
    hall.sat(RIGHT)
    late, owner, never = a_person(), a_person(), a_person()
    member = a_membership(hall.mill, FirmRole.STAFF, late, name="Wu Fan")
    a_membership(hall.mill, FirmRole.OWNER, owner)
    a_membership(hall.mill, FirmRole.STAFF, never)
    with as_firm(hall.mill, late.id):
        exam, held = db.session.merge(hall.exam), db.session.merge(member)
        ref = actions.begin(exam, held, purpose=Purpose.COUNTED, at=clock.now()).ref
    with as_desk(hall.club):
        club_actions.close(db.session.merge(hall.template), at=clock.now())
    firm = "/crown/firms/mill/exams"
    here = f"{firm}/{hall.exam.ref}"
    sign_in(client, late)
    for page in (firm, here):
        assert f"{here}/attempts/{ref}" in client.get(page).text
    result = client.submit("/crown/me", to=f"{here}/attempts/{ref}/hand-in").location
    assert "not sat any more" in (told := client.get(result).text)
    assert "attempts are left" not in told
    sign_in(client, hall.person)
    assert here in client.get(firm).text
    assert "passed on" in (shown := client.get(here).text)
    assert "Practise" not in shown
    sign_in(client, owner)
    assert f"{here}/people" in client.get(firm).text
    assert "1 of 4 have passed" in client.get(f"{here}/people").text
    sign_in(client, never)
    assert here not in client.get(firm).text
    assert "Begin the exam" not in client.get(here).text


def test_no_firm_reads_adopts_or_changes_it(hall, client: HouseClient) -> None:
    owner = a_person()
    a_membership(hall.mill, FirmRole.OWNER, owner)
    sign_in(client, owner)
    slug, ref = hall.template.slug, hall.exam.ref
    for page in (f"library/{slug}", f"firms/mill/library/{slug}", f"firms/mill/exam-papers/{ref}", "exams"):
        assert client.get(f"/crown/{page}").status_code == 404, page
    for page in ("firms/mill/exam-papers", "firms/mill/exams", "library", "firms/mill/review-dates"):
        assert client.get(f"/crown/{page}").status_code == 200
    with as_firm(hall.mill):
        assert read(LIST).all() == read(ADOPTED).all() == []
        assert read(TEXTS, kind="exam", today=clock.today("Asia/Shanghai")).all() == []
    with as_desk(hall.club):
        assert read(DESK).all() == []
        with pytest.raises(Refused, match=r"template\.own_exam"):
            template_actions.hide(db.session.merge(hall.template), at=None)


def test_it_has_no_answers_in_words_and_draws_none_and_nothing_of_a_firms_bank(app) -> None:
    whole = an_exam_of_the_club()
    drawn = Section(key="drawn", title=whole.title, tag="club", bank="club", draws=5)
    hall = Hall(replace(whole, sections=(drawn,)))
    options = whole.sections[0].questions[0].options
    a_club_question(hall.club, replace(a_question("one"), text=whole.title, options=options), "club")
    a_club_question(
        hall.club, replace(a_question("two", sort="open", options=()), text=whole.sections[0].title), "club"
    )
    with as_firm(hall.mill):
        exam, member = db.session.merge(hall.exam), db.session.merge(hall.member)
        attempt = actions.begin(exam, member, purpose=Purpose.COUNTED, at=clock.now())
        assert len(attempt.drawn) == 1
        asked = replace(whole, sections=(drawn,))
        assert Stock([asked]).asked(asked, without=not_drawn(exam.kind)) == 1
    asked = replace(whole.sections[0].questions[0], sort="open", options=())
    wrong = (replace(drawn, bank="firm"), replace(whole.sections[0], questions=(asked,)))
    assert [each.path for each in own_problems(replace(whole, sections=wrong))] == [
        "sections[drawn].bank",
        "sections[all].questions[first-reply]",
    ]


def test_it_is_published_only_with_as_many_questions_as_it_draws(app, client: HouseClient) -> None:
    """What a tag has is told: without what an earlier part draws, and without what somebody would have to grade."""
    club, editor = a_club("crown"), a_person()
    a_role(club, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    whole = an_exam_of_the_club()
    options = whole.sections[0].questions[0].options
    for key in ("one", "two"):
        a_club_question(club, replace(a_question(key), text=Pair(key, key), options=options), "parcels")
    graded = replace(a_question("open", sort="open", options=()), text=whole.title)
    a_club_question(club, graded, "parcels")
    drawn = Section(key="drawn", title=whole.title, tag="Parcels", bank="club", draws=2)
    template = an_own_exam(club, whole)
    page = f"/crown/templates/{template.slug}/publish"

    def tried(*sections: Section) -> str:
        with as_desk(club):
            TemplatePad(db.session.merge(template), by=None, at=clock.now()).keep(replace(whole, sections=sections))
        return client.get(page).text

    assert "“Parcels”: 2. It draws 99." in tried(replace(drawn, draws=99))
    assert client.submit(page, {"note": "More"}).status_code == 422
    assert "“Parcels”: 0. It draws 1." in tried(drawn, replace(drawn, key="again", draws=1))
    assert "“no-such”: 0. It draws 2." in tried(replace(drawn, tag="no-such"))
    assert "It draws" not in tried(drawn)
    assert client.submit(page, {"note": "As many"}).status_code == 303


def test_a_part_offers_the_clubs_bank_alone_and_the_tags_that_it_has(app, client: HouseClient) -> None:
    club, editor = a_club("crown"), a_person()
    a_role(club, editor, ClubRole.EDITOR)
    sign_in(client, editor)
    question = an_exam_of_the_club().sections[0].questions[0]
    a_club_question(club, question, "parcels")
    template = an_own_exam(club)
    page = f"/crown/templates/{template.slug}/edit/add?slot=sections"
    shown = client.get(page).text
    assert '<option value="parcels">' in shown
    assert "1 question" in shown
    assert 'value="firm"' not in shown
    drawing = {"title__en": "Parcels", "title__zh": "包裹", "tag": "parcels", "draws": "1"}
    assert client.submit(page, drawing).status_code == 303
    published = client.submit(f"/crown/templates/{template.slug}/publish", {"note": "A part from the bank"})
    assert published.status_code == 303


def test_what_stands_in_a_firm_is_made_once_and_a_firm_that_comes_later_has_it_too(hall) -> None:
    assert standing_in(hall.mill, hall.template).id == hall.exam.id
    with as_firm(hall.other):
        club_actions.stand_for_all(at=clock.now())
        club_actions.stand_for_all(at=clock.now())
        assert db.session.query(Document).count() == 1


def test_a_lead_of_the_firm_allows_no_further_attempt_at_it(hall) -> None:
    with as_firm(hall.mill):
        member = db.session.merge(hall.member)
        with pytest.raises(Refused, match=r"exam\.clubs"):
            actions.allow_again(db.session.merge(hall.exam), member, why="", by=None, at=clock.now())
