"""Pictures made new: decoded in a child with limits, written as JPEG without anything the camera added."""

from pathlib import Path
from threading import Lock

from club.core import limited
from club.core.refusals import Refusal
from club.core.text import N_

_CHILD = Path(__file__).with_name("picture_child.py")
_PATIENCE_S = 20
_MOST_BYTES = 30 * 1024 * 1024
_EXIT_TOO_MANY_PIXELS = 3
_ONE_AT_A_TIME = Lock()
"""A photo of 48 megapixels takes 350 MB while it is decoded; a process holds one of them at a time."""


def reencoded(content: bytes, name: str) -> bytes | Refusal:
    """The picture as a fresh JPEG (upright, at most 3000 px), or why it can’t be."""
    with _ONE_AT_A_TIME:
        child = limited.carry_out(_CHILD, content, patience=_PATIENCE_S, most=_MOST_BYTES)
    if child.code == _EXIT_TOO_MANY_PIXELS:
        message = N_("“%(name)s” unfolds to more pixels than any camera takes.")
        return Refusal("too_many_pixels", message, N_("Send a photo at its usual size."), {"name": name})
    if child.code or not child.out.startswith(b"\xff\xd8\xff"):
        return _broken(name)
    return child.out


def _broken(name: str) -> Refusal:
    message = N_("“%(name)s” can’t be opened as a picture.")
    return Refusal("broken_picture", message, N_("Take it again, or send a screenshot of it."), {"name": name})
