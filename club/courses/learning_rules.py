"""When somebody may take a lesson, what is missing for it, when a course is finished, and when to remind."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from club.core.refusals import Refusal
from club.core.text import N_
from club.courses.models import CourseStatus

REMIND_DAYS = 3
"""So many days before the last one somebody is reminded, and once more on the day after it."""
MOST_ASSIGNED = 200
"""People to whom a course is given in one go."""

NOT_OPEN = Refusal(
    "course_not_open",
    N_("This course takes nobody new."),
    N_("Whoever is in it goes on."),
)
NOT_IN_IT = Refusal(
    "not_in_course",
    N_("You have not begun this course."),
    N_("Open the course and begin it; then mark what you have done."),
)
LOCKED = Refusal(
    "lesson_locked",
    N_("Something is missing before this lesson can be done."),
    N_("The lesson says what; do that first."),
)
NOT_BY_HAND = Refusal(
    "not_by_hand",
    N_("This lesson is done when the system sees it."),
    N_("It says what is to happen in your firm."),
)
NOBODY = Refusal("nobody_chosen", N_("Choose at least one person."))
TOO_MANY = Refusal(
    "too_many_people",
    N_("A course is given to at most %(most)s people in one go."),
    N_("Give it to the others afterwards."),
    {"most": MOST_ASSIGNED},
)
PAST = Refusal("day_past", N_("This day is over."), N_("Choose today or a later day."))


@dataclass(frozen=True)
class Missing:
    """What a lesson or a course waits for: another lesson (`key` is its number) or course (its slug), or a
    qualification (the slug of a course that grants it, or nothing).
    """

    sort: str
    key: str
    title: str


def missing(
    *, lesson: int, done: Collection[int], needs: Iterable[tuple[int, Missing]], of_course: Iterable[Missing]
) -> list[Missing]:
    """What is missing for a lesson; nothing for one that was done, whatever the course asks for by now.

    `needs` are the lessons that it asks for, by id; `of_course` is what the whole course still waits for.
    """
    if lesson in done:
        return []
    return [*of_course, *(one for needed, one in needs if needed not in done)]


def is_finished(published: Collection[int], done: Collection[int]) -> bool:
    """Whether every lesson that is published was done; a course without any is not finished by nobody's doing."""
    return bool(published) and set(published) <= set(done)


def may_begin(status: CourseStatus) -> Refusal | None:
    """Whether somebody new may take a course."""
    return None if status is CourseStatus.PUBLISHED else NOT_OPEN


def reminder(due_on: date | None, *, today: date, told: str) -> str:
    """What somebody is to be told about their last day now; nothing where there is no news.

    `told` is what was told last, with the day that it was about, so that a day that was put off is told anew.
    """
    if due_on is None:
        return ""
    if today > due_on:
        word = f"late:{due_on.isoformat()}"
    elif today >= due_on - timedelta(days=REMIND_DAYS):
        word = f"soon:{due_on.isoformat()}"
    else:
        return ""
    return "" if told == word else word
