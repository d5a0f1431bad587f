"""Run as a program of its own: a page of HTML on standard input, a PDF on standard output, progress beside it.

With a width, the first sheet comes out as a PNG so many pixels wide.
"""

import io
import logging
import re
import resource
import signal
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

MEMORY = 2048 * 1024 * 1024
SECONDS = 280
COLOURS = 96
EXIT_BROKEN, EXIT_NO_LIBRARY, EXIT_NO_FONT = 2, 4, 5
_FONTS = ("*CJK*", "*cjk*", "wqy*", "SourceHan*", "*SC-*")
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
_PICTURE = "data:image/jpeg;base64,"
_PAGE = re.compile(r"Page (\d+)")


class _Heard(logging.Handler):
    """Writes the number of each page that is set, the highest so far."""

    most = 0

    def emit(self, record: logging.LogRecord) -> None:
        found = _PAGE.search(record.getMessage())
        if found and int(found[1]) > self.most:
            self.most = int(found[1])
            sys.stderr.write(f"page {self.most}\n")
            sys.stderr.flush()


def main(arguments: list[str]) -> int:
    """Set the page; every failure of the setter is the text's, not ours."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    page = sys.stdin.buffer.read().decode()
    if not has_chinese_font():
        return EXIT_NO_FONT
    try:
        import weasyprint
    except (ImportError, OSError):  # without Pango the import itself fails
        return EXIT_NO_LIBRARY
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(_Heard())
    out = io.BytesIO()
    try:
        weasyprint.HTML(string=page, url_fetcher=_fetcher(), base_url="about:blank").write_pdf(out)
        content = pictured(out.getvalue(), int(arguments[0])) if arguments else out.getvalue()
    except Exception:  # noqa: BLE001 (whatever it raises)
        return EXIT_BROKEN
    sys.stdout.buffer.write(content)
    return 0


def pictured(pdf: bytes, width: int) -> bytes:
    """The first page as PNG, of few colours, so that it is small."""
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def has_chinese_font() -> bool:
    """Whether Chinese would be drawn; without a font it is left out without an error."""
    return any(True for folder in _FOLDERS for sort in _FONTS for _ in Path(folder).rglob(sort))


def _fetcher() -> Any:
    """A page holds all that it needs, its pictures too: nothing is fetched."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OfItself(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
            if not url.startswith(_PICTURE):
                raise ValueError("not fetched")
            content = b64decode(url.removeprefix(_PICTURE))
            return URLFetcherResponse(url, content, {"Content-Type": "image/jpeg"})

    return OfItself()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
