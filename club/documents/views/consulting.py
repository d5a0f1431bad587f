"""Staff are consulted: a text is opened to them, read and commented on, closed, and kept as evidence."""

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from club.core import clock
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.i18n import lang
from club.core.refusals import Refused
from club.core.saying import said
from club.documents import comment_actions, consultation_actions
from club.documents.comment_forms import CloseForm, CommentForm, ReplyForm
from club.documents.consultation_forms import EntryForm, OpenForm
from club.documents.consultation_queries import CONSULTATION, CONSULTATIONS, ENTRIES, HEAD, PUBLISHED_SINCE
from club.documents.consultation_rules import OVER, EntrySort, is_asked, is_open
from club.documents.kinds.ladder.body import Ladder
from club.documents.models import Consultation, Document
from club.documents.parts import parts_of
from club.documents.threads import threads_in
from club.documents.views.commenting import Forms, Place, asked_for, found_comment, say, talk
from club.documents.views.shelves import (
    DOCUMENT,
    SHELVES,
    Opened,
    being_written,
    blueprint,
    body_of,
    keep_secret,
    person,
    row_of,
    to_write,
    today,
    unsent,
)
from club.firms.models import Department
from club.firms.queries import DEPARTMENTS
from club.policy import Can, needs

ONE = f"{DOCUMENT}/consultations/<ref:consultation>"


@dataclass(frozen=True)
class Consulted:
    """One consultation as whoever may see it reads it."""

    opened: Opened
    row: Any

    @property
    def is_open(self) -> bool:
        """Whether people may still speak."""
        return self.opened.row.retired_at is None and is_open(self.row.closes_on, self.row.closed_at, today())

    @property
    def hides_pay(self) -> bool:
        """Staff do not see pay where the ladder hides it."""
        body = self.opened.body
        return isinstance(body, Ladder) and body.visibility != "all" and not _writes()


