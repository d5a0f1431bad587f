"""What an uploaded file is, told by its content and never by its name."""

import re
import unicodedata
from enum import StrEnum
from pathlib import PurePosixPath

from club.core.refusals import Refusal
from club.core.text import N_, Phrase

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_REQUEST = 120_000_000
_NAME_LENGTH = 100


class FileType(StrEnum):
    """The types that are accepted, by their media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    PDF = "application/pdf"

    @property
    def is_image(self) -> bool:
        """Whether it is re-encoded before it is kept."""
        return self is not FileType.PDF


_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_SEEN_INSTEAD = (
    (rb"MZ", N_("a Windows program")),
    (rb"\x7fELF", N_("a program")),
    (rb"\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe", N_("a program")),
    (rb"#!", N_("a script")),
    (rb"PK\x03\x04|PK\x05\x06", N_("a ZIP archive or an Office document")),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ", N_("an archive")),
    (rb"\xd0\xcf\x11\xe0", N_("an old Office document")),
    (rb"GIF8", N_("a GIF")),
    (rb"....ftyp", N_("a video")),
    (rb"(?i)\s*(<!doctype|<html|<svg|<\?xml|<script)", N_("a web page")),
)


def sniff(content: bytes) -> FileType | None:
    """The accepted type that the first bytes say, if they say one."""
    if content.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileType.WEBP
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return FileType.HEIC
    return FileType.PDF if content.startswith(b"%PDF-") else None


def file_type(content: bytes, name: str) -> FileType | Refusal:
    """The type of an upload, or why it isn’t kept; `name` only serves the message."""
    shown = display_name(name)
    if not content:
        return Refusal("empty_file", N_("“%(name)s” is empty."), N_("Take or save it again."), {"name": shown})
    if len(content) > LARGEST_FILE:
        message = N_("“%(name)s” is larger than %(megabytes)s MB.")
        values = {"name": shown, "megabytes": LARGEST_FILE // 1024**2}
        return Refusal("too_large", message, N_("Send the pages as separate photos, or a smaller PDF."), values)
    found = sniff(content)
    if found is None:
        message = N_("“%(name)s” is %(seen)s. We take photos (JPEG, PNG, WebP, HEIC) and PDF.")
        values = {"name": shown, "seen": seen_instead(content)}
        return Refusal("other_type", message, N_("Take a photo of it, or save it as PDF."), values)
    return found


def seen_instead(content: bytes) -> Phrase:
    """What a file is, in words, where it is not what was asked for."""
    if (kind := sniff(content)) is not None:
        return Phrase(N_("a picture") if kind.is_image else N_("a PDF"))
    head = content[:512]
    said = (said for pattern, said in _SEEN_INSTEAD if re.match(pattern, head, re.DOTALL))
    return Phrase(next(said, N_("another kind of file")))


def display_name(name: str) -> str:
    """A name fit to be shown: no path, no control or direction marks, not too long."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    clean = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()
    if len(clean) > _NAME_LENGTH:
        clean = f"{clean[: _NAME_LENGTH - 10]}…{clean[-9:]}"
    return clean or "file"


def serving_headers(kind: StrEnum, name: str) -> dict[str, str]:
    """Headers under which kept bytes may leave: saved, never run, never shown as a page of ours."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", display_name(name))
    return {
        "Content-Type": kind.value,
        "Content-Disposition": f'attachment; filename="{plain}"',
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }
