"""A line as somebody typed it, with the addresses in it as links."""

import re

from markupsafe import Markup

_END = "，。；、：！？（）《》【】“”‘’"
_ADDRESS = re.compile(rf"""(https?://[^\s<>"'{_END}]+[^\s<>"'{_END}.,;:!?)])""")
_LINK = Markup('<a href="{0}" rel="nofollow noopener">{0}</a>')


def linked(line: str) -> Markup:
    """What is no address stays text; a sign that ends a sentence is no part of an address."""
    found = Markup()
    for place, part in enumerate(_ADDRESS.split(line)):
        found += _LINK.format(part) if place % 2 else part
    return found
