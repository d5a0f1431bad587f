"""Bodies as JSON: strict on the way in, exact both ways, old schemas upgraded step by step."""

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from club.documents.body import Blank, Body, Kind, MalformedBodyError, Pair, is_key, new_key
from club.documents.codec import from_json, read, to_json, write
from club.documents.entries import assemble, entries, with_fields, without
from club.documents.kinds import kind_of, kinds
from club.documents.kinds.ladder.body import Ladder, Stage
from club.documents.languages import for_reading, in_language, is_bilingual, texts
from club.documents.shape import Field, shape
from tests.documents.bodies import a_ladder, a_stage, a_task, a_topic, a_work, an_indicator

LADDER = kind_of("ladder")
VALUES = {"Band", "PayBand", "ExampleValue", "PayPart"}  # rows of a value: their columns are named by the page


def problems_of(data: object, owner: type = Ladder) -> list[str]:
    with pytest.raises(MalformedBodyError) as refused:
        from_json(owner, data)
    return [str(problem) for problem in refused.value.problems]


def test_kinds_are_found_by_their_folders():
    assert {"culture", "ladder", "standard"} <= set(kinds())
    assert all(kind.name == name for name, kind in kinds().items())


def fields_of(owner: type) -> list[tuple[str, Field]]:
    """Every field below a type that a person may edit, with its type's name."""
    found = []
    for field in shape(owner):
        found += [(owner.__name__, field)] * (field.name != "key")
        found += fields_of(field.type) if field.is_structure else []
    return found


@pytest.mark.parametrize("kind", kinds().values(), ids=kinds().keys())
def test_every_field_of_an_item_has_a_name(kind):
    for owner, field in fields_of(kind.body):
        if owner not in VALUES:
            assert kind.label_of(owner, field.name), f"{owner}.{field.name}"


@pytest.mark.parametrize("kind", kinds().values(), ids=kinds().keys())
def test_every_closed_word_is_said_for_people(kind):
    for owner, field in fields_of(kind.body):
        assert set(field.choices) <= set(kind.choices), f"{owner}.{field.name}"


def test_a_body_survives_json_exactly():
    ladder = a_ladder(a_stage(indicators=(an_indicator(),), daily=(a_task(),), work=a_work()))
    assert read(LADDER, write(LADDER, ladder)) == ladder


def test_fields_at_their_default_are_left_out():
    assert set(to_json(a_stage(months=None))) == {"key", "track", "title", "aim"}


def test_decimals_are_whole_numbers_or_strings_never_floats():
    assert to_json((Decimal("30.00"), Decimal("2.50"))) == [30, "2.5"]


def test_every_unknown_missing_and_wrong_field_is_named():
    data = {
        "title": 7,
        "colour": "red",
        "visibility": "neighbours",
        "tracks": {},
        "stages": [{"key": "a", "title": "A", "aim": "x", "months": "3", "seats": True, "after": [1]}],
    }
    assert problems_of(data) == [
        "colour: This field is unknown.",
        "title: A text is expected here.",
        "visibility: This is not one of the allowed words.",
        "tracks: A list is expected here.",
        "stages[0].track: This field is missing.",
        "stages[0].after[0]: A text is expected here.",
        "stages[0].months: A whole number is expected here.",
        "stages[0].seats: A whole number is expected here.",
    ]


@pytest.mark.parametrize("value", [1.5, "1e400", "NaN", "Infinity", "abc", "0.00000001", True, None, 10**16, ""])
def test_a_number_that_cannot_be_kept_exactly_is_refused(value):
    band = {"low": value, "score": value}
    data = to_json(an_indicator()) | {"bands": [band]}
    assert problems_of(data, type(an_indicator()))


@pytest.mark.parametrize("value", ["a\x00b", "\ud800", "bell\x07"])
def test_text_that_a_database_cannot_store_is_refused(value):
    assert problems_of(to_json(a_stage()) | {"aim": value}, Stage) == ["aim: A text is expected here."]


def test_half_a_pair_is_refused():
    assert problems_of(to_json(a_stage()) | {"aim": {"en": "x"}}, Stage) == ["aim: A text is expected here."]


