"""A course in the words of schema.org."""

from typing import Any

from club.core.addresses import base
from club.core.described import Node, described, organization


def course_node(course: Any, *, address: str, club: str, minutes: int, image: str = "") -> Node:
    """A course that everybody sees: what it teaches, and how long that takes."""
    return described(
        "Course",
        name=course.title,
        text=course.summary,
        address=address,
        lang=course.lang,
        image=image,
        provider=organization(club, base()),
        about=list(course.topics),
        hasCourseInstance={"@type": "CourseInstance", "courseMode": "Online"}
        | ({"courseWorkload": f"PT{minutes}M"} if minutes else {}),
    )
