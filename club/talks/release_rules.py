"""When a talk may come out in its speaker’s name, and when at all."""

import hashlib
import json
from datetime import datetime, timedelta
from enum import StrEnum

from club.core.refusals import Refusal
from club.core.text import N_
from club.talks.models import Outcome, Talk

LINK_DAYS = 30
"""Days in which a speaker can answer by the private link."""
FARTHEST = timedelta(days=366)
"""So far ahead a text may be told to come out; beyond that somebody mistyped the year."""
MOST_ANSWERS = 50
LONGEST_WORDS = 2000
LONGEST_NOTE = 500

NOT_RELEASED = Refusal(
    "not_released",
    N_("The speaker has not released this talk."),
    N_("Ask for the release on the page about the speaker; then publish."),
)
CHANGED_SINCE = Refusal(
    "changed_since",
    N_("This talk was changed since you opened the page; nothing was released."),
    N_("Read it as it is now, then answer again."),
)
TOO_MANY_ANSWERS = Refusal(
    "too_many_answers", N_("You have answered very often about this talk."), N_("Please call the club.")
)
WORDS_MISSING = Refusal("words_missing", N_("Say what should be changed."))
NOT_AGREED = Refusal("not_agreed", N_("To release the talk, agree to the release agreement."))
ALREADY_OUT = Refusal(
    "already_out", N_("This talk is published already."), N_("Write to the club if something in it has to be changed.")
)
SPEAKER_NAMED = Refusal(
    "speaker_named",
    N_("This talk names another account as its speaker already."),
    N_("Write to the club if you spoke it."),
)
WAS_OUT = Refusal(
    "was_out",
    N_("This talk has been published, so nobody is named over the link any more."),
    N_("Ask whoever wrote it down to name you."),
)
NOTE_MISSING = Refusal(
    "note_missing",
    N_("The text is out: say in a line what was corrected."),
    N_("Readers see the line with its date below the text."),
)


class Release(StrEnum):
    """How a speaker stands with a talk."""

    OPEN = "open"
    CHANGES = "changes"
    RELEASED = "released"
    OUTDATED = "outdated"


def digest_of(talk: Talk) -> str:
    """What tells a talk as its speaker saw it from every other: what it says and shows, whose it is, who may see it."""
    seen = [talk.title, talk.summary, talk.speaker, talk.firm_name, talk.transcript, str(talk.visibility)]
    seen += [f"{name}:{value}" for name in ("slides_ref", "recording", "media_ref") if (value := getattr(talk, name))]
    return hashlib.sha256(json.dumps(seen).encode("utf-8", "replace")).hexdigest()


def release_of(outcome: Outcome | None, answered: str, now: str) -> Release:
    """Where the last answer leaves a talk: what was released and changed since is to be released again."""
    if outcome is None:
        return Release.OPEN
    if outcome is Outcome.CHANGES:
        return Release.CHANGES
    return Release.RELEASED if answered == now else Release.OUTDATED


def missing_release(release: Release, *, is_asked: bool) -> Refusal | None:
    """What keeps a talk from coming out, where the club asks its speakers."""
    return NOT_RELEASED if is_asked and release is not Release.RELEASED else None


def publishes(*, is_editor: bool, is_reviewed: bool) -> bool:
    """Whether a writer brings own texts out: editors always, others where the club has no review."""
    return is_editor or not is_reviewed


def moment_fault(at: datetime, now: datetime) -> Refusal | None:
    """Why a text cannot be told to come out then."""
    if at <= now:
        return Refusal("time_is_past", N_("This moment is past."), N_("Choose a later one, or publish now."))
    if at > now + FARTHEST:
        return Refusal("time_is_far", N_("This moment is more than a year away: check the year."))
    return None
