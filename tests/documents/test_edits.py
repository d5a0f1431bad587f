"""Items change by key: two writers never overwrite one another, and order is kept."""

from club.documents.edits import added, digests, entry_of, item_of, may_add, merge, shifted, trail
from club.documents.kinds.ladder.body import Stage
from tests.documents.bodies import a_ladder, a_stage, a_task, a_work


def test_a_field_left_as_it_was_opened_keeps_what_others_wrote() -> None:
    opened = digests({"title": "Entry", "aim": "Old"})
    merged = merge({"title": "Start", "aim": "Old"}, {"title": "Entry", "aim": "New"}, opened)
    assert (merged.changes, merged.conflicts) == ({"aim": "New"}, ())


def test_two_texts_for_one_field_are_both_kept() -> None:
    merged = merge({"aim": "Theirs"}, {"aim": "Mine"}, digests({"aim": "Old"}))
    assert merged.changes == {}
    assert [(each.field, each.theirs, each.typed) for each in merged.conflicts] == [("aim", "Theirs", "Mine")]


def test_the_same_text_typed_twice_is_no_conflict() -> None:
    assert merge({"aim": "New"}, {"aim": "New"}, digests({"aim": "Old"})) == merge({}, {}, {})


def test_a_field_goes_back_to_its_default() -> None:
    assert merge({"months": 3}, {"months": None}, digests({"months": 3})).changes == {"months": None}


def test_an_item_is_added_at_the_end_of_its_list() -> None:
    fields = {"track": "trunk", "title": "Third", "aim": "More", "months": None}
    stages = added(a_ladder(), "", "stages", "third", fields).stages
    assert [stage.key for stage in stages] == ["entry", "promotion", "third"]


def test_a_stage_moves_and_stays_at_the_edge() -> None:
    ladder = a_ladder()
    assert [stage.key for stage in shifted(ladder, "promotion", -1).stages] == ["promotion", "entry"]
    assert shifted(ladder, "entry", -1) == ladder


def test_a_single_place_takes_one_item() -> None:
    assert may_add(a_stage(), "work")
    assert not may_add(a_stage(work=a_work()), "work")
    assert not may_add(a_stage(), "title")


def test_an_item_knows_the_way_down_to_it() -> None:
    ladder = a_ladder(a_stage(daily=(a_task("report"),)))
    assert trail(ladder, "report") == ("entry", "report")
    assert isinstance(item_of(ladder, "entry"), Stage)
    assert entry_of(ladder, "nobody") is None
