"""Pages of growth: one's own position and day; who stands where on a ladder."""

from club.growth.views import notices, people, today
from club.growth.views.people import blueprint as placements
from club.growth.views.today import blueprint

__all__ = ["blueprint", "notices", "people", "placements", "today"]
