"""How a class is written, published, repeated and called off."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.classes import actions
from club.classes.actions import FACTS
from club.classes.forms import CancelForm, ClassForm, NewClassForm, RepeatForm
from club.classes.hosts import standing_of
from club.classes.models import ClassSession, ClassStatus
from club.classes.queries import PICTURES
from club.classes.rules import Every, Span
from club.classes.views.blueprint import blueprint, may_change, runs
from club.classes.views.public import class_page
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import lang
from club.core.markdown import render
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.core.unsaved import Unsaved, is_asked
from club.policy import Can, needs
from club.talks.rules import slug_from
from club.talks.writing_views import drawn

TYPED = frozenset(FACTS) - {"audience", "opens_at", "closes_at", "host_id"}


@blueprint.route("/classes/new", methods=["GET", "POST"])
@needs(Can.CLASS_WRITE)
def new() -> ResponseReturnValue:
    """Write a class down."""
    unsaved = _unsaved()
    form = NewClassForm(data={"lang": lang()}, **unsaved.taken_up())
    form.zone = club_here().zone
    if (answer := _not_to_save(form)) is not None:
        return answer
    if location := accepted_before(form):
        return redirect(location, 303)
    try:
        row = actions.draft(form.facts(), zone=form.zone, by=g.who.person_id, slug=form.slug.data or "")
        if _wants_out():
            actions.publish(row)
    except Refused as refused:
        return _told(form, refused)
    unsaved.forget()
    accept(form, location := url_for("classes.show", slug=row.slug))
    flash(_("It is out.") if _wants_out() else _("Saved as a draft. Only you and the club’s desk see it."), "good")
    return redirect(location, 303)


@blueprint.route("/classes/<slug:slug>/edit", methods=["GET", "POST"])
@needs(Can.CLASS_WRITE)
def edit(slug: str) -> ResponseReturnValue:
    """Change a class; what somebody else saved meanwhile is not overwritten."""
    row = own(slug)
    unsaved = _unsaved(row)
    form = ClassForm(data={**loaded(row), "version": row.version}, **unsaved.taken_up())
    form.zone = row.zone
    if (answer := _not_to_save(form, row)) is not None:
        return answer
    if form.is_stale(row.version):
        form.version.data = str(row.version)
        form.form_errors = [
            _("Somebody saved this class while you were writing. Nothing was overwritten: look at its page, then save.")
        ]
        return _page(form, row), 422
    try:
        actions.change(row, form.facts(), slug=form.slug.data or "")
        if _wants_out():
            actions.publish(row)
    except Refused as refused:
        return _told(form, refused, slug)
    unsaved.forget()
    flash(_("It is out.") if _wants_out() else _saved(row), "good")
    return redirect(url_for("classes.show", slug=row.slug), 303)


@blueprint.post("/classes/<slug:slug>/discarding")
@needs(Can.CLASS_WRITE)
def discard(slug: str) -> ResponseReturnValue:
    """Let go of a draft."""
    row = own(slug)
    _unsaved(row).forget()
    actions.discard(row)
    flash(_("The draft is gone."), "good")
    return redirect(url_for("classes.index"), 303)


@blueprint.post("/classes/<slug:slug>/cancellation")
@needs(Can.CLASS_RUN)
def cancel(slug: str) -> ResponseReturnValue:
    """Call a class off."""
    form = CancelForm()
    if not form.validate():
        return class_page(slug, form), 422
    actions.cancel(own(slug), reason=form.reason.data or "")
    flash(_("The class is cancelled."), "good")
    return redirect(url_for("classes.show", slug=slug), 303)


@blueprint.route("/classes/<slug:slug>/series", methods=["GET", "POST"])
@needs(Can.CLASS_WRITE)
def repeat(slug: str) -> ResponseReturnValue:
    """Let a class come again, every week or month."""
    row, form = own(slug), RepeatForm()
    times = form.times.data
    if not form.is_submitted() or not form.validate() or times is None:
        status = 422 if form.is_submitted() else 200
        return render_template("classes/repeat.html", form=form, row=row), status
    if location := accepted_before(form):
        return redirect(location, 303)
    try:
        made = actions.repeat(row, Every(form.every.data), times, by=g.who.person_id)
    except Refused as refused:
        session().rollback()
        form.times.errors = [said(refused.refusal)]
        return render_template("classes/repeat.html", form=form, row=own(slug)), 422
    accept(form, location := url_for("classes.show", slug=slug))
    flash(_("%(num)s more sessions are there.", num=len(made)), "good")
    return redirect(location, 303)


def loaded(row: ClassSession) -> dict[str, Any]:
    """A class as its form shows it; moments on the clock of its zone."""
    here = ZoneInfo(row.zone)
    moments = {"opens": row.opens_at, "closes": row.closes_at}
    return {
        **{name: getattr(row, name) for name in TYPED},
        **{name: at.astimezone(here).replace(tzinfo=None) if at else None for name, at in moments.items()},
        "audience": row.audience.value,
        "host_is": str(row.host_id or ""),
        "standing": standing_of(row),
        "slug": row.slug,
    }


def _saved(row: ClassSession) -> str:
    """That it was saved, and what becomes of a change of when or where."""
    told = _(
        "Saved. Everybody on the list is told within ten minutes, of what you change until then in the same message."
    )
    return str(told if row.known and row.taken + row.waiting + row.applied else _("Saved."))


def _wants_out() -> bool:
    return runs() and request.form.get("do") == "publish"


def own(slug: str) -> ClassSession:
    """A class that whoever asks may change, held until this commit ends; else 404."""
    row = actions.to_write(slug)
    if row is None or not may_change(row):
        abort(404)
    return row


def _told(form: Any, refused: Refused, slug: str = "") -> ResponseReturnValue:
    session().rollback()
    form.refuse(refused.refusal)
    return _page(form, own(slug) if slug else None), 422


def _not_to_save(form: Any, row: ClassSession | None = None) -> ResponseReturnValue | None:
    """The answer where nothing is to be saved: the page as it opens, what is typed kept, what is wrong, a preview."""
    if not form.is_submitted():
        return _page(form, row)
    if is_asked():
        return _unsaved(row).answer(form)
    if not form.is_in_order(to_publish=_wants_out(), **_out(row)):
        return _page(form, row), 422
    if request.form.get("do") != "preview":
        return None
    try:
        return _page(form, row, preview=drawn(render(form.description.data or ""), "classes"))
    except Refused as refused:
        return _told(form, refused, row.slug if row is not None else "")


def _out(row: ClassSession | None) -> dict[str, Any]:
    """When a class that is out is held, and how many were let in; nothing of a draft."""
    if row is None or row.status is not ClassStatus.PUBLISHED:
        return {}
    return {"out": Span(row.starts_at, row.ends_at), "attended": row.attended}


def _unsaved(row: ClassSession | None = None) -> Unsaved:
    page = url_for("classes.edit", slug=row.slug) if row is not None else url_for("classes.new")
    return Unsaved("classes", row.ref if row is not None else "", page)


def _page(form: Any, row: ClassSession | None = None, **more: Any) -> str:
    if row is not None:
        more["pictures"] = read(PICTURES, class_id=row.id).all()
    facts = {"runs": runs(), "guessed_slug": slug_from(form.title.data or "", ""), "unsaved": _unsaved(row), **more}
    return render_template("classes/edit.html", form=form, row=row, **facts)
