"""What people call the fields of an answer catalogue."""

from club.core.text import N_
from club.documents.labels import COMMON

LABELS: dict[str, str] = {
    **COMMON,
    "topics": N_("Sorts of problems"),
    "Topic.title": N_("Topic"),
    "answers": N_("Answers"),
    "Answer.title": N_("Problem"),
    "Answer.text": N_("Standard answer"),
    "Answer.topic": N_("Topic"),
    "Answer.code": N_("Short code"),
    "Answer.wordings": N_("How customers put it"),
    "Answer.variants": N_("In other words"),
    "Answer.do": N_("What to do"),
    "Answer.avoid": N_("What to avoid"),
    "Answer.escalate": N_("When to pass it on, and to whom"),
    "Answer.sensitive": N_("Sensitive"),
    "Answer.words": N_("Words that must not be sent"),
    "Answer.picture": N_("Where a picture is kept"),
    "Answer.pictures": N_("Pictures"),
    "Answer.begins": N_("Holds from"),
    "Answer.ends": N_("Holds until"),
    "Variant.when": N_("When these words are better"),
    "Variant.text": N_("Text"),
    "asks": N_("Asked for each time"),
    "Ask.name": N_("Name in braces"),
    "Ask.label": N_("What is asked for"),
    "Ask.type": N_("Kind of value"),
    "Ask.example": N_("Example"),
}
