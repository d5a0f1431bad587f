"""How many pictures a part shows, which files are pictures, and when one that nothing shows goes."""

from datetime import timedelta
from typing import Any

from club.core.file_types import FileType
from club.core.refusals import Refusal
from club.core.text import N_
from club.documents.body import Kind

MOST_ON_A_PART = 6
MOST_OF_A_TEXT = 600
LOOKED_AFTER = timedelta(days=3)
"""How long after it came, or was last seen in a draft alone, somebody looks whether a picture is still shown."""

NO_PICTURE = Refusal(
    "picture.no_picture", N_("This file is no picture."), N_("Send a photo or a screenshot: JPEG, PNG, WebP or HEIC.")
)
_ENOUGH = Refusal(
    "picture.enough",
    N_("This part shows %(most)s pictures already."),
    N_("Take one of them off first, or put this one to another part."),
    {"most": MOST_ON_A_PART},
)
_FULL = Refusal(
    "picture.full",
    N_("This text has %(most)s pictures already."),
    N_("Take off those that are not needed any more."),
    {"most": MOST_OF_A_TEXT},
)


def field_of(kind: Kind[Any], owner: type) -> str:
    """The field of a type that names pictures; nothing where it has none."""
    return next((name.partition(".")[2] for name in kind.pictures if name.startswith(f"{owner.__name__}.")), "")


def refused(on_part: int, of_text: int) -> Refusal | None:
    """Why one more picture is not taken, where that is so."""
    return _ENOUGH if on_part >= MOST_ON_A_PART else _FULL if of_text >= MOST_OF_A_TEXT else None


def is_a_picture(kind: FileType) -> bool:
    """Whether an admitted file is shown as a picture."""
    return kind.is_image
