"""Pages of courses: reading and writing them, who teaches them; taking them, alone and as a firm."""

from club.courses.views import (
    certificates,
    following,
    grading,
    homework,
    instructors,
    learning,
    lessons,
    pictures,
    qualifications,
    reading,
    tasks,
    team,
    writing,
)
from club.courses.views.places import blueprint

__all__ = [
    "blueprint",
    "certificates",
    "following",
    "grading",
    "homework",
    "instructors",
    "learning",
    "lessons",
    "pictures",
    "qualifications",
    "reading",
    "tasks",
    "team",
    "writing",
]
