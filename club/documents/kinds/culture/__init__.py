"""The culture statement: mission, vision and values that are assessed, not hung on a wall."""

from club.core.text import N_
from club.documents.body import Kind
from club.documents.kinds.culture.body import Culture
from club.documents.kinds.culture.labels import LABELS
from club.documents.kinds.culture.rules import facts, problems

KIND = Kind(
    name="culture",
    label=N_("Culture statement"),
    shelf="culture",
    body=Culture,
    schema=1,
    problems=problems,
    facts=facts,
    labels=LABELS,
    refers={"Mark.behaviour": "Clause"},
    anchors={"Value": "v-"},
)
