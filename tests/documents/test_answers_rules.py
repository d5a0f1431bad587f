"""The rules of an answer catalogue: what must be put right before it is published, and when an answer holds."""

from datetime import date
from typing import Any

import pytest

from club.documents.body import Blank, MalformedBodyError
from club.documents.change_rules import ChangeClass, proposals
from club.documents.codec import read, to_json, write
from club.documents.entries import with_fields
from club.documents.kinds import kind_of
from club.documents.kinds.answers.body import Answer, Answers, Ask, Topic, Variant
from club.documents.kinds.answers.rules import holds_on
from club.documents.rules import verdict
from tests.documents.bodies import a_catalogue, an_answer

KIND = kind_of("answers")


def problems(*answers: Answer, **changes: Any) -> list[str]:
    return [str(problem) for problem in verdict(KIND, a_catalogue(*answers, **changes)).problems]


def test_a_whole_catalogue_has_no_problem():
    assert problems() == []


def test_a_problem_needs_its_answer():
    assert problems(an_answer(text=" ")) == ["answers[freight].text: This problem has no answer yet."]


def test_a_sensitive_problem_says_who_takes_it_over():
    expected = "answers[freight].escalate: A sensitive problem says when and to whom it is passed on."
    assert problems(an_answer(sensitive=True)) == [expected]
    assert problems(an_answer(sensitive=True, escalate="To the lead, at once")) == []


@pytest.mark.parametrize("text", ["Add us on WeChat", "add us on WECHAT"])
def test_a_word_that_must_not_be_sent_is_in_no_answer(text):
    expected = ["answers[freight].text: The answer holds a word that must not be sent: WeChat."]
    assert problems(an_answer(text=text, words=("WeChat",))) == expected
    other = Variant(key="short", when="Shorter", text=text)
    assert problems(an_answer(variants=(other,), words=("WeChat",))) == expected


def test_codes_are_short_and_unlike_one_another():
    assert problems(an_answer("a", code="th1"), an_answer("b", code="th1")) == [
        "answers[a].code: Another answer has the code th1.",
        "answers[b].code: Another answer has the code th1.",
    ]
    assert problems(an_answer(code="TH 1")) == ["answers[freight].code: A code has 1 to 12 small letters and digits."]


def test_a_topic_that_went_is_named():
    expected = ["answers[freight].topic: This topic is not in the catalogue any more."]
    assert problems(an_answer(topic="return")) == expected
    assert problems(an_answer(topic="return"), topics=(Topic(key="return", title="Return"),)) == []


def test_a_value_is_asked_for_and_quoted():
    asks = (Ask(key="a1", name="order", label="Order number", type="text"),)
    assert problems(an_answer(text="Order {order} is on its way"), asks=asks) == []
    assert problems(asks=asks) == ["asks[a1].name: No answer quotes this value: order."]
    assert problems(an_answer(text="Order {order}")) == [
        "answers[freight].text: The text quotes a blank that does not exist: order."
    ]


def test_a_value_may_be_named_in_chinese():
    asks = (Ask(key="a1", name="订单号", label="订单号", type="text"),)
    assert problems(an_answer(text="订单 {订单号} 在路上"), asks=asks) == []
    expected = ["answers[freight].text: The answer quotes a value that nobody is asked for: 订单号."]
    assert problems(an_answer(text="订单 {订单号} 在路上")) == expected


def test_names_of_values_and_blanks_are_told_apart():
    asks = tuple(Ask(key=f"a{n}", name="order", label="Order", type="text") for n in range(2))
    twice = [f"asks[a{n}].name: The name order is used twice." for n in range(2)]
    assert problems(an_answer(text="{order}"), asks=asks) == twice
    blank = Blank(key="order", label="Order", type="text", value="one")
    assert problems(an_answer(text="{order}"), asks=asks[:1], blanks=(blank,)) == twice[:1]
    spaced = Ask(key="a1", name="my order", label="Order", type="text")
    assert problems(asks=(spaced,)) == [
        "asks[a1].name: A name in braces has 1 to 40 letters or digits, without spaces."
    ]


def test_an_answer_ends_after_it_began():
    days = {"begins": date(2026, 11, 11), "ends": date(2026, 11, 10)}
    assert problems(an_answer(**days)) == ["answers[freight].ends: An answer cannot end before it begins."]


@pytest.mark.parametrize(("day", "holds"), [(10, False), (11, True), (12, True), (13, False)])
def test_a_festivals_answer_holds_on_its_first_day_and_its_last(day, holds):
    festival = an_answer(begins=date(2026, 11, 11), ends=date(2026, 11, 12))
    assert holds_on(festival, date(2026, 11, day)) is holds


def test_an_answer_without_days_always_holds():
    assert holds_on(an_answer(), date(2026, 11, 11))


def test_days_survive_their_way_through_json():
    catalogue = a_catalogue(an_answer(begins=date(2026, 11, 11), ends=date(2026, 11, 12)))
    assert to_json(catalogue)["answers"][0]["begins"] == "2026-11-11"
    assert read(KIND, write(KIND, catalogue)) == catalogue


@pytest.mark.parametrize("day", ["11.11.2026", "20261111", "2026-02-30", 20261111, True])
def test_what_is_no_day_is_refused(day):
    with pytest.raises(MalformedBodyError) as error:
        with_fields(a_catalogue(), "freight", {"begins": day})
    assert str(error.value) == "answers[0].begins: A day is expected here: year, month, day."


def test_another_day_is_a_weighty_change():
    before = a_catalogue(an_answer(begins=date(2026, 11, 11)))
    after = a_catalogue(an_answer(begins=date(2026, 11, 12)))
    assert proposals(KIND, before, after)["freight"].change_class is ChangeClass.MAJOR


def test_an_empty_catalogue_may_be_published():
    assert verdict(KIND, Answers(title="Answers", answers=())).problems == ()
