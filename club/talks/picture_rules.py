"""What a picture in a text says in words: to whoever does not see it."""

import re

from club.core.refusals import Refusal
from club.core.text import N_

LONGEST_ALT = 200
TOO_LONG = Refusal(
    "long_alt",
    N_("What the picture shows is told in at most %(most)s characters."),
    N_("Say the rest in the text, then put the picture in again."),
    {"most": LONGEST_ALT},
)
_NAMED_BY_ITS_FILE = re.compile(r'(<img [^>]*?alt=")[^"]*\.(?:jpe?g|png|webp|hei[cf]|gif|bmp|tiff?)"', re.IGNORECASE)


def as_line(typed: str) -> str:
    """The words as one line, without characters that no keyboard types."""
    return " ".join("".join(sign for sign in typed if sign.isprintable() or sign.isspace()).split())


def without_file_names(html: str) -> str:
    """Cleaned HTML in which no picture is read out by the name of its file: such a one counts as decoration."""
    return _NAMED_BY_ITS_FILE.sub(r'\1"', html)
