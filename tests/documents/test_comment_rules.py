"""Comments: which texts may be worded otherwise, what is kept, and when a thread is settled."""

import pytest

from club.documents.body import Pair
from club.documents.comment_rules import (
    Outcome,
    close_refusal,
    comment_refusal,
    with_wording,
    wording,
    wordings,
)
from tests.documents.bodies import a_clause, a_stage

RESOLVED, ACCEPTED, DECLINED = Outcome


def test_single_texts_may_be_worded_otherwise_numbers_and_lists_not():
    assert [each.name for each in wordings(a_clause())] == ["text", "title"]
    names = {each.name for each in wordings(a_stage())}
    assert {"title", "aim"} <= names
    assert not names & {"months", "after", "salary", "track"}


def test_a_text_in_two_languages_is_two_wordings():
    clause = a_clause(text=Pair("Reply", "回复"))
    found = wording(clause, "text__zh")
    assert found is not None
    assert found.text == "回复"
    assert with_wording(found, {"en": "Reply", "zh": "回复"}, "及时回复") == {"en": "Reply", "zh": "及时回复"}
    assert wording(clause, "text") is None


@pytest.mark.parametrize(
    ("text", "proposed", "name", "code"),
    [
        ("Words", "", "", None),
        ("  ", "", "", "comment.empty"),
        ("", "Other", "text", None),
        ("", "Clause reply", "text", "comment.empty"),
        ("Words", "Clause reply", "text", None),
        ("Words", "Other", "nothing", "comment.no_text"),
    ],
)
def test_a_comment_says_something(text, proposed, name, code):
    found = wording(a_clause(), name) if name else None
    refusal = comment_refusal(text, proposed, found, suggests=bool(name))
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("outcome", "facts", "code"),
    [
        (RESOLVED, {}, None),
        (ACCEPTED, {}, None),
        (ACCEPTED, {"is_suggestion": False}, "comment.no_suggestion"),
        (DECLINED, {}, "comment.say_why"),
        (DECLINED, {"why": "Too strict"}, None),
        (RESOLVED, {"is_closed": True}, "comment.closed"),
    ],
)
def test_when_a_comment_is_settled(outcome, facts, code):
    refusal = close_refusal(outcome, **({"is_closed": False, "is_suggestion": True, "why": ""} | facts))
    assert (refusal.code if refusal else None) == code
