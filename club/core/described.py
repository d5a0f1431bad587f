"""A public page in the words of schema.org, for whoever reads pages by program."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any
from urllib.parse import urljoin

Node = dict[str, Any]
_PICTURE = re.compile(r'<img src="([^"]+)"')


def described(kind: str, *, text: str, address: str, lang: str, image: str = "", **more: Any) -> Node:
    """What a page is about; what is empty is left out."""
    said = {
        "@type": kind,
        "description": text,
        "url": address,
        "inLanguage": tongue(lang),
        "image": image,
        **more,
    }
    return {"@context": "https://schema.org", **{name: value for name, value in said.items() if value}}


def tongue(lang: str) -> str:
    """A language as pages and engines name it."""
    return "zh-CN" if lang == "zh" else "en"


def organization(name: str, address: str = "") -> Node:
    """A club, or a firm."""
    return {"@type": "Organization", "name": name, **({"url": address} if address else {})}


def person(name: str, firm: str = "") -> Node:
    """Somebody who speaks, with the firm that they are named with."""
    return {"@type": "Person", "name": name, **({"affiliation": organization(firm)} if firm else {})}


def way_to(steps: Iterable[tuple[str, str]], *, title: str, address: str) -> Node:
    """The way to a page, as the breadcrumb above it shows: names, and paths on the page's own host."""
    scheme, _, host, *_path = address.split("/", 3)
    every = [*((str(name), f"{scheme}//{host}{path}") for name, path in steps), (title, address)]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": where}
            for place, (name, where) in enumerate(every, 1)
        ],
    }


def first_picture(html: str, *, address: str) -> str:
    """The whole address of the first picture in a cleaned text; nothing where it has none."""
    found = _PICTURE.search(html) if "<img " in html else None  # most have none, and are long
    return urljoin(address, unescape(found[1])) if found else ""
