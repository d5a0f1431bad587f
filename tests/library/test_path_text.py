"""The newcomer's fourteen days: one truth with section 5 of the service standard, which refers to it."""

import re
from itertools import accumulate

import pytest

from club.documents.body import LANGUAGES
from club.documents.edits import items
from club.documents.languages import in_language
from club.library.starters import starter
from tests.library.test_service_texts import MAY_GRANT, PROBLEMS


def newcomer_path():
    return starter("newcomer_path")[1]


def clause(key):
    sections = starter("service_standard")[1].sections
    return next(clause for section in sections for clause in section.clauses if clause.key == key)


def step(number):
    return newcomer_path().steps[number - 1]


def numbers_of(text):
    return [int(found) for found in re.findall(r"\d+", text)]


def test_there_are_fourteen_days_with_a_goal_and_a_check_each():
    steps = newcomer_path().steps
    assert [each.days for each in steps] == [1] * 14
    for each in steps:
        assert 2 <= len(each.topics) <= 4, each.key
        assert all((each.method, each.goal, each.check, each.checked_by)), each.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_section_5_names_the_path_and_keeps_no_second_list_of_its_days(language):
    section = next(each for each in starter("service_standard")[1].sections if each.key == "newcomer")
    assert getattr(newcomer_path().title, language) in getattr(clause("newcomer-plan").text, language)
    assert section.tables == ()


def test_who_trains_is_the_same_blank_with_the_same_default():
    defaults = [
        {blank.key: blank.value for blank in starter(name)[1].blanks} for name in ("newcomer_path", "service_standard")
    ]
    assert defaults[0]["trainer"] == defaults[1]["trainer"]


def test_the_last_day_is_the_exam_of_section_6():
    said = set(numbers_of(step(14).method.en)) | set(numbers_of(step(14).goal.en))
    assert said == set(numbers_of(clause("exam-pass").text.en)) == {40, 60, 90, 100}


def test_the_catalogue_is_learned_in_two_halves_that_end_where_the_days_say():
    ends = list(accumulate(PROBLEMS.values()))
    parcels = list(PROBLEMS).index("Late, lost, damaged")
    first_of_parcels = int(re.search(r"first (\d)", step(7).topics[2].en)[1])
    rest_of_parcels = int(re.search(r"other (\d)", step(8).topics[0].en)[1])
    assert ends[parcels - 1] + first_of_parcels == 30
    assert first_of_parcels + rest_of_parcels == PROBLEMS["Late, lost, damaged"]
    assert f"The {PROBLEMS['Sensitive']} sensitive" in step(8).topics[2].en
    assert f"the {PROBLEMS['Sensitive']} sensitive" in step(10).method.en


def test_amounts_and_times_are_those_of_the_standard():
    assert set(MAY_GRANT.values()) <= set(numbers_of(step(9).topics[2].en))
    assert {30, 5} <= set(numbers_of(clause("reception-greet").text.en))
    assert set(numbers_of(step(6).topics[1].en)) == {30, 5}
    assert numbers_of(step(10).topics[2].en) == [5] == numbers_of(clause("catalogue-sensitive").text.en)


def test_the_words_of_the_seven_steps_are_those_of_the_standard():
    steps = next(each for each in starter("service_standard")[1].sections if each.key == "reception").clauses
    for language in LANGUAGES:
        named = [re.match(r".*?\d[,，]? ?(?:步 )?(\w+)[:：]", getattr(one.text, language))[1] for one in steps]
        topic = in_language(newcomer_path(), language).steps[5].topics[0].lower()
        assert re.split(r"[,、] ?", topic) == named


def test_what_is_read_on_a_day_is_there_in_the_standard():
    known = {key for key, _item in items(starter("service_standard")[1])}
    named = {key for each in newcomer_path().steps for key in each.reads}
    assert named <= known
    assert {"exam-pass", "catalogue-sensitive", "grants-limits", "data-least"} <= named
