"""When two texts are the same one in two languages."""

import re

from club.core.refusals import Refusal
from club.core.text import N_

LONGEST_ADDRESS = 500
LANGUAGES = ("en", "zh")

PAIRED_ALREADY = Refusal(
    "paired_already",
    N_("One of these two texts is the other language’s version of something else."),
    N_("Take those two apart first."),
)
NO_SUCH_TEXT = Refusal(
    "no_such_text",
    N_("There is no text of yours at this address in the other language."),
    N_("Open it, and copy its address from the browser."),
)
LANGUAGE_STAYS = Refusal(
    "language_stays",
    N_("This text is the other language’s version of another one."),
    N_("Take the two apart first; then change its language."),
)
EDITORS_JOIN = Refusal(
    "editors_join",
    N_("Both texts are published already."),
    N_("An editor of the club puts them together."),
)


def other_than(lang: str) -> str:
    """The other one of the two languages."""
    return LANGUAGES[1] if lang == LANGUAGES[0] else LANGUAGES[0]


def pairing_fault(langs: tuple[str, str], pairs: tuple[str | None, str | None]) -> Refusal | None:
    """Why two texts cannot be one another’s version; those that are so already can, and nothing changes."""
    if langs[0] == langs[1]:
        return NO_SUCH_TEXT
    if pairs[0] is not None and pairs[0] == pairs[1]:
        return None
    return PAIRED_ALREADY if any(pairs) else None


def slug_in(address: str) -> str:
    """The last part of an address as somebody copies it, whatever stands before and behind; else nothing."""
    path = re.split(r"[?#]", address.strip(), maxsplit=1)[0].rstrip("/")
    slug = path.removesuffix("/edit").rpartition("/")[2].lower()
    return slug if re.fullmatch(r"[a-z0-9-]{1,80}", slug) else ""
