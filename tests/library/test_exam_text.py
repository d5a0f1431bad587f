"""The exam for going live: forty questions, each on a clause, each binding clause with its question."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from club.documents.body import LANGUAGES
from club.documents.edits import items
from club.documents.kinds.exam.rules import coverage, questions
from club.documents.languages import in_language, texts
from club.library.starters import starter
from tests.library.test_texts import numbers_in

SENSITIVE = {
    "wording-forbidden",
    "wording-platform",
    "catalogue-sensitive",
    "grants-never",
    "data-ask",
    "data-incident",
    "data-least",
}


def exam():
    return starter("service_exam")[1]


def standard():
    return starter("service_standard")[1]


def clauses():
    return {clause.key: clause for section in standard().sections for clause in section.clauses}


def own_numbers(language):
    """The numbers that a question makes up for its case: those of its own text and of its wrong answers."""
    return {
        each.key: set(numbers_in(" ".join([each.text, *(option.text for option in each.options if not option.right)])))
        for each in questions(in_language(exam(), language))
    }


def test_it_keeps_what_section_6_says_of_it():
    said = list(map(int, re.findall(r"\d+", clauses()["exam-pass"].text.en)))
    whole = [len(questions(exam())), exam().minutes, exam().pass_percent, sum(q.points for q in questions(exam())), 100]
    assert whole == said == [40, 60, 90, 100, 100]
    waits = [int(days) for days in re.findall(r"after (\d+)", clauses()["exam-again"].text.en)]
    assert [wait.days for wait in exam().waits] == waits == [2, 5]
    assert exam().attempts == 3
    assert [section.pass_percent for section in exam().sections] == [None, None, None, 100]


def test_every_must_has_a_question_and_every_question_a_clause():
    found = coverage(exam(), standard())
    assert found.is_whole, found
    assert len(found.asked) == 56
    assert all(len(question.clauses) <= 3 for question in questions(exam()))


def test_every_sort_of_question_is_there():
    sorts = Counter(question.sort for question in questions(exam()))
    assert sorts == {"single": 16, "multiple": 12, "numeric": 8, "true_false": 4}


def test_what_is_sensitive_is_asked_in_the_sensitive_part():
    *others, sensitive = exam().sections
    assert {key for question in sensitive.questions for key in question.clauses} == SENSITIVE
    assert not SENSITIVE & {key for each in others for question in each.questions for key in question.clauses}


def test_a_number_to_type_stands_in_the_clause_that_is_asked_about():
    for question in questions(exam()):
        if question.sort == "numeric":
            for language in LANGUAGES:
                asked = " ".join(getattr(clauses()[key].text, language) for key in question.clauses)
                assert format(question.answer, "f") in numbers_in(asked), question.key
                assert question.answer == Decimal(int(question.answer)), question.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_says_a_number_that_the_standard_does_not(language):
    known = set(numbers_in(" ".join(text for _path, text in texts(in_language(standard(), language)))))
    made_up = own_numbers(language)
    computed = {"ask-bonus": {"73"}, "ask-confirm": {"4"}}
    for question in questions(in_language(exam(), language)):
        said = [question.explanation, *(option.text for option in question.options if option.right)]
        strange = set(numbers_in(" ".join(said))) - known - made_up[question.key] - computed.get(question.key, set())
        assert strange == set(), question.key


def test_every_question_explains_itself_and_no_two_ask_the_same():
    asked = [question.text for question in questions(exam())]
    assert all(question.explanation for question in questions(exam()))
    for language in LANGUAGES:
        assert len({getattr(text, language) for text in asked}) == len(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_answer_is_seldom_told_by_its_length(language):
    chosen = [each for each in questions(in_language(exam(), language)) if each.sort == "single"]
    told = [each.key for each in chosen if max(each.options, key=lambda option: len(option.text)).right]
    assert len(told) <= len(chosen) / 2, told


def test_its_keys_are_those_of_the_whole_text():
    assert len({key for key, _item in items(exam())}) == 1 + 4 + 40