@pytest.mark.parametrize(
    ("stored", "message"),
    [
        ([], "A document has exactly the fields kind, schema and body."),
        ({"kind": "culture", "schema": 1, "body": {}}, "This is a document of another kind."),
        ({"kind": "ladder", "schema": 99, "body": {}}, "This schema is newer than this program or unknown to it."),
        ({"kind": "ladder", "schema": True, "body": {}}, "This schema is newer than this program or unknown to it."),
        ({"kind": "ladder", "schema": 1, "body": []}, "A group of fields is expected here."),
    ],
)
def test_a_stored_form_of_another_sort_is_refused(stored, message):
    with pytest.raises(MalformedBodyError, match=message):
        read(LADDER, stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster(Body):
    lines: tuple[str, ...]


def test_an_old_schema_is_upgraded_step_by_step():
    poster = Kind(
        name="poster",
        label="Poster",
        body=Poster,
        schema=3,
        problems=lambda _: (),
        upgrades={
            1: lambda data: {"title": data["name"], "line": data["line"]},
            2: lambda data: {"title": data["title"], "lines": [data["line"]]},
        },
    )
    stored = {"kind": "poster", "schema": 1, "body": {"name": "Wall", "line": "One"}}
    assert read(poster, stored) == Poster(title="Wall", lines=("One",))


def test_keys_are_random_and_writable():
    found = {new_key() for _ in range(1000)}
    assert len(found) == 1000
    assert all(is_key(key) and len(key) == 16 for key in found)
    assert not any(is_key(bad) for bad in ("", "A", "-a", "a b", "a" * 49, "ä"))


def test_entries_list_items_parents_first_with_their_place():
    ladder = a_ladder(a_stage(learn=(a_topic("a"), a_topic("b")), work=a_work("w")))
    assert [(each.key, each.parent, each.slot, each.order, each.type) for each in entries(ladder)] == [
        ("", "", "", 0, "Ladder"),
        ("trunk", "", "tracks", 0, "Track"),
        ("entry", "", "stages", 0, "Stage"),
        ("a", "entry", "learn", 0, "Topic"),
        ("b", "entry", "learn", 1, "Topic"),
        ("w", "entry", "work", 0, "Work"),
    ]


def test_a_body_is_built_again_from_its_entries_in_any_sequence():
    ladder = a_ladder(a_stage(learn=(a_topic("a"), a_topic("b")), work=a_work()))
    assert assemble(Ladder, reversed(entries(ladder))) == ladder


def test_an_entry_without_its_parent_is_refused():
    orphan = [each for each in entries(a_ladder(a_stage(learn=(a_topic(),)))) if each.key != "entry"]
    with pytest.raises(MalformedBodyError, match="The part that held this item is gone"):
        assemble(Ladder, orphan)


def test_one_item_is_changed_and_the_rest_stays():
    ladder = a_ladder()
    changed = with_fields(ladder, "entry", {"months": 2})
    assert changed.stages[0] == replace(ladder.stages[0], months=2)
    assert changed.stages[1] == ladder.stages[1]
    assert with_fields(changed, "entry", {"months": None}).stages[0].months is None


def test_an_item_leaves_with_everything_it_holds():
    ladder = a_ladder(a_stage(learn=(a_topic(),)), a_stage("next"))
    assert without(ladder, "entry") == a_ladder(a_stage("next"))


def test_one_language_keeps_keys_and_numbers():
    pair = a_stage(
        title=Pair("Entry", "入门"), aim=Pair("Learn", "学习"), learn=(a_topic(topic=Pair("Rules", "规则")),)
    )
    single = in_language(a_ladder(pair), "zh").stages[0]
    assert (single.key, single.title, single.aim, single.learn[0].topic) == ("entry", "入门", "学习", "规则")
    assert single.months == 1
    assert is_bilingual(a_ladder(pair))
    assert not is_bilingual(in_language(a_ladder(pair), "zh"))


def test_blanks_are_filled_in_for_reading():
    blank = Blank(key="shop", label=Pair("Shop", "店铺"), type="text", value=Pair("our shop", "本店"))
    ladder = a_ladder(a_stage(aim=Pair("Learn {shop} and {other}", "了解{shop}")), blanks=(blank,))
    assert for_reading(ladder, "en").stages[0].aim == "Learn our shop and {other}"
    assert for_reading(ladder, "zh").stages[0].aim == "了解本店"


def test_texts_are_named_by_keys():
    ladder = a_ladder(a_stage(learn=(a_topic(),)))
    named = dict(texts(ladder))
    assert named["stages[entry].aim"] == "Learn the trade"
    assert named["stages[entry].learn[rules].source"] == "Rule centre"
