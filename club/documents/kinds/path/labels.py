"""What people call the fields of a learning path."""

from club.core.text import N_
from club.documents.labels import COMMON

LABELS: dict[str, str] = {
    **COMMON,
    "whom": N_("Whom it is for"),
    "steps": N_("Steps"),
    "Step.title": N_("Name"),
    "Step.days": N_("Days (0: as long as it takes)"),
    "Step.topics": N_("What is learned"),
    "Step.method": N_("How it is learned"),
    "Step.goal": N_("Goal"),
    "Step.check": N_("Check"),
    "Step.checked_by": N_("Who checks it"),
    "Step.again": N_("When the check is not passed"),
    "Step.reads": N_("What of the standard is read"),
    "rules": N_("What holds on the way"),
    "sources": N_("Where the numbers come from"),
}
