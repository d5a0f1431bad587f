"""Questions as rows of a table: whatever the bank has comes back the same, and each fault is told in its column."""

from dataclasses import replace
from decimal import Decimal
from math import inf

import pytest

from club.banks.columns import cells_of, columns_in, headings, is_headed
from club.banks.row_rules import question_in
from club.core.i18n import speaking
from club.documents.body import Pair
from club.documents.kinds.exam.body import Match, Option, Typing
from tests.documents.bodies import a_question

LONG = "Thank you for waiting, your parcel leaves us today."
FOUR = tuple(Option(text=f"={n}", right=n != 2) for n in range(4))
THREE = (Match(left="a", right="1 = 2"), Match(left="b", right="2"), Match(right="3"))
SORTS = (
    a_question("one", explanation="Because = so, \n it is.", points=3),
    a_question("some", sort="multiple", options=FOUR, partial=True),
    a_question("true", sort="true_false", options=(), is_true=True),
    a_question("false", sort="true_false", options=()),
    a_question("number", sort="numeric", options=(), answer=Decimal("2.50"), tolerance=Decimal("0.1"), unit="h"),
    a_question("zero", sort="numeric", options=(), answer=Decimal(0)),
    a_question("order", sort="order", options=tuple(Option(text=f"Step {n}") for n in "CAB")),
    a_question("match", sort="match", options=(), matches=THREE),
    a_question("short", sort="short", options=(), accepted=("7 days", "a week")),
    a_question("typing", sort="typing", options=(), typing=Typing(text=LONG, seconds=90, speed=70, accuracy=97)),
    a_question("open", sort="open", options=()),
)


def both(text: str) -> Pair:
    return Pair(text, f"{text} 中")


PAIRS = (Match(left=both("a"), right=both("1")), Match(left=both("b"), right=both("2")))
BILINGUAL = (
    a_question("one", text=both("Q"), options=(Option(text=both("A"), right=True), Option(text=both("B")))),
    a_question("match", sort="match", text=both("Q"), options=(), matches=PAIRS),
    a_question("short", sort="short", text=both("Q"), options=(), accepted=(both("x"), both("y"))),
    a_question("typing", sort="typing", text=both("Q"), options=(), typing=Typing(text=both(LONG))),
)


class One:
    """A text by its number."""

    def __init__(self, number):
        self.id = number


class Shelf:
    """One text with a part, and two that have the same title."""

    def called(self, word):
        return {"Service": [One(1)], "Twice": [One(2), One(3)]}.get(word, [])

    def key_of(self, standard, word):
        return "reply" if (standard.id, word) == (1, "1.1 First reply") else None


def read(header, row, *, is_bilingual=False):
    places = columns_in(header, is_bilingual=is_bilingual)
    return question_in(row, places, is_bilingual=is_bilingual, texts=Shelf())


def told(found):
    return [(str(fault.what), fault.column) for fault in found.faults]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_question_comes_back_as_it_went(sqlite_app, language):
    for question in SORTS:
        with sqlite_app.app_context(), speaking(language):
            header = headings(is_bilingual=False)
            row = cells_of(question, ("returns", "退货"), "r2", is_bilingual=False)
            found = read(header, row)
        assert told(found) == [], question.key
        assert (found.ref, found.tags) == ("r2", ("returns", "退货"))
        assert found.question == replace(question, key="new")


def test_a_question_in_both_languages_comes_back_in_both(sqlite_app):
    for question in BILINGUAL:
        with sqlite_app.app_context(), speaking("zh"):
            found = read(headings(is_bilingual=True), cells_of(question, (), "", is_bilingual=True), is_bilingual=True)
        assert told(found) == [], question.key
        assert found.question == replace(question, key="new")


def test_what_is_right_is_named_by_letter_or_number_and_answers_may_have_a_column_each(sqlite_app):
    for right, chosen in (
        ("A", [0]),
        ("2", [1]),
        ("A, C", [0, 2]),
        ("ac", [0, 2]),
        ("１；３", [0, 2]),
        ("A\nB", [0, 1]),
    ):
        with sqlite_app.app_context():
            found = read(["题型", "Question", "A", "B", "C", "Right"], ["多选", "Which?", "x", 7, "z", right])
        assert told(found) == [], right
        assert [place for place, option in enumerate(found.question.options) if option.right] == chosen
        assert found.question.options[1].text == "7"


HEADER = ["sort", "text", "answers", "right", "tolerance", "points", "tags", "seconds"]


