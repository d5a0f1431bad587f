"""What an exam asks for, in words: what it takes to pass, how it is sat, what is drawn of a section."""

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from club.core.i18n import phrase as gettext
from club.core.i18n import phrase_number as ngettext
from club.core.markdown import rendered
from club.core.refusals import Refused
from club.documents.kinds.exam.body import Exam, Section, Typing
from club.documents.kinds.exam.rules import drawn_count, numbers
from club.documents.words import days

_HEADING = re.compile(r"<(/?)h[2-6]>")


def facts(exam: Exam) -> Mapping[str, Any]:
    """Return what the reading page computes with."""
    return {
        "numbers": numbers(exam),
        "exam_facts": exam_facts(exam),
        "section_words": section_words,
        "typing_words": typing_words,
        "first_of": first_of,
        "below": below,
        "rich": rich,
    }


def exam_facts(exam: Exam, *, asked: int | None = None) -> list[tuple[str, str]]:
    """What it takes to pass an exam and how it is sat, each a name and its words.

    `asked` is how many questions an attempt has, where a bank may hold fewer than the exam draws.
    """
    drawn = sum(drawn_count(section) for section in exam.sections) if asked is None else asked
    waits = gettext(", ").join(days(each.days) for each in exam.waits)
    no_limit = gettext("no limit")
    found = [
        (gettext("Questions in an attempt"), str(drawn)),
        (gettext("Passed from"), f"{exam.pass_percent} %"),
        (gettext("Time"), minutes(exam.minutes) if exam.minutes is not None else no_limit),
        (gettext("Attempts"), str(exam.attempts) if exam.attempts is not None else no_limit),
        (gettext("Wait after a failed attempt"), waits or gettext("none")),
        (gettext("Practice"), gettext("as often as people like") if exam.practice else gettext("none")),
    ]
    return [(str(label), str(words)) for label, words in found]


def section_words(section: Section) -> str:
    """How many questions of a section are drawn, and its own pass mark."""
    count, drawn = len(section.questions), drawn_count(section)
    words = [_banked_words(section)] if section.tag else [ngettext("%(num)s question", "%(num)s questions", count)]
    if not section.tag and drawn < count:
        words = [gettext("%(drawn)s of %(count)s questions are drawn", drawn=drawn, count=count)]
    if section.pass_percent is not None:
        words.append(gettext("passed from %(percent)s %%", percent=section.pass_percent))
    return gettext(", ").join(str(each) for each in words)


def minutes(count: int) -> str:
    """A number of minutes in words."""
    return str(ngettext("%(num)s minute", "%(num)s minutes", count))


def typing_words(typing: Typing) -> str:
    """What is asked of whoever types a text."""
    return str(
        gettext(
            "at least %(speed)s correct characters a minute, %(accuracy)s %% without error",
            speed=typing.speed,
            accuracy=typing.accuracy,
        )
    )


def seconds_words(seconds: int) -> str:
    """A time of some seconds: in minutes where these are whole."""
    if seconds % 60:
        return str(ngettext("%(num)s second", "%(num)s seconds", seconds))
    return str(ngettext("%(num)s minute", "%(num)s minutes", seconds // 60))


def _banked_words(section: Section) -> str:
    """How many questions are drawn from which bank."""
    values = {"num": section.draws or 0, "tag": section.tag}
    if section.bank == "club":
        return str(gettext("%(num)s are drawn from the club’s bank, tag “%(tag)s”", **values))
    return str(gettext("%(num)s are drawn from the firm’s bank, tag “%(tag)s”", **values))


def first_of(text: str) -> str:
    """The first paragraph of a question: what is asked, as headings and lists say it."""
    return _paragraphs(text)[0]


def below(text: str) -> Markup:
    """What follows the first paragraph, with its lists and tables; nothing where there is none."""
    return rich(_paragraphs(text)[1])


def rich(text: str) -> Markup:
    """A text of a question in Markdown as a page shows it; its headings are bold, for the page has its own."""
    try:
        drawn = rendered(text)
    except Refused:
        return escape(text)
    return Markup(_HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", drawn))  # noqa: S704  clean


def _paragraphs(text: str) -> tuple[str, str]:
    first, _gap, rest = text.strip().partition("\n\n")
    return first, rest
