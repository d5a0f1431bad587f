"""The workbench of a course: what is said of it, its modules, and its way to publication."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import read
from club.core.forms import accept, accepted_before
from club.core.i18n import lang
from club.core.saying import said
from club.core.text import N_
from club.core.unsaved import Unsaved
from club.courses import actions, lesson_actions, need_actions
from club.courses.forms import CourseForm, ModuleForm, NewCourseForm
from club.courses.models import Course, CourseStatus
from club.courses.picture_queries import IN_COURSE
from club.courses.qualification_models import Part
from club.courses.qualification_queries import TIED
from club.courses.queries import INSTRUCTORS, NEEDED, PAGE, WRITTEN
from club.courses.views.places import (
    COURSE,
    COURSES,
    LAST_PAGE,
    blueprint,
    charge_of,
    course_to_read,
    course_to_write,
    is_editor,
    may_lead,
    module_to_write,
    outline_of,
    publishes,
    refuse_reviewed,
    reviewed,
)
from club.courses.words import CHARGES, SORTS, state
from club.policy import Can, needs
from club.talks.handing_forms import GiveBackForm
from club.talks.handing_views import GIVEN_BACK
from club.talks.rules import slug_from

DONE = {
    CourseStatus.DRAFT: N_("It is a draft again."),
    CourseStatus.PUBLISHED: N_("It is out. Members can take it."),
    CourseStatus.RETIRED: N_("Retired. Nobody new begins it; whoever is in it goes on."),
}
HANDED_IN = N_("Handed in. An editor publishes it.")
SAME = ("title", "lang", "summary", "description", "slug", "valid_months")


@blueprint.get("/teaching")
@needs(Can.COURSE_WRITE)
def teaching() -> ResponseReturnValue:
    """The courses that whoever asks teaches, or for an editor all of them."""
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    rows = read(WRITTEN, is_editor=int(is_editor()), offset=(page - 1) * PAGE).all()
    return render_template(
        "courses/teaching.html",
        courses=rows[:PAGE],
        page=page,
        has_next=len(rows) > PAGE,
        state=state,
        charges=CHARGES,
        is_editor=is_editor(),
    )


@blueprint.route(f"{COURSES}/new", methods=["GET", "POST"])
@needs(Can.COURSE_WRITE)
def new() -> ResponseReturnValue:
    """Begin a course."""
    unsaved = _unsaved()
    form = NewCourseForm(data={"lang": request.args.get("lang") or lang()}, **unsaved.taken_up())
    form.offer_needs()
    if not form.is_submitted():
        return _facts_page(form)
    if (answer := unsaved.answer(form)) is not None:
        return answer
    if not form.validate():
        return _facts_page(form), 422
    if location := accepted_before(form):
        return redirect(location, 303)
    made: list[Course] = []

    def draft() -> None:
        course = actions.draft(form.facts(), by=g.who.person_id, at=clock.now(), slug=form.slug.data or "")
        _tie(course, form)
        made.append(course)

    if not form.takes(draft):
        form.offer_sections()
        return _facts_page(form), 422
    unsaved.forget()
    accept(form, location := url_for(".edit", slug=made[0].slug))
    flash(_("Saved as a draft. Only whoever teaches it and the editors see it."), "good")
    return redirect(location, 303)


@blueprint.get(f"{COURSE}/edit")
@needs(Can.COURSE_WRITE)
def edit(slug: str) -> ResponseReturnValue:
    """The workbench: modules and lessons in their order."""
    return _workbench(slug, ModuleForm())


@blueprint.route(f"{COURSE}/facts", methods=["GET", "POST"])
@needs(Can.COURSE_WRITE)
def facts(slug: str) -> ResponseReturnValue:
    """Change what is said of a course."""
    course = course_to_write(slug)
    unsaved = _unsaved(course)
    form = CourseForm(data={**_loaded(course), "version": course.version}, **unsaved.taken_up())
    form.offer_needs(of=course.id)
    if not form.is_submitted():
        return _facts_page(form, course)
    if (answer := unsaved.answer(form)) is not None:
        return answer
    if not form.validate():
        return _facts_page(form, course), 422
    if form.is_stale(course.version):
        form.version.data = str(course.version)
        return _facts_page(form, course, theirs=_loaded(course)), 422

    def change() -> None:
        refuse_reviewed(course)
        actions.change(course, form.facts(), at=clock.now(), slug=form.slug.data or "")
        _tie(course, form)

    if not form.takes(change):
        form.offer_sections()
        return _facts_page(form, course), 422
    unsaved.forget()
    flash(_("Saved."), "good")
    return redirect(url_for(".edit", slug=course.slug), 303)


@blueprint.post(f"{COURSE}/step")
@needs(Can.COURSE_WRITE)
def step(slug: str) -> ResponseReturnValue:
    """Hand a course in or take it back, publish it, retire it, open it again."""
    course = course_to_write(slug, leads=True)
    reached = actions.take_step(course, request.form.get("do", ""), publishes=publishes(), at=clock.now())
    flash(said(HANDED_IN if course.handed_in_at is not None else DONE[reached]), "good")
    return redirect(url_for(".edit", slug=slug), 303)


@blueprint.post(f"{COURSE}/return")
@needs(Can.COURSE_PUBLISH)
def give_back(slug: str) -> ResponseReturnValue:
    """Give a course that was handed in back to whoever teaches it, with words."""
    form, course = GiveBackForm(), course_to_write(slug)
    if not form.validate() or not form.takes(lambda: actions.give_back(course, form.remark.data)):
        return _workbench(slug, ModuleForm(formdata=None), giving_back=form), 422
    flash(_(GIVEN_BACK), "good")
    return redirect(url_for(".edit", slug=slug), 303)


@blueprint.post(f"{COURSE}/modules")
@needs(Can.COURSE_WRITE)
def add_module(slug: str) -> ResponseReturnValue:
    """Add a module at the end."""
    form = ModuleForm()
    course = course_to_write(slug)
    if not form.validate():
        return _workbench(slug, form), 422
    here = url_for(".edit", slug=slug)
    if location := accepted_before(form):
        return redirect(location, 303)
    if not form.takes(lambda: lesson_actions.add_module(course, form.title.data)):
        return _workbench(slug, form), 422
    accept(form, here)
    return redirect(here, 303)


@blueprint.post(f"{COURSE}/modules/<ref:module>")
@needs(Can.COURSE_WRITE)
def module(slug: str, module: str) -> ResponseReturnValue:
    """Rename a module, move it one place, or take it out."""
    course = course_to_write(slug)
    found, verb = module_to_write(course, module), request.form.get("do", "")
    if verb in {"up", "down"}:
        lesson_actions.move_module(course, found, up=verb == "up")
    elif verb == "remove":
        lesson_actions.remove_module(course, found)
    elif verb == "rename":
        form = ModuleForm()
        if not form.validate():
            return _workbench(slug, form, renaming=module), 422
        lesson_actions.rename_module(course, found, form.title.data)
    else:
        abort(404)
    return redirect(url_for(".edit", slug=slug, _anchor=f"m-{module}"), 303)


def _workbench(slug: str, form: ModuleForm, *, renaming: str = "", giving_back: GiveBackForm | None = None) -> str:
    course = course_to_read(slug)
    instructors = read(INSTRUCTORS, course_id=course.id).all()
    if giving_back is not None:
        form.form_errors = [*giving_back.remark.errors, *giving_back.form_errors]
    return render_template(
        "courses/edit.html",
        course=course,
        outline=outline_of(course.id, course.lang, with_drafts=True),
        instructors=instructors,
        form=form,
        give_back_form=giving_back or GiveBackForm(formdata=None),
        gives_back=is_editor() and bool(instructors) and charge_of(course) is None,
        renaming=renaming,
        may_lead=may_lead(course),
        publishes=publishes(),
        locked=said(closed) if (closed := reviewed(course)) else "",
        charge=charge_of(course),
        sorts=SORTS,
        charges=CHARGES,
        state=state,
    )


def _tie(course: Course, form: Any) -> None:
    granted, asked = form.qualifications(form.grants), form.qualifications(form.asks)
    need_actions.ask(course, courses=form.needed, granted=granted, qualifications=asked)


def _loaded(course: Course) -> dict[str, Any]:
    tied = read(TIED, course_id=course.id).all()
    return {
        "grants": [str(row.qualification_id) for row in tied if row.part is Part.GRANTED],
        "asks": [str(row.qualification_id) for row in tied if row.part is Part.NEEDED],
        **{name: getattr(course, name) for name in SAME},
        "section": str(course.section_id or ""),
        "topics": ", ".join(course.topics),
        "visibility": course.visibility.value,
        "needs": [str(one) for one in read(NEEDED, course_id=course.id).scalars()],
    }


def _unsaved(course: Course | None = None) -> Unsaved:
    page = url_for(".facts", slug=course.slug) if course is not None else url_for(".new")
    return Unsaved("courses", course.ref if course is not None else "", page)


def _facts_page(form: Any, course: Course | None = None, **more: Any) -> str:
    locked = reviewed(course) if course is not None else None
    if course is not None:
        more["pictures"] = read(IN_COURSE, course_id=course.id).all()
    facts = {"guessed_slug": slug_from(form.title.data or "", ""), "locked": said(locked) if locked else "", **more}
    return render_template("courses/facts.html", form=form, course=course, unsaved=_unsaved(course), **facts)
