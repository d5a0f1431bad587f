"""A draft is reviewed: ask somebody, read what changed, approve or send back, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.core.refusals import Refused
from club.core.saying import said
from club.documents import review_actions
from club.documents.edits import digest
from club.documents.models import Document, ReviewRequest
from club.documents.queries import REVIEWS
from club.documents.review_forms import AnswerForm, AskForm
from club.documents.review_rules import OPEN, Asked, ReviewVerdict, Stand, may_review, stand
from club.documents.views.changes import pending
from club.documents.views.shelves import (
    DOCUMENT,
    Opened,
    being_written,
    blueprint,
    person,
    row_of,
    to_write,
    today,
    unsent,
)
from club.firms.models import Membership
from club.firms.queries import COLLEAGUES
from club.policy import Can, needs

REQUEST = f"{DOCUMENT}/review/<ref:request>"


@dataclass(frozen=True)
class Review:
    """One request as pages show it, and how it stands for the draft as it is now."""

    row: Any
    asked: Asked
    stand: Stand

    @property
    def is_mine(self) -> bool:
        """Whether I am asked and have not answered."""
        return self.stand in OPEN and self.row.reviewer_person == person()


def reviews_of(document_id: int, text: str) -> list[Review]:
    """The requests about the draft at hand, whose digest is `text`; the newest first."""
    rows = [(row, _asked(row)) for row in read(REVIEWS, document_id=document_id) if row.number is None]
    return [Review(row, asked, stand(asked, text=text, today=today())) for row, asked in rows]


@blueprint.get(f"{DOCUMENT}/review")
@needs(Can.DOCUMENT_WRITE)
def review(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """What the draft changes, who was asked about it, and what they said."""
    return _page(shelf, ref)


@blueprint.post(f"{DOCUMENT}/review")
@needs(Can.DOCUMENT_WRITE)
def ask_review(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Ask a colleague to review the draft."""
    document, form = to_write(shelf, ref), _ask_form()
    if not form.validate():
        return _page(shelf, ref, asking=form), 422
    reviewer = session().scalars(select(Membership).where(Membership.ref == form.reviewer.data)).one()
    try:
        review_actions.ask(
            document,
            reviewer,
            due_on=form.due_on.data,
            note=form.note.data or "",
            today=today(),
            by=person(),
            at=clock.now(),
        )
    except Refused as error:
        form.form_errors.append(said(error.refusal))
        return _page(shelf, ref, asking=form), 422
    flash(_("%(name)s is told and finds the draft by the link.", name=reviewer.name), "good")
    return redirect(url_for(".review", firm=firm, shelf=shelf, ref=ref), 303)


@blueprint.post(REQUEST)
@needs(Can.DOCUMENT_WRITE)
def answer_review(firm: str, shelf: str, ref: str, request: str) -> ResponseReturnValue:
    """Approve the draft or send it back."""
    document, form = to_write(shelf, ref), AnswerForm()
    asked = _found(document, request)
    if not form.validate():
        return _page(shelf, ref, answering=form), 422
    try:
        review_actions.answer(
            document,
            asked,
            ReviewVerdict(form.verdict.data),
            seen=form.seen.data or "",
            remarks=form.remarks.data or "",
            today=today(),
            by=person(),
            at=clock.now(),
        )
    except Refused as error:
        form.form_errors.append(said(error.refusal))
        return _page(shelf, ref, answering=form), 422
    flash(_("Your answer is kept; whoever asked is told."), "good")
    return redirect(url_for(".review", firm=firm, shelf=shelf, ref=ref), 303)


@blueprint.post(f"{REQUEST}/withdraw")
@needs(Can.DOCUMENT_WRITE)
def withdraw_review(firm: str, shelf: str, ref: str, request: str) -> ResponseReturnValue:
    """Take a request back."""
    document = to_write(shelf, ref)
    review_actions.withdraw(document, _found(document, request), at=clock.now())
    flash(_("The request is withdrawn."), "good")
    return redirect(url_for(".review", firm=firm, shelf=shelf, ref=ref), 303)


def _page(shelf: str, ref: str, *, asking: AskForm | None = None, answering: AnswerForm | None = None) -> str:
    row = row_of(shelf, ref)
    if row.retired_at is not None or row.draft_version is None:
        return render_template("documents/review.html", document=row, shelf=shelf, draft=None)
    opened = being_written(shelf, ref)
    text = digest(opened.draft.body)
    reviews = reviews_of(row.id, text)
    mine = next((one for one in reviews if one.is_mine), None)
    answering = answering or unsent(AnswerForm)
    answering.seen.data = text
    changed = pending(opened)
    return render_template(
        "documents/review.html",
        document=row,
        shelf=shelf,
        draft=opened.draft,
        newest=changed.newest,
        parts=changed.parts,
        reviews=reviews,
        mine=mine,
        asking=asking or _ask_form(opened, reviews),
        answering=answering,
    )


def _ask_form(opened: Opened | None = None, reviews: Sequence[Review] = ()) -> AskForm:
    """The form to ask with: everybody who may review but the last writer and those who are asked already."""
    form = AskForm() if opened is None else unsent(AskForm)
    passed = {one.row.reviewer_person for one in reviews if one.stand in OPEN}
    passed |= {opened.draft.changed_by_id} if opened is not None else set()
    form.offer(one for one in read(COLLEAGUES) if may_review(one.role) and one.person_id not in passed)
    return form


def _found(document: Document, ref: str) -> ReviewRequest:
    mine = select(ReviewRequest).where(ReviewRequest.ref == ref, ReviewRequest.document_id == document.id)
    return session().scalars(mine).first() or abort(404)


def _asked(row: Any) -> Asked:
    return Asked(
        due_on=row.due_on,
        reviewer_role=row.reviewer_role,
        has_left=row.reviewer_left_at is not None,
        is_withdrawn=row.withdrawn_at is not None,
        verdict=row.verdict,
        text=row.text or "",
        reviewer=row.reviewer_person,
    )
