"""Courses as visitors and members see them: the list, the outline, a lesson."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club.cards.sheets import picture_of
from club.core import clock
from club.core.addresses import absolute
from club.core.db import read
from club.core.described import Node, way_to
from club.core.embeds import embed
from club.core.file_types import FileType, serving_headers
from club.core.headers import allow_frame
from club.core.i18n import say as _
from club.core.saying import said
from club.core.site import club_here
from club.courses import lesson_actions, rules
from club.courses.cards import KIND, is_shown, sheet_of
from club.courses.described import course_node
from club.courses.models import CourseStatus, Sort
from club.courses.outline import Outline
from club.courses.queries import LESSON as ONE_LESSON
from club.courses.queries import LIST, PAGE
from club.courses.task_models import Asks
from club.courses.task_queries import HAS_ADOPTED, PASSED_AT
from club.courses.views.places import (
    COURSE,
    COURSES,
    LAST_PAGE,
    LESSON,
    blueprint,
    is_member,
    may_write,
    outline_of,
    shown_course,
    teachers,
    teaches,
)
from club.courses.way_queries import Way, my_way
from club.courses.words import SORTS
from club.documents.kinds import kinds
from club.policy import Can, needs
from club.talks.models import Visibility
from club.talks.views import section_chips
from club.talks.writing_views import drawn


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
    trail = [(_("Home"), url_for("home.front")), (_("Courses"), url_for("courses.index"))]
    image, engines = _for_engines(course, shown.minutes if shown else 0, trail)
    return render_template(
        "courses/show.html",
        course=course,
        trail=trail,
        image=image,
        engines=engines,
        description=drawn(course.description_html, "courses"),
        outline=shown,
        instructors=teachers(course),
        is_open=is_open,
        is_member=is_member(),
        may_write=may_write(course),
        teaches=teaches(course),
        sorts=SORTS,
        way=way,
        taking=standing,
        done=done,
        next=next((item for item in shown.items if item.row.id not in way.done), None) if shown else None,
    )


def _for_engines(course: Any, minutes: int, trail: Sequence[tuple[str, str]]) -> tuple[str, list[Node]]:
    """The picture that a chat shows of a course that is out and for everybody, and what engines are told of it."""
    if not is_shown(course):
        return "", []
    address, image = absolute("courses.show", slug=course.slug), picture_of(KIND, course.slug, sheet_of(course))
    return image, [
        course_node(course, address=address, club=club_here().name, minutes=minutes, image=image),
        way_to(trail, title=course.title, address=address),
    ]


@blueprint.get(LESSON)
@needs(Can.SITE_READ, beside=Can.COURSE_TAKE)
def lesson(slug: str, number: int) -> ResponseReturnValue:
    """One lesson, with the way to the one before and after; a visitor is asked to sign in.

    Whoever lacks something that it asks for reads what that is, and nothing of the lesson.
    """
    row = _lesson(slug, number)
    if not is_member():
        return redirect(url_for(".show", slug=slug, _anchor="lessons"), 303)
    shown = outline_of(row.course_id, row.lang, with_drafts=may_write(row))
    if row.ended_at is not None:
        return render_template("courses/gone.html", lesson=row, why=said(rules.GONE)), 410
    here = shown.item(number) or abort(404)
    before, after = shown.beside(here)
    way, standing = _way(row.course_id, shown)
    missing = way.missing.get(row.id, [])
    is_locked = bool(missing) and not teaches(row)
    player = embed(row.video) if row.sort is Sort.VIDEO and not is_locked else None
    is_playing = player is not None and "play" in request.args
    page = render_template(
        "courses/lesson.html",
        lesson=row,
        here=here,
        before=before,
        after=after,
        count=len(shown.items),
        words=drawn(row.words_html, "lessons"),
        player=player,
        is_playing=is_playing,
        may_write=may_write(row),
        way=way,
        taking=standing,
        missing=missing,
        is_locked=is_locked,
        **_in_my_firm(row, way, standing),
        kinds=kinds(),
    )
    return allow_frame(make_response(page), player.host) if is_playing and player else page


@blueprint.get(f"{LESSON}/file")
@needs(Can.LIBRARY_READ)
def file(slug: str, number: int) -> ResponseReturnValue:
    """The file of a lesson; while something is missing for it, the lesson says what."""
    row = _lesson(slug, number)
    if not row.stored_as or not is_there(row):
        abort(404)
    if is_locked(row):
        return redirect(url_for(".lesson", slug=slug, number=number), 303)
    try:
        content = lesson_actions.store().read(row.stored_as)
    except FileNotFoundError:
        abort(404)
    return Response(content, headers=serving_headers(FileType(row.media_type), row.file_name))


def _in_my_firm(row: Any, way: Way, standing: Any) -> dict[str, Any]:
    """What stands of a lesson’s task already in the firm of whoever learns: the text adopted, the exam passed."""
    if row.template_id is None or standing is None or g.beside is None or g.beside.firm_id != standing.firm_id:
        return {}
    about = {"template_id": row.template_id}
    is_done, by_text = row.id in way.done, not row.own_exam
    waits = by_text and not is_done and read(HAS_ADOPTED, today=standing.today(), **about).first() is None
    passed_at = None
    if row.asks is Asks.OWN_EXAM and not waits:
        passed_at = read(PASSED_AT, membership_id=standing.membership_id, **about).scalar()
    counts = passed_at is not None and not (way.row and way.row.is_anew and passed_at < way.row.begun_at)
    return {"waits_for_firm": waits, "passed_at": passed_at if counts else None}


def is_there(row: Any) -> bool:
    """Whether a lesson, as read, stands in its course for whoever asks: a draft of either is for those who write it."""
    if row.status is CourseStatus.DRAFT and not teaches(row):
        return False
    return row.ended_at is None and bool(row.published_at or may_write(row))


def is_locked(row: Any) -> bool:
    """Whether a member who asks lacks something that a lesson, as read, asks for first."""
    return not teaches(row) and bool(_my_way(row.course_id, [row.id]).missing.get(row.id))


def _lesson(slug: str, number: int) -> Any:
    """A lesson of a course that whoever asks may see, or 404."""
    row = read(ONE_LESSON, slug=slug, number=number).first() or abort(404)
    if row.status is CourseStatus.DRAFT and not teaches(row):
        abort(404)
    return row


def _way(course_id: int, shown: Outline | None) -> tuple[Way, Any]:
    """How far whoever asks has come, and the membership by which they take the course; nothing for visitors."""
    if not is_member() or shown is None:
        return Way(None), None
    way, taking = _my_way(course_id, [item.row.id for item in shown.items]), _taking()
    return way, next((one for one in taking if way.row and one.firm_id == way.row.firm_id), next(iter(taking), None))


def _my_way(course_id: int, lessons: list[int]) -> Way:
    """How far whoever asks has come; who takes courses in no firm has done nothing, and lacks what is asked for."""
    taking = _taking()
    today = taking[0].today() if taking else clock.today(club_here().zone)
    return my_way(course_id, lessons, firms=[one.firm_id for one in taking], today=today)


def _taking() -> list[Any]:
    """The memberships by which whoever asks takes courses."""
    return [one for one in g.who.firms if one.can(Can.COURSE_TAKE)]
