"""Many answers are saved at once: read and locked once, each kept or refused by itself."""

from club.core import clock
from club.core.db import session
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
