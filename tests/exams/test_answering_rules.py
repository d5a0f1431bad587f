"""The sorts of question that are put together, typed or graded: what is right, and what part of it earns."""

from decimal import Decimal

import pytest

from club.documents.body import Pair
from club.documents.kinds.exam.body import Match, Option, Typing
from club.exams.answering_rules import Answer, earned, folded, is_answer, number_of
from club.exams.rules import score
from tests.documents.bodies import a_question, an_exam

STEPS = (Option(text="Greet"), Option(text="Ask"), Option(text="Solve"), Option(text="Thank"))
ORDER = a_question("order", sort="order", options=STEPS, points=5, partial=True)
STRICT = a_question("strict", sort="order", options=STEPS, points=5)
MATCHES = (Match(left="Late", right="Say when"), Match(left="Broken", right="Replace"), Match(right="Say nothing"))
MATCH = a_question("match", sort="match", options=(), matches=MATCHES, points=3, partial=True)
SHORT = a_question("short", sort="short", options=(), accepted=("7 days", "a week"))
SEVERAL = a_question(
    "several",
    sort="multiple",
    options=(Option(text="A", right=True), Option(text="B", right=True), Option(text="C"), Option(text="D")),
    points=4,
    partial=True,
)
TEXT = "Thank you for waiting, your parcel leaves us today."
TYPING = a_question("type", sort="typing", options=(), typing=Typing(text=TEXT, seconds=60, speed=100), points=2)
OPEN = a_question("open", sort="open", options=(), points=4)


@pytest.mark.parametrize(
    ("given", "points", "strict"),
    [
        (["0:1", "1:2", "2:3", "3:4"], 5, 5),
        (["3:4", "1:2", "0:1", "2:3"], 5, 5),
        (["0:1", "1:2", "2:4", "3:3"], 2, 0),
        (["0:1", "1:1", "2:3", "3:4"], 2, 0),
        (["0:1", "1:1", "2:1", "3:1"], 0, 0),
        (["0:1"], 1, 0),
        (["0:2", "1:3", "2:4", "3:1"], 0, 0),
        ([], 0, 0),
    ],
)
def test_of_an_order_each_part_in_its_place_earns_its_part(given, points, strict):
    assert earned(ORDER, Answer(given)) == points
    assert earned(STRICT, Answer(given)) == strict


@pytest.mark.parametrize(
    ("given", "points"),
    [
        (["0:0", "1:1"], 3),
        (["1:1", "0:2"], 1),
        (["0:1", "1:0"], 0),
        (["0:0", "1:0"], 0),
        (["0:0"], 1),
    ],
)
def test_what_belongs_together_earns_by_the_pair_and_nothing_where_two_share_one(given, points):
    assert earned(MATCH, Answer(given)) == points


@pytest.mark.parametrize(
    ("given", "points"), [(["0", "1"], 4), (["0"], 2), (["0", "2"], 0), (["0", "1", "2"], 2), (["0", "1", "2", "3"], 0)]
)
def test_of_several_in_part_each_wrong_one_takes_away_what_a_right_one_brings(given, points):
    assert earned(SEVERAL, Answer(given)) == points


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        (["0:1", "1:1"], True),
        (["0:1", "0:2"], False),
        (["0:1", "0:1"], False),
        (["0:0"], False),
        (["0:5"], False),
        (["4:1"], False),
        (["0:1:2"], False),
        (["0"], False),
        ([":"], False),
        (["９:1"], False),
        (["0:1"] * 10_000, False),
    ],
)
def test_an_order_names_each_part_once_and_a_place_that_is_there(given, fits):
    assert is_answer(ORDER, given) is fits


@pytest.mark.parametrize(
    ("given", "fits"), [(["0:2"], True), (["2:0"], False), (["0:3"], False), (["1:1", "1:0"], False)]
)
def test_a_side_that_fits_none_takes_no_other(given, fits):
    assert is_answer(MATCH, given) is fits


@pytest.mark.parametrize("typed", ["7 days", " 7  DAYS ", "７ｄａｙｓ", "7\u3000days", "A Week"])
def test_a_short_answer_is_right_whatever_its_width_capitals_and_spaces(typed):
    assert earned(SHORT, Answer([typed])) == 1


@pytest.mark.parametrize("typed", ["7 day", "7", "", "seven days"])
def test_a_short_answer_that_is_none_of_the_accepted_is_wrong(typed):
    assert earned(SHORT, Answer([typed])) == 0


def test_an_accepted_answer_is_right_in_either_language():
    both = a_question("both", sort="short", options=(), accepted=(Pair("seven days", "七天"),))
    assert [earned(both, Answer([typed])) for typed in ("七天", "Seven Days", "七日")] == [1, 1, 0]
    assert folded("電腦") == folded("电脑")


def test_a_number_in_full_width_is_a_number():
    assert number_of("－１，０００．５") == Decimal("-1000.5")


@pytest.mark.parametrize(
    ("question", "longest"), [(SHORT, 200), (OPEN, 5_000), (TYPING, 4_000)], ids=["short", "open", "typing"]
)
def test_what_is_typed_has_a_longest(question, longest):
    assert is_answer(question, ["字" * longest])
    assert not is_answer(question, ["字" * (longest + 1)])
    assert not is_answer(question, ["a" * 10_000_000])
    assert not is_answer(question, ["one", "two"])
    assert not is_answer(question, ["a\x00b"])


@pytest.mark.parametrize(
    ("typed", "seconds", "points"),
    [(TEXT, 30, 2), (TEXT, 31, 0), (TEXT, 0, 0), (TEXT.replace("you", "yuo"), 25, 0), (TEXT[:30], 10, 0), ("", 10, 0)],
)
def test_a_text_is_typed_quickly_and_well(typed, seconds, points):
    """51 characters: in 30 seconds 102 a minute; in 31 only 98; in none nobody types them."""
    assert earned(TYPING, Answer([typed] if typed else [], seconds)) == points


def test_a_text_is_held_against_the_language_in_which_it_was_shown():
    text = Pair(TEXT, "您好，包裹今天已经寄出，请留意短信通知，谢谢。")
    both = a_question("type", sort="typing", options=(), typing=Typing(text=text, seconds=60, speed=20))
    assert earned(both, Answer([text.zh], 30, "zh")) == 1
    assert earned(both, Answer([text.zh], 30, "en")) == 0


def test_an_answer_in_words_waits_for_its_points_and_none_is_worth_none():
    assert earned(OPEN, Answer()) == 0
    assert earned(OPEN, Answer(["Because."])) is None
    assert earned(OPEN, Answer(["Because."], graded=3)) == 3


def test_an_exam_is_neither_passed_nor_failed_while_an_answer_waits():
    exam = an_exam(OPEN, a_question("a"), pass_percent=80)
    given = {"open": Answer(["Because."]), "a": Answer(["0"])}
    waiting = score(exam, {"open", "a"}, given)
    assert (waiting.points, waiting.of, waiting.passed) == (1, 5, None)
    graded = score(exam, {"open", "a"}, {**given, "open": Answer(["Because."], graded=3)})
    assert (graded.points, graded.of, graded.passed) == (4, 5, True)
