"""Pages of signing: one's own texts; who is current, for whoever leads."""

from club.acknowledgements.views import assigning, mine, proving, team
from club.acknowledgements.views.places import blueprint, signing

__all__ = ["assigning", "blueprint", "mine", "proving", "signing", "team"]
