"""Courses as visitors and members see them: the list, the outline, a lesson."""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club.core.db import read
from club.core.embeds import embed
from club.core.file_types import FileType, serving_headers
from club.core.headers import allow_frame
from club.core.saying import said
from club.courses import lesson_actions, rules
from club.courses.models import Sort
from club.courses.queries import INSTRUCTORS, LIST, PAGE, TALK
from club.courses.queries import LESSON as ONE_LESSON
from club.courses.views.places import (
    COURSE,
    COURSES,
    LAST_PAGE,
    LESSON,
    blueprint,
    charge_of,
    clean,
    is_editor,
    is_member,
    may_write,
    outline_of,
    shown_course,
)
from club.courses.words import SORTS
from club.policy import Can, needs
from club.talks.models import Visibility
from club.talks.views import section_chips, trail_of


@blueprint.get(COURSES)
@needs(Can.SITE_READ)
def index() -> ResponseReturnValue:
    """The published courses, latest first, of one section or topic if asked."""
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    asked = {"section": request.args.get("section", "")[:80], "topic": request.args.get("topic", "")[:80]}
    rows = read(LIST, offset=(page - 1) * PAGE, **asked).all()
    return render_template(
        "courses/index.html",
        courses=rows[:PAGE],
        chips=section_chips("courses.index", asked["section"], is_all=not any(asked.values())),
        page=page,
        has_next=len(rows) > PAGE,
        **asked,
        kept={name: value for name, value in asked.items() if value},
    )


@blueprint.get(COURSE)
@needs(Can.SITE_READ)
def show(slug: str) -> ResponseReturnValue:
    """A course: what it is about, and its outline."""
    course = shown_course(slug)
    is_open = course.visibility is Visibility.PUBLIC or is_member()
    teaches = charge_of(course) is not None or is_editor()
    return render_template(
        "courses/show.html",
        course=course,
        trail=trail_of(course, "courses.index"),
        description=clean(course.description_html),
        outline=outline_of(course, with_drafts=False) if is_open else None,
        instructors=[row.name for row in read(INSTRUCTORS, course_id=course.id) if row.name],
        is_open=is_open,
        is_member=is_member(),
        may_write=may_write(course),
        teaches=teaches,
        sorts=SORTS,
    )


@blueprint.get(LESSON)
@needs(Can.SITE_READ)
def lesson(slug: str, number: int) -> ResponseReturnValue:
    """One lesson, with the way to the one before and after; a visitor is asked to sign in."""
    course = shown_course(slug)
    if not is_member():
        return redirect(url_for(".show", slug=slug, _anchor="lessons"), 303)
    row = read(ONE_LESSON, course_id=course.id, number=number).first() or abort(404)
    shown = outline_of(course, with_drafts=may_write(course))
    here = shown.item(number)
    if row.ended_at is not None:
        return render_template("courses/gone.html", course=course, lesson=row, why=said(rules.GONE)), 410
    if here is None:
        abort(404)
    before, after = shown.beside(here)
    player = embed(row.video) if row.sort is Sort.VIDEO else None
    is_playing = player is not None and "play" in request.args
    page = render_template(
        "courses/lesson.html",
        course=course,
        lesson=row,
        here=here,
        before=before,
        after=after,
        count=len(shown.items),
        words=clean(row.words_html),
        player=player,
        is_playing=is_playing,
        talk=read(TALK, talk_id=row.talk_id).first() if row.talk_id else None,
        may_write=may_write(course),
    )
    return allow_frame(make_response(page), player.host) if is_playing and player else page


@blueprint.get(f"{LESSON}/file")
@needs(Can.LIBRARY_READ)
def file(slug: str, number: int) -> ResponseReturnValue:
    """The file of a lesson."""
    course = shown_course(slug)
    row = read(ONE_LESSON, course_id=course.id, number=number).first() or abort(404)
    if row.ended_at is not None or not row.stored_as or not (row.published_at or may_write(course)):
        abort(404)
    try:
        content = lesson_actions.store().read(row.stored_as)
    except FileNotFoundError:
        abort(404)
    return Response(content, headers=serving_headers(FileType(row.media_type), row.file_name))
