"""What stands on a card, and how large its title is set."""

import unicodedata
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

DRAWN_AS = 1
"""One more with each change of how cards look: all of them are drawn anew when they are next asked for."""
SHORT, LONG = 44, 90
"""Up to so many letters (a Chinese character is two) a title is set large, and in the middle size."""
LONGEST_TEXT = 500


class Shape(StrEnum):
    """A sheet with a code to send, and what a chat shows beside a link."""

    PORTRAIT = "portrait"
    WIDE = "wide"


WIDTHS = {Shape.PORTRAIT: 1080, Shape.WIDE: 1200}


class Sheet(NamedTuple):
    """What a card says: `address` is of the page that it leads to, `note` stands beside the code."""

    club: str
    accent: str
    lang: str
    title: str
    address: str
    text: str = ""
    by: tuple[str, ...] = ()
    note: str = ""


def digest_of(sheet: Sheet) -> str:
    """What tells whether a card was drawn of what it would say now."""
    return sha256(repr((DRAWN_AS, tuple(sheet))).encode()).hexdigest()


def size_of(title: str) -> str:
    """How a title is set so that it fits: large, or smaller the longer it is."""
    letters = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in title)
    return "short" if letters <= SHORT else "long" if letters <= LONG else "longer"
