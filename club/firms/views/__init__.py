"""Pages of firms, one module for each thing that is done there."""

from club.firms.views import departments, directory, entry, events, instructors, notice, ownership, set_up
from club.firms.views.blueprint import blueprint

__all__ = ["blueprint", "departments", "directory", "entry", "events", "instructors", "notice", "ownership", "set_up"]
