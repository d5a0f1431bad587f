"""What speakers and writers are told about texts."""

from dataclasses import dataclass
from typing import ClassVar

from club.core.messages import Event


@dataclass(frozen=True, kw_only=True)
class ReleaseAsked(Event):
    """To the speaker: here is your talk as it will be read; release it, or say what should be changed."""

    pages: ClassVar[str] = "talks/release_asked"
    title: str
    speaker: str


@dataclass(frozen=True, kw_only=True)
class SpeakerAnswered(Event):
    """To whoever wrote it down: the speaker released the talk, or asks for changes."""

    pages: ClassVar[str] = "talks/speaker_answered"
    title: str
    name: str
    is_released: bool
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class SpeakerNamed(Event):
    """To whoever wrote it down: whoever had the speaker’s link is its speaker now, with an account."""

    pages: ClassVar[str] = "talks/speaker_named"
    title: str
    speaker: str


@dataclass(frozen=True, kw_only=True)
class CoAuthorNamed(Event):
    """To somebody who writes a text with its author from now on."""

    pages: ClassVar[str] = "talks/co_author_named"
    title: str


@dataclass(frozen=True, kw_only=True)
class TextHandedOver(Event):
    """To whoever wrote a text with its author, who writes no longer: it is theirs now."""

    pages: ClassVar[str] = "talks/text_handed_over"
    title: str


@dataclass(frozen=True, kw_only=True)
class NotPublished(Event):
    """To whoever wrote it: the moment came, and the text did not come out."""

    pages: ClassVar[str] = "talks/not_published"
    title: str
    why: str


@dataclass(frozen=True, kw_only=True)
class TextHandedIn(Event):
    """To whoever publishes: a talk, an article, a course or an exam was handed in."""

    pages: ClassVar[str] = "talks/text_handed_in"
    title: str


@dataclass(frozen=True, kw_only=True)
class TextMovedOn(Event):
    """To whoever wrote it: an editor published it, or gave it back with words on what to change."""

    pages: ClassVar[str] = "talks/text_moved_on"
    title: str
    is_out: bool
    words: str = ""
