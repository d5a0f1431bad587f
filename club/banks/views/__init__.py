"""Pages of question banks: the firm's, and the club's at its desk."""

from club.banks.views import club, firm
from club.banks.views.blueprint import blueprint

__all__ = ["blueprint", "club", "firm"]
