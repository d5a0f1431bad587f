"""My texts: what I have to sign, what I signed; reading one, and signing it."""

from dataclasses import dataclass
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select

from club.acknowledgements import actions, delta_actions
from club.acknowledgements.forms import SignForm
from club.acknowledgements.queries import MINE, MY_TEXT, Duty, duties
from club.acknowledgements.reading import Changes, changes, contents
from club.acknowledgements.rules import NOT_ASKED, State
from club.acknowledgements.text_queries import MY_SIGNATURES
from club.acknowledgements.views.places import ROOT, blueprint, hides_pay, text_of
from club.acknowledgements.words import grouped
from club.core import clock
from club.core.db import read, session
from club.core.refusals import Refused
from club.core.saying import said
from club.documents import published
from club.documents.codec import read as read_body
from club.documents.drafts import stored
from club.documents.kinds import kind_of
from club.documents.languages import for_reader
from club.documents.models import Document
from club.documents.queries import REVISION, changed_between
from club.documents.showing import shown
from club.firms.models import Membership
from club.policy import Can, needs

MOST_SIGNED = 100


@dataclass(frozen=True)
class Opened:
    """A text as somebody reads it before signing."""

    duty: Duty
    body: Any
    text: Markup
    hides_pay: bool
    changes: Changes | None


@blueprint.get(f"{ROOT}/reading")
@needs(Can.TEXT_SIGN)
def mine(firm: str) -> ResponseReturnValue:  # noqa: ARG001
    """What I have to read and sign, and what I signed."""
    days, me = g.standing.days, g.standing.membership_id
    found = duties(read(MINE, membership_id=me, today=days.today()), days)
    owed = [one for one in found if one.standing.is_owed]
    return render_template(
        "acknowledgements/mine.html",
        owed=sorted(owed, key=lambda one: (one.standing.due_on, one.row.title)),
        current=[one for one in found if not one.standing.is_owed],
        signed=read(MY_SIGNATURES, membership_id=me, limit=MOST_SIGNED).all(),
        today=days.today(),
        grouped=grouped,
    )


@blueprint.get(f"{ROOT}/reading/<ref:ref>", endpoint="read")
@needs(Can.TEXT_SIGN)
def read_text(firm: str, ref: str) -> ResponseReturnValue:
    """A text that I am to sign: what changed much first where I signed an older number, the whole one below."""
    opened = _opened(ref)
    if opened is None:
        flash(said(NOT_ASKED), "warn")
        return redirect(url_for(".mine", firm=firm), 303)
    return _page(opened, SignForm(formdata=None))


@blueprint.post(f"{ROOT}/reading/<ref:ref>")
@needs(Can.TEXT_SIGN)
def sign(firm: str, ref: str) -> ResponseReturnValue:
    """Sign what the page showed."""
    form, opened = SignForm(), _opened(ref)
    if opened is None:
        raise Refused(NOT_ASKED)
    if not form.validate():
        return _page(opened, form), 422
    try:
        made = _signed(ref, form, opened)
    except Refused as refused:
        form.form_errors.append(said(refused.refusal))
        return _page(opened, form), 422
    flash(_("Signed: edition %(number)s of “%(title)s”.", number=made.number, title=made.title), "good")
    return redirect(url_for(".read", firm=firm, ref=ref), 303)


@blueprint.post(f"{ROOT}/reading/<ref:ref>/exam")
@needs(Can.TEXT_SIGN)
def begin_exam(firm: str, ref: str) -> ResponseReturnValue:
    """Begin the exam on what changed, or go on with it."""
    opened, here = _opened(ref), url_for(".read", firm=firm, ref=ref)
    if opened is None or opened.duty.standing.state is not State.EXAM:
        return redirect(here, 303)
    row, member = opened.duty.row, session().get_one(Membership, g.standing.membership_id)
    try:
        attempt = delta_actions.begin(row.signature_id, member, at=clock.now())
    except Refused as refused:
        flash(said(refused.refusal), "warn")
        return redirect(here, 303)
    if attempt is None:
        if not delta_actions.is_passed(row.signature_id):
            flash(_("The exam asks nothing about these changes any more, so nothing is missing."), "good")
        return redirect(here, 303)
    return redirect(url_for("exams.attempt", firm=firm, ref=row.exam_ref, attempt=attempt.ref), 303)


def _signed(ref: str, form: SignForm, opened: Opened) -> Any:
    document = session().scalars(select(Document).where(Document.ref == ref)).one()
    return actions.sign(
        document,
        session().get_one(Membership, g.standing.membership_id),
        number=_number(form.number.data),
        digest=form.digest.data or "",
        lang=published.language(opened.duty.row),
        without_pay=opened.hides_pay,
        today=g.standing.today(),
        at=clock.now(),
    )


def _number(text: str | None) -> int:
    """The number that a page showed; 0 for what is none."""
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0  # noqa: PLR2004


def _opened(ref: str) -> Opened | None:
    """The text as I read it; nothing where nobody asks me, 404 where there is none."""
    days = g.standing.days
    rows = read(MY_TEXT, membership_id=g.standing.membership_id, ref=ref, today=days.today())
    found = duties(rows, days)
    if not found:
        text_of(ref)
        return None
    row = found[0].row
    kind, body = kind_of(row.kind), published.body(row)
    hides = hides_pay(body)

    def draw() -> str:
        values = shown(kind, body, shows_pay=not hides)
        return render_template(values["partial"], **values)

    text = published.page(row, draw, "body", not hides)
    return Opened(found[0], body, text, hides, _changes(found[0], body, hides=hides))


def _changes(duty: Duty, body: Any, *, hides: bool) -> Changes | None:
    """What differs from the number that I signed, or while its exam is missing from the one before; else nothing."""
    row = duty.row
    since = row.after if duty.standing.state is State.EXAM else row.signed
    if since is None or since == row.number:
        return None
    kind = kind_of(row.kind)
    old = read(REVISION, document_id=row.id, number=since).one()
    before = for_reader(read_body(kind, stored(kind.name, old.schema, old.body)), row.lang, published.language(row))
    return changes(kind, before, body, changed_between(row.id, since, row.number), hides_pay=hides)


def _page(opened: Opened, form: SignForm) -> str:
    row = opened.duty.row
    form.number.data, form.digest.data = str(row.number), row.digest
    return render_template(
        "acknowledgements/read.html",
        opened=opened,
        row=row,
        duty=opened.duty.standing,
        body=opened.body,
        contents=contents(opened.text),
        form=form,
        lang_of_text=published.language(row),
        today=g.standing.today(),
        grouped=grouped,
        since=row.after if opened.duty.standing.state is State.EXAM else row.signed,
        is_again=opened.duty.standing.state is State.TO_SIGN_AGAIN,
    )
