"""The private link that shows a text until it is out is made and ended."""

from typing import Any

from club.core import audit, links
from club.core.audit import Did
from club.core.scope import current

LINK = "preview"
LINK_DAYS = 14


def make_link(text: Any) -> None:
    """Make the link of a text; the one before ends."""
    links.revoke(LINK, text.ref)
    links.make(LINK, text.ref, days=LINK_DAYS, club_id=current().club)
    audit.record(Did.PREVIEW_LINK_MADE, text.ref)


def end_link(text: Any) -> None:
    """End the link of a text."""
    links.revoke(LINK, text.ref)
    audit.record(Did.PREVIEW_LINK_ENDED, text.ref)
