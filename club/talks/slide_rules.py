"""How far slides are."""

from enum import StrEnum
from typing import NamedTuple

from club.core.refusals import Refusal
from club.core.slides import REFUSALS
from club.core.text import N_

NO_SLIDES = Refusal("no_slides", N_("Slides come as a PDF."), N_("Save or export them as PDF, then send that file."))

STILL_DRAWN = Refusal(
    "slides_drawn",
    N_("The slides of this talk are still being drawn."),
    N_("Publish it once they are shown on its page, or take them away."),
)


class Stand(StrEnum):
    """How far slides are."""

    DRAWING = "drawing"
    READY = "ready"
    FAILED = "failed"


class Deck(NamedTuple):
    """Slides as their desk sees them."""

    ref: str
    name: str
    size: int
    is_offered: bool
    pages: int
    drawn: int
    failed: str
    done_at: str | None

    @property
    def stand(self) -> Stand:
        """Where they are on their way to their readers."""
        if self.failed:
            return Stand.FAILED
        return Stand.READY if self.done_at else Stand.DRAWING

    @property
    def why(self) -> Refusal | None:
        """Why they are not shown."""
        return REFUSALS.get(self.failed)
