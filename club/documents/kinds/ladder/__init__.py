"""The career ladder: tracks and stages, what each asks and gives, and where a person stands."""

from club.core.text import N_
from club.documents.body import Kind
from club.documents.kinds.ladder.body import Ladder
from club.documents.kinds.ladder.labels import LABELS
from club.documents.kinds.ladder.rules import hints, problems

KIND = Kind(
    name="ladder",
    label=N_("Career ladder"),
    shelf="ladders",
    is_consulted=True,
    body=Ladder,
    schema=1,
    problems=problems,
    hints=hints,
    labels=LABELS,
    points_at={"Stage.lives": "culture"},
    shows_pointed=False,
    refers={
        "Stage.track": "Track",
        "Stage.after": "Stage",
        "Crossing.leaves": "Stage",
        "Crossing.enters": "Stage",
        "StageExample.stage": "Stage",
        "ExampleValue.indicator": "Indicator",
    },
    parts_point_at={"Stage": ("standard", "path", "exam")},
    falls_with=frozenset({"Crossing.leaves", "Crossing.enters", "StageExample.stage"}),
    money=frozenset({"Salary.low", "Salary.high", "Salary.base"}),
    anchors={"Stage": "s-"},
)
