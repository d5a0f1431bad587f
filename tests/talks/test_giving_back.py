"""What was handed in is given back to whoever wrote it, with words, by an editor who does not publish it."""

import pytest

from club.clubs.models import Club
from club.core import jobs
from club.courses.models import CourseStatus
from club.people.models import Person
from club.policy import ClubRole
from club.talks.handing_rules import takes_back
from club.talks.models import Publication
from tests.client import HouseClient
from tests.makers import a_club, a_course, a_talk, an_article, sign_in
from tests.talks.test_handing_in import an_editor, told
from tests.talks.test_writing import a_writer, events_of

REMARK = "Say which shop it was."
KINDS = ("talks", "news", "courses")


@pytest.fixture
def crown(app) -> Club:
    return a_club("crown")


@pytest.fixture
def writer(crown, client: HouseClient) -> Person:
    return a_writer(client, crown)


@pytest.fixture
def editor(crown) -> Person:
    return an_editor(crown)


def handed_in(club: Club, client: HouseClient, writer: Person, kind: str) -> str:
    """Where a text of the writer stands that waits for an editor."""
    facts = {"slug": "counting", "title": "Counting", "summary": "We counted.", "published_at": None}
    if kind == "courses":
        a_course(club, **facts, status=CourseStatus.DRAFT, taught_by=writer)
    else:
        make = a_talk if kind == "talks" else an_article
        make(club, **facts, author_id=writer.id, status=Publication.DRAFT)
    here = f"/crown/{kind}/counting"
    assert step(client, here, "hand_in" if kind == "courses" else "submit") == 303
    jobs.finish_all()
    return here


def step(client: HouseClient, here: str, word: str) -> int:
    return int(client.submit(f"{here}/edit", {"do": word}, to=f"{here}/step").status_code)


def test_its_writers_take_it_back_and_others_only_what_is_nobodys() -> None:
    assert [takes_back(7, writers) for writers in ({7, 8}, {8}, set())] == [True, False, True]


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_draft_again_and_its_writer_reads_why(crown, client: HouseClient, writer, editor, kind: str) -> None:
    here = handed_in(crown, client, writer, kind)
    sign_in(client, editor)
    assert "give it back" in client.get(f"{here}/edit").text
    silent = client.submit(f"{here}/edit", {"remark": " "}, to=f"{here}/return")
    assert (silent.status_code, "Say what is to be changed." in silent.text) == (422, True)
    assert client.submit(f"{here}/edit", {"remark": REMARK}, to=f"{here}/return").status_code == 303
    assert f"{kind.removesuffix('s').replace('new', 'article')}.given_back" in events_of(crown)
    sign_in(client, writer)
    assert told(writer, crown) == [("“Counting” was sent back to you", False)]
    assert REMARK in client.get(f"{here}/edit").text
    assert "Given back" in client.get("/crown/teaching" if kind == "courses" else "/crown/texts").text
    step(client, here, "hand_in" if kind == "courses" else "submit")
    assert REMARK not in client.get(f"{here}/edit").text


@pytest.mark.parametrize("kind", KINDS)
def test_what_waits_no_more_is_not_given_back_and_the_words_stay(
    crown, client: HouseClient, writer, editor, kind: str
) -> None:
    """Given back a moment ago, perhaps by another editor; or published meanwhile."""
    here = handed_in(crown, client, writer, kind)
    sign_in(client, editor)
    client.submit(f"{here}/edit", {"remark": REMARK}, to=f"{here}/return")
    for word in ("", "publish"):
        assert not word or step(client, here, word) == 303
        late = client.submit(f"{here}/edit", {"remark": "And the year."}, to=f"{here}/return")
        assert (late.status_code, "waits for no editor any more" in late.text) == (422, True)
        assert "And the year." in late.text
    jobs.finish_all()
    assert [subject for subject, _ in told(writer, crown)] == [
        "“Counting” was sent back to you",
        "“Counting” is published",
    ]


@pytest.mark.parametrize(("kind", "word"), [("talks", "return"), ("news", "return"), ("courses", "take_back")])
def test_nobody_takes_back_without_a_word_what_somebody_else_wrote(
    crown, client: HouseClient, writer, editor, kind: str, word: str
) -> None:
    here = handed_in(crown, client, writer, kind)
    sign_in(client, editor)
    assert step(client, here, word) == 422
    sign_in(client, writer)
    assert client.submit(f"{here}/edit", {"remark": REMARK}, to=f"{here}/return").status_code == 404
    assert step(client, here, word) == 303


def test_what_nobody_writes_any_more_any_editor_takes_back(crown, client: HouseClient) -> None:
    a_talk(crown, slug="counting", status=Publication.SUBMITTED, published_at=None)
    a_writer(client, crown, ClubRole.EDITOR)
    assert "Take back to draft" in client.get("/crown/talks/counting/edit").text
    assert step(client, "/crown/talks/counting", "return") == 303
