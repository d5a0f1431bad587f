"""The department standard: how a department hires, works, trains and is assessed."""

from club.core.text import N_
from club.documents.body import Kind
from club.documents.kinds.standard.body import Standard
from club.documents.kinds.standard.headings import HEADINGS
from club.documents.kinds.standard.labels import LABELS
from club.documents.kinds.standard.rules import facts, problems

KIND = Kind(
    name="standard",
    label=N_("Department standard"),
    shelf="standards",
    is_consulted=True,
    body=Standard,
    schema=1,
    problems=problems,
    facts=facts,
    points_at={"Section.lives": "culture"},
    shows_pointed=False,
    labels=LABELS,
    headings=HEADINGS,
    refers={"ExampleValue.indicator": "Indicator"},
    money=frozenset({"Grant.limit"}),
    anchors={"Section": "s-", "Clause": "c-"},
)
