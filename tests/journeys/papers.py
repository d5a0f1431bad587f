"""Evidence as an owner sends it from a telephone: HEIC photos and a PDF."""

from pathlib import Path

import pillow_heif
from PIL import Image, ImageDraw

LINES = ("Statement of account", "1 January to 31 December 2025", "Received: 85,400,000.00", "Refunded: 400,000.00")


def a_statement(shade: str = "white") -> Image.Image:
    """A page of a bank's statement."""
    page = Image.new("RGB", (620, 440), shade)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(LINES):
        pen.text((40, 40 + 60 * number), line, fill="black", font_size=28)
    return page


def a_heic_photo(folder: Path, name: str = "IMG_2041.HEIC") -> Path:
    """A photo as a telephone keeps it."""
    path = folder / name
    pillow_heif.from_pillow(a_statement("ivory")).save(path, quality=60)
    return path


def a_pdf(folder: Path, name: str = "银行流水 2025.pdf") -> Path:
    """A statement as a bank sends it."""
    path = folder / name
    a_statement().save(path, "PDF")
    return path
