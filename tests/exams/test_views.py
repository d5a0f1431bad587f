"""Exams in the browser's hands: sit one, lose the connection, open a second window, read the result."""

from datetime import timedelta

import pytest

from club.core import clock
from club.core.db import session
from club.exams.models import Attempt
from club.exams.rules import Purpose
from club.policy import FirmRole
from tests.client import HouseClient, Page
from tests.documents.bodies import a_question, an_exam
from tests.exams.desk import RIGHT, WRONG, Desk
from tests.exams.places import EXAM
from tests.makers import a_firm, a_membership, a_person, sign_in, sign_in_runs_out

HTMX = {"HX-Request": "true"}


@pytest.mark.slow
def test_an_exam_is_sat_from_the_list_to_the_result(app, client: HouseClient) -> None:
    desk = Desk(client)
    assert "not sat yet" in client.get(desk.exams).text
    attempt = desk.begin()
    page = client.get(attempt).text
    assert "Question 1 of 2" in page
    saved = client.submit(attempt, {"a-1": RIGHT, "to": "2"})
    assert saved.headers["Location"].endswith("?q=2")
    client.submit(f"{attempt}?q=2", {"a-2": RIGHT, "to": "all"})
    saved = client.submit(f"{attempt}?q=all", {"a-1": RIGHT, "a-2": RIGHT, "to": "hand-in"})
    assert "Every question has an answer" in client.get(saved.headers["Location"]).text
    result = client.get(desk.hand_in(attempt).headers["Location"]).text
    assert "Passed with 100 %" in result
    assert "passed on" in client.get(desk.exams).text


def test_what_was_wrong_is_explained_and_leads_to_its_clause(app, client: HouseClient) -> None:
    desk = Desk(client, an_exam(a_question("gift", explanation="Nothing for a review.", clauses=("gift",))))
    attempt = desk.begin()
    desk.save(attempt, {"a-1": WRONG})
    assert "Nothing for a review." not in client.get(attempt).text
    result = client.get(desk.hand_in(attempt).headers["Location"]).text
    assert "Not passed: 0 % of the points" in result
    assert "Nothing for a review." in result
    assert "1.2 Clause gift" in result
    assert f"/standards/{desk.room.standard.ref}#c-gift" in result


def test_answers_survive_a_reload(app, client: HouseClient) -> None:
    desk = Desk(client)
    attempt = desk.begin()
    desk.save(attempt, {"a-2": WRONG})
    page = client.get(f"{attempt}?q=2").text
    assert 'value="1" checked' in page
    assert "Question 1 of 2" in client.get(attempt).text


def test_a_script_saves_the_same_way(app, client: HouseClient) -> None:
    desk = Desk(client)
    attempt = desk.begin()
    part = client.part(f"{attempt}?q=all", client.form(f"{attempt}?q=all") | {"a-1": RIGHT}).text
    assert "1 question has no answer yet." in part
    assert "Saved at" in part
    assert hidden_in(part)["s-1"] == f'[1, ["{RIGHT}"]]'


def test_a_second_window_shows_both_and_overwrites_nothing(app, client: HouseClient) -> None:
    desk = Desk(client)
    attempt = desk.begin()
    old = client.form(f"{attempt}?q=all")
    desk.save(attempt, {"a-1": RIGHT})
    answer = client.post(f"{attempt}?q=all", data={**old, "a-1": WRONG})
    assert answer.status_code == 422
    assert "Question 1: in another window you answered “30 seconds” meanwhile." in answer.text
    assert 'id="a-1-1" name="a-1" value="1" checked' in answer.text
    again = client.post(f"{attempt}?q=all", data={**hidden_in(answer.text), "a-1": WRONG})
    assert again.status_code == 303
    assert 'value="1" checked' in client.get(f"{attempt}?q=1").text


def hidden_in(markup: str) -> dict[str, str]:
    return dict(Page(markup).hidden)


def test_an_old_page_leaves_what_it_did_not_touch(app, client: HouseClient) -> None:
    """A window that shows an older answer to one question may still save another one."""
    desk = Desk(client)
    attempt = desk.begin()
    old = client.form(f"{attempt}?q=all")
    desk.save(attempt, {"a-1": RIGHT})
    assert client.post(f"{attempt}?q=all", data={**old, "a-2": RIGHT}).status_code == 303
    assert client.get(desk.hand_in(attempt).headers["Location"]).text.count("Passed with 100 %") == 1


def test_after_its_time_an_attempt_takes_nothing_and_leads_to_its_result(app, client: HouseClient) -> None:
    desk = Desk(client)
    begun = desk.room.begun(at=clock.now() - timedelta(minutes=31))
    attempt = f"{desk.exam}/attempts/{begun.ref}"
    assert "The time is over" in client.get(attempt).text
    assert client.get(f"{attempt}/result").headers["Location"].endswith(begun.ref)
    assert "Not passed" in client.get(desk.hand_in(attempt).headers["Location"]).text
    assert desk.stored().finished_at == begun.ends_at


