"""What stops an exam from being published, and how it fits the standard that it examines."""

from decimal import Decimal
from typing import Any

import pytest

from club.documents.kinds.exam.body import Exam, Option, Section, Wait
from club.documents.kinds.exam.rules import Coverage, coverage, drawn_count, numbers, problems
from tests.documents.bodies import a_clause, a_question, a_standard, an_exam

TWO_RIGHT = (Option(text="A", right=True), Option(text="B", right=True))
NONE_RIGHT = (Option(text="A"), Option(text="B"))
RIGHT_OF_THREE = (Option(text="A", right=True), Option(text="B"), Option(text="C"))


def found(exam: Exam) -> list[str]:
    return [str(problem) for problem in problems(exam)]


def found_in(**changes: Any) -> list[str]:
    return [each.split(": ", 1)[1] for each in found(an_exam(a_question(**changes)))]


def test_an_exam_with_a_question_of_each_sort_has_no_problem():
    sorts = (
        a_question("one", options=RIGHT_OF_THREE),
        a_question("some", sort="multiple", options=TWO_RIGHT),
        a_question("true", sort="true_false", options=(), is_true=False),
        a_question("many", sort="numeric", options=(), answer=Decimal("2.5"), tolerance=Decimal("0.5")),
    )
    assert found(an_exam(*sorts, minutes=60, attempts=3, waits=(Wait(days=2), Wait(days=5)))) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"options": NONE_RIGHT}, "Exactly one answer is right here."),
        ({"options": TWO_RIGHT}, "Exactly one answer is right here."),
        ({"options": TWO_RIGHT[:1]}, "Give 2 to 12 answers to choose from."),
        ({"options": (Option(text="A", right=True), Option(text=" A "))}, "Two answers say the same."),
        ({"sort": "multiple", "options": NONE_RIGHT}, "At least one answer is right."),
        ({"sort": "true_false"}, "Only a question with answers to choose from has a list of them."),
        ({"sort": "numeric", "options": ()}, "Give the right number."),
        ({"answer": Decimal(3)}, "Only a question that asks for a number has one as its answer."),
        ({"points": 0}, "A question counts 1 to 100 points."),
        ({"points": 101}, "A question counts 1 to 100 points."),
    ],
)
def test_a_question_says_exactly_what_is_right(changes, told):
    assert found_in(**changes) == [told]


def test_a_tolerance_is_not_below_nothing():
    told = found_in(sort="numeric", options=(), answer=Decimal(1), tolerance=Decimal(-1))
    assert told == ["How far an answer may be off cannot be below 0."]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"pass_percent": 0}, "A pass mark goes from 1 to 100 percent."),
        ({"pass_percent": 101}, "A pass mark goes from 1 to 100 percent."),
        ({"minutes": 0}, "The time goes from 1 to 600 minutes."),
        ({"attempts": 0}, "The attempts go from 1 to 50."),
        ({"waits": (Wait(days=-1),)}, "The days to wait go from 0 to 365."),
        (
            {"attempts": 2, "waits": (Wait(days=1), Wait(days=2))},
            "After the last attempt nobody waits for another: take out the days too many.",
        ),
        ({"sections": ()}, "An exam needs at least one part with a question."),
    ],
)
def test_an_exam_can_be_sat_and_passed(changes, told):
    assert [each.split(": ", 1)[1] for each in found(an_exam(**changes))] == [told]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"questions": ()}, "A section needs at least one question."),
        ({"draws": 0}, "From 1 to 1 questions can be drawn here."),
        ({"draws": 2}, "From 1 to 1 questions can be drawn here."),
        ({"pass_percent": 0}, "A pass mark goes from 1 to 100 percent."),
    ],
)
def test_a_section_has_as_many_questions_as_it_draws(changes, told):
    section = Section(**({"key": "all", "title": "All", "questions": (a_question(),)} | changes))
    assert [each.split(": ", 1)[1] for each in found(an_exam(sections=(section,)))] == [told]


def test_without_a_number_all_questions_are_drawn():
    section = Section(key="all", title="All", questions=(a_question("one"), a_question("two")))
    assert drawn_count(section) == 2
    assert drawn_count(Section(key="some", title="Some", draws=1, questions=section.questions)) == 1


def test_numbers_run_through_all_sections():
    first = Section(key="first", title="First", questions=(a_question("one"),))
    second = Section(key="second", title="Second", questions=(a_question("two"), a_question("three")))
    assert numbers(an_exam(sections=(first, second))) == {"one": 1, "two": 2, "three": 3}


def test_coverage_names_what_binds_without_a_question_and_what_asks_for_nothing():
    standard = a_standard(a_clause("reply", must=True), a_clause("gift", must=True), a_clause("tea"))
    exam = an_exam(
        a_question("one", clauses=("reply", "tea")), a_question("two", clauses=("reply", "gone")), a_question("three")
    )
    assert coverage(exam, standard) == Coverage(
        asked={"reply": ("one", "two"), "gift": ()},
        unasked=("gift",),
        loose=("three",),
        astray={"two": ("gone",)},
    )


def test_an_exam_covers_a_standard_when_nothing_is_left_on_either_side():
    standard = a_standard(a_clause("reply", must=True), a_clause("tea"))
    assert coverage(an_exam(a_question("one", clauses=("reply",))), standard).is_whole
    assert not coverage(an_exam(a_question("one")), standard).is_whole
