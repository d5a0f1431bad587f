"""Pages of documents: reading, writing, publishing."""

from club.documents.views import (
    beginning,
    belonging,
    commenting,
    comparing,
    consulting,
    covering,
    keeping,
    looking_again,
    picturing,
    publishing,
    reading,
    reviewing,
    writing,
)
from club.documents.views.shelves import blueprint

__all__ = [
    "beginning",
    "belonging",
    "blueprint",
    "commenting",
    "comparing",
    "consulting",
    "covering",
    "keeping",
    "looking_again",
    "picturing",
    "publishing",
    "reading",
    "reviewing",
    "writing",
]
