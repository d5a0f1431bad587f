"""Pages of courses: reading and writing them, who teaches them; taking them, alone and as a firm."""

from club.courses.views import certificates, instructors, learning, lessons, qualifications, reading, team, writing
from club.courses.views.places import blueprint

__all__ = [
    "blueprint",
    "certificates",
    "instructors",
    "learning",
    "lessons",
    "qualifications",
    "reading",
    "team",
    "writing",
]
