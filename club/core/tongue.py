"""Words of the other language on a page: marked, so that they get their own signs and voice."""

import re
from typing import Any

from markupsafe import Markup

from club.core.i18n import lang

_HAN, _LATIN = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]{2}")
_ENGLISH, _CHINESE, _SAME = Markup(' lang="en"'), Markup(' lang="zh-CN"'), Markup()


def tongue(text: Any) -> Markup:
    """The attribute of an element with such a text: none where it is, or may be, in the language of the page."""
    return marked(str(text), lang())


def marked(words: str, page: str) -> Markup:
    """The same, for a page in a language that is known."""
    if page == "zh":
        return _ENGLISH if _LATIN.search(words) and not _HAN.search(words) else _SAME
    return _CHINESE if _HAN.search(words) and not _LATIN.search(words) else _SAME
