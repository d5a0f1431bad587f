"""Structural differences by key: what was added, removed, moved and changed, and nothing else."""

import random
from dataclasses import replace

import pytest

from club.documents.entries import entries, with_fields
from club.documents.kinds.ladder.body import Ladder
from club.documents.rules import Added, Changed, Moved, Place, Removed, apply, differences, next_number
from club.library.starters import STARTERS, starter
from tests.documents.bodies import a_ladder, a_stage, a_task, a_topic, a_work


def topics(*keys: str) -> Ladder:
    return a_ladder(a_stage(learn=tuple(a_topic(key) for key in keys)))


def test_the_first_revision_is_number_one_and_numbers_only_rise():
    assert next_number([]) == 1
    assert next_number([1, 2, 7]) == 8


def test_equal_bodies_have_no_differences():
    assert differences(topics("a", "b"), topics("a", "b")) == ()


def test_a_changed_field_is_named_with_both_values():
    before = a_ladder()
    assert differences(before, with_fields(before, "entry", {"months": 2})) == (Changed("entry", "months", 1, 2),)


def test_a_field_that_goes_to_its_default_is_none_afterwards():
    before = a_ladder()
    after = a_ladder(replace(before.stages[0], months=None), before.stages[1])
    assert differences(before, after) == (Changed("entry", "months", 1, None),)


def test_a_change_of_the_body_itself_has_the_empty_key():
    assert differences(a_ladder(), a_ladder(title="New")) == (Changed("", "title", "Ladder", "New"),)


def test_an_added_item_brings_its_children_and_moves_nobody():
    before = a_ladder(a_stage("entry"), a_stage("data"))
    after = a_ladder(a_stage("new", learn=(a_topic(),)), a_stage("entry"), a_stage("data"))
    assert [(type(each), each.entry.key) for each in differences(before, after)] == [(Added, "new"), (Added, "rules")]


def test_a_removed_item_takes_its_children_and_moves_nobody():
    before = a_ladder(a_stage("old", work=a_work()), a_stage("data"))
    after = a_ladder(a_stage("data"))
    assert [(type(each), each.entry.key) for each in differences(before, after)] == [
        (Removed, "old"),
        (Removed, "work"),
    ]


def test_moved_is_not_removed_and_added():
    found = differences(topics("a", "b", "c", "d"), topics("b", "c", "d", "a"))
    assert found == (Moved("a", Place("entry", "learn", 0), Place("entry", "learn", 3)),)


def test_an_item_that_goes_to_another_parent_has_moved():
    before = a_ladder(a_stage("entry", daily=(a_task(),)), a_stage("data"))
    after = a_ladder(a_stage("entry"), a_stage("data", daily=(a_task(minutes=9),)))
    assert differences(before, after) == (
        Moved("report", Place("entry", "daily", 0), Place("data", "daily", 0)),
        Changed("report", "minutes", 8, 9),
    )


def test_as_few_items_as_possible_count_as_moved():
    found = differences(topics(*"abcdef"), topics(*"fabcde"))
    assert [each.key for each in found] == ["f"]


def shuffled(ladder: Ladder, seed: int) -> Ladder:
    """A ladder after an hour of editing: stages and topics cut, added, moved between stages, renamed."""
    rng = random.Random(seed)
    loose = [topic for stage in ladder.stages for topic in stage.learn if rng.random() > 0.2]
    loose += [a_topic(f"new-{seed}-{number}") for number in range(rng.randrange(4))]
    rng.shuffle(loose)
    stages = [replace(stage, learn=()) for stage in ladder.stages if rng.random() > 0.2]
    stages += [a_stage(f"stage-{seed}")] * (rng.random() > 0.5)
    rng.shuffle(stages)
    for topic in loose:
        place = rng.randrange(len(stages)) if stages else None
        if place is not None:
            kept = replace(topic, hours=rng.choice([topic.hours, 7]))
            stages[place] = replace(stages[place], learn=(*stages[place].learn, kept))
    return replace(ladder, stages=tuple(stages), title=rng.choice([ladder.title, "Other"]))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200))
def test_applying_the_differences_gives_the_other_body(seed):
    stages = (a_stage(f"s{n}", learn=tuple(a_topic(f"t{n}-{m}") for m in range(4))) for n in range(5))
    before = shuffled(a_ladder(*stages), seed)
    after = shuffled(before, seed + 1000)
    assert apply(before, differences(before, after)) == after
    assert apply(after, differences(after, before)) == before


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_has_one_difference_per_edit(name):
    _, body = starter(name)
    item = entries(body)[len(entries(body)) // 2]
    field, value = next((field, value) for field, value in item.fields.items() if isinstance(value, dict))
    after = with_fields(body, item.key, {field: {"en": "Changed", "zh": "改了"}})
    assert differences(body, after) == (Changed(item.key, field, value, {"en": "Changed", "zh": "改了"}),)
