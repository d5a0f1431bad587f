"""My courses in a firm: beginning one, doing its lessons, the calendar of its days."""

from datetime import timedelta

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.classes.place_queries import GOES_TO
from club.core import audit, clock, links
from club.core.addresses import absolute
from club.core.audit import Did
from club.core.db import read, session
from club.core.i18n import lang
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.courses import learning_actions, learning_rules, tally_actions
from club.courses.calendar import calendar_of
from club.courses.homework_queries import MINE
from club.courses.homework_rules import is_open
from club.courses.learning_models import Enrolment
from club.courses.learning_queries import DEADLINES, LEARNING
from club.courses.models import Course, CourseStatus, Lesson
from club.exams.call_queries import MINE as TO_SIT
from club.firms.models import Membership
from club.policy import Can, needs

blueprint = Blueprint("learning", __name__)
ROOT = "/firms/<slug:firm>/learning"
ONE = f"{ROOT}/courses/<slug:slug>"
CALENDAR = "deadlines"
CALENDAR_DAYS = 730
SHOWN_FOR = timedelta(days=31)
"""How long a class stays in somebody's calendar once it is over."""


@blueprint.get("/me/learning")
@needs(Can.ACCOUNT_USE)
def here() -> ResponseReturnValue:
    """One’s own courses, in the firm where one was last."""
    taking = next((one for one in g.who.firms if one.can(Can.COURSE_TAKE)), None)
    if taking is None:
        return render_template("courses/nowhere.html")
    return redirect(url_for(".mine", firm=taking.slug), 303)


@blueprint.get(ROOT)
@needs(Can.COURSE_TAKE)
def mine(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """The courses that I take, what comes next in each, and what I finished."""
    rows = read(LEARNING, membership_id=g.standing.membership_id).all()
    today = g.standing.today()
    homework = [
        one for one in read(MINE, person_id=g.who.person_id) if is_open(one.due_on, is_done=one.is_done, today=today)
    ]
    return render_template(
        "courses/mine.html",
        open=[row for row in rows if row.finished_at is None],
        finished=[row for row in rows if row.finished_at is not None],
        homework=homework,
        today=today,
        token_of=links.token_of,
        calendar=_calendar(),
        to_sit=read(TO_SIT, membership_id=g.standing.membership_id, lang=lang()).all(),
    )


@blueprint.post(ONE)
@needs(Can.COURSE_TAKE)
def begin(firm: str, slug: str) -> ResponseReturnValue:  # noqa: ARG001
    """Begin a course, or take it anew; then its next lesson."""
    course, me = _course(slug), _me()
    try:
        act = learning_actions.begin_again if request.form.get("do") == "again" else learning_actions.begin
        act(course, me, at=clock.now())
    except Refused as refused:
        flash(said(refused.refusal), "warn")
    return redirect(url_for("courses.show", slug=slug, _anchor="lessons"), 303)


@blueprint.post(f"{ONE}/lessons/<int:number>")
@needs(Can.COURSE_TAKE)
def do_lesson(firm: str, slug: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """Mark a lesson as done, then go on to the next one."""
    course = _course(slug)
    one = select(Lesson).where(Lesson.course_id == course.id, Lesson.number == number, Lesson.published_at.is_not(None))
    lesson = session().scalars(one).first() or abort(404)
    back = url_for("courses.lesson", slug=slug, number=number)
    try:
        enrolment = learning_actions.do_lesson(course, lesson, _me(), at=clock.now())
    except Refused as refused:
        flash(said(refused.refusal), "warn")
        return redirect(back, 303)
    if enrolment.finished_at is not None:
        flash(_("You have finished “%(title)s”.", title=course.title), "good")
        return redirect(url_for("courses.show", slug=slug), 303)
    after = request.form.get("next", type=int)
    return redirect(url_for("courses.lesson", slug=slug, number=after) if after and after < 10**9 else back, 303)


@blueprint.post(f"{ONE}/name")
@needs(Can.COURSE_TAKE)
def show_name(firm: str, slug: str) -> ResponseReturnValue:  # noqa: ARG001
    """Let the course’s instructors see my name, or see it no more."""
    course = _course(slug)
    mine = select(Enrolment).where(
        Enrolment.course_id == course.id, Enrolment.membership_id == g.standing.membership_id
    )
    latest = mine.order_by(Enrolment.round.desc()).limit(1).with_for_update()
    enrolment = session().scalars(latest).first()
    if enrolment is None:
        raise Refused(learning_rules.NOT_IN_IT)
    tally_actions.show_name(enrolment, is_shown=request.form.get("show") == "yes")
    return redirect(url_for("courses.show", slug=slug), 303)


@blueprint.post(f"{ROOT}/calendar")
@needs(Can.COURSE_TAKE)
def share_calendar(firm: str) -> ResponseReturnValue:
    """Make a private address for the calendar of one’s days; the one before ends."""
    subject = str(g.standing.membership_id)
    links.revoke(CALENDAR, subject)
    links.make(
        CALENDAR,
        subject,
        days=CALENDAR_DAYS,
        club_id=club_here().id,
        firm_id=g.standing.firm_id,
        person_id=g.who.person_id,
    )
    audit.record(Did.DEADLINES_SHARED, _me().ref)
    return redirect(url_for(".mine", firm=firm, _anchor="calendar"), 303)


@blueprint.get("/deadlines/<token>")
@needs(Can.DEADLINES_FOLLOW, link=CALENDAR)
def deadlines(token: str) -> ResponseReturnValue:  # noqa: ARG001
    """The days and classes of whoever made this address, as a calendar; nothing once they left the firm."""
    if g.link is None:
        abort(404)
    one = select(Membership).where(Membership.id == int(g.link.subject), Membership.left_at.is_(None))
    member = session().scalars(one).first() or abort(404)
    at, mine = clock.now(), {"person_id": member.person_id}
    made = calendar_of(
        read(DEADLINES, membership_id=member.id),
        homework=read(MINE, **mine),
        sessions=read(GOES_TO, since=at - SHOWN_FOR, **mine),
        name=_("Courses and classes"),
        at=at,
    )
    return Response(made, mimetype="text/calendar", headers={"Cache-Control": "private, no-store"})


def _calendar() -> str | None:
    """The private address of one’s calendar, if one made it."""
    token = links.token_for(CALENDAR, str(g.standing.membership_id), club_here().id)
    return absolute("learning.deadlines", token=token) if token else None


def _course(slug: str) -> Course:
    one = select(Course).where(Course.slug == slug, Course.status != CourseStatus.DRAFT)
    return session().scalars(one).first() or abort(404)


def _me() -> Membership:
    return session().get_one(Membership, g.standing.membership_id)
