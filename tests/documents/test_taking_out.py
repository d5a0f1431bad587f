"""What goes with a part that is taken out of a text, and what follows other parts from then on."""

from club.documents.kinds.ladder import KIND
from club.documents.kinds.ladder.body import Crossing, Ladder
from club.documents.rules import verdict
from club.documents.taking_out import removal
from tests.documents.bodies import a_ladder, a_stage


def a_path_of(*stages: tuple[str, tuple[str, ...]], **facts: object) -> Ladder:
    return a_ladder(*(a_stage(key, after=after) for key, after in stages), **facts)


def after(ladder: Ladder) -> dict[str, tuple[str, ...]]:
    return {stage.key: stage.after for stage in ladder.stages}


def test_what_came_after_a_stage_comes_after_its_predecessors() -> None:
    found = removal(KIND, a_path_of(("one", ()), ("two", ("one",)), ("three", ("two",))), "two")
    assert after(found.body) == {"one": (), "three": ("one",)}
    assert found.closed_up == {"three": ("one",)}


def test_what_came_after_the_first_stage_comes_first() -> None:
    found = removal(KIND, a_path_of(("one", ()), ("two", ("one",))), "one")
    assert after(found.body) == {"two": ()}


def test_a_join_and_a_branch_keep_each_predecessor_once() -> None:
    ladder = a_path_of(("a", ()), ("b", ()), ("c", ("a", "b")), ("d", ("a", "c")), ("e", ("c",)))
    assert after(removal(KIND, ladder, "c").body) == {"a": (), "b": (), "d": ("a", "b"), "e": ("a", "b")}


def test_stages_in_a_circle_are_taken_out_as_well() -> None:
    found = removal(KIND, a_path_of(("one", ("two",)), ("two", ("one",))), "two")
    assert after(found.body) == {"one": ("one",)}


def test_a_crossing_goes_with_the_stage_that_it_joins() -> None:
    crossing = Crossing(key="over", leaves="one", enters="two", credit="All", trial="A month")
    ladder = a_path_of(("one", ()), ("two", ("one",)), ("three", ("two",)), crossings=(crossing,))
    found = removal(KIND, ladder, "two")
    assert found.along == ("over",)
    assert found.body.crossings == ()
    assert verdict(KIND, found.body).is_publishable


def test_a_track_that_goes_takes_no_stage_along() -> None:
    ladder = a_path_of(("one", ()))
    assert after(removal(KIND, ladder, ladder.tracks[0].key).body) == {"one": ()}
