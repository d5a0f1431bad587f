"""What people call the fields of a culture statement."""

from club.core.text import N_
from club.documents.labels import COMMON

LABELS: dict[str, str] = {
    **COMMON,
    "beginning": N_("Why we began"),
    "thanks": N_("Whom we thank"),
    "mission": N_("Mission"),
    "forgotten": N_("How we would notice that we forgot it"),
    "vision": N_("Vision"),
    "Horizon.years": N_("Years"),
    "Horizon.text": N_("What we want to be by then"),
    "Horizon.pictures": N_("Pictures that can be counted"),
    "values": N_("Values"),
    "Value.name": N_("Name of the value"),
    "Value.meaning": N_("Meaning"),
    "Value.behaviours": N_("Behaviours, scored 0 or 1"),
    "Value.counter_example": N_("Counter-example"),
    "Value.story": N_("Story"),
    "Value.red_line": N_("Red line"),
    "decides": N_("Where values decide"),
    "assessment": N_("Assessment"),
    "weight": N_("Weight in the appraisal, percent"),
    "promises": N_("What the firm promises its people"),
    "founders": N_("Founders"),
    "sources": N_("Where the numbers come from"),
    "example": N_("Worked example"),
    "ValuesExample.title": N_("Title"),
    "ValuesExample.marks": N_("Marks"),
    "ValuesExample.score": N_("Score"),
    "ValuesExample.text": N_("The sum written out"),
    "Mark.behaviour": N_("Behaviour"),
    "Mark.lived": N_("Lived"),
    "Mark.event": N_("Event"),
}
