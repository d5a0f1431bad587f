"""A line as somebody typed it, with the addresses in it as links; which addresses are of the open web."""

import re
from urllib.parse import SplitResult, urlsplit

from markupsafe import Markup

_END = "，。；、：！？（）《》【】“”‘’"
_ADDRESS = re.compile(rf"""(https?://[^\s<>"'{_END}]+[^\s<>"'{_END}.,;:!?)])""")
_LINK = Markup('<a href="{}" rel="nofollow noopener">{}</a>')
_NAMED = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}\.?")
"""A host with a name: letters of any script, at least two parts, the last one no number."""
_INSIDE = (".local", ".internal", ".localhost", ".lan", ".home", ".arpa")


def linked(line: str) -> Markup:
    """What is no address stays text, a link shows its host; a sign that ends a sentence is no part of an address."""
    found = Markup()
    for place, part in enumerate(_ADDRESS.split(line)):
        found += link(part) if place % 2 else part
    return found


def link(address: str) -> Markup:
    """A link that vouches for nothing, shown as where it leads."""
    return _LINK.format(address, host_of(address))


def host_of(address: str) -> str:
    """Where an address leads, as people know it; one without a host is told whole."""
    parts = _parts(address)
    return (parts.hostname or address).removeprefix("www.") if parts else address


def is_public(address: str) -> bool:
    """Whether an address can be a page of the open web: by http or https, at a named host, with no one’s password."""
    parts = _parts(address)
    if parts is None or parts.scheme not in {"http", "https"} or "@" in parts.netloc or re.search(r"[\s\\]", address):
        return False
    host = parts.hostname or ""
    return bool(_NAMED.fullmatch(host)) and not host.rstrip(".").endswith(_INSIDE)


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts
