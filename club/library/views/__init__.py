"""Pages of the library: for members, for a firm that adopts, and for the club's editors."""

from club.library.views import adopting, publishing, reading, templates, writing
from club.library.views.reading import blueprint
from club.library.views.templates import blueprint as desk

__all__ = ["adopting", "blueprint", "desk", "publishing", "reading", "templates", "writing"]
