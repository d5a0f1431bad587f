"""How headings become a table of contents; no database."""

import pytest

from club.core.markdown import render
from club.talks.outline_rules import MOST_HEADINGS, cut, marked, outlined


def test_headings_get_places_made_of_their_words() -> None:
    html, headings = outlined(render("# What we drew\n\n## 三张表，先看哪一张\n\n# What it *cost*"))
    assert [tuple(each) for each in headings] == [
        (0, "h-what-we-drew", "What we drew"),
        (1, "h-三张表-先看哪一张", "三张表，先看哪一张"),
        (0, "h-what-it-cost", "What it cost"),
    ]
    assert '<h2 id="h-what-it-cost">What it <em>cost</em></h2>' in html


def test_the_same_words_twice_lead_to_two_places() -> None:
    _html, headings = outlined("<h2>Why</h2><h2>Why</h2><h2>Why_2</h2><h2>why 2</h2>")
    assert len({each.anchor for each in headings}) == 4


@pytest.mark.parametrize("text", ["", "no heading", "# One\n\n# Two", "#\n\n#\n\n#"])
def test_too_few_headings_are_no_contents(text: str) -> None:
    assert outlined(render(text))[1] == ()


@pytest.mark.parametrize("words", ['"><script>alert(1)</script>', "' onload='x", "<b>&lt;", "\u202e", "%00", "😀"])
def test_no_heading_leaves_its_place(words: str) -> None:
    html, headings = outlined(render("\n\n".join([f"# {words}"] * 3)))
    assert "<script" not in html
    assert all(set(each.anchor).isdisjoint("\"'<>& ") for each in headings)


def test_the_contents_of_a_very_long_text_are_bounded() -> None:
    assert len(outlined(render("\n\n".join(f"# {n}" for n in range(5000))))[1]) == MOST_HEADINGS


def test_a_passage_lasts_until_the_next_heading_that_stands_no_deeper() -> None:
    html, _headings = marked(render("Before.\n\n# One\n\n## Below\n\nB.\n\n## Beside\n\n# Two\n\nEnd."))
    below, one, rest = cut(html, {"h-below", "h-one", "h-not-there"})
    assert below[0].endswith("<p>B.</p>\n")
    assert one[0].startswith('<h3 id="h-beside">')
    assert rest[0].startswith('<h2 id="h-two">')
    assert [ends for _html, ends in (below, one, rest)] == [["h-below"], ["h-one"], []]
    assert "".join(piece for piece, _ends in cut(html, {"h-two", "h-beside"})) == html


@pytest.mark.parametrize("anchors", [set(), {"h-none"}])
def test_a_text_with_nothing_carried_stays_whole(anchors: set[str]) -> None:
    assert cut("<p>Words.</p>", anchors) == [("<p>Words.</p>", [])]
