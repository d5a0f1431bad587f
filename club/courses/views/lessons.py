"""Writing lessons: adding one, changing it, putting it elsewhere, publishing it, taking it out."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from club.core import clock
from club.core.db import read
from club.core.forms import accept, accepted_before
from club.core.leading import is_for_a_part
from club.core.markdown import render
from club.core.saying import said
from club.core.site import club_here
from club.core.unsaved import Unsaved, is_asked
from club.courses import file_actions, lesson_actions, need_actions, task_actions
from club.courses.file_actions import Incoming
from club.courses.forms import LessonForm, NewLessonForm
from club.courses.models import Course, Lesson, Sort
from club.courses.outline import Item
from club.courses.picture_queries import IN_LESSON
from club.courses.queries import NEEDED_LESSONS
from club.courses.rules import ASKING
from club.courses.task_queries import TASK
from club.courses.views.places import (
    COURSE,
    LESSON,
    blueprint,
    course_to_write,
    lesson_to_write,
    module_to_write,
    outline_of,
    refuse_reviewed,
    reviewed,
)
from club.courses.words import SORTS
from club.policy import Can, needs
from club.talks.writing_views import drawn


@blueprint.route(f"{COURSE}/lessons/new", methods=["GET", "POST"])
@needs(Can.COURSE_WRITE)
def new_lesson(slug: str) -> ResponseReturnValue:
    """Add a lesson of a sort to a module."""
    incoming = _incoming()
    course = course_to_write(slug)
    module = module_to_write(course, request.args.get("module", ""))
    sort = _sort_asked()
    page = url_for(".new_lesson", slug=slug, module=module.ref, sort=sort.value)
    unsaved = Unsaved("lessons", f"{module.ref} {sort.value}", page)
    form = NewLessonForm(sort=sort, incoming=incoming, **unsaved.taken_up())
    form.offer_needs(_items(course))
    if (answer := _not_to_save(form, course, unsaved)) is not None:
        return answer
    if location := accepted_before(form):
        return redirect(location, 303)
    made: list[Lesson] = []

    def add() -> None:
        refuse_reviewed(course, is_seen=_is_to_be_out())
        lesson = lesson_actions.add_lesson(course, module, form.sort, form.facts(), at=clock.now())
        file_actions.take_over(lesson, form.incoming, club=club_here())
        _ask(lesson, form)
        need_actions.ask_lessons(course, lesson, form.needed)
        _publish_if_asked(course, lesson)
        made.append(lesson)

    if not form.takes(add):
        return _page(form, course, unsaved), 422
    unsaved.forget()
    accept(form, location := url_for(".edit", slug=slug, _anchor=f"l-{made[0].number}"))
    _tell(made[0])
    return redirect(location, 303)


@blueprint.route(f"{LESSON}/edit", methods=["GET", "POST"])
@needs(Can.COURSE_WRITE)
def edit_lesson(slug: str, number: int) -> ResponseReturnValue:
    """Change a lesson; what somebody else saved meanwhile is not overwritten."""
    incoming = _incoming()
    course = course_to_write(slug)
    lesson = lesson_to_write(course, number)
    loaded = {**_loaded(lesson), "version": lesson.version}
    unsaved = Unsaved("lessons", lesson.ref, url_for(".edit_lesson", slug=slug, number=number))
    told = {"talk_id": lesson.talk_id, "has_file": bool(lesson.stored_as), "data": loaded, **unsaved.taken_up()}
    form = LessonForm(sort=lesson.sort, incoming=incoming, **told)
    form.offer_needs(_items(course), but=lesson.id)
    if (answer := _not_to_save(form, course, unsaved, lesson)) is not None:
        return answer
    if form.is_stale(lesson.version):
        form.version.data = str(lesson.version)
        return _page(form, course, unsaved, lesson, theirs=_loaded(lesson)), 422

    def change() -> None:
        refuse_reviewed(course, is_seen=lesson.published_at is not None or _is_to_be_out())
        file_actions.take_over(lesson, form.incoming, club=club_here())
        _ask(lesson, form)
        lesson_actions.change_lesson(course, lesson, form.facts(), at=clock.now())
        need_actions.ask_lessons(course, lesson, form.needed)
        _publish_if_asked(course, lesson)

    if not form.takes(change):
        return _page(form, course, unsaved, lesson), 422
    unsaved.forget()
    _tell(lesson)
    return redirect(url_for(".edit", slug=slug, _anchor=f"l-{number}"), 303)


@blueprint.post(f"{LESSON}/place")
@needs(Can.COURSE_WRITE)
def place(slug: str, number: int) -> ResponseReturnValue:
    """Move a lesson one place up or down, or put it into a module before another lesson."""
    course = course_to_write(slug)
    lesson, verb = lesson_to_write(course, number), request.form.get("to", "")
    if verb in {"up", "down"}:
        lesson_actions.move_lesson(course, lesson, up=verb == "up")
    else:
        module = module_to_write(course, request.form.get("module", ""))
        before = request.form.get("before", type=int)
        beside = lesson_to_write(course, before) if before and before < 10**9 else None
        lesson_actions.place_lesson(course, lesson, module, before=beside)
    return redirect(url_for(".edit", slug=slug, _anchor=f"l-{number}"), 303)


@blueprint.post(f"{LESSON}/step")
@needs(Can.COURSE_WRITE)
def lesson_step(slug: str, number: int) -> ResponseReturnValue:
    """Publish a lesson, make it a draft again, or take it out of the course."""
    course = course_to_write(slug)
    lesson, verb = lesson_to_write(course, number), request.form.get("do", "")
    refuse_reviewed(course, is_seen=lesson.published_at is not None or _is_to_be_out())
    if verb == "publish":
        lesson_actions.publish_lesson(course, lesson, at=clock.now())
    elif verb == "withdraw":
        lesson_actions.withdraw_lesson(course, lesson)
    elif verb == "take_out":
        lesson_actions.take_out(course, lesson, at=clock.now())
        flash(_("Taken out. Whoever has done it has done it."), "good")
        return redirect(url_for(".edit", slug=slug), 303)
    else:
        abort(404)
    _tell(lesson)
    return redirect(url_for(".edit", slug=slug, _anchor=f"l-{number}"), 303)


def _not_to_save(
    form: Any, course: Course, unsaved: Unsaved, lesson: Lesson | None = None
) -> ResponseReturnValue | None:
    """The answer where nothing is to be saved: the page as it opens, what is typed kept, what is wrong, a preview."""
    if not form.is_submitted():
        return _page(form, course, unsaved, lesson)
    if is_asked():
        return unsaved.answer(form)
    if not form.is_in_order(to_publish=_is_to_be_out()):
        return _page(form, course, unsaved, lesson), 422
    if request.form.get("do") != "preview":
        return None
    shown: list[Markup] = []
    if not form.takes(lambda: shown.append(drawn(render(form.words.data or ""), "lessons"))):
        return _page(form, course, unsaved, lesson), 422
    return _page(form, course, unsaved, lesson, preview=shown[0])


def _incoming() -> Incoming:
    """The file that a form brings, made ready while nothing is held."""
    if request.method != "POST" or is_asked():
        return Incoming()
    return file_actions.come_in(request.files.get("file"), request.form.getlist("kept"), club=club_here().slug)


def _sort_asked() -> Sort:
    try:
        return Sort(request.args.get("sort", Sort.TEXT.value))
    except ValueError:
        abort(404)


def _items(course: Course) -> list[Item]:
    return outline_of(course.id, course.lang, with_drafts=True).items


def _ask(lesson: Lesson, form: Any) -> None:
    if form.sort in ASKING:
        task_actions.ask(lesson, form.task())


def _is_to_be_out() -> bool:
    return request.form.get("do") == "publish"


def _publish_if_asked(course: Course, lesson: Lesson) -> None:
    if _is_to_be_out():
        lesson_actions.publish_lesson(course, lesson, at=clock.now())


def _tell(lesson: Lesson) -> None:
    if lesson.published_at is None:
        flash(_("Saved as a draft. Only whoever writes the course sees it."), "good")
    else:
        flash(_("Published: “%(title)s”.", title=lesson.title), "good")


def _loaded(lesson: Lesson) -> dict[str, Any]:
    task = read(TASK, lesson_id=lesson.id).first()
    asked = {} if task is None else {"asks": task.asks.value, "kind": task.kind, "number": task.people}
    return {
        **asked,
        "template": str((task and task.template_id) or ""),
        "title": lesson.title,
        "words": lesson.words,
        "video": lesson.video,
        "talk": str(lesson.talk_id or ""),
        "needs": [str(one) for one in read(NEEDED_LESSONS, lesson_id=lesson.id).scalars()],
    }


def _page(form: Any, course: Course, unsaved: Unsaved, lesson: Lesson | None = None, **more: Any) -> str:
    locked = reviewed(course)
    if not is_for_a_part():  # what htmx puts into the page leaves the form as it is
        file_actions.leave(form.incoming, club=club_here().slug)
    if lesson is not None:
        more["pictures"] = read(IN_LESSON, lesson_id=lesson.id).all()
    facts = {"sort": form.sort, "sorts": SORTS, "locked": said(locked) if locked else "", "unsaved": unsaved, **more}
    return render_template("courses/lesson_edit.html", form=form, course=course, lesson=lesson, **facts)
