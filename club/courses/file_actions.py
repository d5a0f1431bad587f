"""The file of a lesson on its way in: made ready before the course is held, and kept while its form is put right."""

from dataclasses import dataclass, field

from werkzeug.datastructures import FileStorage

from club.applications.upload_actions import Pending, held_before, hold
from club.core import outbox
from club.core.file_types import LARGEST_FILE, FileType
from club.core.files import Admitted, admit
from club.core.refusals import Refusal
from club.core.site import ClubSeen
from club.courses.lesson_actions import keep_file, store
from club.courses.models import Lesson


@dataclass
class Incoming:
    """What a form brings: a file that may be kept, or why there is none; `held` is what its earlier rounds left."""

    admitted: Admitted | None = None
    refusal: Refusal | None = None
    held: list[Pending] = field(default_factory=list)


def come_in(upload: FileStorage | None, tickets: list[str], *, club: str) -> Incoming:
    """The new file of a form, admitted by its content, else the one that was sent with an earlier round of it."""
    held, gone = held_before(tickets[:1], club=club)
    if upload is not None and upload.filename:
        taken = admit(upload.stream.read(LARGEST_FILE + 1), upload.filename)
        return Incoming(refusal=taken, held=held) if isinstance(taken, Refusal) else Incoming(taken)
    if not held:
        return Incoming(refusal=gone[0] if gone else None)
    (one,) = held
    return Incoming(Admitted(store().read(one.stored_as), FileType(one.media_type), one.name), held=held)


def leave(incoming: Incoming, *, club: str) -> None:
    """Hold the file of a form that comes back, so that nobody has to choose it again; else say that they have to."""
    if incoming.admitted is None or incoming.held:
        return
    held = hold(incoming.admitted, club=club)
    if isinstance(held, Refusal):
        incoming.refusal = held
    else:
        incoming.held = [held]


def take_over(lesson: Lesson, incoming: Incoming, *, club: ClubSeen) -> None:
    """Give a lesson the file that came in; what was held of it meanwhile goes once this is committed."""
    if incoming.admitted is not None:
        keep_file(lesson, incoming.admitted, club=club)
    for one in incoming.held:
        outbox.order("courses.forget_file", stored_as=one.stored_as)
