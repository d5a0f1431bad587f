"""Many answers are saved at once: read and locked once, each kept or refused by itself."""

from club.core import clock
from club.core.db import session
from club.documents.kinds.exam.body import Typing
from club.exams import answer_actions
from club.exams import sitting_rules as rules
from club.exams.models import AttemptAnswer
from tests.client import HouseClient, Page
from tests.documents.bodies import a_question, an_exam
from tests.exams.desk import RIGHT, WRONG, Desk
from tests.exams.places import Room
from tests.statements import counted


def test_saving_many_answers_costs_the_same_as_one(app, client: HouseClient) -> None:
    desk = Desk(client, an_exam(*(a_question(f"q-{place}") for place in range(6)), shuffles=False))
    attempt = desk.begin()
    desk.save(attempt, {"a-1": RIGHT})
    counts = []
    for numbers in ((2,), (3, 4, 5, 6)):
        fields = client.form(f"{attempt}?q=all") | {f"a-{number}": RIGHT for number in numbers}
        with counted(app) as sent:
            assert client.post(f"{attempt}?q=all", data=fields).status_code == 303
        counts.append(sum(not one.startswith("INSERT") for one in sent))
    assert counts[0] == counts[1]
    with desk.room.inside():
        assert session().query(AttemptAnswer).count() == 6


def test_an_answer_that_is_refused_leaves_the_others_alone(app) -> None:
    room = Room()
    attempt = room.begun()
    given = [
        answer_actions.Given(key, [option], 0) for key, option in (("reply", "9"), ("gift", RIGHT), ("none", RIGHT))
    ]
    with room.inside():
        found = answer_actions.answers(session().merge(attempt), given, at=clock.now())
    assert found == [rules.NO_ANSWER, None, rules.NOT_ASKED]
    with room.inside():
        assert [one.question for one in session().query(AttemptAnswer)] == ["gift"]


def test_what_came_with_an_answer_that_another_window_changed_is_saved_when_it_is_sent_again(
    app, client: HouseClient
) -> None:
    desk = Desk(client, an_exam(*(a_question(f"q-{place}") for place in range(2)), shuffles=False))
    attempt = desk.begin()
    stale = client.form(f"{attempt}?q=all")
    desk.save(attempt, {"a-1": WRONG})
    typed = {"a-1": RIGHT, "a-2": RIGHT}
    answer = client.post(f"{attempt}?q=all", data=stale | typed)
    assert answer.status_code == 422
    again = dict(Page(answer.text).hidden)
    assert client.post(f"{attempt}?q=all", data=again | typed).status_code == 303
    with desk.room.inside():
        assert [one.given for one in session().query(AttemptAnswer)] == [[RIGHT], [RIGHT]]


def test_a_page_that_saves_itself_goes_on_remembering_what_it_shows(app, client: HouseClient) -> None:
    """What another window answered meanwhile does not stand there: it is no answer that this page takes back."""
    desk = Desk(client, an_exam(*(a_question(f"q-{place}") for place in range(2)), shuffles=False))
    attempt = f"{desk.begin()}?q=all"
    page = client.form(attempt)
    desk.save(attempt.partition("?")[0], {"a-2": RIGHT})
    for answer in (RIGHT, WRONG):
        part = client.part(attempt, page | {"a-1": answer})
        assert part.status_code == 200
        page |= dict(Page(part.text).hidden)
    with desk.room.inside():
        assert [one.given for one in session().query(AttemptAnswer).order_by(AttemptAnswer.question)] == [
            [WRONG],
            [RIGHT],
        ]


def test_a_page_that_comes_back_shows_what_it_left_alone_as_it_is_stored(app, client: HouseClient) -> None:
    desk = Desk(client, an_exam(*(a_question(f"q-{place}") for place in range(2)), shuffles=False))
    attempt = f"{desk.begin()}?q=all"
    stale = client.form(attempt)
    desk.save(attempt.partition("?")[0], {"a-1": RIGHT, "a-2": RIGHT})
    answer = client.post(attempt, data=stale | {"a-1": WRONG})
    assert answer.status_code == 422
    assert f'name="a-2" value="{RIGHT}" checked' in answer.text


def test_a_page_that_saves_itself_presses_no_button(app, client: HouseClient) -> None:
    """Its script sends along the button that the keyboard happens to be on: the time for a text must not begin so."""
    desk = Desk(
        client,
        an_exam(
            a_question(
                "type", sort="typing", options=(), typing=Typing(text="Thank you for waiting.", seconds=60, speed=9)
            )
        ),
    )
    attempt = f"{desk.begin()}?q=all"
    assert client.part(attempt, client.form(attempt) | {"start": "1"}).status_code == 200
    with desk.room.inside():
        assert session().query(AttemptAnswer).count() == 0
