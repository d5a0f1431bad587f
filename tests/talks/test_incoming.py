"""Files become talks; what is none says so."""

from datetime import date

import pytest

from club.core.refusals import Refusal
from club.talks.incoming import Found, read_file
from tests.talks.files import RECORDER, WEB_PAGE, WEBVTT, a_bomb, a_letter, slides


def found_in(content: bytes, name: str) -> Found:
    found = read_file(content, name)
    assert isinstance(found, Found), found
    return found


@pytest.mark.slow
def test_a_word_file_keeps_headings_lists_and_tables() -> None:
    found = found_in(a_letter(), "talk.docx")
    assert found.transcript.title == "Counting stock on Mondays"
    assert found.transcript.words == (
        "# Why we count\n\nGood evening. We sell kettles, and for two years nobody knew how many.\n\n"
        "- close at four\n- count\n\n| Item | Pieces |\n| --- | --- |\n| Kettle | 400 |"
    )
    assert (found.lang, found.words) == ("en", 24)


@pytest.mark.slow
def test_slides_become_headings_points_and_what_was_said() -> None:
    found = found_in(slides(), "talk.pptx")
    assert found.transcript.title == "每天看毛利"
    assert found.transcript.words == "## 三张表\n\n- 现金流\n  - 决定生死\n\n现金流每天早上看。"
    assert (found.lang, found.words) == ("zh", 18)


@pytest.mark.slow
def test_a_web_page_loses_what_stands_around_the_text() -> None:
    found = found_in(WEB_PAGE, "page.html")
    told = found.transcript
    assert (told.title, told.held_on) == ("Gross profit every day", date(2026, 3, 19))
    assert told.facts["speaker"] == "Demo Speaker"
    assert told.words.startswith("Good evening, **everybody**.")
    assert told.words.endswith("- cash\n  - profit\n\n| a | b |\n| --- | --- |\n| 1\\|2 | 3 |")
    assert {"Home > News", "Home > Talks", "Pass it on", "Imprint"} == set(told.left_out)


def test_a_recorders_notes_tell_title_day_and_speakers() -> None:
    found = found_in(RECORDER.encode("gb18030"), "notes.txt")
    assert (found.transcript.title, found.transcript.held_on) == ("会议主题：每周一盘点", date(2026, 3, 19))
    assert (found.speakers, found.fillers) == (("主持人", "演示讲者"), 3)


@pytest.mark.slow
def test_the_name_of_a_file_decides_nothing() -> None:
    assert found_in(a_letter(), "talk.pptx").transcript == found_in(a_letter(), "talk.docx").transcript
    assert found_in(WEBVTT, "talk.docx").speakers == ("Demo Speaker", "Host")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "a.docx", "“a.docx” is empty."),
        (b" \n ", "a.txt", "“a.txt” is empty."),
        (b"PK\x03\x04 and no more", "a.docx", "“a.docx” is not a file that a talk can be read from."),
        (b"%PDF-1.4 ...", "a.docx", "“a.docx” is not a file that a talk can be read from."),
        (b"\x00\x01\x02", "a.txt", "“a.txt” is not a file that a talk can be read from."),
        (b"word " * 2_000_000, "a.txt", "The text is 10000 kB long; 200 kB is the most."),
        (b"a" * (10 * 1024 * 1024 + 1), "a.md", "“a.md” is larger than 10 MB."),
        (b"<html><body>" + b"<ul><li>" * 10_000, "a.html", "“a.html” cannot be opened."),
        (b"Share to: chat\nPrivacy Policy\n", "a.txt", "“a.txt” holds no words of a talk."),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, name: str, says: str) -> None:
    refused = read_file(content, name)
    assert isinstance(refused, Refusal)
    assert str(refused) == says
    assert refused.next_step


@pytest.mark.slow
@pytest.mark.parametrize(("part", "name"), [("word/document.xml", "a.docx"), ("ppt/presentation.xml", "a.pptx")])
def test_a_bomb_is_refused(part: str, name: str) -> None:
    refused = read_file(a_bomb(part), name)
    assert isinstance(refused, Refusal)
    assert str(refused) == f"“{name}” unfolds to far more than it seems."
    assert refused.next_step


TURNS = "00:01 A: {}\n00:02 B: x\n00:03 C: y"
CUES = "00:00:01 --> 00:00:02\n"


@pytest.mark.parametrize(
    "text",
    [
        "<!---->" * 60 + "x",
        "a > " * 9_000 + ">>",
        "a>" + " " * 9_000 + "b>" + " " * 9_000 + ">>",
        "[" * 90_000,
        "[](" * 30_000,
        "a" + " " * 90_000 + "b",
        "\n \n" * 9_000 + "a",
        TURNS.format("um " + "\u3000" * 90_000 + "x"),
        CUES * 4_000,
        CUES + "<v " * 30_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_text_made_to_be_slow_is_read_like_any_other(text: str) -> None:
    """Each of these took minutes, or for ever, while a step was repeated for every way to read it."""
    assert read_file(text.encode(), "a.txt")
