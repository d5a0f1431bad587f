"""Three texts become one: nothing is lost without being named, and only what both changed is asked."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from club.documents.body import MalformedBodyError
from club.documents.entries import ROOT, with_fields, without
from club.documents.kinds.ladder.body import Ladder
from club.documents.merging import Merge, State, merge
from club.documents.settling import settle
from club.library.starters import STARTERS, starter
from tests.documents.bodies import a_ladder, a_stage, a_topic, a_work
from tests.documents.editing import a_base, bodies, contents

MANY = settings(max_examples=60, deadline=None)


def topics(*keys: str, **changes: Any) -> Ladder:
    return a_ladder(a_stage(learn=tuple(a_topic(key, **changes.get(key, {})) for key in keys)))


def keys(ladder: Ladder) -> str:
    return "".join(topic.key for topic in ladder.stages[0].learn)


def states(found: Merge[Any]) -> dict[str, str]:
    listed = (*found.parts.values(), *found.orders)
    return {one.key: one.state for one in listed if one.state is not State.UNCHANGED}


# What it does, by example


def test_what_only_they_changed_is_taken_and_what_only_we_changed_stays() -> None:
    found = merge(topics("a", "b"), topics("a", "b", a={"hours": 5}), topics("a", "b", b={"hours": 7}))
    assert states(found) == {"a": "ours", "b": "theirs"}
    assert settle(found).body == topics("a", "b", a={"hours": 5}, b={"hours": 7})


def test_what_both_changed_is_asked_and_ours_stays_until_it_is_answered() -> None:
    found = merge(topics("a"), topics("a", a={"hours": 5}), topics("a", a={"hours": 7}))
    assert found.conflicts == {"a"}
    assert settle(found).body == topics("a", a={"hours": 5})
    assert settle(found, {"a": "theirs"}).body == topics("a", a={"hours": 7})
    edited = {**found.parts["a"].combined(), "hours": 6}
    assert settle(found, {"a": edited}).body == topics("a", a={"hours": 6})


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    after = topics("a", a={"hours": 5})
    assert states(merge(topics("a"), after, after)) == {"a": "alike"}


def test_two_fields_of_one_item_are_offered_in_one() -> None:
    ours, theirs = topics("a", a={"hours": 5}), topics("a", a={"source": "New source"})
    part = merge(topics("a"), ours, theirs).parts["a"]
    assert part.state is State.BOTH
    assert (part.combined()["hours"], part.combined()["source"]) == (5, "New source")


def test_new_parts_of_both_sides_keep_their_neighbours() -> None:
    assert keys(settle(merge(topics(*"abc"), topics(*"axbc"), topics(*"abcy"))).body) == "axbcy"
    assert keys(settle(merge(topics(*"ab"), topics(*"ab"), topics(*"yabz"))).body) == "yabz"


def test_a_list_that_one_side_rearranged_follows_it_and_keeps_what_the_other_added() -> None:
    found = merge(topics(*"abc"), topics(*"abxc"), topics(*"cab"))
    assert states(found) == {"entry:learn": "theirs", "x": "ours"}
    assert keys(settle(found).body) == "cabx"


def test_a_list_that_both_rearranged_is_asked_as_a_list() -> None:
    found = merge(topics(*"abc"), topics(*"bac"), topics(*"acb"))
    assert found.conflicts == {"entry:learn"}
    assert keys(settle(found).body) == "bac"
    assert keys(settle(found, {"entry:learn": "theirs"}).body) == "acb"


def test_what_they_removed_goes_unless_we_changed_it() -> None:
    removed = topics("b")
    assert keys(settle(merge(topics(*"ab"), topics(*"ab"), removed)).body) == "b"
    found = merge(topics(*"ab"), topics(*"ab", a={"hours": 5}), removed)
    assert found.conflicts == {"a"}
    assert keys(settle(found).body) == "ab"
    assert keys(settle(found, {"a": "theirs"}).body) == "b"


def test_what_we_removed_and_they_changed_is_asked_and_stays_out_until_it_is_answered() -> None:
    found = merge(topics(*"ab"), topics("b"), topics(*"ab", a={"hours": 7}))
    assert found.conflicts == {"a"}
    assert keys(settle(found).body) == "b"
    assert keys(settle(found, {"a": "theirs"}).body) == "ab"


def test_a_part_that_they_took_out_while_we_wrote_inside_it_stays() -> None:
    base = a_ladder(a_stage("one", learn=(a_topic("a"),)), a_stage("two"))
    ours = with_fields(base, "a", {"hours": 5})
    found = merge(base, ours, without(base, "one"))
    assert found.conflicts == {"one", "a"}
    assert settle(found).body == ours
    gone = settle(found, {"one": "theirs"})
    assert (gone.body, gone.dropped) == (without(base, "one"), ("a",))


def test_a_part_that_they_carried_into_what_we_took_out_stays_where_it_was() -> None:
    base = a_ladder(a_stage("one", learn=(a_topic("a"),)), a_stage("two"))
    theirs = a_ladder(a_stage("one"), a_stage("two", learn=(a_topic("a"),)))
    ours = without(base, "two")
    assert settle(merge(base, ours, theirs)).body == ours


def test_a_part_that_is_chosen_keeps_what_holds_it() -> None:
    base = a_ladder(a_stage("one", learn=(a_topic("a"), a_topic("b"))), a_stage("two"))
    found = merge(base, base, without(base, "one"))
    assert [stage.key for stage in settle(found).body.stages] == ["two"]
    kept = settle(found, {"b": "ours"}).body
    assert [(stage.key, [topic.key for topic in stage.learn]) for stage in kept.stages] == [("one", ["b"]), ("two", [])]


def test_a_place_for_one_that_both_filled_is_asked() -> None:
    base = a_ladder(a_stage("one"))
    ours, theirs = a_ladder(a_stage("one", work=a_work("x"))), a_ladder(a_stage("one", work=a_work("y")))
    found = merge(base, ours, theirs)
    assert found.conflicts == {"x", "y"}
    assert settle(found).body == ours
    assert settle(found, {"y": "theirs"}).body == theirs


def test_one_key_for_two_parts_is_refused() -> None:
    with pytest.raises(MalformedBodyError):
        merge(topics("a"), topics("a", "a"), topics("a"))


def test_a_choice_for_what_is_not_there_changes_nothing() -> None:
    found = merge(topics("a"), topics("a"), topics("a"))
    assert settle(found, {"nobody": "theirs", "entry:learn": "theirs"}).body == topics("a")


def test_a_part_says_what_each_side_did() -> None:
    found = merge(topics(*"ab"), topics(*"ax"), topics(*"ab", a={"hours": 7})).parts
    assert [found[key].deed("ours") for key in "abx"] == ["", "removed", "added"]
    assert [found[key].deed("theirs") for key in "abx"] == ["changed", "", ""]


def test_another_text_gives_another_sign() -> None:
    one = merge(topics("a"), topics("a"), topics("a", a={"hours": 7}))
    two = merge(topics("a"), topics("a"), topics("a", a={"hours": 8}))
    assert (one.sign, one.parts["a"].sign) != (two.sign, two.parts["a"].sign)
    assert one.parts["entry"].sign == two.parts["entry"].sign


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_that_nobody_changed_stays_as_it_is(name: str) -> None:
    _, body = starter(name)
    found = merge(body, body, body)
    assert (states(found), settle(found).body) == ({}, body)


# What always holds


@pytest.mark.slow
@MANY
@given(bodies(), bodies())
def test_when_only_one_side_changed_the_result_is_that_side(base: Ladder, after: Ladder) -> None:
    for found in (merge(base, after, base), merge(base, base, after), merge(base, after, after)):
        assert found.conflicts == frozenset()
        assert settle(found) == settle(merge(after, after, after))
        assert settle(found).body == after


@pytest.mark.slow
@MANY
@given(bodies(), bodies())
def test_merging_again_changes_nothing(ours: Ladder, theirs: Ladder) -> None:
    base = a_base()
    once = settle(merge(base, ours, theirs)).body
    assert settle(merge(base, once, theirs)).body == once
    assert settle(merge(theirs, once, theirs)).body == once


@pytest.mark.slow
@MANY
@given(bodies("change", "add", "carry"), bodies("change", "add", "carry"))
def test_a_conflict_is_exactly_what_both_changed_to_different_results(ours: Ladder, theirs: Ladder) -> None:
    before, mine, other = contents(a_base()), contents(ours), contents(theirs)
    both = {
        key for key in before | mine | other if before.get(key) != mine.get(key) != other.get(key) != before.get(key)
    }
    found = merge(a_base(), ours, theirs)
    assert {key for key in found.conflicts if ":" not in key} == both


@pytest.mark.slow
@MANY
@given(bodies(), bodies())
def test_whatever_is_asked_was_touched_by_both(ours: Ladder, theirs: Ladder) -> None:
    before, mine, other = contents(a_base()), contents(ours), contents(theirs)
    found = merge(a_base(), ours, theirs)
    for key, part in found.parts.items():
        differ = before.get(key) != mine.get(key) != other.get(key) != before.get(key)
        assert not differ or part.state is State.BOTH
        if part.state is State.BOTH and not differ:
            assert part.ours is None or part.theirs is None


@pytest.mark.slow
@MANY
@given(bodies(), bodies(), st.data())
def test_nothing_goes_without_being_named(ours: Ladder, theirs: Ladder, data: st.DataObject) -> None:
    found = merge(a_base(), ours, theirs)
    choices = {key: data.draw(st.sampled_from(("ours", "theirs"))) for key in sorted(found.parts)[::3]}
    settled = settle(found, choices)
    there = contents(settled.body)
    for key in (contents(ours) | contents(theirs)).keys() - there.keys():
        assert found.parts[key].state is not State.UNCHANGED


@pytest.mark.slow
@MANY
@given(bodies(), bodies())
def test_by_default_nothing_that_both_have_goes(ours: Ladder, theirs: Ladder) -> None:
    there = contents(settle(merge(a_base(), ours, theirs)).body)
    assert contents(ours).keys() & contents(theirs).keys() <= there.keys()


@pytest.mark.slow
@MANY
@given(bodies(), bodies())
def test_by_default_nothing_that_we_wrote_goes(ours: Ladder, theirs: Ladder) -> None:
    before, there = contents(a_base()), contents(settle(merge(a_base(), ours, theirs)).body)
    for key, mine in contents(ours).items():
        if mine != before.get(key):
            assert there[key] == mine or (key in contents(theirs) and contents(theirs)[key] == before.get(key))


@pytest.mark.slow
@MANY
@given(bodies(), bodies(), st.data())
def test_what_is_chosen_is_what_stands_there(ours: Ladder, theirs: Ladder, data: st.DataObject) -> None:
    found = merge(a_base(), ours, theirs)
    choices = {key: data.draw(st.sampled_from(("ours", "theirs", "edited"))) for key in sorted(found.conflicts)}
    made = {key: one if one != "edited" or ":" in key else found.parts[key].combined() for key, one in choices.items()}
    settled = settle(found, made)
    there = contents(settled.body)
    for key, choice in made.items():
        if ":" in key or key in settled.dropped:
            continue
        side = found.parts[key].side(choice) if isinstance(choice, str) else None
        if side is not None and key in there:
            assert there[key][2] == side.fields
        elif not isinstance(choice, str) and key in there:
            assert there[key][2] == choice


@pytest.mark.slow
@MANY
@given(bodies(), bodies())
def test_choosing_one_side_throughout_gives_that_side(ours: Ladder, theirs: Ladder) -> None:
    found = merge(a_base(), ours, theirs)
    everything = (*found.parts, *(order.key for order in found.orders))
    assert settle(found, dict.fromkeys(everything, "theirs")).body == theirs
    assert settle(found, dict.fromkeys(everything, "ours")).body == ours


def test_the_head_is_a_part_as_every_other() -> None:
    base = topics("a")
    found = merge(base, replace(base, title="Ours"), replace(base, title="Theirs"))
    assert found.conflicts == {ROOT}
    assert settle(found, {ROOT: "theirs"}).body.title == "Theirs"
