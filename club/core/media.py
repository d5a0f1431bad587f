"""Audio and video, told by their bytes and never by their name: which container, whether it shows, how long it lasts.

Browsers play them; here only the outlines are read, a few kB wherever they stand, in a bounded number of steps.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

HEAD = 4096
"""So many first bytes tell a container."""
LONGEST = 48 * 3600
"""A length in seconds beyond which a file says nonsense."""
_MOST_STEPS = 5000
_STILL_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}


class MediaType(StrEnum):
    """What is taken, by its media type."""

    MP4 = "video/mp4"
    M4A = "audio/mp4"
    WEBM = "video/webm"
    WEBM_AUDIO = "audio/webm"
    MP3 = "audio/mpeg"
    OGG = "audio/ogg"

    @property
    def is_video(self) -> bool:
        """Whether there is something to see."""
        return self.value.startswith("video/")


@dataclass(frozen=True)
class Outline:
    """What a whole file is, and its length in seconds where it tells one."""

    kind: MediaType
    seconds: int | None


class BrokenError(ValueError):
    """The file is cut off, damaged, or holds nothing that plays."""


def container(head: bytes) -> MediaType | None:
    """The container that the first bytes of a file say; whether it has pictures is known once the whole is there."""
    if head[4:8] == b"ftyp":
        return None if head[8:12] in _STILL_BRANDS else MediaType.MP4
    if head.startswith(b"\x1aE\xdf\xa3"):
        return MediaType.WEBM if b"webm" in head[:64] else None
    if head.startswith(b"OggS"):
        return MediaType.OGG
    if head.startswith(b"ID3") or _frame(head) is not None:
        return MediaType.MP3
    return None


def outline(file: IO[bytes], size: int) -> Outline:
    """What a whole file is and how long it lasts. BrokenError where it does not hold together."""
    file.seek(0)
    found = container(file.read(HEAD))
    if found is None:
        raise BrokenError
    kind, seconds = _READERS[found](file, size)
    whole = round(seconds) if seconds is not None and 0 < seconds <= LONGEST else None
    return Outline(kind, max(1, whole) if whole is not None else None)


def _at(file: IO[bytes], place: int, length: int) -> bytes:
    file.seek(place)
    found = file.read(length)
    if len(found) < length:
        raise BrokenError
    return found


class _Steps:
    """So many parts of a file are looked at, and no more."""

    def __init__(self) -> None:
        self.left = _MOST_STEPS

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise BrokenError


def _boxes(file: IO[bytes], start: int, end: int, steps: _Steps) -> Iterator[tuple[bytes, int, int]]:
    """The boxes of MP4 between two places: name, where the content begins, where it ends."""
    while end - start >= 8:  # noqa: PLR2004  the length of a box's head
        steps.take()
        length, name = struct.unpack(">I4s", _at(file, start, 8))
        head = 8
        if length == 1:
            length, head = struct.unpack(">Q", _at(file, start + 8, 8))[0], 16
        elif length == 0:
            length = end - start
        if length < head or start + length > end:
            raise BrokenError
        yield name, start + head, start + length
        start += length


def _mp4(file: IO[bytes], size: int) -> tuple[MediaType, float | None]:
    steps, seconds, names, handlers = _Steps(), None, set(), set()
    for name, start, end in _boxes(file, 0, size, steps):
        names.add(name)
        if name == b"moov":
            for inner, begins, ends in _boxes(file, start, end, steps):
                if inner == b"mvhd":
                    seconds = _mp4_seconds(_at(file, begins, 32))
                elif inner == b"trak":
                    handlers |= set(_handlers(file, begins, ends, steps))
    if b"moov" not in names or not names & {b"mdat", b"moof"} or not handlers & {b"vide", b"soun"}:
        raise BrokenError
    return (MediaType.MP4 if b"vide" in handlers else MediaType.M4A), seconds


def _mp4_seconds(head: bytes) -> float | None:
    scale, length = struct.unpack(">IQ", head[20:32]) if head[0] else struct.unpack(">II", head[12:20])
    return length / scale if scale else None


def _handlers(file: IO[bytes], start: int, end: int, steps: _Steps) -> Iterator[bytes]:
    """What the tracks are: `vide`, `soun`, and others."""
    for name, begins, ends in _boxes(file, start, end, steps):
        if name == b"mdia":
            yield from (
                _at(file, first + 8, 4) for inner, first, _last in _boxes(file, begins, ends, steps) if inner == b"hdlr"
            )


_SEGMENT, _INFO, _SCALE, _DURATION = 0x18538067, 0x1549A966, 0x2AD7B1, 0x4489
_TRACKS, _TRACK, _TRACK_KIND, _CLUSTER = 0x1654AE6B, 0xAE, 0x83, 0x1F43B675


def _number(file: IO[bytes], place: int, *, is_name: bool) -> tuple[int | None, int]:
    """A number of EBML's changing width, and how wide it is; none where it says that it does not know."""
    first = _at(file, place, 1)[0]
    width = 9 - first.bit_length()
    if width > (4 if is_name else 8):
        raise BrokenError
    value = int.from_bytes(_at(file, place, width))
    if is_name:
        return value, width
    most = (1 << 7 * width) - 1
    value &= most
    return (None if value == most else value), width


