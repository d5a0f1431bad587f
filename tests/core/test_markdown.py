"""What is written becomes harmless HTML, in bounded time."""

import re
import time

import pytest

from club.core.markdown import LARGEST, render, too_much
from club.core.refusals import Refused

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[go](javascript:alert(1))",
    "[go](JaVaScRiPt:alert(1))",
    "[go](&#106;avascript:alert(1))",
    "[go](data:text/html;base64,PHNjcmlwdD4=)",
    "[go](vbscript:msgbox(1))",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](https://elsewhere.example/pixel.gif)",
    "![x](//elsewhere.example/pixel.gif)",
    '[go](https://a.example "onmouseover=alert(1)")',
    "<https://a.example/<script>>",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    '<a name="x" id="y" style="color:red">z</a>',
    '# Title <svg onload="alert(1)">',
    "|a|\n|-|\n|<iframe src=//a.example>|",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    '<xmp><p title="</xmp><svg/onload=alert(1)>">',
    "[a]: javascript:alert(1)\n\n[a]",
    "[a](java\tscript:alert(1))",
    "[a](\u2028javascript:alert(1))",
    "[![x](javascript:alert(1))](data:text/html,x)",
    "&lt;img src=x onerror=alert(1)&gt;",
    "**a<b onmouseover=alert(1)>**",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_harmless(text: str) -> None:
    html = str(render(text)).lower()
    for bad in ("<script", "<svg", "<iframe", "<img", 'href="javascript', 'href="data', 'href="vbscript'):
        assert bad not in html
    assert not re.search(r"<[^>]*\s(id|name|style|on\w+)=", html)


def test_links_say_that_they_lead_away() -> None:
    assert render("[a](https://a.example)") == '<p><a href="https://a.example" rel="nofollow noopener">a</a></p>\n'


def test_own_pictures_are_shown_and_others_described() -> None:
    assert 'src="/static/a.png"' in render("![A ladder](/static/a.png)")
    assert render("![A ladder](https://b.example/a.png)") == "<p>A ladder</p>\n"


def test_headings_begin_below_the_title_without_gaps() -> None:
    assert render("# One\n\n### Two") == "<h2>One</h2>\n<h3>Two</h3>\n"
    assert render("### Alone") == "<h2>Alone</h2>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**“粗体”**后文", "<p><strong>“粗体”</strong>后文</p>\n"),
        ("前文**《书名》**后文", "<p>前文<strong>《书名》</strong>后文</p>\n"),
        ("前文*（轻）*后文", "<p>前文<em>（轻）</em>后文</p>\n"),
        ("a * b * c", "<p>a * b * c</p>\n"),
        ("snake_case_name", "<p>snake_case_name</p>\n"),
    ],
)
def test_emphasis_beside_chinese_punctuation(text: str, html: str) -> None:
    assert render(text) == html


def test_tables_and_struck_words_are_drawn() -> None:
    html = render("| a | n |\n|---|--:|\n| x | 1 |\n\n~~gone~~")
    assert '<td class="r">1</td>' in html
    assert "<s>gone</s>" in html
    assert "style" not in html


def test_more_than_two_hundred_kilobytes_are_refused() -> None:
    assert too_much("a" * LARGEST) is None
    with pytest.raises(Refused, match="text_too_long"):
        render("字" * 70_000)
    with pytest.raises(Refused):
        render("a" * 10_000_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        f"[a]: <https://a.example/{'x' * 50_000}>\n\n" + "[a]" * 40_000,
        f"[a]: /{'x' * 1000}\n\n" + "![a]" * 40_000,
        f'[a]: / "{"x" * 5000}"\n\n' + "[a]" * 40_000,
    ],
)
def test_what_would_be_drawn_many_times_its_length_is_refused(text: str) -> None:
    assert too_much(text) is None
    with pytest.raises(Refused, match="text_swells"):
        render(text)


@pytest.mark.slow
def test_a_table_of_missing_cells_is_bounded() -> None:
    assert len(render("|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + "|x\n" * 60_000)) < 10 * LARGEST


HANGS = 60.0
"""Seconds: no measure of speed, but what a text would take whose cost grows with the square of its length."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "\n".join("  " * i + "- x" for i in range(400)),
        "- " * 10_000 + "x",
        "> " * 10_000 + "x",
        "[" * 100_000,
        "![" * 60_000,
        "*a " * 60_000,
        "**a_b " * 30_000,
        "~~" * 90_000,
        "`a" * 90_000,
        "<" * 100_000,
        "|a" * 90_000 + "\n" + "|-" * 90_000,
        "[a](" * 40_000,
        "[a]: b\n" * 20_000,
        "(" * 190_000,
        "&" * 190_000,
        "a**b" * 45_000,
    ],
)
def test_text_made_to_take_long_does_not(text: str) -> None:
    begun = time.process_time()
    render(text[:LARGEST])
    assert time.process_time() - begun < HANGS
