"""The one door for files that become talks: a document, slides, a web page, subtitles, a recorder’s notes, a text."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from club.core.file_types import display_name, sniff
from club.core.markdown import too_much
from club.core.office import LARGEST_UPLOAD, opened
from club.core.refusals import Refusal
from club.core.text import N_
from club.talks.actions import TalkFacts
from club.talks.recording_rules import Recording, recording_from
from club.talks.transcript_rules import LEFT_OUT, Transcript, lang_of, transcript_from

ACCEPTED = ".txt,.md,.docx,.pptx,.html,.htm,.srt,.vtt"
LONGEST_RAW = 2_000_000
"""Characters of a bare text that are looked at; subtitles have several for each that is said."""
_PACKAGES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_WORD = re.compile(r"\w[\w’'-]*")
_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?:<!--.*?-->\s*+)*+<(?:!doctype|html|head|body|article|main|section|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Found:
    """What was understood of a file: the talk, who speaks in it, and what was left out."""

    transcript: Transcript
    name: str
    lang: str
    speakers: tuple[str, ...] = ()
    fillers: int = 0
    pictures: int = 0

    @property
    def words(self) -> int:
        """How many words, of Chinese how many characters."""
        text = self.transcript.words
        return sum("\u4e00" <= sign <= "\u9fff" for sign in text) if self.lang == "zh" else len(_WORD.findall(text))


def read_file(content: bytes, name: str, *, leaves_fillers_out: bool = True) -> Found | Refusal:
    """The talk in a file that somebody sent, told by its content; or why it cannot be read and what to do."""
    shown = display_name(name)
    if not content.strip():
        return Refusal("empty_file", N_("“%(name)s” is empty."), N_("Save it again and send it."), {"name": shown})
    if len(content) > LARGEST_UPLOAD:
        values = {"name": shown, "megabytes": LARGEST_UPLOAD // 1024**2}
        return Refusal("too_large", N_("“%(name)s” is larger than %(megabytes)s MB."), _SMALLER, values)
    if content.startswith(_PACKAGES):
        read = _from_package(content, shown)
    else:
        text = _text(content)
        if text is None or sniff(content):
            return Refusal("other_file", _OTHER, _WHICH, {"name": shown})
        if len(text) > LONGEST_RAW:
            return too_much(text) or Refusal("other_file", _OTHER, _WHICH, {"name": shown})
        read = opened("page", content, shown) if _PAGE.match(text) else {"markdown": text}
    return read if isinstance(read, Refusal) else _found(read, shown, leaves_fillers_out=leaves_fillers_out)


_SMALLER = N_("Take pictures and what is not needed out of it, and send it again.")
_OTHER = N_("“%(name)s” is not a file that a talk can be read from.")
_WHICH = N_(
    "Send a Word file (.docx), slides (.pptx), a web page (.html), subtitles (.srt, .vtt) or a text (.txt, .md)."
)


def _from_package(content: bytes, shown: str) -> Any:
    """A Word file or slides, whatever the name says; the other of the two is tried where it is not the first."""
    kinds = ("slides", "letter") if shown.lower().endswith((".pptx", ".ppt")) else ("letter", "slides")
    for kind in kinds:
        read = opened(kind, content, shown)
        if not (isinstance(read, Refusal) and read.code == "other_file"):
            return read
    return Refusal("other_file", _OTHER, _WHICH, {"name": shown})


def _text(content: bytes) -> str | None:
    """The characters of a text file, as Windows in China writes them too; None where it is no text."""
    codings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for coding in codings:
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        return None if re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text) else text
    return None


def _found(read: dict[str, Any], shown: str, *, leaves_fillers_out: bool) -> Found | Refusal:
    recording = recording_from(read["markdown"], leaves_fillers_out=leaves_fillers_out)
    found = _of_recording(recording) if recording else transcript_from(read["markdown"])
    if not found.words:
        return Refusal("no_words_in_file", N_("“%(name)s” holds no words of a talk."), _WHICH, {"name": shown})
    if (refusal := too_much(found.words)) is not None:
        return refusal
    facts = {**{key: read[key] for key in ("speaker", "summary") if read.get(key)}, **found.facts}
    found = replace(
        found,
        title=found.title or read.get("title", ""),
        held_on=found.held_on or _day(read.get("date", "")),
        left_out=(*read.get("left_out", ()), *found.left_out)[:LEFT_OUT],
        facts=facts,
    )
    speakers, fillers = (recording.speakers, recording.fillers) if recording else ((), 0)
    lang = facts["lang"] if facts.get("lang") in {"en", "zh"} else lang_of(found.words)
    return Found(found, shown, lang, speakers, fillers, read.get("pictures", 0))


def _of_recording(recording: Recording) -> Transcript:
    """What stands above the first turn tells the title and the day; it is not part of what was said."""
    head = transcript_from(recording.head)
    first = next((line for line in head.words.split("\n") if line.strip()), "")
    return replace(head, words=recording.words, title=head.title or first.strip("# *")[:200])


def facts_of(found: Found) -> TalkFacts:
    """A talk as its file tells it."""
    told, facts = found.transcript, found.transcript.facts
    alone = found.speakers[0] if len(found.speakers) == 1 else ""
    return TalkFacts(
        title=told.title[:200],
        lang=found.lang,
        transcript=told.words,
        summary=facts.get("summary", "")[:500],
        speaker=(facts.get("speaker", "") or alone)[:200],
        firm_name=facts.get("firm", "")[:200],
        held_on=told.held_on,
        place=facts.get("place", "")[:200],
        topics=list(told.topics),
        source=told.source[:300],
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
