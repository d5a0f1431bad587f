"""Pages of classes, one module for each side that looks at them."""

from club.classes.views import public, writing
from club.classes.views.blueprint import blueprint

__all__ = ["blueprint", "public", "writing"]