def test_a_late_answer_is_refused_and_the_result_tells(app, client: HouseClient) -> None:
    desk = Desk(client)
    attempt = desk.begin()
    old = client.form(f"{attempt}?q=all")
    with desk.room.inside():
        row = session().query(Attempt).one()
        row.ends_at = clock.now()
    answer = client.post(f"{attempt}?q=all", data={**old, "a-1": RIGHT})
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).text
    assert "The time was over when this answer arrived" in page
    assert "Not passed: 0 % of the points" in page


def test_a_script_is_led_to_the_result_and_not_given_a_part_of_it(app, client: HouseClient) -> None:
    desk = Desk(client)
    attempt = desk.begin()
    desk.hand_in(attempt)
    answer = client.get(attempt, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"{attempt}/result")


def test_answers_come_back_when_a_sign_in_ran_out(app, client: HouseClient) -> None:
    desk = Desk(client)
    attempt = desk.begin()
    form = client.form(f"{attempt}?q=1")
    sign_in_runs_out(client)
    answer = client.post(f"{attempt}?q=1", data={**form, "a-1": WRONG})
    assert answer.status_code == 303
    assert "/login" in answer.headers["Location"]


@pytest.mark.parametrize(
    "fields", [{"a-9": "0", "s-9": "[0, []]"}, {"s-1": "nonsense"}, {"s-1": "[[], 3]"}, {"a-1": "7"}]
)
def test_forged_fields_save_nothing(app, client: HouseClient, fields) -> None:
    desk = Desk(client)
    attempt = desk.begin()
    assert desk.save(attempt, fields).status_code in {303, 422}
    assert "2 questions have no answer yet." in client.get(f"{attempt}?q=all").text


@pytest.mark.parametrize("q", ["0", "3", "-1", "x", "9" * 5000, "１"])
def test_an_address_of_no_question_shows_one(app, client: HouseClient, q: str) -> None:
    desk = Desk(client)
    assert "Question 1 of 2" in client.get(f"{desk.begin()}?q={q}").text


def test_what_is_no_number_is_kept_and_told(app, client: HouseClient) -> None:
    desk = Desk(client, an_exam(a_question("n", sort="numeric", options=(), answer=30, unit="s")))
    attempt = desk.begin()
    desk.save(attempt, {"a-1": "half a minute"})
    page = client.get(f"{attempt}?q=1").text
    assert 'value="half a minute"' in page
    assert "This is not a number yet" in page
    assert "1 question has no answer yet." in page
    assert "“half a minute” is not a number yet" in client.get(f"{attempt}/hand-in").text
    answer = desk.save(attempt, {"a-1": "9" * 100})
    assert answer.status_code == 422
    assert "9" * 100 in answer.text


def test_what_is_no_number_is_told_on_the_next_page_and_in_the_result(app, client: HouseClient) -> None:
    numeric = a_question("n", sort="numeric", options=(), answer=30, unit="s")
    desk = Desk(client, an_exam(numeric, a_question("m"), shuffles=False))
    attempt = desk.begin()
    page = client.submit(f"{attempt}?q=1", {"a-1": "1,5", "to": "2"})
    assert "“1,5” is saved, but it is not a number yet." in client.get(page.headers["Location"]).text
    desk.hand_in(attempt)
    result = client.get(f"{attempt}/result").text
    assert "not a number" in result
    assert "1,5" in result


def test_a_number_with_its_unit_is_read_back_in_plain_digits(app, client: HouseClient) -> None:
    desk = Desk(client, an_exam(a_question("n", sort="numeric", options=(), answer=30, unit="s")))
    attempt = desk.begin()
    desk.save(attempt, {"a-1": "３０ s"})
    page = client.get(f"{attempt}?q=all").text
    assert "Read as 30" in page
    assert "Every question has an answer." in page


@pytest.mark.parametrize("below", ["", "/result", "/hand-in"])
def test_somebody_elses_attempt_is_not_there(app, client: HouseClient, below: str) -> None:
    desk = Desk(client)
    attempt = desk.begin()
    colleague, owner = a_person(), a_person()
    a_membership(desk.room.firm, FirmRole.STAFF, colleague)
    a_membership(a_firm(desk.room.club, "lamp"), FirmRole.OWNER, owner)
    for person in (colleague, owner):
        sign_in(client, person)
        method = client.post if below == "/hand-in" else client.get
        token = {"csrf_token": client.form("/crown/me")["csrf_token"]}
        answer = method(f"{attempt}{below}", data=token) if below == "/hand-in" else method(f"{attempt}{below}")
        assert answer.status_code == 404


