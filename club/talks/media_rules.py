"""Which recordings a club keeps itself, and what becomes of one that is on its way."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from club.core.file_types import display_name, seen_instead
from club.core.media import MediaType, container
from club.core.refusals import Refusal
from club.core.text import N_
from club.talks.media_models import Media
from config import MEGABYTE, Recordings

KEPT = timedelta(days=2)
"""So long what has come of a recording waits for the rest."""
AT_REST = timedelta(hours=1)
"""Somebody else may begin anew where nothing has come for so long."""
ACCEPTED = ",".join([*MediaType, "video/quicktime", ".mp4", ".m4a", ".mov", ".webm", ".mp3", ".ogg", ".opus"])

_SEND_OTHER = N_("Send MP4, M4A, WebM, MP3 or Ogg.")
OFF = Refusal(
    "recordings_off",
    N_("Recordings are not kept on this site."),
    N_("Name the address of the recording instead."),
)
NO_FILE = Refusal("no_file", N_("Choose the recording first."))
BROKEN = Refusal(
    "broken_recording",
    N_("The recording came whole, but it is cut off or damaged: nothing of it plays. It was not kept."),
    N_("Save or export it again, then send that file."),
)
UNDER_WAY = Refusal(
    "under_way",
    N_("Somebody else is sending a recording of this talk."),
    N_("Wait until it is here, or until nothing has come for an hour."),
)
MOVED_ON = Refusal(
    "moved_on",
    N_("This talk was published meanwhile; only an editor of the club changes it now."),
    N_("Open it again to see how it stands."),
)
NO_ROOM = Refusal(
    "no_room",
    N_("Our disk is full, and we are told so."),
    N_("Go on in a few minutes; the parts that have come are kept."),
)


class Announced(NamedTuple):
    """What a browser says of a file before it sends it."""

    name: str
    size: int
    head: bytes
    mark: str = ""


def fault_of(announced: Announced, allowed: Recordings) -> Refusal | None:
    """Why a recording is not taken; its bytes count, not its name."""
    if not allowed.largest:
        return OFF
    shown = {"name": display_name(announced.name)}
    if not announced.size or not announced.head:
        return Refusal("empty_file", N_("“%(name)s” is empty."), N_("Save or export it again."), shown)
    if announced.size > allowed.largest:
        message = N_("“%(name)s” is larger than %(megabytes)s MB.")
        values = {**shown, "megabytes": allowed.largest // MEGABYTE}
        return Refusal("too_large", message, N_("Export it with a smaller picture, or as sound only."), values)
    if container(announced.head) is None:
        message = N_("“%(name)s” is no recording that browsers play: it is %(seen)s.")
        return Refusal("other_type", message, _SEND_OTHER, {**shown, "seen": seen_instead(announced.head)})
    return None


def is_same(media: Media, announced: Announced, *, by: int) -> bool:
    """Whether a file that is announced is the one that somebody has begun to send."""
    asked = (by, display_name(announced.name), announced.size, announced.mark)
    return (media.added_by_id, media.name, media.size, media.mark) == asked


def no_room_in_quota(size: int, used: int, allowed: Recordings) -> Refusal | None:
    """Why a recording has no room beside those that the club keeps."""
    if used + size <= allowed.per_club:
        return None
    values = {"free": max(0, allowed.per_club - used) // MEGABYTE, "needed": -(-size // MEGABYTE)}
    return Refusal(
        "over_quota",
        N_("The club’s recordings have %(free)s MB of room left, and this one needs %(needed)s MB."),
        N_("Take a recording away that is not needed, or ask whoever runs this site for more room."),
        values,
    )


def is_next(media: Media, offset: int, length: int) -> bool:
    """Whether a part is the one that is awaited, and came whole."""
    return offset == media.received < media.size and length == min(media.part_size, media.size - offset)


class Own(NamedTuple):
    """A recording as its talk’s desk sees it."""

    ref: str
    name: str
    size: int
    received: int
    kind: str
    seconds: int | None
    added_by_id: int | None
    touched_at: str
    done_at: str | None

    @property
    def until(self) -> datetime:
        """How long what has come of it waits for the rest."""
        at = datetime.fromisoformat(self.touched_at)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)) + KEPT
