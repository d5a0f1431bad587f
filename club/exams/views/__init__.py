"""Pages of exams: what may be sat, sitting it, what came of it, who passed."""

from club.exams.views import (
    calling,
    club_calls,
    club_desk,
    grading,
    overseeing,
    picturing,
    results,
    sitting,
    taking,
    trying,
)
from club.exams.views.blueprint import blueprint
from club.exams.views.club_desk import blueprint as desk

__all__ = [
    "blueprint",
    "calling",
    "club_calls",
    "club_desk",
    "desk",
    "grading",
    "overseeing",
    "picturing",
    "results",
    "sitting",
    "taking",
    "trying",
]