def test_an_attempt_stands_only_under_its_own_exam(app, client: HouseClient) -> None:
    desk = Desk(client)
    attempt = desk.begin().rsplit("/", 1)[1]
    assert client.get(f"{desk.exams}/{desk.room.standard.ref}/attempts/{attempt}").status_code == 404


def test_who_has_to_wait_is_told_until_when(app, client: HouseClient) -> None:
    desk = Desk(client)
    desk.room.sat(reply=WRONG)
    page = client.get(desk.exam).text
    assert "You can sit this exam again from" in page
    assert "1 attempt is left." in page
    answer = client.submit(desk.exam, {"purpose": "counted"}, to=f"{desk.exam}/begin")
    assert "You can sit this exam again from" in client.get(answer.headers["Location"]).text


def test_practice_says_that_it_counts_for_nothing(app, client: HouseClient) -> None:
    desk = Desk(client)
    attempt = desk.begin("practice")
    result = client.get(desk.hand_in(attempt).headers["Location"]).text
    assert "This was practice and counts for nothing." in result
    assert "Practice run: 0 %, which would not pass yet" in result
    assert "Begin the exam" in result


def test_whoever_practises_may_begin_the_exam_itself(app, client: HouseClient) -> None:
    desk = Desk(client)
    desk.begin("practice")
    shown = client.get(desk.exam).text
    assert "Begin the exam" in shown
    assert "Go on" in shown
    assert "Practise" not in shown
    assert client.submit(desk.exam, {"purpose": "counted"}, to=f"{desk.exam}/begin").status_code == 303


def test_a_result_leads_on_to_what_the_rules_allow(app, client: HouseClient) -> None:
    desk = Desk(client)
    failed = client.get(desk.hand_in(desk.begin()).headers["Location"]).text
    assert "Begin the exam" not in failed
    assert "Practise" in failed
    again = desk.room.with_another("Wu Fan")
    sign_in(client, again.person)
    attempt = desk.begin()
    desk.save(attempt, {"a-1": RIGHT, "a-2": RIGHT})
    assert "To the exams" in client.get(desk.hand_in(attempt).headers["Location"]).text


def test_the_questions_are_not_on_the_page_before_one_begins(app, client: HouseClient) -> None:
    desk = Desk(client)
    for page in (desk.exams, desk.exam, "/crown/firms/mill/"):
        assert "Question reply" not in client.get(page).text


def test_a_draft_of_an_exam_is_not_sat(app, client: HouseClient) -> None:
    from tests.makers import a_draft

    desk = Desk(client)
    draft = a_draft(desk.room.firm, EXAM, "exam")
    assert client.get(f"{desk.exams}/{draft.ref}").status_code == 404


def test_what_is_begun_is_gone_on_with(app, client: HouseClient) -> None:
    desk = Desk(client)
    attempt = desk.begin()
    assert desk.begin() == attempt
    assert "You are in the middle of" in client.get(desk.exams).text
    assert desk.stored().purpose is Purpose.COUNTED


def test_before_handing_in_what_has_no_answer_is_named(app, client: HouseClient) -> None:
    desk = Desk(client)
    attempt = desk.begin()
    saved = desk.save(attempt, {"a-1": RIGHT, "to": "hand-in"})
    page = client.get(saved.headers["Location"]).text
    assert "1 question has no answer yet" in page
    assert "Question gift" in page
    assert client.submit(f"{attempt}/hand-in").status_code == 303
    assert client.get(f"{attempt}/hand-in").headers["Location"].endswith("/result")


@pytest.mark.slow
def test_what_is_right_is_not_told_while_an_attempt_counts(app, client: HouseClient) -> None:
    desk = Desk(client, an_exam(a_question("gift", explanation="Nothing for a review."), minutes=30, practice=True))
    practice = desk.begin("practice")
    desk.save(practice, {"a-1": WRONG})
    result = desk.hand_in(practice).headers["Location"]
    right, why = "Right is", "Nothing for a review."
    assert right in client.get(result).text
    attempt = desk.begin()
    page = client.get(result).text
    assert right not in page
    assert why not in page
    assert "shown here again once you have handed that one in" in page
    assert attempt in page
    desk.hand_in(attempt)
    assert why in client.get(result).text


def test_what_is_right_is_told_once_the_time_is_over(app, client: HouseClient) -> None:
    desk = Desk(client, an_exam(a_question("gift"), minutes=30))
    result = desk.hand_in(desk.begin("practice")).headers["Location"]
    begun = desk.room.begun()
    assert "Right is" not in client.get(result).text
    with desk.room.inside():
        session().get_one(Attempt, begun.id).ends_at = clock.now()
    assert "Right is" in client.get(result).text
