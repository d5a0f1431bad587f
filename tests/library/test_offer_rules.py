"""What may be given back, and what in it would tell whose it is."""

from typing import Any

import pytest

from club.documents.entries import with_fields
from club.documents.merging import merge
from club.library.offer_rules import give_aways, may_offer, texts_of
from tests.documents.bodies import a_ladder, a_stage, a_topic


def topics(*keys: str) -> Any:
    return a_ladder(a_stage(learn=tuple(a_topic(key) for key in keys)))


def found(text: str) -> list[str]:
    hints = give_aways([text], firm={"Mill Textiles", "云织"}, people={"Lin Yue", "林悦"}, departments={"Studio"})
    return [one.found for one in hints]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ask Lin Yue before noon", ["Lin Yue"]),
        ("问林悦，她知道", ["林悦"]),
        ("mill textiles sends it on the same day", ["Mill Textiles"]),
        ("云织当天发货", ["云织"]),
        ("The studio takes the pictures", ["Studio"]),
        ("Write to care@mill.example", ["care@mill.example"]),
        ("See https://mill.example/rules", ["https://mill.example/rules"]),
        ("Call 0571 5550 1230", ["0571 5550 1230"]),
        ("按云上旗舰店的做法", ["按云上旗舰店"]),
        ("As in the Mill Home store", ["Mill Home store"]),
        ("A millstone is no name, and 30 seconds are no number", []),
    ],
)
def test_what_would_tell_whose_it_is(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_texts_are_found_however_deep() -> None:
    assert list(texts_of({"a": "one", "b": ["two", {"c": "three"}], "d": 4, "e": {"f": "five"}})) == [
        "one",
        "two",
        "three",
        "five",
    ]


def test_only_what_the_firm_wrote_may_be_offered() -> None:
    base = topics("a", "b")
    ours = with_fields(topics("a", "b", "mine"), "a", {"hours": 9})
    merged = merge(base, ours, base)
    assert {key for key in merged.parts if may_offer(merged, key)} == {"a", "mine"}
    gone = merge(base, ours, a_ladder(a_stage("other")))
    assert not any(may_offer(gone, key) for key in gone.parts)
    assert not may_offer(merged, "nobody")
    assert not may_offer(merged, "")