def _elements(file: IO[bytes], start: int, end: int, steps: _Steps) -> Iterator[tuple[int, int, int]]:
    """The elements of EBML between two places; one that does not know its length goes on to the end."""
    while start < end:
        steps.take()
        name, wide = _number(file, start, is_name=True)
        length, long = _number(file, start + wide, is_name=False)
        begins = start + wide + long
        start = end if length is None else begins + length
        if name is None or start > end:
            raise BrokenError
        yield name, begins, start


def _webm(file: IO[bytes], size: int) -> tuple[MediaType, float | None]:
    steps, seconds, kinds = _Steps(), None, set()
    segment = next((found for found in _elements(file, 0, size, steps) if found[0] == _SEGMENT), None)
    if segment is None:
        raise BrokenError
    for name, start, end in _elements(file, segment[1], segment[2], steps):
        if name == _INFO:
            seconds = _webm_seconds(file, start, end, steps)
        elif name == _TRACKS:
            kinds = {
                _at(file, first, 1)[0]
                for track, begins, ends in _elements(file, start, end, steps)
                if track == _TRACK
                for inner, first, _last in _elements(file, begins, ends, steps)
                if inner == _TRACK_KIND
            }
        elif name == _CLUSTER and kinds:
            return (MediaType.WEBM if 1 in kinds else MediaType.WEBM_AUDIO), seconds
    raise BrokenError


def _webm_seconds(file: IO[bytes], start: int, end: int, steps: _Steps) -> float | None:
    scale, length = 1_000_000, None
    for name, begins, ends in _elements(file, start, end, steps):
        wide = ends - begins
        if name == _SCALE and 0 < wide <= 8:  # noqa: PLR2004  the widest number
            scale = int.from_bytes(_at(file, begins, wide))
        elif name == _DURATION and wide in {4, 8}:
            length = struct.unpack(">f" if wide == 4 else ">d", _at(file, begins, wide))[0]  # noqa: PLR2004
    return length * scale / 1e9 if length else None


_OGG_TAIL = 65_536


def _ogg(file: IO[bytes], size: int) -> tuple[MediaType, float | None]:
    """Vorbis and Opus; the last page tells up to which sample it goes."""
    file.seek(0)
    head = file.read(HEAD)
    if (at := head.find(b"OpusHead")) >= 0:
        rate, skipped = 48_000, int.from_bytes(head[at + 10 : at + 12], "little")
    elif (at := head.find(b"\x01vorbis")) >= 0:
        rate, skipped = int.from_bytes(head[at + 12 : at + 16], "little"), 0
    else:
        raise BrokenError
    tail = _at(file, max(0, size - _OGG_TAIL), min(size, _OGG_TAIL))
    last = tail.rfind(b"OggS")
    samples = int.from_bytes(tail[last + 6 : last + 14], "little", signed=True)
    if last < 0 or not rate:
        raise BrokenError
    return MediaType.OGG, (samples - skipped) / rate


_KBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


@dataclass(frozen=True)
class _Frame:
    """The head of a frame of MP3: bits and samples a second, samples in it, its length in bytes."""

    bits: int
    rate: int
    samples: int
    length: int


def _frame(head: bytes) -> _Frame | None:
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # noqa: PLR2004  the mark of layer III
        return None
    version, kbit, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version not in _RATES or kbit in {0, 15} or rate == 3:  # noqa: PLR2004  reserved
        return None
    bits, hertz = _KBITS[version == 3][kbit] * 1000, _RATES[version][rate]  # noqa: PLR2004
    samples = 1152 if version == 3 else 576  # noqa: PLR2004
    return _Frame(bits, hertz, samples, samples // 8 * bits // hertz + (head[2] >> 1 & 1))


_COUNTED = 12
"""So many bytes an encoder takes for its mark and the count of frames."""


def _mp3(file: IO[bytes], size: int) -> tuple[MediaType, float | None]:
    """Past its tags; by the count of frames where an encoder left it, else by its bits a second."""
    start, tag = 0, _at(file, 0, 10)
    if tag.startswith(b"ID3"):
        wide = [byte & 0x7F for byte in tag[6:10]]
        start = 10 + (wide[0] << 21 | wide[1] << 14 | wide[2] << 7 | wide[3])
    first = _frame(_at(file, start, 4))
    if first is None or _frame(_at(file, start + first.length, 4)) is None:
        raise BrokenError
    inside = _at(file, start, first.length)
    for mark in (b"Xing", b"Info"):
        at = inside.find(mark)
        if 0 <= at <= len(inside) - _COUNTED and inside[at + 7] & 1:
            return MediaType.MP3, int.from_bytes(inside[at + 8 : at + _COUNTED]) * first.samples / first.rate
    return MediaType.MP3, (size - start) * 8 / first.bits


_READERS: dict[MediaType, Callable[[IO[bytes], int], tuple[MediaType, float | None]]] = {
    MediaType.MP4: _mp4,
    MediaType.WEBM: _webm,
    MediaType.OGG: _ogg,
    MediaType.MP3: _mp3,
}
