"""A film of a few kB made of pictures, for the demonstration: each is a key frame of VP8, as WebP holds it."""

import io
import struct
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

WIDE, HIGH, QUALITY = 640, 360, 40
PAPER, INK, GOLD = "#FBFAF7", "#1C2026", "#8A6410"


def a_film(pages: Sequence[Sequence[str]], *, seconds: int = 4) -> bytes:
    """A WebM that shows pages of a few lines, each for some seconds."""
    frames = [_frame(lines) for lines in pages]
    length = len(frames) * seconds * 1000
    header = _element(0x1A45DFA3, _element(0x4282, b"webm"), _number(0x4287, 4), _number(0x4285, 2))
    info = _element(0x1549A966, _number(0x2AD7B1, 1_000_000), _element(0x4489, struct.pack(">d", length)))
    picture = _element(0xE0, _number(0xB0, WIDE), _number(0xBA, HIGH))
    track = _element(0xAE, _number(0xD7, 1), _number(0x73C5, 1), _number(0x83, 1), _element(0x86, b"V_VP8"), picture)
    clusters = [
        _element(0x1F43B675, _number(0xE7, number * seconds * 1000), _block(frame, seconds * 1000))
        for number, frame in enumerate(frames)
    ]
    return header + _element(0x18538067, info, _element(0x1654AE6B, track), *clusters)


def _frame(lines: Sequence[str]) -> bytes:
    picture = Image.new("RGB", (WIDE, HIGH), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((56, 64, 60, HIGH - 64), fill=GOLD)
    for number, line in enumerate(lines):
        size = 34 if number == 0 else 22
        draw.text((84, 72 + 56 * number), line, fill=INK, font=ImageFont.load_default(size))
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()[20:]  # after the heads of RIFF and of its only chunk


def _block(frame: bytes, milliseconds: int) -> bytes:
    return _element(0xA0, _element(0xA1, b"\x81\x00\x00\x00" + frame), _number(0x9B, milliseconds))


def _element(name: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return _bytes(name) + b"\x01" + len(content).to_bytes(7) + content


def _number(name: int, value: int) -> bytes:
    return _element(name, _bytes(value))


def _bytes(value: int) -> bytes:
    return value.to_bytes((value.bit_length() + 7) // 8 or 1)
