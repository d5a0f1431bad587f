"""How subtitles and the notes of a meeting recorder turn into prose: turns joined, fillers left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

FEWEST_TURNS = 3
"""So many lines with a speaker and a time make a recorder's notes of a text; fewer may be chance."""
MOST_LINES_A_TURN = 5
"""Lines that a turn has at most, in the mean; a programme of a day inside a longer text has more around it."""
FULL_PARAGRAPH = 500
"""Characters after which a paragraph of one speaker ends with the sentence."""
LONGEST_NAME = 40

_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_CUE = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_HEADS = (
    re.compile(rf"^[\[(（]?(?P<at>{_TIME})[\])）]?\s+(?P<who>[^:：\s][^:：]{{0,{LONGEST_NAME}}})[:：]\s*(?P<said>.*)$"),
    re.compile(
        rf"^(?P<who>[^:：]{{1,{LONGEST_NAME}}}?)\s*[\[(（]?\s*(?P<at>{_TIME})\s*[\])）]?\s*[:：]?\s*(?P<said>.*)$"
    ),
)
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^<>]+)>")
_MARK = re.compile(r"</?[^>]{1,60}>|\{\\[^}]{1,40}\}")
_NAMED = re.compile(rf"^(?P<who>[^:：,，.。!?！？]{{1,{LONGEST_NAME}}})[:：]\s*(?P<said>.+)$")
_ENDS = re.compile(r"[.!?。！？…][\"”’』」)]?$")
_WIDE_END = re.compile(r"[\u3000-\u9fff\uff00-\uffef]$")
_WIDE_START = re.compile(r"^[\u3000-\u9fff\uff00-\uffef]")

_FILLERS = (
    re.compile(r"[嗯呃唔]+(?:[，、,…]+|(?=[。！？；]))|[嗯呃唔]+"),
    re.compile(r"(?:那个[，、,…\s]*){2,}|(?:(?<=^)|(?<=[，。！？、；,.…]))那个[，、,…]+"),
    re.compile(r"(?:,\s*)?\b(?:u+m+|u+h+|erm+|hmm+|mhm+)\b(?:\s*(?:,|\.{2,}|…)|(?=[.!?]))?", re.IGNORECASE),
)


@dataclass(frozen=True)
class Turn:
    """What somebody said without a break; `speaker` is empty where the recording names nobody."""

    speaker: str
    words: str


@dataclass(frozen=True)
class Recording:
    """A recording as prose in Markdown: who spoke, how many fillers were left out, what stood above the first turn."""

    words: str
    speakers: tuple[str, ...] = ()
    fillers: int = 0
    head: str = ""


def recording_from(text: str, *, leaves_fillers_out: bool) -> Recording | None:
    """The prose of subtitles or of a recorder's notes; None where a text is neither."""
    lines = text.replace("\r\n", "\n").replace("\ufeff", "").split("\n")
    head, turns = _subtitles(lines) if any(map(_CUE.match, lines)) else _notes(lines)
    if not turns:
        return None
    fillers = 0
    if leaves_fillers_out:
        cleaned = [(turn.speaker, *without_fillers(turn.words)) for turn in turns]
        fillers = sum(count for _who, _words, count in cleaned)
        turns = [Turn(who, words) for who, words, _count in cleaned if words]
    speakers = tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    return Recording("\n\n".join(_paragraphs(turns, is_alone=len(speakers) < 2)), speakers, fillers, head)  # noqa: PLR2004


def without_fillers(words: str) -> tuple[str, int]:
    """A text without the sounds that people make while they think, and how many there were."""
    count = 0
    for filler in _FILLERS:
        words, found = filler.subn(" " if filler is _FILLERS[-1] else "", words)
        count += found
    if not count:
        return words, 0
    words = re.sub(r"\s+([,.!?])", r"\1", re.sub(r"\s{2,}", " ", words)).lstrip(" ,，、").rstrip()
    words = re.sub(r"([。！？.!?])[，、,]+", r"\1", words)
    words = re.sub(r"(^|[.!?]\s+)([a-z])", lambda found: found[1] + found[2].upper(), words)
    return ("" if not re.search(r"\w", words) else words), count


