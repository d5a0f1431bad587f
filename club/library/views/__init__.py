"""Pages of the library: for members, for a firm that adopts, and for the club's editors."""

from club.library.views import (
    adopting,
    belonging,
    covering,
    following,
    giving,
    kits,
    offers,
    publishing,
    reading,
    results,
    templates,
    updates,
    writing,
)
from club.library.views.offers import blueprint as queue
from club.library.views.reading import blueprint
from club.library.views.templates import blueprint as desk

__all__ = [
    "adopting",
    "belonging",
    "blueprint",
    "covering",
    "desk",
    "following",
    "giving",
    "kits",
    "offers",
    "publishing",
    "queue",
    "reading",
    "results",
    "templates",
    "updates",
    "writing",
]
