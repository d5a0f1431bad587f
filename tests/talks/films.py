"""Recordings as people send them: small ones of each container, whole and not."""

import struct

from club.demo.film import a_film
from config import MEGABYTE, Recordings

ON = Recordings(largest=30 * MEGABYTE, per_club=40 * MEGABYTE)
WEBM = a_film([["Counting stock"], ["On Mondays"]], seconds=2)
MP3 = (b"\xff\xe3\x18\xc0" + bytes(68)) * 60


def an_mp4(*, track: bytes = b"vide", seconds: int = 90, sound: int = 100) -> bytes:
    """An MP4 with one track; its content is of nothing, so only its outlines hold."""
    head = _box(b"mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000), bytes(80))
    handler = _box(b"hdlr", bytes(8), track, bytes(13))
    movie = _box(b"moov", head, _box(b"trak", _box(b"mdia", handler)))
    return _box(b"ftyp", b"isom", bytes(4), b"isom") + _box(b"mdat", bytes(sound)) + movie


def an_ogg(*, seconds: int = 70) -> bytes:
    """Opus in Ogg: its first page, and its last one, which tells how far it goes."""
    first = b"OggS\x00\x02" + bytes(22) + b"OpusHead\x01\x01" + struct.pack("<H", 312) + bytes(7)
    return first + b"OggS\x00\x04" + struct.pack("<q", 48_000 * seconds + 312) + bytes(14)


def _box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", len(content) + 8) + name + content
