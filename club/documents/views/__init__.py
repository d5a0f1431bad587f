"""Pages of documents: reading, writing, publishing."""

from club.documents.views import comparing, publishing, reading, reviewing, writing
from club.documents.views.shelves import blueprint

__all__ = ["blueprint", "comparing", "publishing", "reading", "reviewing", "writing"]
