"""How weighty a change is: what is proposed, why, and what several revisions amount to together."""

import pytest

from club.documents.change_rules import ChangeClass, gathered, proposals, recorded, text_reason, weightiest
from club.documents.entries import with_fields, without
from club.documents.kinds import kind_of
from club.documents.kinds.ladder.body import Salary
from tests.documents.bodies import a_clause, a_ladder, a_stage, a_standard, an_indicator, bands

TYPO, MINOR, MAJOR = ChangeClass
LADDER, STANDARD = kind_of("ladder"), kind_of("standard")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Answer the buyer politely.", "Answer the buyer politely", TYPO),
        ("Answer teh questions.", "Answer the questions.", TYPO),
        ("Anwser the buyer.", "Answer the buyer.", TYPO),
        ("Ask the buyer.", "Tell the buyer.", MINOR),
        ("Answr the buyer.", "Answer the buyer.", TYPO),
        ("Recieving goods", "Receiving goods", TYPO),
        ("open the shop", "Open the shop", TYPO),
        ("That is legal.", "That is illegal.", MINOR),
        ("Reply kindly.", "Reply warmly.", MINOR),
        ("Reply in 30 seconds.", "Reply in 20 seconds.", MAJOR),
        ("Two shifts a day.", "Two shifts a week.", MINOR),
        ("The agent may refund.", "The agent must refund.", MAJOR),
        ("Do promise a date.", "Do not promise a date.", MAJOR),
        ("The team gets a gift.", "The team gets a bonus.", MAJOR),
        ("Work begins at noon.", "The shift begins at noon.", MAJOR),
        ("登陆帐号", "登陆账号", TYPO),
        ("礼貌地回复", "礼貌的回复", TYPO),
        ("可以退款", "不可以退款", MAJOR),
        ("三天内发货", "五天内发货", MAJOR),
        ("及时回复买家", "主动回复买家", MINOR),
        ("当面谈话", "加班谈话", MAJOR),
    ],
)
def test_a_text_is_weighed_by_what_changed_in_it(before, after, expected):
    assert text_reason(before, after).change_class is expected


def test_the_reason_names_what_was_found():
    reason = text_reason("Reply in 30 seconds.", "Reply in 20 seconds.")
    assert reason.why % reason.values == "A number was changed: 20."


def proposed(kind, before, after):
    return {key: one.change_class for key, one in proposals(kind, before, after).items()}


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("months", 2, MAJOR),
        ("after", ["promotion"], MINOR),
        ("salary", {"form": "agreed"}, MAJOR),
        ("aim", "Learn the trade.", TYPO),
        ("aim", "Know the shop", MINOR),
    ],
)
def test_a_field_is_weighed_by_its_sort(field, value, expected):
    before = a_ladder()
    assert proposed(LADDER, before, with_fields(before, "entry", {field: value})) == {"entry": expected}


def test_pay_that_changes_is_major():
    low, high = (a_ladder(a_stage(salary=Salary(form="range", low=low, high=520000))) for low in (450000, 460000))
    assert proposed(LADDER, low, high) == {"entry": MAJOR}


def test_whatever_changes_in_an_indicator_is_major_but_a_typo():
    before = a_ladder(a_stage(indicators=(an_indicator(),)))
    assert proposed(LADDER, before, with_fields(before, "ctr", {"name": "Orders"})) == {"ctr": MAJOR}
    assert proposed(LADDER, before, with_fields(before, "ctr", {"name": "Click"})) == {"ctr": TYPO}
    moved = a_ladder(a_stage(indicators=(an_indicator(bands=bands(2, 5)),)))
    assert proposed(LADDER, before, moved) == {"ctr": MAJOR}
    assert proposed(LADDER, before, without(before, "ctr")) == {"ctr": MAJOR}


def test_a_binding_clause_that_comes_or_goes_is_major_another_is_minor():
    both = a_standard(a_clause("free"), a_clause("duty", must=True))
    assert proposed(STANDARD, both, without(both, "duty")) == {"duty": MAJOR}
    assert proposed(STANDARD, without(both, "duty"), both) == {"duty": MAJOR}
    assert proposed(STANDARD, without(both, "free"), both) == {"free": MINOR}
    assert proposed(STANDARD, both, with_fields(both, "free", {"must": True})) == {"free": MAJOR}


def test_an_item_that_only_moved_is_minor():
    one, two = a_clause("one", must=True), a_clause("two")
    assert proposed(STANDARD, a_standard(one, two), a_standard(two, one)) == {"two": MINOR}


def test_the_weightiest_of_several_reasons_counts():
    before = a_ladder()
    assert proposed(LADDER, before, with_fields(before, "entry", {"aim": "Other", "months": 3})) == {"entry": MAJOR}


def test_a_text_that_was_only_translated_is_minor():
    before = a_ladder(title="Ladder")
    assert proposed(LADDER, before, with_fields(before, "", {"title": {"en": "Ladder", "zh": "通道"}})) == {"": MINOR}
    pair = with_fields(before, "", {"title": {"en": "Ladder", "zh": "通道"}})
    assert proposed(LADDER, pair, with_fields(pair, "", {"title": {"en": "Ladder", "zh": "3 通道"}})) == {"": MAJOR}


def test_a_revision_keeps_what_was_proposed_and_what_was_chosen():
    before = a_ladder()
    found = proposals(LADDER, before, with_fields(before, "entry", {"months": 2}))
    assert recorded(found, {"entry": MINOR}) == {"entry": {"how": "changed", "class": "minor", "proposed": "major"}}


def test_over_several_revisions_the_weightiest_class_of_an_item_counts():
    first = {"a": {"class": "major"}, "b": {"class": "typo"}}
    then = {"a": {"class": "typo"}, "b": {"class": "minor"}}
    assert gathered([first, then]) == {"a": MAJOR, "b": MINOR}
    assert weightiest([]) is None
