"""What the speaker and the author of a talk are told of notes."""

from dataclasses import dataclass
from typing import ClassVar

from club.core.messages import Event


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event):
    """To the speaker and the author of a talk: a member wrote a note about it."""

    pages: ClassVar[str] = "talks/note"
    title: str
    name: str
