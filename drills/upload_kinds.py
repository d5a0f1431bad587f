"""Files that nobody means well with: programs, bombs, two things at once, pictures that lie about their size."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any, NamedTuple

import pillow_heif
from PIL import Image

MARK = b"HOSTILE<script>alert(1)</script>"
"""Stands in everything that hides words in a picture: what is kept of it must not hold it."""
KEPT, REFUSED = 200, 422


class Kind(NamedTuple):
    """A hostile file: what it is, under which name it is sent, its bytes, and which answers are right."""

    what: str
    name: str
    content: Callable[[], bytes | IO[bytes]]
    answers: tuple[int, ...] = (REFUSED,)


class Zeros(io.RawIOBase):
    """So many zeros that take no memory."""

    def __init__(self, size: int) -> None:
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        many = min(len(buffer), self._left)
        buffer[:many] = bytes(many)
        self._left -= many
        return many


def picture(form: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, form, **more)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes, pixels: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def zipped(*contents: bytes, name: str = "a.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number}{name}", content)
    return out.getvalue()


def heic(size: tuple[int, int] = (64, 64)) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", size)).save(out, quality=50)
    return out.getvalue()


def jpeg_of_size(width: int, height: int) -> bytes:
    """A small picture whose header says another size."""
    content = bytearray(picture())
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def laughs() -> bytes:
    lines = [b'<!ENTITY a0 "ha">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">'.encode() for n in range(1, 12)]
    return b'<?xml version="1.0"?><!DOCTYPE x [' + b"".join(lines) + b"]><x>&a11;</x>"


def pdf(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


def many_frames(form: str) -> bytes:
    frames = [Image.new("RGB", (64, 64), (shade, 0, 0)) for shade in range(200)]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    return out.getvalue()


def _is(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def kinds() -> Iterator[Kind]:
    """Every kind, made when it is sent."""
    yield from _no_picture()
    yield from _two_at_once()
    yield from _liars()
    yield from _papers()
    yield from _names()


def _no_picture() -> Iterator[Kind]:
    yield Kind("nothing at all", "bank.pdf", _is(b""))
    yield Kind("200 MB", "bank.jpg", lambda: io.BufferedReader(Zeros(200_000_000)), (413, 0))
    yield Kind("21 MB that begin as a picture", "bank.jpg", lambda: b"\xff\xd8\xff" + bytes(21 * 1024**2))
    for what, head in {
        "a Windows program named PDF": b"MZ\x90\x00",
        "a program named JPEG": b"\x7fELF\x02\x01\x01",
        "a program of another system": b"\xcf\xfa\xed\xfe",
        "a script": b"#!/bin/sh\nrm -rf /\n",
        "an archive": b"Rar!\x1a\x07\x00",
        "another archive": b"7z\xbc\xaf\x27\x1c",
        "an old Office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a bitmap": b"BM" + bytes(100),
        "a TIFF": b"II*\x00" + bytes(100),
        "an icon": b"\x00\x00\x01\x00" + bytes(100),
        "plain text": b"the turnover was high",
        "noughts": bytes(1000),
        "a video": b"\x00\x00\x00\x18ftypisom" + bytes(100),
        "a web page": b"<!doctype html>" + MARK,
        "an SVG with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    }.items():
        yield Kind(what, "bank.pdf", _is(head))
    yield Kind("a ZIP bomb", "bank.pdf", lambda: zipped(*[bytes(50_000_000)] * 4))
    yield Kind("ZIPs in a ZIP", "bank.docx", lambda: zipped(zipped(zipped(bytes(10_000_000)))))
    yield Kind("a gzip bomb", "bank.jpg", lambda: b"\x1f\x8b\x08\x00\x00\x00\x00\x00" + zlib.compress(bytes(10**8)))
    yield Kind("XML that laughs", "bank.pdf", laughs)


def _two_at_once() -> Iterator[Kind]:
    yield Kind("a GIF that is a script", "bank.jpg", _is(b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)"))
    yield Kind("a picture and a ZIP", "bank.jpg", lambda: picture() + zipped(MARK), (KEPT,))
    yield Kind("a picture and a web page", "bank.html", lambda: picture() + b"<html>" + MARK, (KEPT,))
    yield Kind("a picture with a script as comment", "bank.jpg", lambda: picture(comment=MARK), (KEPT,))
    exif = Image.Exif()
    exif[0x010E] = MARK.decode()
    yield Kind("a picture with a script in its EXIF", "bank.jpg", lambda: picture(exif=exif), (KEPT,))
    yield Kind("a PNG with a script as text", "bank.png", lambda: _with_text(MARK), (KEPT,))
    yield Kind("a web page and a PDF", "bank.pdf", _is(b"<html>" + MARK + b"%PDF-1.7\n"))
    yield Kind("a PDF and a ZIP", "bank.pdf", lambda: pdf(b"<< >>") + zipped(MARK), (KEPT, REFUSED))


def _with_text(words: bytes) -> bytes:
    return png(2, 2, chunk(b"tEXt", b"Comment\x00" + words), pixels=b"\x00" + bytes(6) + b"\x00" + bytes(6))


def _liars() -> Iterator[Kind]:
    yield Kind("a JPEG that breaks off", "bank.jpg", lambda: picture(size=(800, 800))[:400])
    yield Kind("a JPEG of noughts", "bank.jpg", _is(b"\xff\xd8\xff\xe0" + bytes(5000)))
    yield Kind("a JPEG of 65,500 by 65,500", "bank.jpg", partial(jpeg_of_size, 65_500, 65_500))
    yield Kind("a JPEG of 0 by 0", "bank.jpg", partial(jpeg_of_size, 0, 0))
    yield Kind("a PNG of 60,000 by 60,000", "bank.png", partial(png, 60_000, 60_000, pixels=bytes(10**7)))
    yield Kind("a PNG of 2,147,483,647 by 1", "bank.png", partial(png, 2**31 - 1, 1))
    yield Kind("a PNG of 0 by 0", "bank.png", partial(png, 0, 0))
    yield Kind("a PNG of 7,000 by 7,000 black pixels", "bank.png", lambda: picture("PNG", size=(7000, 7000)), (KEPT,))
    bomb = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(10**8)))
    yield Kind("a PNG whose words unfold to 100 MB", "bank.png", partial(png, 2, 2, bomb), (KEPT, REFUSED))
    yield Kind("a PNG with a wrong checksum", "bank.png", lambda: picture("PNG").replace(b"IDAT", b"IDAU"))
    yield Kind("a PNG that breaks off", "bank.png", lambda: picture("PNG", size=(500, 500))[:300])
    yield Kind("a WebP of 16,383 by 16,383", "bank.webp", partial(_webp, 16_383))
    yield Kind("a WebP that breaks off", "bank.webp", lambda: picture("WEBP", size=(500, 500))[:60])
    yield Kind("a WebP of 200 frames", "bank.webp", lambda: many_frames("WEBP"), (KEPT,))
    yield Kind("a broken HEIC", "IMG.HEIC", _is(b"\x00\x00\x00\x18ftypheic" + bytes(5000)))
    yield Kind("a HEIC that breaks off", "IMG.HEIC", lambda: heic()[:-200])
    yield Kind("a photo of 48 megapixels", "IMG.HEIC", partial(heic, (8064, 6048)), (KEPT,))
    yield Kind("a 16-bit grey PNG", "bank.png", lambda: picture("PNG", "I;16"), (KEPT,))
    yield Kind("a CMYK JPEG", "bank.jpg", lambda: picture(mode="CMYK"), (KEPT,))


def _webp(edge: int) -> bytes:
    size = struct.pack("<I", edge - 1)[:3]
    head = b"VP8X" + struct.pack("<I", 10) + b"\x00\x00\x00\x00" + size + size
    return b"RIFF" + struct.pack("<I", 4 + len(head)) + b"WEBP" + head


def _papers() -> Iterator[Kind]:
    """PDFs are kept as they are and only ever saved, never shown: whether one is refused is a reader's matter."""
    either = (KEPT, REFUSED)
    script = pdf(b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>")
    yield Kind("a PDF with a script", "bank.pdf", _is(script), either)
    yield Kind("a PDF that is only a beginning", "bank.pdf", _is(b"%PDF-1.7"), either)
    yield Kind("a PDF of 20,000 objects", "bank.pdf", lambda: pdf(*[b"<< /Kids [1 0 R] >>"] * 20_000), either)
    stream = zlib.compress(bytes(10**8))
    bomb = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream"
    yield Kind("a PDF that unfolds to 100 MB", "bank.pdf", lambda: pdf(bomb), either)


def _names() -> Iterator[Kind]:
    for what, name in {
        "a name that climbs": "../../../etc/passwd",
        "a name with a line break": "bank\r\nSet-Cookie: a=b.jpg",
        "a name that turns the text around": "bank\u202egpj.exe",
        "a name of 5,000 characters": "x" * 5000 + ".jpg",
        "a name that is a script": '"><script>alert(1)</script>.jpg',
    }.items():
        yield Kind(what, name, picture, (KEPT,))
