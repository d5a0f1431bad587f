"""An instructor composes exams of the club: the own ones alone, handed in to the editors, who keep a leaver’s."""

import pytest

from club.clubs.models import Club
from club.core import clock, jobs
from club.core.db import db
from club.core.refusals import Refused
from club.courses.qualification_models import Qualification
from club.documents.body import Pair
from club.exams import club_actions
from club.library import handing_actions
from club.library.models import Template
from club.people import staff_actions
from club.people.models import Person
from club.policy import ClubRole
from tests.client import HouseClient
from tests.makers import a_club, a_person, a_role, a_template, as_desk, sign_in
from tests.makers.exams import a_drafted_exam, an_own_exam
from tests.talks.test_handing_in import told

HERE = "/crown/exams/fit-to-sell"
PAGES = ("", "/edit", "/edit/item", "/edit/add?slot=sections", "/compare", "/publish")
WRITING = ("edit/item", "edit/move", "edit/remove", "publish", "discard", "restore", "hide", "order")


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


def working(club: Club, role: ClubRole, name: str) -> Person:
    person = a_person()
    a_role(club, person, role, name=name)
    return person


@pytest.fixture
def author(crown) -> Person:
    return working(crown, ClubRole.INSTRUCTOR, "Qian Lan")


@pytest.fixture
def editor(crown) -> Person:
    return working(crown, ClubRole.EDITOR, "Ma Wen")


def as_it_stands(club: Club) -> Template:
    with as_desk(club):
        return db.session.query(Template).filter_by(slug="fit-to-sell").one()


def test_from_the_draft_through_the_editors_words_to_publication(crown, author, editor, client: HouseClient) -> None:
    sign_in(client, author)
    made = client.submit("/crown/exams/new", {"title_en": "Fit to sell", "title_zh": "销售资格考试"})
    assert '<a href="/crown/exams" aria-current="page">' in client.get(made.location).text
    publishing = "/crown/templates/fit-to-sell/publish"
    assert "at least one part" in client.get(publishing).text
    part = {"title__en": "All", "title__zh": "全部", "pass_percent": ""}
    client.submit("/crown/templates/fit-to-sell/edit/add?slot=sections", part)
    refused = client.submit(publishing, {"do": "hand_in"}, to=f"{HERE}/step")
    assert "has to be put right" in refused.text
    client.submit("/crown/templates/fit-to-sell/edit", to="/crown/templates/fit-to-sell/discard")
    a_drafted_exam(crown, author)
    client.submit(publishing, {"do": "hand_in"}, to=f"{HERE}/step")
    jobs.finish_all()
    assert told(editor, crown) == [("Handed in: “Fit to sell”", False)]
    sign_in(client, editor)
    assert f'href="{HERE}"' in client.get("/crown/desk").text
    assert "Qian Lan" in client.get("/crown/exams").text
    assert client.submit(HERE, {"remark": ""}, to=f"{HERE}/return").status_code == 422
    client.submit(HERE, {"remark": "Ask for the parcel too."}, to=f"{HERE}/return")
    sign_in(client, author)
    assert "Ask for the parcel too." in client.get(HERE).text
    client.submit(publishing, {"do": "hand_in"}, to=f"{HERE}/step")
    assert "Ask for the parcel too." not in client.get(HERE).text
    sign_in(client, editor)
    assert client.submit(publishing, {"note": ""}).location == HERE
    assert told(author, crown) == [
        ("“Fit to sell” was sent back to you", False),
        ("“Fit to sell” is published", False),
    ]
    assert "Fit to sell" not in client.get("/crown/desk").text


def test_what_is_not_ones_own_is_not_there(crown, author, client: HouseClient) -> None:
    """Neither a text of the library nor an exam of somebody else, to read, to change or to hand in."""
    a_drafted_exam(crown, working(crown, ClubRole.INSTRUCTOR, "Wu Fan"), slug="of-another")
    sign_in(client, author)
    for slug in ("of-another", a_template(crown).slug, an_own_exam(crown).slug):
        text, exam = f"/crown/templates/{slug}", f"/crown/exams/{slug}"
        assert {client.get(page).status_code for page in (exam, *(f"{text}{page}" for page in PAGES))} == {404}
        sent = [*(f"{text}/{post}" for post in WRITING), *(f"{exam}/{post}" for post in ("step", "return", "close"))]
        assert {client.submit("/crown/exams/new", to=one).status_code for one in sent} == {404}
    assert client.get("/crown/templates").status_code == 404
    assert "Fit to sell" not in client.get("/crown/exams").text


