"""How a DOCX of ours looks: its sheet of paper, its styles, and the lines of its tables."""

from typing import Any

CLAUSE, MUST, OTHER, COVER, CELL = "Clause", "Binding clause", "Other part", "Cover", "Cell"
_SANS, _SERIF = "Microsoft YaHei", "SimSun"
_INK, _GOLD, _MUTED, _LINE = "16191D", "8A6410", "5A616B", "C9C4B8"
_SIZES = {
    "Normal": 10.5,
    "Title": 24,
    "Subtitle": 11,
    "Heading 1": 15,
    "Heading 2": 12.5,
    "Heading 3": 11,
    "Heading 4": 10.5,
    "Caption": 10.5,
    OTHER: 15,
    COVER: 10.5,
    CELL: 9.5,
}
_AFTER = {"Normal": 4, CLAUSE: 4, CELL: 1, COVER: 2, "Subtitle": 14}
"""Points of room below a paragraph."""


def lay_out(document: Any, lang: str) -> None:
    """Give a new document A4, our styles and fonts, and fine lines."""
    from docx.shared import Cm

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin, page.bottom_margin = Cm(2.4), Cm(2)
    _styles(document.styles, lang)
    _lines(document.styles)


def element(name: str) -> Any:
    """An element of the format, for what the library has no word for."""
    from docx.oxml import OxmlElement

    return OxmlElement(name)


def named(name: str) -> str:
    """The whole name of an element or attribute."""
    from docx.oxml.ns import qn

    return str(qn(name))


def _styles(styles: Any, lang: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    bases = ((CLAUSE, "Normal"), (MUST, CLAUSE), (OTHER, "Heading 1"), (COVER, "Normal"), (CELL, "Normal"))
    for name, base in bases:
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style, made.quick_style = styles[base], True
    for name, size in _SIZES.items():
        style = styles[name]
        style.font.size, style.font.italic = Pt(size), False
        style.font.color.rgb = RGBColor.from_string({OTHER: _GOLD, "Subtitle": _MUTED}.get(name, _INK))
        _font(style, _SERIF if name == "Title" else _SANS, lang)
    for name, points in _AFTER.items():
        styles[name].paragraph_format.space_after = Pt(points)
    for name in (CLAUSE, MUST):
        styles[name].paragraph_format.left_indent = Cm(1.2)
        styles[name].paragraph_format.first_line_indent = Cm(-1.2)
        styles[name].paragraph_format.tab_stops.add_tab_stop(Cm(1.2))
    styles[COVER].paragraph_format.tab_stops.add_tab_stop(Cm(4))


def _font(style: Any, name: str, lang: str) -> None:
    """One font for letters and for Chinese; Word asks for both by different names."""
    style.font.name = "Calibri" if lang == "en" and name == _SANS else name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(named(attribute), None)
    fonts.set(named("w:eastAsia"), name)


def _lines(styles: Any) -> None:
    """A line below the title, a bar beside what binds, fine lines in tables; no spread letters."""
    for name, side in (("Title", "bottom"), (MUST, "left")):
        holder = styles[name].element.get_or_add_pPr()
        for old in holder.findall(named("w:pBdr")):
            holder.remove(old)
        border = element("w:pBdr")
        border.append(_line(side, _GOLD, size=12, space=8))
        holder.insert_element_before(border, *_AFTER_BORDERS)
    for spread in styles["Subtitle"].element.rPr.findall(named("w:spacing")):
        styles["Subtitle"].element.rPr.remove(spread)
    grid = styles["Table Grid"].element.find(f"{named('w:tblPr')}/{named('w:tblBorders')}")
    for side in list(grid):
        grid.replace(side, _line(side.tag.rpartition("}")[2], _LINE, size=4, space=0))


_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:outlineLvl",
)


def _line(side: str, colour: str, *, size: int, space: int) -> Any:
    made = element(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", str(space)), ("color", colour)):
        made.set(named(f"w:{name}"), value)
    return made
