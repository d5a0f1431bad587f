"""Pictures of courses and lessons: put in by who writes them, seen by who may read what they stand in."""

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from club.core.db import read
from club.courses import actions, lesson_actions
from club.courses.models import Course, CourseStatus, Lesson
from club.courses.picture_queries import OF_COURSE, OF_LESSON
from club.courses.views.places import (
    COURSE,
    COURSES,
    LESSON,
    blueprint,
    course_to_write,
    is_member,
    lesson_to_write,
    refuse_reviewed,
    teaches,
)
from club.courses.views.reading import is_locked, is_there
from club.policy import Can, needs
from club.talks.picture_views import picture_of, picture_put, picture_taken


@blueprint.post(f"{COURSE}/pictures")
@needs(Can.COURSE_WRITE)
def put_picture(slug: str) -> ResponseReturnValue:
    """Put a picture beside what is said of a course."""
    return picture_put(actions.PICTURES, lambda: _course(slug), url_for(".facts", slug=slug))


@blueprint.post(f"{COURSE}/pictures/<ref:picture>/remove")
@needs(Can.COURSE_WRITE)
def take_picture(slug: str, picture: str) -> ResponseReturnValue:
    """Take a picture of a course away."""
    return picture_taken(actions.PICTURES, _course(slug), picture, url_for(".facts", slug=slug))


@blueprint.post(f"{LESSON}/pictures")
@needs(Can.COURSE_WRITE)
def put_lesson_picture(slug: str, number: int) -> ResponseReturnValue:
    """Put a picture beside a lesson."""
    page = url_for(".edit_lesson", slug=slug, number=number)
    return picture_put(lesson_actions.PICTURES, lambda: _lesson(slug, number), page)


@blueprint.post(f"{LESSON}/pictures/<ref:picture>/remove")
@needs(Can.COURSE_WRITE)
def take_lesson_picture(slug: str, number: int, picture: str) -> ResponseReturnValue:
    """Take a picture of a lesson away."""
    page = url_for(".edit_lesson", slug=slug, number=number)
    return picture_taken(lesson_actions.PICTURES, _lesson(slug, number), picture, page)


@blueprint.get(f"{COURSES}/pictures/<ref:picture>")
@needs(Can.SITE_READ)
def picture(picture: str) -> ResponseReturnValue:
    """A picture, for whoever may see its course."""
    row = read(OF_COURSE, ref=picture).first() or abort(404)
    if row.status is CourseStatus.DRAFT and not teaches(row):
        abort(404)
    return picture_of(row)


@blueprint.get("/lessons/pictures/<ref:picture>")
@needs(Can.SITE_READ)
def lesson_picture(picture: str) -> ResponseReturnValue:
    """A picture, for whoever reads its lesson: a member who lacks nothing for it, or who teaches it."""
    row = read(OF_LESSON, ref=picture).first() or abort(404)
    if not is_member() or not is_there(row) or is_locked(row):
        abort(404)
    return picture_of(row)


def _course(slug: str) -> Course:
    course = course_to_write(slug)
    refuse_reviewed(course)
    return course


def _lesson(slug: str, number: int) -> Lesson:
    course = course_to_write(slug)
    lesson = lesson_to_write(course, number)
    refuse_reviewed(course, is_seen=lesson.published_at is not None)
    return lesson
