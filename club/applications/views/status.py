"""The applicant’s private page: one next step, the answer to a question, what was sent, what happened."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.applications import actions, desk_actions, naming_actions, queries
from club.applications.addresses import desk_here, gate_here, status_address, status_path
from club.applications.after_queries import after_approval
from club.applications.fact_words import as_sent
from club.applications.forms import AnswerForm, NamingForm
from club.applications.history_queries import as_applicant_sees
from club.applications.models import ApplicationStatus
from club.applications.progress_rules import OPEN_STATUSES, next_step
from club.applications.recusal_rules import names_in, naming_problem
from club.applications.upload_actions import Pending, sent_along
from club.applications.views.blueprint import blueprint
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.qr import svg
from club.core.refusals import Refused
from club.core.saying import said
from club.core.site import club_here
from club.policy import Can, needs


@blueprint.get("/apply/<token>")
@needs(Can.APPLICATION_FOLLOW, link=actions.LINK)
def status(token: str) -> ResponseReturnValue:
    """Where the application stands, and what to do."""
    return _no_such_link() if g.link is None else _page(token)


@blueprint.post("/apply/<token>/answer")
@needs(Can.APPLICATION_FOLLOW, link=actions.LINK)
def answer(token: str) -> ResponseReturnValue:
    """Answer the club’s question, with more evidence."""
    if g.link is None:
        return _no_such_link(request.form.get("answer", ""))
    typed, club = AnswerForm(), club_here().slug
    pending, refused = sent_along(request.form.getlist("kept"), request.files.getlist("evidence"), club=club)
    is_valid = typed.is_in_order()
    if refused:
        typed.evidence.errors = [said(one) for one in refused]
    if not is_valid or refused:
        return _page(token, typed, pending), 422
    is_taken = accepted_before(typed) is not None or typed.takes(lambda: _take_answer(typed, pending, token))
    if is_taken or accepted_before(typed) is not None:  # the other click was first
        return redirect(status_path(token), 303)
    return _page(token, typed, pending), 422


def _take_answer(typed: AnswerForm, pending: list[Pending], token: str) -> None:
    application = actions.load(g.link.subject)
    actions.answer(application, text=typed.answer.data or "", evidence=pending, gate=gate_here().least)
    if application.status is ApplicationStatus.WITH_BOARD:
        desk_actions.call_to_vote(application, desk=desk_here(), is_answered=True)
    accept(typed, status_path(token))


@blueprint.post("/apply/<token>/names")
@needs(Can.APPLICATION_FOLLOW, link=actions.LINK)
def name(token: str) -> ResponseReturnValue:
    """Name who must be kept away from the case, before the board has it."""
    if g.link is None:
        return _no_such_link(request.form.get("names", ""))
    typed = NamingForm()
    if not typed.is_in_order():
        return _page(token, naming_form=typed), 422
    try:
        naming_actions.name(actions.load(g.link.subject), names_in(typed.names.data or ""))
    except Refused as refused:
        session().rollback()
        typed.names.errors = [said(refused.refusal)]
        return _page(token, naming_form=typed), 422
    flash(_("The names are saved."), "good")
    return redirect(status_path(token), 303)


@blueprint.post("/apply/<token>/withdrawal")
@needs(Can.APPLICATION_FOLLOW, link=actions.LINK)
def withdraw(token: str) -> ResponseReturnValue:
    """End the application at the applicant’s wish."""
    if g.link is None:
        return _no_such_link()
    actions.withdraw(actions.load(g.link.subject))
    return redirect(status_path(token), 303)


@blueprint.post("/apply/<token>/owner-link")
@needs(Can.APPLICATION_FOLLOW, link=actions.LINK)
def renew_owner_link(token: str) -> ResponseReturnValue:
    """Make the owner’s way into the workspace anew, where it ran out; the page then shows it."""
    if g.link is None:
        return _no_such_link()
    actions.renew_owner_link(actions.load(g.link.subject), only_if_over=True)
    return redirect(status_path(token), 303)


def _no_such_link(typed: str = "") -> ResponseReturnValue:
    return render_template("applications/no_such_link.html", typed=typed.strip()), 404


def _page(
    token: str, form: AnswerForm | None = None, pending: Sequence[Any] = (), naming_form: NamingForm | None = None
) -> str:
    application, answer_form = read(queries.SENT, ref=g.link.subject).one(), form or AnswerForm()
    names = list(dict.fromkeys(row.words for row in read(queries.RECUSALS, application_id=application.id)))
    questions = read(queries.QUESTIONS, application_id=application.id).all()
    is_decided = application.status in {ApplicationStatus.APPROVED, ApplicationStatus.DECLINED}
    decision = read(queries.DECISION, application_id=application.id).first() if is_decided else None
    after = after_approval(application, token)
    open_question = next((one for one in questions if one.answered_at is None), None)
    return render_template(
        "applications/status.html",
        application=application,
        step=next_step(replace(after.standing, has_reason=bool(decision and decision.reason))),
        after=after,
        form=naming_form or answer_form,
        answer=answer_form,
        naming=naming_form or NamingForm(names="\n".join(names)),
        names=names,
        may_name=naming_problem(application.status, is_verified=application.verified_at is not None) is None,
        pending=pending,
        question=open_question if application.status is ApplicationStatus.QUESTION_OPEN else None,
        decision=decision,
        evidence=read(queries.EVIDENCE, application_id=application.id).all(),
        history=as_applicant_sees(application, questions, decision, after),
        is_open=application.status in OPEN_STATUSES,
        facts=as_sent(application),
        address=status_address(token),
        qr=svg(status_address(token), _("Link to this page")),
        token=token,
    )
