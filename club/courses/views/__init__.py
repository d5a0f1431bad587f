"""Pages of courses: reading them, writing them, who teaches them."""

from club.courses.views import instructors, lessons, reading, writing
from club.courses.views.places import blueprint

__all__ = ["blueprint", "instructors", "lessons", "reading", "writing"]
