"""Slides as people send them, good and bad."""

import io
from typing import Any

import pikepdf

FONT = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"}


def a_pdf(pages: int = 3, *, says: str = "Page", **saved: Any) -> bytes:
    """A PDF with a few words on each page."""
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(960, 540))
        names = {key: pikepdf.Name(name) for key, name in FONT.items()}
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pikepdf.Dictionary(**names)))
        page.Contents = pdf.make_stream(f"BT /F1 40 Tf 80 300 Td ({says} {number}) Tj ET".encode())
    return _saved(pdf, **saved)


def of_odd_signs() -> bytes:
    """A PDF whose font says that its A is a sign which no keyboard types, as at the end of a broken line."""
    pdf = pikepdf.open(io.BytesIO(a_pdf(1, says="PAGE")))
    cmap = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <0002> endbfchar"
    pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(cmap)
    return _saved(pdf)


def of_blank_pages(number: int, size: tuple[float, float] = (960, 540)) -> bytes:
    pdf = pikepdf.new()
    for _ in range(number):
        pdf.add_blank_page(page_size=size)
    return _saved(pdf)


def with_a_program(*, is_hidden: bool = False) -> bytes:
    """A PDF that would run JavaScript when it is opened; hidden, no plain search finds it."""
    pdf = pikepdf.open(io.BytesIO(a_pdf(1)))
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = pdf.make_indirect(action)
    mode = pikepdf.ObjectStreamMode.generate if is_hidden else pikepdf.ObjectStreamMode.disable
    return _saved(pdf, object_stream_mode=mode)


def that_starts_something() -> bytes:
    pdf = pikepdf.open(io.BytesIO(a_pdf(1)))
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    where = pikepdf.Array([0, 0, 960, 540])
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=where, A=action)
    pdf.pages[0].Annots = pikepdf.Array([note])
    return _saved(pdf)


def locked(user: str = "secret") -> bytes:
    return a_pdf(1, encryption=pikepdf.Encryption(owner="owner", user=user))


def _saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()
