"""What is right and what an attempt scores, computed by hand."""

from decimal import Decimal

import pytest

from club.documents.body import Pair
from club.documents.kinds.exam.body import Option, Section
from club.exams.answering_rules import Answer, earned, is_answer, number_of
from club.exams.rules import Part, Score, percent_of, reaches
from club.exams.rules import score as scored
from tests.documents.bodies import a_question, an_exam

THREE = (Option(text="A", right=True), Option(text="B"), Option(text="C", right=True))
SOME = a_question("some", sort="multiple", options=THREE)
TRUE = a_question("true", sort="true_false", options=(), is_true=True)
HALF = a_question("half", sort="numeric", options=(), answer=Decimal("2.5"), tolerance=Decimal("0.1"))


def is_right(question, given):
    return earned(question, Answer(given)) == question.points


def score(exam, drawn, given):
    return scored(exam, drawn, {key: Answer(each) for key, each in given.items()})


@pytest.mark.parametrize(
    ("given", "right"),
    [(["0"], True), (["1"], False), ([], False), (["0", "1"], False), (["2"], False), (["00"], False)],
)
def test_of_single_answers_one_is_right(given, right):
    assert is_right(a_question(), given) is right


@pytest.mark.parametrize(
    ("given", "right"),
    [(["0", "2"], True), (["2", "0"], True), (["0"], False), (["0", "1", "2"], False), ([], False)],
)
def test_of_several_answers_exactly_the_right_ones_earn_the_points(given, right):
    assert is_right(SOME, given) is right


@pytest.mark.parametrize(("given", "right"), [(["true"], True), (["false"], False), ([], False), (["True"], False)])
def test_a_statement_is_true_or_false(given, right):
    assert is_right(TRUE, given) is right


@pytest.mark.parametrize(
    ("typed", "right"),
    [("2.4", True), ("2.6", True), ("2.399999", False), ("2.600001", False), ("2.50", True), ("２．５", True)],
)
def test_both_edges_of_a_tolerance_are_right(typed, right):
    assert is_right(HALF, [typed]) is right


def test_without_tolerance_only_the_number_itself_is_right():
    exact = a_question(sort="numeric", options=(), answer=Decimal("0.3"))
    assert is_right(exact, ["0.30"])
    assert not is_right(exact, ["0.300001"])


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("30", "30"),
        (" 30 ", "30"),
        ("+30", "30"),
        ("-1.5", "-1.5"),
        ("−1.5", "-1.5"),
        ("1,000", "1000"),
        ("12,345,678.9", "12345678.9"),
        ("３０", "30"),
        ("999999999999999", "999999999999999"),
        ("1．5", "1.5"),
        ("1.5万", "15000"),
        ("七千万", "70000000"),
        ("三十", "30"),
    ],
)
def test_a_number_is_read_as_people_type_it(typed, number):
    assert number_of(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["1.5 kg", "1.5kg", "1．5 KG", "1.5 公斤", "１．５公斤", "1.5"])
def test_a_number_may_come_with_the_unit_of_its_question_in_either_language(typed):
    weight = a_question(sort="numeric", options=(), answer=Decimal("1.5"), unit=Pair("kg", "公斤"))
    assert is_right(weight, [typed])
    assert not is_right(HALF, [typed])


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "thirty",
        "kg",
        "三天",
        "30 s",
        "1,5",
        "1,00",
        "1e3",
        "NaN",
        "Infinity",
        "0x1f",
        "1.0000001",
        "9" * 16,
        "9" * 10**5,
        "--1",
    ],
)
def test_what_is_no_number_is_none(typed):
    assert number_of(typed) is None
    assert not is_right(HALF, [typed])


@pytest.mark.parametrize(
    ("question", "given", "fits"),
    [
        (a_question(), [], True),
        (a_question(), ["1"], True),
        (a_question(), ["2"], False),
        (a_question(), ["0", "1"], False),
        (SOME, ["0", "1", "2"], True),
        (SOME, ["0", "0"], False),
        (SOME, ["3"], False),
        (SOME, ["-1"], False),
        (TRUE, ["false"], True),
        (TRUE, ["maybe"], False),
        (HALF, ["two"], True),
        (HALF, ["2", "3"], False),
        (HALF, ["9" * 41], False),
        (HALF, ["2\x00"], False),
    ],
)
def test_what_can_be_an_answer_to_a_question(question, given, fits):
    assert is_answer(question, given) is fits


def two_sections():
    """Points 3 + 2 + 1 of which the sensitive section, 100 percent, has the last."""
    plain = Section(key="plain", title="Plain", questions=(a_question("a", points=3), a_question("b", points=2)))
    hard = Section(key="hard", title="Sensitive", pass_percent=100, questions=(a_question("c"),))
    return an_exam(sections=(plain, hard), pass_percent=60)


ALL = {"a", "b", "c"}


def test_points_are_added_up_by_section_and_in_all():
    found = score(two_sections(), ALL, {"a": ["0"], "b": ["1"], "c": ["0"]})
    assert found == Score(4, 6, (Part("plain", 3, 5, None, True), Part("hard", 1, 1, 100, True)), passed=True)


def test_a_section_with_its_own_mark_stops_a_good_whole():
    found = score(two_sections(), ALL, {"a": ["0"], "b": ["0"], "c": ["1"]})
    assert (found.points, found.of, found.passed) == (5, 6, False)
    assert [part.passed for part in found.parts] == [True, False]


def test_a_whole_below_the_mark_is_not_passed_though_each_section_is():
    found = score(two_sections(), ALL, {"b": ["0"], "c": ["0"]})
    assert (found.points, found.of, found.passed) == (3, 6, False)


def test_what_was_not_drawn_counts_neither_way():
    found = score(two_sections(), {"a"}, {"a": ["0"], "c": ["1"]})
    assert found == Score(3, 3, (Part("plain", 3, 3, None, True),), passed=True)


def test_nothing_answered_is_nothing_earned():
    assert score(two_sections(), ALL, {}) == Score(
        0, 6, (Part("plain", 0, 5, None, True), Part("hard", 0, 1, 100, False)), passed=False
    )


def test_nothing_drawn_is_not_passed():
    assert score(two_sections(), set(), {}) == Score(0, 0, (), passed=False)


@pytest.mark.parametrize(
    ("points", "of", "percent", "reached"),
    [(9, 10, 90, True), (89, 100, 90, False), (36, 40, 90, True), (35, 40, 90, False), (2, 3, 67, False)],
)
def test_a_mark_is_reached_in_whole_points(points, of, percent, reached):
    assert reaches(points, of, percent) is reached


@pytest.mark.parametrize(("points", "of", "percent"), [(2, 3, 66), (899, 1000, 89), (1, 1, 100), (0, 0, 0)])
def test_a_percentage_is_rounded_down(points, of, percent):
    assert percent_of(points, of) == percent
