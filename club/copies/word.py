"""A text as a DOCX that is worked on in Word or WPS, and read back by its headings."""

import io
from typing import Any

from club.copies.editions import Held, record_of
from club.copies.outline import blocks_of
from club.core.i18n import day, short_day, speaking
from club.core.i18n import phrase as gettext
from club.documents.blocks import Block
from club.documents.languages import in_language, language_for

CLAUSE, MUST, OTHER = "Clause", "Binding clause", "Other part"
MARK = "_k_"
LONGEST_MARK = 40
_SANS, _SERIF = "Microsoft YaHei", "SimSun"
_INK, _GOLD, _MUTED = "16191D", "8A6410", "5A616B"
_SIGNING_LINES = 6


def word_file(found: Held, wish: str) -> bytes:
    """Return a document in the language of its text; blanks stay as they are written, in braces."""
    lang = language_for(found.body, found.row.lang, wish)
    with speaking(lang):
        writing = _Writing(lang)
        blocks = blocks_of(found.kind, in_language(found.body, lang))
        writing.head(found, gettext(found.kind.label))
        for block in blocks:
            writing.put(block)
        writing.tail(found)
        return writing.content()


class _Writing:
    """Puts blocks into a document with styles of its own."""

    def __init__(self, lang: str) -> None:
        from docx import Document

        self.document = Document()
        self.marks = 0
        self._styles(lang)

    def content(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def head(self, found: Held, kind: str) -> None:
        """What is known of the text, in the page's head and foot, so that it is not taken for the text."""
        facts = self.document.core_properties
        facts.title, facts.author, facts.comments = found.row.title, "", ""
        section = self.document.sections[0]
        if found.number is None:
            state = gettext("Draft. Nothing of it is in force.")
        else:
            state = gettext("Edition %(number)s, from %(day)s on.", number=found.number, day=day(found.effective_on))
        section.header.paragraphs[0].text = f"{kind} · {state}"
        self._page_number(section.footer.paragraphs[0])

    def put(self, block: Block) -> None:
        """One block in its style, with its key as a hidden mark."""
        add: Any = getattr(self, f"_{block.sort}", self._text)
        add(block)

    def tail(self, found: Held) -> None:
        """The record of changes and lines to sign; neither is read back."""
        revisions = record_of(found)
        if revisions:
            self._other(Block("other", gettext("Record of changes")))
            head = [gettext("Number"), gettext("What changed"), gettext("Applies from"), gettext("Published")]
            rows = [
                [
                    str(row.number),
                    row.note,
                    short_day(row.effective_on),
                    f"{short_day(row.published_at)} {row.publisher or ''}",
                ]
                for row in revisions
            ]
            self._table(Block("table", rows=[head, *rows]))
        if found.number is not None:
            self._other(Block("other", gettext("Lines to sign")))
            head = [gettext("Full name"), gettext("Department"), gettext("Date"), gettext("Signature")]
            self._table(Block("table", rows=[head, *([""] * len(head) for _ in range(_SIGNING_LINES))]))

    def _title(self, block: Block) -> None:
        self.document.add_paragraph(block.text, style="Title")

    def _lead(self, block: Block) -> None:
        self._paragraph(block, "Subtitle")

    def _heading(self, block: Block) -> None:
        self._paragraph(block, f"Heading {block.level}")

    def _other(self, block: Block) -> None:
        self._paragraph(block, OTHER)

    def _clause(self, block: Block) -> None:
        self._paragraph(block, CLAUSE)

    def _must(self, block: Block) -> None:
        self._paragraph(block, MUST)

    def _caption(self, block: Block) -> None:
        self._paragraph(block, "Caption")

    def _text(self, block: Block) -> None:
        self._paragraph(block, "Normal")

    def _paragraph(self, block: Block, style: str) -> None:
        made = self.document.add_paragraph(style=style)
        if block.number:
            made.add_run(f"{block.number}\t")
        if block.title:
            made.add_run(block.title).bold = True
            made.add_run(" ")
        made.add_run(block.text)
        self._mark(made, block.key)

    def _table(self, block: Block) -> None:
        width = max(len(row) for row in block.rows)
        made = self.document.add_table(rows=0, cols=width, style="Table Grid")
        for number, row in enumerate(block.rows):
            cells = made.add_row().cells
            for place, text in enumerate(row):
                run = cells[place].paragraphs[0].add_run(text)
                run.bold = number == 0 or None
        self._repeat_head(made.rows[0])
        self.document.add_paragraph(style="Normal")

    def _mark(self, made: Any, key: str) -> None:
        """A bookmark round the paragraph: Word and WPS keep it while its text is changed."""
        name = MARK + key.replace("-", "_")
        if not key or len(name) > LONGEST_MARK:
            return
        self.marks += 1
        begin, end = self._element("w:bookmarkStart"), self._element("w:bookmarkEnd")
        for each in (begin, end):
            each.set(_q("w:id"), str(self.marks))
        begin.set(_q("w:name"), name)
        first = next(iter(made.runs))._r  # noqa: SLF001  the library has no word for bookmarks
        first.addprevious(begin)
        made._p.append(end)  # noqa: SLF001

    def _page_number(self, made: Any) -> None:
        field = self._element("w:fldSimple")
        field.set(_q("w:instr"), "PAGE")
        made._p.append(field)  # noqa: SLF001
        made.alignment = 2

    def _repeat_head(self, row: Any) -> None:
        row._tr.get_or_add_trPr().append(self._element("w:tblHeader"))  # noqa: SLF001

    @staticmethod
    def _element(name: str) -> Any:
        from docx.oxml import OxmlElement

        return OxmlElement(name)

    def _styles(self, lang: str) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Cm, Pt, RGBColor

        styles = self.document.styles
        for name, base in ((CLAUSE, "Normal"), (MUST, CLAUSE), (OTHER, "Heading 1")):
            made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style, made.quick_style = styles[base], True
        sizes = {"Normal": 10.5, "Title": 24, "Subtitle": 11, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11}
        for name, size in {**sizes, "Heading 4": 10.5, "Caption": 10.5, OTHER: 15}.items():
            style = styles[name]
            style.font.size, style.font.italic = Pt(size), False
            style.font.color.rgb = RGBColor.from_string(
                _GOLD if name == OTHER else _MUTED if name == "Subtitle" else _INK
            )
            self._font(style, _SERIF if name == "Title" else _SANS, lang)
        styles[MUST].font.color.rgb = RGBColor.from_string(_GOLD)
        for name in (CLAUSE, MUST):
            styles[name].paragraph_format.left_indent = Cm(1.2)
            styles[name].paragraph_format.first_line_indent = Cm(-1.2)
            styles[name].paragraph_format.tab_stops.add_tab_stop(Cm(1.2))

    @staticmethod
    def _font(style: Any, name: str, lang: str) -> None:
        """One font for letters and for Chinese; Word asks for both by different names."""
        style.font.name = "Calibri" if lang == "en" and name == _SANS else name
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(_q(attribute), None)
        fonts.set(_q("w:eastAsia"), name)


def _q(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
