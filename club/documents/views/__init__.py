"""Pages of documents: reading, writing, publishing."""

from club.documents.views import (
    commenting,
    comparing,
    consulting,
    covering,
    keeping,
    publishing,
    reading,
    reviewing,
    writing,
)
from club.documents.views.shelves import blueprint

__all__ = [
    "blueprint",
    "commenting",
    "comparing",
    "consulting",
    "covering",
    "keeping",
    "publishing",
    "reading",
    "reviewing",
    "writing",
]