FAULTS = [
    (["riddle", "Q"], [("“riddle” is none of", "Sort of question")]),
    (["single", "Q", "x\ny", "C"], [("“c” names no answer.", "Right")]),
    (["single", "Q", "x\ny", ""], [("Exactly one answer is right here.", "")]),
    (["single", "Q", "x\ny", "A", None, "many"], [("“many” is no number.", "Points")]),
    (["single", "Q", "x\ny", "A", None, 101], [("A question counts 1 to 100 points.", "")]),
    (["numeric", "Q", "", "seven"], [("“seven” is no number.", "Right")]),
    (["true_false", "Q", "", "perhaps"], [("“perhaps” is neither yes nor no.", "Right")]),
    (["match", "Q", "a = 1\nb"], [("Write what belongs together as “left = right”", "Answers, one a line")]),
    (["typing", "Q", "Too short"], [("A text to type has 20 to 2000 characters.", "")]),
    (["open", "Q" * 10_001], [("This is longer than 10000 characters.", "Question")]),
    (["single", "Q", "x\ny", "9" * 5_000], [("This is longer than 200 characters.", "Right"), ("“9999", "Right")]),
    (["single", "Q", "x\ny", "A", None, inf], [("“inf” is no number.", "Points")]),
    (["single", "Q", "x\ny", "A", None, 1e40], [("“1e+40” is no number.", "Points")]),
    (["open", "Q", None, None, None, None, "1,2,3,4,5,6,7,8,9,10,11"], [("These are too many tags", "Tags")]),
]


def test_a_fault_is_told_in_its_column(sqlite_app):
    for row, faults in FAULTS:
        with sqlite_app.app_context():
            found = read(HEADER, row)
        assert found.question is None, row
        shown = zip(told(found), faults, strict=True)
        assert [(what[: len(begins)], column) for (what, column), (begins, _) in shown] == faults


def test_a_number_of_the_bank_that_can_be_none_is_left_aside(sqlite_app):
    header = [*HEADER, "Number in the bank; leave it as it is"]
    for ref, known in (("2abcdefghjkmnpqr", "2abcdefghjkmnpqr"), ("\x00", ""), ("x" * 9_000, "")):
        with sqlite_app.app_context():
            assert read(header, ["open", "Q", *[None] * 6, ref]).ref == known


def test_a_row_without_a_question_text_is_a_fault_and_an_empty_row_is_none(sqlite_app):
    with sqlite_app.app_context():
        assert read(HEADER, [None, " ", ""]) is None
        assert read(HEADER, []) is None
        assert read(HEADER, ["open"]).question is None


def test_a_table_needs_its_headings():
    assert is_headed(columns_in(["sort", "text"], is_bilingual=False), is_bilingual=False)
    assert not is_headed(columns_in(["sort", "text"], is_bilingual=True), is_bilingual=True)
    assert not is_headed(columns_in(["What", None, 7], is_bilingual=False), is_bilingual=False)


ABOUT = ["Sort of question", "Question", "Right", "Standard it asks about", "Parts of that standard, one a line"]


@pytest.mark.parametrize(
    ("about", "parts", "standard", "clauses"),
    [
        ("Service", "1.1 First reply\n\n1.1 First reply", 1, ("reply",)),
        ("Service", None, 1, ()),
        (None, None, None, ()),
    ],
)
def test_a_row_says_which_parts_of_which_text_it_asks_about(about, parts, standard, clauses):
    found = read(ABOUT, ["true or false", "Is it so?", "yes", about, parts])
    assert (found.standard, found.question.clauses, found.leaves_standard) == (standard, clauses, False)


@pytest.mark.parametrize(
    ("about", "parts", "column"),
    [
        ("Nothing", None, "Standard it asks about"),
        ("Twice", None, "Standard it asks about"),
        (None, "1.1 First reply", "Standard it asks about"),
        ("Service", "9.9 Nowhere", "Parts of that standard, one a line"),
    ],
)
def test_a_text_or_a_part_that_is_not_there_is_told_in_its_column(about, parts, column):
    found = read(ABOUT, ["true or false", "Is it so?", "yes", about, parts])
    assert (found.question, [fault.column for fault in found.faults]) == (None, [column])


def test_a_file_without_these_columns_leaves_them_as_they_are():
    assert read(ABOUT[:3], ["true or false", "Is it so?", "yes"]).leaves_standard
