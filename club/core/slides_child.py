"""Run as a program of its own: a PDF on standard input; what it is, or some of its pages as pictures, on the output."""

import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 1200 * 1024 * 1024
SECONDS = 50
LONGEST_EDGE = 1600
MOST_WORDS = 2000
MOST_OBJECTS = 200_000
DEEPEST = 8
EXIT_BROKEN, EXIT_LOCKED, EXIT_ACTIVE = 2, 3, 4
ACTIVE = {"/JavaScript", "/Launch"}


class ActiveError(Exception):
    """The file would carry something out on the machine of whoever opens it."""


def main(arguments: list[str]) -> int:
    """Tell what the file is, or draw pages `first` to `last`; every failure of a library is the file’s, not ours."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    out = io.BytesIO()
    import pikepdf

    try:
        if arguments:
            for part in drawn(content, *map(int, arguments)):
                out.write(part)
        else:
            out.write(json.dumps({"pages": looked_at(content)}).encode())
    except pikepdf.PasswordError:
        return EXIT_LOCKED
    except ActiveError:
        return EXIT_ACTIVE
    except Exception:  # noqa: BLE001 (libraries raise whatever they like)
        return EXIT_BROKEN
    sys.stdout.buffer.write(out.getvalue())
    return 0


def looked_at(content: bytes) -> int:
    """How many pages a file has; raises where it is locked, broken, or would carry something out."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        if pdf.is_encrypted:
            raise pikepdf.PasswordError
        for number, found in enumerate(pdf.objects):
            if number > MOST_OBJECTS:
                raise ValueError("too many objects")
            _refuse_active(found, DEEPEST)
        return len(pdf.pages)


def _refuse_active(found: Any, depth: int) -> None:
    import pikepdf

    if isinstance(found, pikepdf.Stream | pikepdf.Dictionary):
        if "/JS" in found or str(found.get("/S", "")) in ACTIVE:
            raise ActiveError
        inside = [value for _key, value in found.items()]
    elif isinstance(found, pikepdf.Array):
        inside = list(found)
    else:
        return
    for one in inside if depth else ():
        if isinstance(one, pikepdf.Object) and not one.is_indirect:
            _refuse_active(one, depth - 1)


def drawn(content: bytes, first: int, last: int) -> Iterator[bytes]:
    """Each page as a line of what it is (size, words, bytes of the picture) and the picture after it."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(content)
    for number in range(first, min(last, len(pdf)) + 1):
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = LONGEST_EDGE / max(width, height, 1)
        picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=80, method=4)
        words = _plain(page.get_textpage().get_text_bounded())[:MOST_WORDS]
        told = {"width": picture.width, "height": picture.height, "words": words, "bytes": out.tell()}
        yield json.dumps(told).encode() + b"\n"
        yield out.getvalue()


def _plain(text: str) -> str:
    """Words between single spaces; what no keyboard types, such as the mark of a broken line, is no part of them."""
    return " ".join("".join(each for each in text if each.isprintable() or each.isspace()).split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
