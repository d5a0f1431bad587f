"""What stops a question that is put together, typed or graded from being asked."""

import pytest

from club.documents.kinds.exam.body import Match, Option, Typing
from club.documents.kinds.exam.rules import problems
from club.documents.kinds.exam.words import below, first_of, rich
from tests.documents.bodies import a_question, an_exam

THREE = (Option(text="A"), Option(text="B"), Option(text="C"))
PAIRS = (Match(left="A", right="1"), Match(left="B", right="2"), Match(right="3"))
TEXT = "Thank you for waiting for us."
TYPED = Typing(text=TEXT)


def found_in(**changes) -> list[str]:
    exam = an_exam(a_question(**{"options": (), **changes}))
    return [str(each).split(": ", 1)[1] for each in problems(exam)]


def test_a_question_of_each_sort_has_no_problem():
    assert found_in(sort="order", options=THREE, partial=True) == []
    assert found_in(sort="match", matches=PAIRS) == []
    assert found_in(sort="short", accepted=("seven",)) == []
    assert found_in(sort="typing", typing=TYPED) == []
    assert found_in(sort="open") == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"sort": "order", "options": THREE[:1]}, "Give 2 to 12 answers to choose from."),
        (
            {"sort": "order", "options": (*THREE, Option(text="D", right=True))},
            "What is to be put in order stands here in the right order; none of it is ticked.",
        ),
        ({"sort": "order", "options": (*THREE, Option(text=" A "))}, "Two answers say the same."),
        ({"sort": "match", "matches": PAIRS[1:]}, "Give 2 to 12 lines of what belongs together."),
        ({"sort": "match", "matches": (*PAIRS, Match(left="C", right="1"))}, "Two answers say the same."),
        ({"sort": "match", "matches": (*PAIRS, Match(left="A", right="4"))}, "Two answers say the same."),
        ({"sort": "open", "matches": PAIRS}, "Only a question about what belongs together has a list of it."),
        ({"sort": "short"}, "Give 1 to 20 accepted answers."),
        ({"sort": "short", "accepted": ("a" * 201,)}, "A short answer has at most 200 characters."),
        ({"sort": "open", "accepted": ("a",)}, "Only a question with a short answer lists what is accepted."),
        (
            {"sort": "typing"},
            "A text to type belongs to the question that asks to type it, and to no other.",
        ),
        ({"sort": "typing", "typing": Typing(text="Too short")}, "A text to type has 20 to 2000 characters."),
        ({"sort": "typing", "typing": Typing(text="字" * 2_001)}, "A text to type has 20 to 2000 characters."),
        (
            {"sort": "typing", "typing": Typing(text=TEXT, seconds=9)},
            "The time for a text goes from 10 to 1800 seconds.",
        ),
        (
            {"sort": "typing", "typing": Typing(text=TEXT, speed=0)},
            "From 1 to 1000 characters a minute can be asked for.",
        ),
        ({"sort": "typing", "typing": Typing(text=TEXT, accuracy=101)}, "A share goes from 1 to 100 percent."),
        ({"sort": "open", "partial": True}, "An answer of this sort is right or wrong as a whole."),
    ],
)
def test_a_question_says_what_is_right_in_the_way_of_its_sort(changes, told):
    assert found_in(**changes) == [told]


def test_the_first_paragraph_asks_and_the_rest_is_markdown_without_script():
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    text = f"Which row is right?\n\n{table}\n\n## Note\n<script>alert(1)</script> [x](javascript:alert(1))"
    assert first_of(text) == "Which row is right?"
    drawn = below(text)
    assert "<table>" in drawn
    assert "<p><strong>Note</strong></p>" in drawn
    assert "<script" not in drawn
    assert "href" not in drawn
    assert below("Only this?") == ""


def test_a_text_that_would_swell_is_shown_as_it_was_typed():
    text = f"[a]: http://x.example/{'b' * 5_000}\n\n" + "[a] " * 1_200
    assert rich(text) == text
