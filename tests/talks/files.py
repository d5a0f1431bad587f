"""Files as people send them."""

import io
import zipfile

from docx import Document
from pptx import Presentation

WEB_PAGE = b"""<!doctype html><html><head><title>Site</title><meta property="og:title" content="Gross profit every day">
<meta name="author" content="Demo Speaker"><style>p{}</style></head><body>
<header><nav>Home &gt; News</nav></header><div class="breadcrumb">Home &gt; Talks</div>
<div class="post-content"><h1>Gross profit every day</h1><p>2026-03-19</p>
<p>Good evening, <b>everybody</b>. We look at one figure each morning, and it is not what we sold but what was left.</p>
<ul><li>cash<ul><li>profit</li></ul></li></ul><table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td>3</td></tr></table>
<div class="share-links">Pass it on</div><script>alert(1)</script></div><footer>Imprint</footer></body></html>"""

WEBVTT = b"""WEBVTT

NOTE recorded

1
00:00:01.000 --> 00:00:04.000
<v Demo Speaker>Um, good evening. We, uh, sell kettles,

00:00:04.000 --> 00:00:06.000
<v Demo Speaker>and nobody knew how many.

00:00:07.000 --> 00:00:09.000
<v Host>How many were there?
"""

RECORDER = """会议主题：每周一盘点
2026-03-19

主持人(00:00:01): 大家好。
演示讲者(00:00:12): 呃，谢谢。我们卖水壶，那个仓库，嗯，没人数过。
演示讲者(00:00:42): 嗯。
演示讲者(00:00:50): 后来每周一盘点。
"""


def a_letter() -> bytes:
    """A Word file with a title, headings, lists and a table."""
    document, out = Document(), io.BytesIO()
    document.add_heading("Counting stock on Mondays", 0)
    document.add_heading("Why we count", 1)
    document.add_paragraph("Good evening. We sell kettles, and for two years nobody knew how many.")
    document.add_paragraph("close at four", style="List Bullet")
    document.add_paragraph("count", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for number, words in enumerate(("Item", "Pieces", "Kettle", "400")):
        table.cell(*divmod(number, 2)).text = words
    document.save(out)
    return out.getvalue()


def slides() -> bytes:
    """Two slides, the second with points and with what was said to it."""
    show, out = Presentation(), io.BytesIO()
    first = show.slides.add_slide(show.slide_layouts[0])
    first.shapes.title.text = "每天看毛利"
    second = show.slides.add_slide(show.slide_layouts[1])
    second.shapes.title.text = "三张表"
    frame = second.placeholders[1].text_frame
    frame.text = "现金流"
    deeper = frame.add_paragraph()
    deeper.text, deeper.level = "决定生死", 1
    second.notes_slide.notes_text_frame.text = "现金流每天早上看。"
    show.save(out)
    return out.getvalue()


def a_bomb(part: str = "word/document.xml") -> bytes:
    """A package that unfolds to far more than it seems."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr(part, b" " * 160_000_000)
    return out.getvalue()
