"""Pages of somebody who applies: the form, its check, the refusal at the gate, the way back to a lost link."""

from typing import Any

from flask import redirect, render_template, request
from flask import session as cookie
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from club.applications import actions, earlier, limits, queries
from club.applications.addresses import chat_qr, gate_here, status_address, status_path
from club.applications.fact_words import as_typed
from club.applications.forms import ApplyForm, FindForm, QuestionForm
from club.applications.labels import BASES
from club.applications.rules import Outcome, Verdict, verdict
from club.applications.upload_actions import Pending, drop, sent_along
from club.applications.views.blueprint import blueprint
from club.core import clock, i18n, mail
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.markdown import rendered
from club.core.questions import Pace
from club.core.refusals import Refusal
from club.core.saying import said
from club.core.site import club_here
from club.policy import Can, needs


@blueprint.get("/apply")
@needs(Can.APPLICATION_WRITE)
def apply() -> ResponseReturnValue:
    """Who should not apply, then the form; closed while the club has no notice for applicants."""
    notice = _notice()
    return _closed() if notice is None else _form_page(_offered(ApplyForm(), notice), notice, [])


@blueprint.post("/apply")
@needs(Can.APPLICATION_WRITE, as_desk=True)
def send() -> ResponseReturnValue:
    """Judge what was typed, show it back in full, and save it once it is confirmed."""
    notice = _notice()
    if notice is None:
        return _closed()
    typed = _offered(ApplyForm(), notice)
    pending, refused = _uploads()
    if "change" in request.form.getlist("step"):  # a switch in the foot comes after the form’s own
        return _form_page(typed, notice, pending)
    judged = _judged(typed, refused)
    if judged is None:
        return _form_page(typed, notice, pending), 422
    if judged.outcome is Outcome.REFUSED:
        return _turned_away(typed, judged, pending)
    if request.form.get("step") not in {"send", "instead"}:
        return _check_page(typed, judged, pending)
    return _sent(typed, judged, notice, pending)


@blueprint.get("/apply/find")
@needs(Can.APPLICATION_WRITE)
def find() -> ResponseReturnValue:
    """Ask for a lost link."""
    return _find_page(FindForm())


@blueprint.post("/apply/find")
@needs(Can.APPLICATION_WRITE, as_desk=True)
def send_link() -> ResponseReturnValue:
    """Send the link again; the answer is the same whether or not there is an application."""
    asked = FindForm()
    if not asked.validate():
        return _find_page(asked), 422
    contact = asked.contact.contact
    for row in queries.open_for(contact):
        application = actions.load(row.ref)
        if not row.contact_email or not mail.is_on():
            actions.want_link(application)
        elif limits.may_send_link(row.ref):
            link = status_address(actions.status_token(application))
            actions.send_link_again(application, club_name=club_here().name, link=link)
    return _find_page(asked, is_asked=True)


def _find_page(form: FindForm, *, is_asked: bool = False) -> str:
    return render_template("applications/find.html", form=form, is_asked=is_asked, has_mail=mail.is_on())


def _notice() -> Any:
    return read(queries.NOTICE_IN_FORCE, at=clock.now()).first()


def _closed() -> str:
    return render_template("applications/closed.html")


def _offered(typed: ApplyForm, notice: Any) -> ApplyForm:
    typed.offer(gate_here(), today=clock.today(club_here().zone), notice=notice.id)
    return typed


def _form_page(typed: ApplyForm, notice: Any, pending: list[Pending]) -> str:
    return render_template(
        "applications/apply.html",
        form=typed,
        gate=gate_here(),
        basis=said(BASES[club_here().gate_basis]),
        notice=notice,
        notice_text=rendered(i18n.pick(notice.body_en, notice.body_zh)),
        pending=pending,
    )


def _uploads() -> tuple[list[Pending], list[Refusal]]:
    return sent_along(request.form.getlist("kept"), request.files.getlist("evidence"), club=club_here().slug)


def _judged(typed: ApplyForm, refused: list[Refusal]) -> Verdict | None:
    """The gate’s verdict on a form that is in order; None where something has to be put right first."""
    is_valid = typed.is_in_order()
    if refused:
        typed.evidence.errors = [said(one) for one in refused]
    if not is_valid or refused:
        return None
    judged = verdict(typed.answers(), gate_here(), today=clock.today(club_here().zone))
    if judged.outcome is Outcome.AMEND and judged.reason is not None:
        typed[judged.field].errors = [said(judged.reason)]
        return None
    return judged


def _turned_away(typed: ApplyForm, judged: Verdict, pending: list[Pending]) -> str:
    drop(pending)
    kept_days = club_here().refused_kept_days
    reason = judged.reason.code if judged.reason else ""
    actions.turn_away(typed.credit_code.code, reason=reason, kept_days=kept_days)
    facts = {"judged": judged, "kept_days": kept_days, "chat_qr": chat_qr(), "values": _typed_values()}
    return render_template("applications/turned_away.html", **facts)


def _typed_values() -> list[tuple[str, str]]:
    """What was typed, to be carried by a page that has no field for it."""
    left_out = {"csrf_token", "step", "kept", "question", "answer"}
    return [(name, value) for name, many in request.form.lists() if name not in left_out for value in many]


def _check_page(typed: ApplyForm, judged: Verdict, pending: list[Pending], **more: Any) -> str:
    values = [*_typed_values(), *(("kept", one.ticket) for one in pending)]
    answers = as_typed(typed, pending)
    return render_template("applications/check.html", answers=answers, judged=judged, values=values, **more)


def _sent(typed: ApplyForm, judged: Verdict, notice: Any, pending: list[Pending]) -> ResponseReturnValue:
    if (location := accepted_before(typed)) is not None:
        return redirect(location, 303)
    before = earlier.sent_from_here(typed.credit_code.code)
    twice = earlier.beside(before, typed, pending) if before is not None else {}
    if before is not None and request.form.get("step") != "instead":
        if not twice["changed"]:
            return redirect(earlier.location(), 303)
        return _check_page(typed, judged, pending, **twice), 409
    pace = limits.pace(typed.contact.contact, has_answered=lambda: QuestionForm().is_answered())
    if pace is Pace.ASK:
        return _check_page(typed, judged, pending, form=QuestionForm().anew(), **twice), 422
    if isinstance(pace, Refusal):
        typed.contact.errors = [said(pace)]
        return _form_page(typed, notice, pending), 429
    if before is not None:
        actions.withdraw(before)
    try:
        location = _saved(typed, notice, pending)
    except IntegrityError:  # the other click was first
        session().rollback()
        location = accepted_before(typed) or status_path("")
    return redirect(location, 303)


def _saved(typed: ApplyForm, notice: Any, pending: list[Pending]) -> str:
    particulars, lang = typed.particulars(), i18n.lang()
    ref = actions.submit(particulars, typed.answers(), evidence=pending, notice_id=notice.id, lang=lang)
    token = actions.new_status_token(ref)
    actions.confirm(ref, particulars, lang=lang, club_name=club_here().name, link=status_address(token))
    accept(typed, status_path(token))
    session().flush()
    cookie[earlier.COOKIE_KEY] = token
    return status_path(token)
