"""Pages of copies: taking a text out, and bringing a file in."""

from club.copies.views import arriving, printing, taking
from club.copies.views.blueprint import blueprint

__all__ = ["arriving", "blueprint", "printing", "taking"]