def _subtitles(lines: Sequence[str]) -> tuple[str, list[Turn]]:
    """The cues of SRT or WebVTT in order; a voice, or a name before a colon, is the speaker."""
    turns: list[Turn] = []
    for number, line in enumerate(lines):
        if _CUE.match(line):
            said = " ".join(_cue_text(lines, number + 1))
            voice = _VOICE.search(said)
            words = _MARK.sub("", said).strip()
            named = None if voice else _NAMED.match(words)
            who = voice[1].strip() if voice else named["who"].strip() if named else ""
            turns.append(Turn(who, named["said"] if named else words))
    if len({turn.speaker for turn in turns}) > len(turns) // 2 + 1:  # words before a colon, not names
        turns = [Turn("", f"{turn.speaker}: {turn.words}" if turn.speaker else turn.words) for turn in turns]
    return "", _named_on(turns)


def _named_on(turns: Iterable[Turn]) -> list[Turn]:
    """A cue that names nobody goes on with whoever spoke before."""
    named: list[Turn] = []
    for turn in turns:
        if turn.words:
            named.append(Turn(turn.speaker or (named[-1].speaker if named else ""), turn.words))
    return named


def _cue_text(lines: Sequence[str], number: int) -> Iterator[str]:
    while number < len(lines) and lines[number].strip() and not _CUE.match(lines[number]):
        yield lines[number].strip()
        number += 1


def _notes(lines: Sequence[str]) -> tuple[str, list[Turn]]:
    """A recorder's notes: who and when above, or before, what was said."""
    heads = [(number, found) for number, line in enumerate(lines) if (found := _head(line))]
    times = [_seconds(found["at"]) for _number, found in heads]
    written = sum(bool(line.strip()) for line in lines)
    if len(heads) < FEWEST_TURNS or len(heads) * MOST_LINES_A_TURN < written or times != sorted(times):
        return "", []
    turns: list[Turn] = []
    ends = [number for number, _found in heads[1:]] + [len(lines)]
    for (number, found), end in zip(heads, ends, strict=True):
        words = _joined([found["said"], *lines[number + 1 : end]])
        if words:
            turns.append(Turn(found["who"].strip(" *_#-\t"), words))
    return "\n".join(lines[: heads[0][0]]).strip(), turns


def _head(line: str) -> re.Match[str] | None:
    bare = re.sub(r"\s+", " ", line).strip(" *_#")
    return next((found for head in _HEADS if (found := head.match(bare))), None)


def _seconds(time: str) -> int:
    total = 0
    for part in re.split(r"[.,]", time, maxsplit=1)[0].split(":"):
        total = total * 60 + int(part)
    return total


def _joined(pieces: Iterable[str]) -> str:
    """Lines as one run of text: a space between Latin words, none between Chinese."""
    text = ""
    for piece in (each.strip() for each in pieces):
        if text and piece and not (_WIDE_END.search(text) and _WIDE_START.search(piece)):
            text += " "
        text += piece
    return text


def _paragraphs(turns: Iterable[Turn], *, is_alone: bool) -> Iterator[str]:
    """A paragraph for each speaker’s run of turns, parted at a sentence where it is long."""
    before, text = None, ""
    for turn in turns:
        is_full = len(text) > FULL_PARAGRAPH and _ENDS.search(text)
        if text and (turn.speaker != before or is_full):
            yield text
            text = ""
        if not text and not is_alone and turn.speaker and turn.speaker != before:
            text = f"**{turn.speaker}:** " if turn.speaker.isascii() else f"**{turn.speaker}：**"
        text = (text + turn.words) if text.endswith((":** ", "：**")) else _joined([text, turn.words])
        before = turn.speaker
    if text:
        yield text
