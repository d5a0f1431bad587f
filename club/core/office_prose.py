"""What the limited child reads as prose: a DOCX, a PPTX or a web page, as Markdown. It finds nothing else of ours."""

import io
import re
from collections.abc import Iterator
from html import escape
from typing import Any

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='副标题'] => h2:fresh
p[style-name='标题 1'] => h1:fresh
p[style-name='标题 2'] => h2:fresh
p[style-name='标题 3'] => h3:fresh
"""
NOT_TEXT = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "button",
    "select",
    "textarea",
    "head",
)
AROUND = "nav, footer, aside, form, [role=navigation], [role=contentinfo], [role=search], [role=complementary]"
NAMED = re.compile(
    r"(?:^|[-_\s])(?:breadcrumbs?|crumbs?|share|sharing|social|footer|sidebar|related|recommend|comments?|advert|"
    r"navbar|nav|menu|pager|pagination|copyright|toolbar|login|qrcode|prev|next)(?:$|[-_\s])",
    re.IGNORECASE,
)
LEFT_OUT, LONGEST_LEFT = 30, 80


def letter(content: bytes) -> dict[str, Any]:
    """A DOCX: headings, lists, tables and emphasis; what was struck out while changes are followed is gone."""
    import mammoth

    pictures = []

    def no_picture(image: Any) -> list[Any]:
        pictures.append(image)
        return []

    made = mammoth.convert_to_html(
        io.BytesIO(content), style_map=STYLES, convert_image=no_picture, include_embedded_style_map=False
    )
    return {"markdown": _markdown(_soup(made.value)), "pictures": len(pictures), "left_out": []}


def slides(content: bytes) -> dict[str, Any]:
    """A PPTX: each slide's title as a heading, its points as a list, its tables, then the speaker's notes."""
    from pptx import Presentation

    show = Presentation(io.BytesIO(content))
    drawn, pictures = "", 0
    for number, slide in enumerate(show.slides):
        level = 2 if number else 1
        title = slide.shapes.title
        if title is not None and (words := " ".join(title.text_frame.text.split())):
            drawn += f"<h{level}>{escape(words)}</h{level}>"
        for shape in slide.shapes:
            pictures += shape.shape_type == 13  # noqa: PLR2004  MSO_SHAPE_TYPE.PICTURE
            if shape != title:
                drawn += "".join(_shape(shape))
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            drawn += "".join(_paragraphs(slide.notes_slide.notes_text_frame))
    return {"markdown": _markdown(_soup(drawn)), "pictures": pictures, "left_out": []}


def _shape(shape: Any) -> Iterator[str]:
    for inner in getattr(shape, "shapes", ()):
        yield from _shape(inner)
    if getattr(shape, "has_table", False):
        rows = ["".join(f"<td>{escape(cell.text)}</td>" for cell in row.cells) for row in shape.table.rows]
        yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    elif getattr(shape, "has_text_frame", False):
        frame = shape.text_frame
        several = sum(bool(one.text.strip()) for one in frame.paragraphs) > 1
        yield from _points(frame) if several else _paragraphs(frame)


def _points(frame: Any) -> Iterator[str]:
    """A text of several lines as a list, as deep as its lines are set in."""
    depth = -1
    for one in frame.paragraphs:
        if words := " ".join(one.text.split()):
            level = min(one.level, depth + 1)
            yield "<ul><li>" if level > depth else "</li></ul>" * (depth - level) + "</li><li>"
            depth = level
            yield escape(words)
    yield "</li></ul>" * (depth + 1)


def _paragraphs(frame: Any) -> Iterator[str]:
    yield from (f"<p>{escape(' '.join(one.text.split()))}</p>" for one in frame.paragraphs if one.text.strip())


def page(content: bytes) -> dict[str, Any]:
    """A web page: what it says, without what stands around that; its title and what its head tells."""
    soup = _soup(content)
    told = {
        "title": _told(soup, "property", "og:title") or _words(soup.title),
        "speaker": _told(soup, "name", "author"),
        "date": _told(soup, "property", "article:published_time")[:10],
        "summary": _told(soup, "property", "og:description") or _told(soup, "name", "description"),
    }
    for gone in soup(list(NOT_TEXT)):
        gone.decompose()
    articles = soup("article")
    body = articles[0] if len(articles) == 1 else soup.main or soup.body or soup
    left_out = [_words(one)[:LONGEST_LEFT] for one in _around(body)]
    pictures = len(body("img"))
    heading = body.find("h1")
    if heading is not None and _words(heading):
        told["title"] = _words(heading)
    return {"markdown": _markdown(body), "pictures": pictures, "left_out": [one for one in left_out if one], **told}


def _around(body: Any) -> Iterator[Any]:
    """Take out what stands around the text, each piece once."""
    wanted = [*body.select(AROUND), *(one for one in body(True) if NAMED.search(_names(one)) and not one.find("h1"))]
    for one in wanted:
        if not one.decomposed and len(one.get_text()) * 2 < len(body.get_text()):
            yield one
            one.decompose()


def _names(tag: Any) -> str:
    return " ".join([*tag.get_attribute_list("class"), tag.get("id") or ""]) if tag.attrs else ""


def _told(soup: Any, attribute: str, name: str) -> str:
    found = soup.find("meta", {attribute: name})
    return " ".join(str(found.get("content") or "").split()) if found else ""


def _words(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""


def _soup(html: str | bytes) -> Any:
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "lxml")


def _markdown(soup: Any) -> str:
    from markdownify import MarkdownConverter

    class Cells(MarkdownConverter):
        """A bar inside a cell ends no cell."""

        def convert_td(self, el: Any, text: str, parent_tags: Any) -> str:
            return str(super().convert_td(el, text.replace("|", r"\|"), parent_tags))  # type: ignore[misc]

        def convert_th(self, el: Any, text: str, parent_tags: Any) -> str:
            return str(super().convert_th(el, text.replace("|", r"\|"), parent_tags))  # type: ignore[misc]

    made = Cells(heading_style="ATX", bullets="-", strip=["img"], table_infer_header=True)
    return re.sub(r"\n{3,}", "\n\n", str(made.convert_soup(soup))).strip()
