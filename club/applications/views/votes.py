"""The board’s page, made for a phone between two meetings: what is known, what is new, four choices."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.applications import actions, desk_actions
from club.applications.addresses import desk_here, gate_here
from club.applications.case_queries import Case, case
from club.applications.desk_forms import VoteForm
from club.applications.fact_words import for_board
from club.applications.history_queries import as_board_sees
from club.applications.labels import ASK, CHOICES
from club.applications.models import ApplicationStatus, Choice
from club.applications.progress_rules import BELOW_GATE
from club.applications.rules import turnover_band
from club.applications.views.blueprint import blueprint
from club.policy import Can, needs


@blueprint.get("/applications/<ref:ref>/vote")
@needs(Can.APPLICATION_DECIDE)
def vote(ref: str) -> ResponseReturnValue:
    """What a board member needs to know, and the vote."""
    found = case(ref) or abort(404)
    return _page(found, VoteForm(version=found.row.version))


@blueprint.post("/applications/<ref:ref>/vote")
@needs(Can.APPLICATION_DECIDE)
def cast(ref: str) -> ResponseReturnValue:
    """Vote, change a vote, stand aside, or ask for more."""
    found, typed = case(ref) or abort(404), VoteForm()
    typed.offer()
    if not typed.validate():
        return _page(found, typed), 422
    if typed.is_stale(found.row.version):
        typed.form_errors.append(found.said_stale)
        return _again(ref, typed)
    if not typed.takes(lambda: _take(ref, typed)):
        return _again(ref, typed)
    asked, voted = _("Your question is on its way to the applicant."), _("Your vote is cast.")
    flash(asked if typed.choice.data == ASK else voted, "good")
    return redirect(url_for("applications.vote", ref=ref), 303)


def _take(ref: str, typed: VoteForm) -> None:
    application, by, reason = actions.load(ref), g.who.person_id, typed.reason.data or ""
    if typed.choice.data == ASK:
        desk_actions.ask(application, reason=reason, by=by, desk=desk_here())
    else:
        desk_actions.vote(application, choice=Choice(typed.choice.data), reason=reason, by=by, desk=desk_here())


def _again(ref: str, typed: VoteForm) -> ResponseReturnValue:
    """The page as the case stands by now, with everything that was typed."""
    found = case(ref) or abort(404)
    typed.version.data = str(found.row.version)
    return _page(found, typed), 422


def _page(found: Case, typed: VoteForm) -> str:
    typed.offer(may_ask=found.row.status is ApplicationStatus.WITH_BOARD, may_admit=not found.is_member)
    row = found.row
    mine = next((one for one in found.votes if one.person_id == g.who.person_id), None)
    answered = [one for one in found.questions if one.answered_at is not None]
    since = mine.cast_at if mine else min((one.asked_at for one in answered), default=None)
    return render_template(
        "applications/vote.html",
        case=found,
        application=row,
        form=typed,
        notes={value: _(note) for value, (_label, note) in CHOICES.items()},
        band=turnover_band(found.verified, gate_here()) if found.verified else None,
        gate=gate_here(),
        facts=for_board(row),
        history=as_board_sees(row, found.questions, found.decision),
        mine=mine,
        has_looked=mine is not None or any(one.asked_by_id == g.who.person_id for one in answered),
        new_papers=sum(1 for one in found.evidence if since is None or one.received_at > since) if answered else 0,
        news=[one for one in answered if since is None or one.answered_at > since],
        is_voting=found.is_with_the_board and found.is_through,
        below_gate=BELOW_GATE if found.is_with_the_board and not found.is_through else None,
    )
