"""What people of a firm are told about who stands where."""

from dataclasses import dataclass
from typing import ClassVar

from club.documents.letters import AboutDocument


@dataclass(frozen=True, kw_only=True)
class NotPlaced(AboutDocument):
    """To whoever planned it: somebody came in, and the ladder or the stage kept for them is not there any more."""

    pages: ClassVar[str] = "growth/not_placed"
    name: str
