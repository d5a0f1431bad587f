"""Pages of classes, one module for each side that looks at them."""

from club.classes.views import after, day, desk, firm, materials, pictures, places, public, registering, writing
from club.classes.views.blueprint import blueprint

__all__ = [
    "after",
    "blueprint",
    "day",
    "desk",
    "firm",
    "materials",
    "pictures",
    "places",
    "public",
    "registering",
    "writing",
]