@blueprint.get(f"{DOCUMENT}/consultations")
@needs(Can.DOCUMENT_WRITE)
def consultations(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """The consultations on a text, and a form to open one."""
    return _list_page(shelf, ref, _open_form())


@blueprint.post(f"{DOCUMENT}/consultations")
@needs(Can.DOCUMENT_PUBLISH)
def open_consultation(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Put the draft, else the newest text, to staff; a secret one is put to nobody."""
    if SHELVES[shelf].is_secret:
        abort(404)
    document, form = to_write(shelf, ref), _open_form(OpenForm())
    if (before := accepted_before(form)) is not None:
        return redirect(before, 303)
    if not form.validate():
        return _list_page(shelf, ref, form), 422
    chosen = select(Department).where(Department.ref.in_(form.departments.data or [])).order_by(Department.position)
    try:
        made = consultation_actions.open_consultation(
            document,
            being_written(shelf, ref).body,
            departments=session().scalars(chosen).all(),
            closes_on=form.closes_on.data,
            note=form.note.data or "",
            today=today(),
            by=person(),
            at=clock.now(),
        )
    except Refused as error:
        form.form_errors.append(said(error.refusal))
        return _list_page(shelf, ref, form), 422
    to = url_for(".consultation", firm=firm, shelf=shelf, ref=ref, consultation=made.ref)
    accept(form, to)
    flash(_("Open. Those who are asked are told."), "good")
    return redirect(to, 303)


@blueprint.get(ONE)
@needs(Can.DOCUMENT_READ)
def consultation(firm: str, shelf: str, ref: str, consultation: str) -> ResponseReturnValue:
    """The text that was put to staff, part by part, with what they say."""
    found = _found(shelf, ref, consultation)
    return _page(found, firm, shelf, asked_for(found.opened.body) if found.is_open else Forms())


@blueprint.post(f"{ONE}/comments")
@needs(Can.DOCUMENT_READ)
def consult_comment(firm: str, shelf: str, ref: str, consultation: str) -> ResponseReturnValue:
    """Say something of a part of it."""
    found, form = _found(shelf, ref, consultation), CommentForm()
    _refuse_over(found)
    place = _place(found, firm, shelf)
    kept = say(to_write(shelf, ref), found.opened.body, form, place, consultation_id=found.row.id)
    return kept or (_page(found, firm, shelf, Forms(saying=form)), 422)


@blueprint.post(f"{ONE}/comments/<ref:comment>/reply")
@needs(Can.DOCUMENT_READ)
def consult_reply(firm: str, shelf: str, ref: str, consultation: str, comment: str) -> ResponseReturnValue:
    """Answer a comment of this consultation; whoever writes the text may do so afterwards too."""
    found, form = _found(shelf, ref, consultation), ReplyForm()
    if not _writes():
        _refuse_over(found)
    document = to_write(shelf, ref)
    row = found_comment(document, comment)
    if row.consultation_id != found.row.id:
        abort(404)
    if not form.validate():
        return _page(found, firm, shelf, Forms(replying=form, closing=unsent(CloseForm), on=comment)), 422
    comment_actions.reply(document, row, text=form.text.data or "", by=person(), at=clock.now())
    return redirect(_place(found, firm, shelf).at(f"c-{comment}"), 303)


@blueprint.post(f"{ONE}/record")
@needs(Can.DOCUMENT_WRITE)
def record_entry(firm: str, shelf: str, ref: str, consultation: str) -> ResponseReturnValue:
    """Put a talk or a notice on record."""
    found, form = _found(shelf, ref, consultation), EntryForm()
    document = to_write(shelf, ref)
    if (before := accepted_before(form)) is not None:
        return redirect(before, 303)
    if not form.validate():
        return _evidence_page(found, shelf, form), 422
    try:
        consultation_actions.put_on_record(
            document,
            _row(document, consultation),
            EntrySort(form.sort.data),
            day=form.day.data,
            people=form.people.data or "",
            text=form.text.data or "",
            today=today(),
            by=person(),
            at=clock.now(),
        )
    except Refused as error:
        form.day.errors = [said(error.refusal)]
        return _evidence_page(found, shelf, form), 422
    to = url_for(".evidence", firm=firm, shelf=shelf, ref=ref, consultation=consultation)
    accept(form, to)
    flash(_("On record."), "good")
    return redirect(to, 303)


@blueprint.post(f"{ONE}/close")
@needs(Can.DOCUMENT_PUBLISH)
def close_consultation(firm: str, shelf: str, ref: str, consultation: str) -> ResponseReturnValue:
    """End it before its last day."""
    document = to_write(shelf, ref)
    consultation_actions.close_consultation(
        document, _row(document, consultation), today=today(), by=person(), at=clock.now()
    )
    flash(_("Closed. What was said stays on record."), "good")
    return redirect(url_for(".evidence", firm=firm, shelf=shelf, ref=ref, consultation=consultation), 303)


@blueprint.get(f"{ONE}/evidence")
@needs(Can.DOCUMENT_WRITE)
def evidence(firm: str, shelf: str, ref: str, consultation: str) -> ResponseReturnValue:  # noqa: ARG001
    """All of it on one page, to be printed: the text, who was asked, what was said, held and told."""
    return _evidence_page(_found(shelf, ref, consultation), shelf, EntryForm())


def _found(shelf: str, ref: str, consultation: str) -> Consulted:
    """A consultation that whoever reads is asked in, or may see as a writer; else 404."""
    keep_secret(SHELVES[shelf])
    head = read(HEAD, ref=ref, kind=SHELVES[shelf].name).first() or abort(404)
    row = read(CONSULTATION, document_id=head.id, ref=consultation).first() or abort(404)
    if not _writes() and not is_asked(row.audience, g.standing.department_id):
        abort(404)
    return Consulted(Opened(head, SHELVES[shelf], body_of(SHELVES[shelf], row.schema, row.body)), row)


def _row(document: Document, ref: str) -> Consultation:
    mine = select(Consultation).where(Consultation.ref == ref, Consultation.document_id == document.id)
    return session().scalars(mine).first() or abort(404)


def _page(found: Consulted, firm: str, shelf: str, forms: Forms) -> str:
    return talk(
        found.opened,
        _place(found, firm, shelf),
        forms,
        page="documents/consultation.html",
        threads=threads_in(found.row.id),
        hides_pay=found.hides_pay,
        shelf=shelf,
        consulted=found,
        writes=_writes(),
        may_publish=g.standing.can(Can.DOCUMENT_PUBLISH),
        everything=True,
    )


def _place(found: Consulted, firm: str, shelf: str) -> Place:
    """Where it is talked about: while it is open by everybody who is asked, afterwards answered by writers."""
    values = {"firm": firm, "shelf": shelf, "ref": found.opened.row.ref, "consultation": found.row.ref}
    speaks, answers = found.is_open, found.is_open or _writes()
    return Place(
        "documents.consultation",
        "documents.consult_comment" if speaks else None,
        "documents.consult_reply" if answers else None,
        "documents.settle" if _writes() else None,
        values,
    )


def _list_page(shelf: str, ref: str, form: OpenForm) -> str:
    row = row_of(shelf, ref)
    listed = [(one, is_open(one.closes_on, one.closed_at, today())) for one in read(CONSULTATIONS, document_id=row.id)]
    may_open = g.standing.can(Can.DOCUMENT_PUBLISH) and row.retired_at is None and not any(on for _one, on in listed)
    facts = {"document": row, "shelf": shelf, "consultations": listed, "may_open": may_open, "form": form}
    return render_template("documents/consultations.html", **facts)


def _evidence_page(found: Consulted, shelf: str, form: EntryForm) -> str:
    return render_template("documents/evidence.html", **_evidence(found), shelf=shelf, form=form)


def evidence_of(shelf: str, ref: str, consultation: str) -> dict[str, Any]:
    """All that is kept of a consultation, for its page on paper."""
    return _evidence(_found(shelf, ref, consultation))


def _evidence(found: Consulted) -> dict[str, Any]:
    threads, body, row = threads_in(found.row.id), found.opened.body, found.opened.row
    return {
        "document": row,
        "kind": found.opened.kind,
        "consulted": found,
        "parts": parts_of(found.opened.kind, body, own=row.lang, reader=lang(), threads=threads, hides_pay=False),
        "entries": read(ENTRIES, consultation_id=found.row.id).all(),
        "published": read(PUBLISHED_SINCE, document_id=row.id, since=found.row.opened_at).first(),
        "printed_at": clock.now(),
    }


def _open_form(form: OpenForm | None = None) -> OpenForm:
    form = form or unsent(OpenForm)
    form.offer(read(DEPARTMENTS))
    return form


def _refuse_over(found: Consulted) -> None:
    if not found.is_open:
        raise Refused(OVER)


def _writes() -> bool:
    writes: bool = g.standing.can(Can.DOCUMENT_WRITE)
    return writes
