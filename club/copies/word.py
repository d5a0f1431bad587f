"""A text as a DOCX that is worked on in Word or WPS, and read back by its headings."""

import io
from typing import Any

from club.copies.editions import Held, pointed_at, record_of
from club.copies.outline import blocks_of
from club.copies.word_styles import CELL, CLAUSE, COVER, MUST, OTHER, element, lay_out, named
from club.core.i18n import day, short_day, speaking
from club.core.i18n import phrase as gettext
from club.documents.blocks import Block
from club.documents.languages import in_language, language_for

MARK = "_k_"
LONGEST_MARK = 40
_SIGNING_LINES = 6


def word_file(found: Held, wish: str, *, firm: str) -> bytes:
    """Return a document in the language of its text; blanks stay as they are written, in braces."""
    lang = language_for(found.body, found.row.lang, wish)
    with speaking(lang):
        writing = _Writing(lang)
        blocks = blocks_of(found.kind, in_language(found.body, lang), pointed_at(found.row, found.kind))
        writing.head(found, gettext(found.kind.label))
        opening = [block for block in blocks if block.sort in {"title", "lead"}]
        for block in opening:
            writing.put(block)
        writing.cover(found, firm)
        for block in blocks[len(opening) :]:
            writing.put(block)
        writing.tail(found)
        return writing.content()


class _Writing:
    """Puts blocks into a document with styles of its own."""

    def __init__(self, lang: str) -> None:
        from docx import Document

        self.document = Document()
        self.marks = 0
        lay_out(self.document, lang)

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
        section.header.paragraphs[0].text = f"{kind} · {_state(found)}"
        self._page_number(section.footer.paragraphs[0])

    def cover(self, found: Held, firm: str) -> None:
        """What is known of the text, below its title; it is not read back."""
        from docx.enum.text import WD_BREAK

        newest = next(iter(record_of(found)), None) if found.number is not None else None
        facts = [(gettext("Firm"), firm), (gettext("State"), _state(found))]
        facts += [(gettext("Department"), found.row.department), (gettext("Kept by"), found.row.keeper)]
        if newest is not None:
            facts.append((gettext("Published by"), f"{newest.publisher or ''} {short_day(newest.published_at)}"))
        if newest is not None and newest.approver:
            facts.append((gettext("Approved by"), f"{newest.approver} {short_day(newest.approved_at)}"))
        for label, words in facts:
            if words:
                self.document.add_paragraph(f"{label}\t{words}", style=COVER)
        self.document.add_paragraph(style=COVER).add_run().add_break(WD_BREAK.PAGE)

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
                within = cells[place].paragraphs[0]
                within.style = CELL
                within.add_run(text).bold = number == 0 or None
        self._repeat_head(made.rows[0])
        self.document.add_paragraph(style="Normal")

    def _mark(self, made: Any, key: str) -> None:
        """A bookmark round the paragraph: Word and WPS keep it while its text is changed."""
        name = MARK + key.replace("-", "_")
        if not key or len(name) > LONGEST_MARK:
            return
        self.marks += 1
        begin, end = element("w:bookmarkStart"), element("w:bookmarkEnd")
        for each in (begin, end):
            each.set(named("w:id"), str(self.marks))
        begin.set(named("w:name"), name)
        first = next(iter(made.runs))._r  # noqa: SLF001  the library has no word for bookmarks
        first.addprevious(begin)
        made._p.append(end)  # noqa: SLF001

    def _page_number(self, made: Any) -> None:
        field = element("w:fldSimple")
        field.set(named("w:instr"), "PAGE")
        made._p.append(field)  # noqa: SLF001
        made.alignment = 2

    def _repeat_head(self, row: Any) -> None:
        row._tr.get_or_add_trPr().append(element("w:tblHeader"))  # noqa: SLF001


def _state(found: Held) -> str:
    """Which edition it is, or that it is a draft."""
    if found.number is None:
        return gettext("Draft. Nothing of it is in force.")
    return gettext("Edition %(number)s, from %(day)s on.", number=found.number, day=day(found.effective_on))
