"""Pages of classes, one module for each side that looks at them."""

from club.classes.views import desk, firm, places, public, registering, writing
from club.classes.views.blueprint import blueprint

__all__ = ["blueprint", "desk", "firm", "places", "public", "registering", "writing"]
