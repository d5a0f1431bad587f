"""Publishing: look at what changed, publish; restore, discard, retire."""

from collections.abc import Sequence
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import read
from club.core.refusals import Refused
from club.core.saying import said
from club.documents import actions, pointers, refusals
from club.documents.banked import bank_problems
from club.documents.beginnings import beginning_of
from club.documents.change_rules import ChangeClass
from club.documents.comparing import compared
from club.documents.consultation_queries import CONSULTATIONS
from club.documents.edits import digest
from club.documents.forms import PublishForm
from club.documents.outdated import STANDARD, asking_about
from club.documents.review_rules import four_eyes_refusal
from club.documents.rules import verdict
from club.documents.views.changes import Pending, pending, to_weigh
from club.documents.views.reviewing import Review, reviews_of
from club.documents.views.shelves import (
    DOCUMENT,
    Opened,
    being_written,
    blueprint,
    person,
    revision_number,
    to_write,
    today,
)
from club.documents.words import problem_place
from club.firms.queries import FOUR_EYES
from club.policy import Can, needs


@blueprint.route(f"{DOCUMENT}/publish", methods=["GET", "POST"])
@needs(Can.DOCUMENT_PUBLISH)
def publish(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """What changed and what is wrong with it; then the next revision."""
    document = to_write(shelf, ref) if request.method == "POST" else None
    opened = being_written(shelf, ref)
    if not opened.is_draft:
        raise Refused(refusals.NO_DRAFT)
    changed = pending(opened)
    weighed = to_weigh(opened.kind, changed.parts)
    form = PublishForm.over(weighed, data={"effective_on": today()})
    is_whole = verdict(opened.kind, opened.body).is_publishable and not bank_problems(opened.body)
    if document is None or not form.validate() or not is_whole:
        form.seen.data = digest(opened.draft.body)
        return _publish_page(opened, shelf, form, changed), 422 if document is not None else 200
    try:
        revision = actions.publish(
            document,
            seen=form.seen.data or "",
            note=form.note.data or "",
            effective_on=form.effective_on.data or today(),
            today=today(),
            by=person(),
            at=clock.now(),
            classes=form.chosen(weighed),
        )
    except Refused as error:
        form.form_errors.append(said(error.refusal.message, error.refusal.values))
        form.seen.data = digest(opened.draft.body)
        return _publish_page(opened, shelf, form, changed), 422
    flash(_("Published as edition %(number)s.", number=revision.number), "good")
    return redirect(url_for(".show", firm=firm, shelf=shelf, ref=ref, published=revision.number), 303)


@blueprint.post(f"{DOCUMENT}/discard")
@needs(Can.DOCUMENT_PUBLISH)
def discard(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Throw the draft away."""
    actions.discard(to_write(shelf, ref), at=clock.now())
    flash(_("The draft is gone; the text in force is unchanged."), "good")
    return redirect(url_for(".show", firm=firm, shelf=shelf, ref=ref), 303)


@blueprint.post(f"{DOCUMENT}/restore")
@needs(Can.DOCUMENT_PUBLISH)
def restore(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Make a draft of an older revision."""
    number = request.form.get("number", 0, type=revision_number)
    actions.restore(to_write(shelf, ref), number, by=person(), at=clock.now())
    flash(_("Edition %(number)s is in the draft. Publish it to bring it back.", number=number), "good")
    return redirect(url_for(".publish", firm=firm, shelf=shelf, ref=ref), 303)


@blueprint.post(f"{DOCUMENT}/retire")
@needs(Can.DOCUMENT_PUBLISH)
def retire(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Take a document out of use."""
    actions.retire(to_write(shelf, ref), at=clock.now())
    flash(_("Retired. Its revisions are kept."), "good")
    return redirect(url_for(f".{shelf}", firm=firm), 303)


def _publish_page(opened: Opened, shelf: str, form: PublishForm, changed: Pending) -> str:
    found = verdict(opened.kind, opened.body)
    dangling = pointers.problems(opened.row.id, opened.kind, opened.body)
    reviews = reviews_of(opened.row.id, digest(opened.draft.body))
    pointed = pointers.pointed_names(opened.row.id, opened.kind)
    began = beginning_of(opened.kind, opened.row, opened.body) if changed.newest is None else None
    return render_template(
        "documents/publish.html",
        document=opened.row,
        kind=opened.kind,
        shelf=shelf,
        form=form,
        firm_slug=g.standing.slug,
        newest=changed.newest,
        parts=changed.parts,
        began=began,
        own=compared(opened.kind, began.body, opened.body, pointed) if began else [],
        was_nobody_asked=_was_nobody_asked(opened, changed),
        asked=asking_about(opened.row.id, changed.weighty) if opened.kind.name == STANDARD else [],
        reviews=reviews,
        lacking=_lacking(opened, reviews),
        problems=[
            (problem_place(opened.kind, opened.body, each.path), said(each.message, each.values))
            for each in (*found.problems, *dangling, *bank_problems(opened.body))
        ],
        hints=[
            (problem_place(opened.kind, opened.body, each.path), each.found, said(each.message, each.values))
            for each in found.hints
        ],
    )


def _was_nobody_asked(opened: Opened, changed: Pending) -> bool:
    """Whether pay, hours or discipline change and staff were not asked since the last publication."""
    is_weighty = changed.newest is None or any(one.change_class is ChangeClass.MAJOR for one in changed.parts)
    if not opened.kind.is_consulted or not is_weighty:
        return False
    latest: Any = read(CONSULTATIONS, document_id=opened.row.id).first()
    since = opened.row.published_at
    return latest is None or (since is not None and latest.opened_at <= since)


def _lacking(opened: Opened, reviews: Sequence[Review]) -> str:
    """What four eyes still have to see, in words; nothing where the text may be published."""
    if not read(FOUR_EYES, firm_id=g.standing.firm_id).scalar_one():
        return ""
    asked = [one.asked for one in reviews]
    refusal = four_eyes_refusal(asked, text=digest(opened.draft.body), last_writer=opened.draft.changed_by_id)
    return said(refusal) if refusal is not None else ""