def test_an_author_publishes_only_where_the_club_has_no_review(crown, author, client: HouseClient) -> None:
    a_drafted_exam(crown, author)
    sign_in(client, author)
    publishing = "/crown/templates/fit-to-sell/publish"
    assert 'name="note"' not in client.get(publishing).text
    assert "An editor of the club publishes exams." in client.submit(HERE, {"note": ""}, to=publishing).text
    quay = a_club("quay", talks_reviewed=False)
    a_role(quay, author, ClubRole.INSTRUCTOR)
    a_drafted_exam(quay, author)
    published = client.submit("/quay/templates/fit-to-sell/publish", {"note": ""})
    assert published.location == "/quay/exams/fit-to-sell"


def test_a_secretary_sees_all_and_writes_none(crown, author, client: HouseClient) -> None:
    a_drafted_exam(crown, author)
    sign_in(client, working(crown, ClubRole.SECRETARY, "Bao Yi"))
    assert "Qian Lan" in client.get("/crown/exams").text
    assert "/crown/templates/" not in client.get(HERE).text
    assert client.get("/crown/templates/fit-to-sell/edit").status_code == 404


def test_handing_in_counts_once_and_taken_back_it_is_given_back_no_more(crown, author, editor) -> None:
    template = a_drafted_exam(crown, author)
    with as_desk(crown, author.id):
        held = db.session.merge(template)
        for _click in range(2):
            handing_actions.hand_in(held, at=clock.now())
        handing_actions.take_back(held)
        with pytest.raises(Refused, match=r"not_handed_in"):
            handing_actions.give_back(held, "Too short.")
    jobs.finish_all()
    assert told(editor, crown) == [("Handed in: “Fit to sell”", False)]


def test_the_exams_of_whoever_leaves_are_the_editors(crown, author, editor, client: HouseClient) -> None:
    """They stay as they are, handed in or out; whoever keeps a role that composes keeps them."""
    template = a_drafted_exam(crown, author)
    with as_desk(crown):
        handing_actions.hand_in(db.session.merge(template), at=clock.now())

    def holds(*roles: ClubRole) -> Template:
        with as_desk(crown):
            staff_actions.set_roles(db.session.merge(author), roles=roles, name="Qian Lan", at=clock.now())
        jobs.finish_all()
        return as_it_stands(crown)

    holds(ClubRole.INSTRUCTOR, ClubRole.TREASURER)
    assert holds(ClubRole.INSTRUCTOR).author_id == author.id
    left = holds(ClubRole.TREASURER)
    assert (left.author_id, left.handed_in_at is not None) == (None, True)
    sign_in(client, author)
    assert client.get(HERE).status_code == 404
    sign_in(client, editor)
    assert "Qian Lan" not in client.get("/crown/exams").text
    assert "Handed in" in client.get(HERE).text
    assert client.submit(HERE, {"remark": "To be finished."}, to=f"{HERE}/return").location == HERE
    assert client.submit("/crown/templates/fit-to-sell/publish", {"note": ""}).location == HERE


def test_a_draft_that_a_qualification_names_is_not_discarded(crown, author, client: HouseClient) -> None:
    template = a_drafted_exam(crown, author)
    with as_desk(crown):
        db.session.add(Qualification(name_en="Fit to sell", name_zh="", exam_id=template.id))
    sign_in(client, author)
    edit = "/crown/templates/fit-to-sell/edit"
    assert (
        "Something else of the club refers to it."
        in client.submit(edit, to="/crown/templates/fit-to-sell/discard").text
    )
    assert client.get(edit).status_code == 200


def test_a_slug_that_another_has_is_refused_as_for_editors(crown, author) -> None:
    a_drafted_exam(crown, author)
    with as_desk(crown, author.id), pytest.raises(Refused, match=r"template\.taken"):
        club_actions.compose(Pair("Fit to sell", "销售资格考试"), by=author.id, at=clock.now())
