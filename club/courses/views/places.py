"""Where courses stand in the address, who may do what with one, and how a view finds it."""

from typing import Any

from flask import Blueprint, abort, g
from sqlalchemy import select

from club.core.db import read, session
from club.core.refusals import Refusal, Refused
from club.core.site import club_here
from club.courses import actions, rules
from club.courses.models import Charge, Course, CourseInstructor, CourseModule, CourseStatus, Lesson
from club.courses.outline import Outline, outline
from club.courses.queries import ONE, OUTLINE
from club.courses.rules import WRITING
from club.policy import Can
from club.talks.release_rules import publishes as may_bring_out

blueprint = Blueprint("courses", __name__)
COURSES = "/courses"
COURSE = f"{COURSES}/<slug:slug>"
LESSON = f"{COURSE}/lessons/<int:number>"
LAST_PAGE = 10_000


def is_editor() -> bool:
    """Whether whoever asks may change every course of the club."""
    return g.who is not None and bool(g.who.can(Can.COURSE_PUBLISH))


def charge_of(course: Any) -> Charge | None:
    """What whoever asks does for a course; nothing once they teach for the club no more."""
    may_teach = g.who is not None and g.who.can(Can.COURSE_WRITE)
    return Charge(course.charge) if may_teach and course.charge else None


def may_write(course: Any) -> bool:
    """Whether whoever asks writes on a course."""
    return is_editor() or charge_of(course) in WRITING


def teaches(course: Any) -> bool:
    """Whether whoever asks reads a course as its instructors and the club’s editors do: drafts, and without waiting."""
    return is_editor() or charge_of(course) is not None


def may_lead(course: Any) -> bool:
    """Whether whoever asks publishes a course and names who teaches it."""
    return is_editor() or charge_of(course) is Charge.LEAD


def publishes() -> bool:
    """Whether whoever asks brings courses out that they lead: editors, others where the club has no review."""
    return may_bring_out(is_editor=is_editor(), is_reviewed=club_here().talks_reviewed)


def reviewed(course: Any) -> Refusal | None:
    """Why whoever asks does not change what an editor reads of a course, or members see; drafts of lessons they do."""
    return rules.may_change(course.status, is_handed_in=course.handed_in_at is not None, publishes=publishes())


def refuse_reviewed(course: Course, *, is_seen: bool = True) -> None:
    """Refuse such a change."""
    if is_seen and (refusal := reviewed(course)) is not None:
        raise Refused(refusal)


def is_member() -> bool:
    """Whether whoever asks belongs to this club."""
    return g.who is not None and bool(g.who.can(Can.LIBRARY_READ))


def shown_course(slug: str) -> Any:
    """A course that whoever asks may see: one that is out, or one that they teach; else 404."""
    course = read(ONE, slug=slug).first() or abort(404)
    if course.status is CourseStatus.DRAFT and not teaches(course):
        abort(404)
    return course


def outline_of(course_id: int, lang: str, *, with_drafts: bool) -> Outline:
    """The modules and lessons of a course."""
    return outline(read(OUTLINE, course_id=course_id), lang, with_drafts=with_drafts)


def teachers(course: Any) -> list[str]:
    """The names of those who teach a course, whoever leads it first, each once."""
    told = sorted(course.taught_by or (), key=lambda one: list(Charge).index(Charge(one[1])))
    return list(dict.fromkeys(name for name, _charge in told))


def course_to_read(slug: str, *, leads: bool = False) -> Any:
    """A course that whoever asks writes on, or leads; else 404."""
    course = read(ONE, slug=slug).first() or abort(404)
    if not (may_lead(course) if leads else may_write(course)):
        abort(404)
    return course


def course_to_write(slug: str, *, leads: bool = False) -> Course:
    """The same, held until this commit ends."""
    course = actions.to_write(slug) or abort(404)
    if is_editor():
        return course
    mine = select(CourseInstructor.charge).where(
        CourseInstructor.course_id == course.id, CourseInstructor.person_id == g.who.person_id
    )
    charge = session().execute(mine).scalar_one_or_none()
    if charge not in ({Charge.LEAD} if leads else WRITING):
        abort(404)
    return course


def lesson_to_write(course: Course, number: int) -> Lesson:
    """A lesson that is in the course, or 404."""
    one = select(Lesson).where(Lesson.course_id == course.id, Lesson.number == number, Lesson.ended_at.is_(None))
    found: Lesson | None = session().execute(one).scalar_one_or_none()
    return found or abort(404)


def module_to_write(course: Course, ref: str) -> CourseModule:
    """A module of the course, or 404."""
    one = select(CourseModule).where(CourseModule.course_id == course.id, CourseModule.ref == ref)
    found: CourseModule | None = session().execute(one).scalar_one_or_none()
    return found or abort(404)
