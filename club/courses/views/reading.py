"""Courses as visitors and members see them: the list, the outline, a lesson."""

from typing import Any

from flask import Response, abort, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club.core.db import read
from club.core.embeds import embed
from club.core.file_types import FileType, serving_headers
from club.core.headers import allow_frame
from club.core.saying import said
from club.courses import lesson_actions, rules
from club.courses.models import CourseStatus, Sort
from club.courses.outline import Outline
from club.courses.queries import LESSON as ONE_LESSON
from club.courses.queries import LIST, PAGE
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
    teachers,
)
from club.courses.way_queries import Way, my_way
from club.courses.words import SORTS
from club.documents.kinds import kinds
from club.policy import Can, needs
from club.talks.models import Visibility
from club.talks.views import section_chips


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
    """A course: what it is about, its outline, and how far whoever asks has come."""
    course = shown_course(slug)
    is_open = course.visibility is Visibility.PUBLIC or is_member()
    shown = outline_of(course.id, course.lang, with_drafts=False) if is_open else None
    way, standing = _way(course.id, shown)
    done = [item for item in shown.items if item.row.id in way.done] if shown else []
    return render_template(
        "courses/show.html",
        course=course,
        description=clean(course.description_html),
        outline=shown,
        instructors=teachers(course),
        is_open=is_open,
        is_member=is_member(),
        may_write=may_write(course),
        teaches=charge_of(course) is not None,
        sorts=SORTS,
        way=way,
        taking=standing,
        done=done,
        next=next((item for item in shown.items if item.row.id not in way.done), None) if shown else None,
    )


@blueprint.get(LESSON)
@needs(Can.SITE_READ)
def lesson(slug: str, number: int) -> ResponseReturnValue:
    """One lesson, with the way to the one before and after; a visitor is asked to sign in."""
    row = _lesson(slug, number)
    if not is_member():
        return redirect(url_for(".show", slug=slug, _anchor="lessons"), 303)
    shown = outline_of(row.course_id, row.lang, with_drafts=may_write(row))
    if row.ended_at is not None:
        return render_template("courses/gone.html", lesson=row, why=said(rules.GONE)), 410
    here = shown.item(number) or abort(404)
    before, after = shown.beside(here)
    way, standing = _way(row.course_id, shown)
    player = embed(row.video) if row.sort is Sort.VIDEO else None
    is_playing = player is not None and "play" in request.args
    page = render_template(
        "courses/lesson.html",
        lesson=row,
        here=here,
        before=before,
        after=after,
        count=len(shown.items),
        words=clean(row.words_html),
        player=player,
        is_playing=is_playing,
        may_write=may_write(row),
        way=way,
        taking=standing,
        missing=way.missing.get(row.id, []),
        kinds=kinds(),
    )
    return allow_frame(make_response(page), player.host) if is_playing and player else page


@blueprint.get(f"{LESSON}/file")
@needs(Can.LIBRARY_READ)
def file(slug: str, number: int) -> ResponseReturnValue:
    """The file of a lesson."""
    row = _lesson(slug, number)
    if row.ended_at is not None or not row.stored_as or not (row.published_at or may_write(row)):
        abort(404)
    try:
        content = lesson_actions.store().read(row.stored_as)
    except FileNotFoundError:
        abort(404)
    return Response(content, headers=serving_headers(FileType(row.media_type), row.file_name))


def _lesson(slug: str, number: int) -> Any:
    """A lesson of a course that whoever asks may see, or 404."""
    row = read(ONE_LESSON, slug=slug, number=number).first() or abort(404)
    if row.status is CourseStatus.DRAFT and not is_editor() and charge_of(row) is None:
        abort(404)
    return row


def _way(course_id: int, shown: Outline | None) -> tuple[Way, Any]:
    """How far whoever asks has come, and the membership by which they take the course; nothing for others."""
    standings = [one for one in g.who.firms if one.can(Can.COURSE_TAKE)] if g.who else []
    if not standings or shown is None:
        return Way(None), None
    lessons = [item.row.id for item in shown.items]
    way = my_way(course_id, lessons, firms=[one.firm_id for one in standings], today=standings[0].today())
    return way, next((one for one in standings if way.row and one.firm_id == way.row.firm_id), standings[0])
