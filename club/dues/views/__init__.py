"""Pages of dues, one module for each side that looks at them."""

from club.dues.views import applicant, desk, firm, keys, provider
from club.dues.views.blueprint import blueprint

__all__ = ["applicant", "blueprint", "desk", "firm", "keys", "provider"]
