"""Pages of courses: reading and writing them, who teaches them; taking them, alone and as a firm."""

from club.courses.views import (
    certificates,
    conditions,
    following,
    grading,
    homework,
    instructors,
    learning,
    lessons,
    pictures,
    qualifications,
    qualified,
    reading,
    tasks,
    team,
    writing,
)
from club.courses.views.places import blueprint

__all__ = [
    "blueprint",
    "certificates",
    "conditions",
    "following",
    "grading",
    "homework",
    "instructors",
    "learning",
    "lessons",
    "pictures",
    "qualifications",
    "qualified",
    "reading",
    "tasks",
    "team",
    "writing",
]
