"""Pages of documents: reading, writing, publishing."""

from club.documents.views import publishing, reading, writing
from club.documents.views.shelves import blueprint

__all__ = ["blueprint", "publishing", "reading", "writing"]
