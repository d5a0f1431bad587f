"""Which files a class takes beside it, how many, and who has them when."""

from datetime import datetime
from enum import StrEnum

from club.classes.models import Standing
from club.core.refusals import Refusal
from club.core.text import N_

MEGABYTE = 1024 * 1024
MOST_FILES = 12
MOST_OF_CLASS = 100 * MEGABYTE
MOST_OF_CLUB = 2048 * MEGABYTE
"""How much a class, and all classes of a club, may keep."""


class MaterialType(StrEnum):
    """What is taken, by its media type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


NO_FILE = Refusal("no_file", N_("Choose the file first."))
OTHER_TYPE = Refusal(
    "other_type",
    N_("This file is of another kind. Taken are PDF, pictures (JPEG, PNG, WebP, HEIC), Word, PowerPoint and Excel."),
    N_("Save it as PDF and send that."),
)
MANY_FILES = Refusal(
    "many_files",
    N_("A class has at most %(most)s files."),
    N_("Take one out that is not needed."),
    {"most": MOST_FILES},
)


def no_room(size: int, *, files: int, of_class: int, of_club: int) -> Refusal | None:
    """Why a file has no room beside those that a class and its club keep; None where it has."""
    if files >= MOST_FILES:
        return MANY_FILES
    free = min(MOST_OF_CLASS - of_class, MOST_OF_CLUB - of_club)
    if size <= free:
        return None
    return Refusal(
        "no_room_left",
        N_("There is room for %(free)s MB more, and this file needs %(needed)s MB."),
        N_("Take a file out that is not needed, or send a smaller one."),
        {"free": max(0, free) // MEGABYTE, "needed": -(-size // MEGABYTE)},
    )


def may_have(standing: Standing, starts_at: datetime, *, now: datetime) -> bool:
    """Whether somebody on the list has the materials: with a place, once the class has begun."""
    return standing is Standing.PLACED and now >= starts_at
