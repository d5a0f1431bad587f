"""Publishing a template: look at what changed, publish; restore, discard, hide."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from club.core import clock
from club.core.refusals import Refused
from club.core.saying import said
from club.documents import refusals
from club.documents.comparing import Part
from club.documents.edits import digest
from club.documents.views.changes import to_weigh, weighed_parts
from club.documents.views.shelves import person, revision_number
from club.documents.words import problem_place
from club.library import template_actions as actions
from club.library.rules import EDITORS_PUBLISH
from club.library.template_forms import PublishTemplateForm
from club.library.views.templates import TEMPLATE, Opened, blueprint, opened, pointed_names, publishes, to_write
from club.policy import Can, needs


@blueprint.route(f"{TEMPLATE}/publish", methods=["GET", "POST"])
@needs(Can.EXAM_WRITE)
def publish(slug: str) -> ResponseReturnValue:
    """What changed and what is wrong with it; then the next revision, or the way to the editors."""
    template = to_write(slug) if request.method == "POST" else None
    found = opened(slug)
    if not found.is_draft:
        raise Refused(refusals.NO_DRAFT)
    parts = _changed(found)
    weighed = to_weigh(found.kind, parts)
    form = PublishTemplateForm.over(weighed)
    if template is None or not form.validate() or not found.judged.is_publishable:
        return _page(found, form, parts), 422 if template is not None else 200
    if not publishes():
        raise Refused(EDITORS_PUBLISH)
    try:
        revision = actions.publish(
            template,
            seen=form.seen.data or "",
            note=form.note.data or "",
            classes=form.chosen(weighed),
            by=person(),
            at=clock.now(),
        )
    except Refused as error:
        form.form_errors.append(said(error.refusal))
        return _page(found, form, parts), 422
    flash(_("Published as edition %(number)s.", number=revision.number), "good")
    return redirect(url_for("club_exams.show" if found.row.own_exam else ".show", slug=slug), 303)


@blueprint.post(f"{TEMPLATE}/restore")
@needs(Can.EXAM_WRITE)
def restore(slug: str) -> ResponseReturnValue:
    """Make a draft of an older revision."""
    number = request.form.get("number", 0, type=revision_number)
    actions.restore(to_write(slug), number, by=person(), at=clock.now())
    flash(_("Edition %(number)s is in the draft. Publish it to bring it back.", number=number), "good")
    return redirect(url_for(".publish", slug=slug), 303)


@blueprint.post(f"{TEMPLATE}/discard")
@needs(Can.EXAM_WRITE)
def discard(slug: str) -> ResponseReturnValue:
    """Throw the draft away."""
    template = to_write(slug)
    is_own = template.own_exam
    returned = actions.discard(template)
    flash(_("The draft is gone."), "good")
    if returned:
        back = ngettext(
            "An offered clause was in it; it waits in the queue again.",
            "%(num)s offered clauses were in it; they wait in the queue again.",
            returned,
        )
        flash(back, "warn")
    return redirect(url_for("club_exams.index" if is_own else ".index"), 303)


@blueprint.post(f"{TEMPLATE}/hide")
@needs(Can.TEMPLATE_PUBLISH)
def hide(slug: str) -> ResponseReturnValue:
    """Take a template off the shelf, or put it back."""
    is_hidden = request.form.get("to") == "hidden"
    actions.hide(to_write(slug), at=clock.now() if is_hidden else None)
    flash(_("It is off the shelf. Firms that adopted it keep it.") if is_hidden else _("It is on the shelf."), "good")
    return redirect(url_for(".show", slug=slug), 303)


def _changed(found: Opened) -> list[Part]:
    """The parts that differ from the newest revision; none before the first."""
    if found.published is None:
        return []
    return weighed_parts(found.kind, found.published, found.written, pointed_names(found))


def _page(found: Opened, form: PublishTemplateForm, parts: list[Part]) -> str:
    form.seen.data = digest(found.row.draft_body)
    judged = found.judged
    return render_template(
        "library/desk/publish.html",
        template=found.row,
        kind=found.kind,
        form=form,
        publishes=publishes(),
        parts=parts,
        problems=[(_place(found, each.path), said(each.message, each.values)) for each in judged.problems],
        hints=[(_place(found, each.path), each.found, said(each.message, each.values)) for each in judged.hints],
    )


def _place(found: Opened, path: str) -> Any:
    return problem_place(found.kind, found.written, path)
