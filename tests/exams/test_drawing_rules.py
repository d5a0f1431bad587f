"""Which questions an attempt asks."""

from random import Random

from club.documents.kinds.exam.body import Section
from club.exams.drawing_rules import Drawn, asked_about, draw, kept, read_back
from tests.documents.bodies import a_question, an_exam

NINE = tuple(a_question(f"q{place}", clauses=(f"c{place % 3}",)) for place in range(9))


def an_exam_of_nine(**changes):
    return an_exam(sections=(Section(key="nine", title="Nine", questions=NINE, **changes),), shuffles=False)


def test_without_a_number_every_question_is_asked_in_order():
    assert [each.key for each in draw(an_exam_of_nine(), Random(1))] == [each.key for each in NINE]


def test_as_many_as_the_section_says_are_drawn_each_once_and_in_order():
    for seed in range(50):
        keys = [each.key for each in draw(an_exam_of_nine(draws=4), Random(seed))]
        assert len(set(keys)) == 4
        assert keys == sorted(keys)


def test_every_question_has_its_chance():
    drawn = {each.key for seed in range(200) for each in draw(an_exam_of_nine(draws=1), Random(seed))}
    assert drawn == {each.key for each in NINE}


def test_sections_keep_their_order_when_questions_are_shuffled():
    first = Section(key="first", title="First", questions=NINE[:5])
    second = Section(key="second", title="Second", questions=NINE[5:])
    keys = [each.key for each in draw(an_exam(sections=(first, second)), Random(3))]
    assert keys != [each.key for each in NINE]
    assert set(keys[:5]) == {each.key for each in NINE[:5]}


def test_options_are_shuffled_only_where_the_exam_says_so():
    orders = {draw(an_exam(a_question()), Random(seed))[0].options for seed in range(20)}
    assert orders == {(0, 1), (1, 0)}
    assert draw(an_exam(a_question(), shuffles=False), Random(1))[0].options == (0, 1)


def test_a_delta_asks_everything_about_the_clauses_and_nothing_else():
    exam = an_exam_of_nine(draws=1)
    assert [each.key for each in draw(exam, Random(1), clauses={"c0"})] == ["q0", "q3", "q6"]
    assert draw(exam, Random(1), clauses={"elsewhere"}) == ()
    assert asked_about(exam, {"c0", "c1"}) == 6


def test_what_was_drawn_is_kept_and_read_back():
    drawn = draw(an_exam_of_nine(), Random(1))
    assert read_back(kept(drawn)) == drawn
    assert kept([Drawn("q", (1, 0))]) == [{"key": "q", "options": [1, 0]}]
