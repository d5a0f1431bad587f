"""The learning path: what is learned step by step, and how it is checked before the next."""

from club.core.text import N_
from club.documents.body import Kind
from club.documents.kinds.path.body import Path
from club.documents.kinds.path.labels import LABELS
from club.documents.kinds.path.rules import facts, problems

KIND = Kind(
    name="path",
    label=N_("Learning path"),
    shelf="paths",
    beside="standard",
    body=Path,
    schema=1,
    problems=problems,
    labels=LABELS,
    facts=facts,
    points_at={"Step.reads": "standard"},
    anchors={"Step": "s-"},
)
