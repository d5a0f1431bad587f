"""How long a copy is kept, when one that was asked for again is the same, and how far one is."""

from datetime import datetime, timedelta
from enum import StrEnum

from club.core.refusals import Refusal
from club.core.sheets import MEDIA_TYPE
from club.core.text import N_

KEPT = timedelta(days=7)
PATIENCE = timedelta(minutes=30)
"""After so long nobody waits any more: whatever made it was stopped."""
ARRIVAL_KEPT = timedelta(days=2)
SIGNS_ON_A_PAGE = {"en": 2200, "zh": 900}
LEAST_PAGES = 3


class Form(StrEnum):
    """What a text can be taken out as."""

    PDF = "pdf"
    WORD = "word"
    SHEETS = "sheets"
    JSON = "json"

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return {"pdf": "pdf", "word": "docx", "sheets": "xlsx", "json": "json"}[self.value]

    @property
    def media_type(self) -> str:
        """The type of such a file."""
        return {
            "pdf": "application/pdf",
            "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "sheets": MEDIA_TYPE,
            "json": "application/json",
        }[self.value]


class Stand(StrEnum):
    """How far a copy is."""

    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"


LATE = Refusal(
    "late",
    N_("It did not come about: whatever made it was stopped."),
    N_("Ask for it once more."),
)


def stand(*, ordered_at: datetime, done_at: datetime | None, failed: str, now: datetime) -> Stand:
    """How far a copy is at a moment."""
    if ordered_at < now - KEPT:
        return Stand.GONE
    if failed or (done_at is None and ordered_at < now - PATIENCE):
        return Stand.FAILED
    return Stand.RUNNING if done_at is None else Stand.READY


def pages_expected(signs: int, lang: str) -> int:
    """How many pages a text of so many letters will take, roughly; the cover and the record with it."""
    return LEAST_PAGES + round(signs / SIGNS_ON_A_PAGE.get(lang, SIGNS_ON_A_PAGE["en"]))
