"""Bodies after an hour of editing, as strategies: what three texts of one origin look like."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from club.documents.body import Body
from club.documents.edits import item_of, shifted
from club.documents.entries import ROOT, entries, with_fields, without
from club.documents.kinds.ladder.body import Ladder
from tests.documents.bodies import a_ladder, a_stage, a_task, a_topic, a_work

Edit = tuple[str, int, int]
SORTS = ("change", "add", "remove", "shift", "carry", "work")
WORDS = ("Alpha", "Beta", "Gamma")


def a_base() -> Ladder:
    """Three stages with topics and tasks; the first has a work, which is a place for one."""
    return a_ladder(
        *(
            a_stage(
                f"s{n}",
                learn=tuple(a_topic(f"t{n}{m}") for m in range(3)),
                daily=(a_task(f"d{n}"),),
                work=a_work(f"w{n}") if n == 0 else None,
            )
            for n in range(3)
        )
    )


def edits(*sorts: str, most: int = 8) -> st.SearchStrategy[list[Edit]]:
    return st.lists(st.tuples(st.sampled_from(sorts or SORTS), st.integers(0, 50), st.integers(0, 50)), max_size=most)


def bodies(*sorts: str) -> st.SearchStrategy[Ladder]:
    """The base after some edits."""
    return edits(*sorts).map(lambda listed: edited(a_base(), listed))


def edited(body: Ladder, listed: list[Edit]) -> Ladder:
    for sort, which, how in listed:
        body = EDITS[sort](body, which, how)
    return body


def _change(body: Ladder, which: int, how: int) -> Ladder:
    keys = [each.key for each in entries(body) if each.type in {"", "Ladder", "Stage", "Topic", "Task"}]
    key = keys[which % len(keys)]
    entry = next(each for each in entries(body) if each.key == key)
    name = next(name for name in ("title", "topic", "what") if name in entry.fields)
    return with_fields(body, key, {name: WORDS[how % len(WORDS)]})


def _add(body: Ladder, which: int, how: int) -> Ladder:
    new = f"n{how % 5}"
    if not body.stages or item_of(body, new) is not None:
        return body
    place = which % len(body.stages)
    stage = body.stages[place]
    topics = list(stage.learn)
    topics.insert(how % (len(topics) + 1), a_topic(new, hours=1 + which % 3))
    return _with_stage(body, place, replace(stage, learn=tuple(topics)))


def _remove(body: Ladder, which: int, _how: int) -> Ladder:
    keys = [each.key for each in entries(body) if each.key != ROOT and each.type != "Track"]
    return without(body, keys[which % len(keys)]) if keys else body


def _shift(body: Ladder, which: int, how: int) -> Ladder:
    keys = [each.key for each in entries(body) if each.key != ROOT]
    return shifted(body, keys[which % len(keys)], how % 5 - 2)


def _carry(body: Ladder, which: int, how: int) -> Ladder:
    """Take a topic to another stage."""
    topics = [(place, topic) for place, stage in enumerate(body.stages) for topic in stage.learn]
    if not topics:
        return body
    place, topic = topics[which % len(topics)]
    kept = tuple(each for each in body.stages[place].learn if each.key != topic.key)
    body = _with_stage(body, place, replace(body.stages[place], learn=kept))
    to = how % len(body.stages)
    return _with_stage(body, to, replace(body.stages[to], learn=(topic, *body.stages[to].learn)))


def _work(body: Ladder, which: int, how: int) -> Ladder:
    """Another work in the place for one."""
    if not body.stages or item_of(body, f"x{how % 3}") is not None:
        return body
    place = which % len(body.stages)
    return _with_stage(body, place, replace(body.stages[place], work=a_work(f"x{how % 3}")))


def _with_stage(body: Ladder, place: int, stage: Any) -> Ladder:
    return replace(body, stages=(*body.stages[:place], stage, *body.stages[place + 1 :]))


EDITS: dict[str, Callable[[Ladder, int, int], Ladder]] = {
    "change": _change,
    "add": _add,
    "remove": _remove,
    "shift": _shift,
    "carry": _carry,
    "work": _work,
}


def contents(body: Body) -> dict[str, tuple[str, str, Any]]:
    """What each item is: where it stands and its own fields."""
    return {each.key: (each.parent, each.slot, dict(each.fields)) for each in entries(body)}
