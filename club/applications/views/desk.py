"""Pages of the club’s desk: what waits on whom, the queue, one application and the steps it takes there."""

from collections.abc import Callable

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.applications import actions, desk_actions, naming_actions, opened
from club.applications.addresses import desk_here, gate_here, status_address
from club.applications.case_queries import Case, Name, case
from club.applications.desk_forms import AskForm, DeclineForm, ExplainForm, SettleForm, StepForm, VerifyForm
from club.applications.desk_queries import Waiting, Wish, counts_here, queue_here, queue_page, sees_figures, table_of
from club.applications.desk_rules import is_unexplained, todo, warnings
from club.applications.fact_words import as_sent
from club.applications.models import Application, ApplicationStatus
from club.applications.progress_rules import OPEN_STATUSES, passes
from club.applications.recusal_rules import plain, verifying_problem
from club.applications.rules import turnover_band
from club.applications.views.blueprint import blueprint
from club.applications.waiting import else_waiting
from club.core.qr import svg
from club.core.saying import said
from club.core.text import N_
from club.firms.welcome_actions import WayIn, way_in
from club.policy import Can, needs

VERIFIABLE = frozenset({ApplicationStatus.RECEIVED, ApplicationStatus.QUESTION_OPEN, ApplicationStatus.WITH_BOARD})


@blueprint.get("/desk")
@needs(Can.DESK_READ)
def desk() -> ResponseReturnValue:
    """What waits on me, on the applicant and on the board."""
    may_read = g.who.can(Can.APPLICATION_READ)
    waiting = counts_here() if may_read else Waiting()
    rows = queue_here(Wish("me", is_falling=False)).rows if may_read and waiting.me else []
    return render_template(
        "applications/desk.html",
        waiting=waiting,
        rows=rows,
        may_read=may_read,
        others=else_waiting(),
        **table_of("received", is_falling=False),
    )


@blueprint.get("/applications")
@needs(Can.APPLICATION_READ)
def index() -> ResponseReturnValue:
    """The queue, filtered by whom an application waits on, sorted and in pages."""
    wish = Wish.of(request.args)
    queue, waiting = queue_here(wish), counts_here()
    return render_template("applications/queue.html", queue=queue, **queue_page(wish, queue, waiting))


@blueprint.get("/applications/<ref:ref>")
@needs(Can.APPLICATION_READ)
def show(ref: str) -> ResponseReturnValue:
    """One application: a board member goes to the vote, everybody else sees the case."""
    found = _found(ref)
    if not sees_figures():
        return redirect(url_for("applications.vote", ref=ref), 303)
    return _page(found)


@blueprint.post("/applications/<ref:ref>/verification")
@needs(Can.EVIDENCE_READ)
def verify(ref: str) -> ResponseReturnValue:
    """Set the verified figure, with remarks for the board."""
    found, typed = _found(ref), VerifyForm()
    typed.currency.data = found.row.currency
    if problem := verifying_problem(found.unsettled):
        typed.form_errors.append(said(problem))
        return _page(found, typed), 422

    def step(application: Application) -> None:
        figure, remarks = typed.turnover.money, typed.remarks.data or ""
        assert figure is not None  # noqa: S101  the form is valid
        desk_actions.verify(application, figure=figure, remarks=remarks, by=g.who.person_id, desk=desk_here())
        flash(_(_SAVED if passes(figure, gate_here().least) else _SAVED_TOO_LOW), "good")

    return _stepped(found, typed, step)


_SAVED = N_("The figure is saved. It passes the gate.")
_SAVED_TOO_LOW = N_("The figure is saved. It is below the gate, so the board isn’t called.")


@blueprint.post("/applications/<ref:ref>/questions")
@needs(Can.APPLICATION_ASK)
def ask(ref: str) -> ResponseReturnValue:
    """Ask the applicant for more."""
    found, typed = _found(ref), AskForm()
    return _stepped(
        found,
        typed,
        lambda row: desk_actions.ask(row, reason=typed.reason.data or "", by=g.who.person_id, desk=desk_here()),
    )


@blueprint.post("/applications/<ref:ref>/names/<ref:name>")
@needs(Can.APPLICATION_ASK)
def settle(ref: str, name: str) -> ResponseReturnValue:
    """Say whom the applicant means by a name, so that they see nothing of the case."""
    found = _found(ref)
    typed = SettleForm(name, found.readers)

    def step(application: Application) -> None:
        recusal = naming_actions.recusal_of(application, name) or abort(404)
        naming_actions.settle(recusal, application, people=typed.people.data or [])

    answer = _stepped(found, typed, step)
    is_away = not typed.errors and g.who.person_id in naming_actions.kept_away(actions.load(ref))
    return redirect(url_for("applications.index"), 303) if is_away else answer


@blueprint.post("/applications/<ref:ref>/decision")
@needs(Can.APPLICATION_HANDLE)
def decline(ref: str) -> ResponseReturnValue:
    """Refuse an application at the desk."""
    found, typed = _found(ref), DeclineForm()
    return _stepped(
        found, typed, lambda row: desk_actions.decline(row, reason=typed.reason.data or "", desk=desk_here())
    )


@blueprint.post("/applications/<ref:ref>/reason")
@needs(Can.APPLICATION_HANDLE)
def explain(ref: str) -> ResponseReturnValue:
    """Give the applicant the reason of a refusal that the board voted for."""
    found, typed = _found(ref), ExplainForm()
    return _stepped(
        found, typed, lambda row: desk_actions.explain(row, reason=typed.reason.data or "", desk=desk_here())
    )


@blueprint.post("/applications/<ref:ref>/count")
@needs(Can.APPLICATION_HANDLE)
def count(ref: str) -> ResponseReturnValue:
    """Close a vote whose votes already decide it."""
    _found(ref)
    desk_actions.close_vote(actions.load(ref), desk=desk_here())
    return _back(ref)


@blueprint.post("/applications/<ref:ref>/link")
@needs(Can.APPLICATION_HANDLE)
def link(ref: str) -> ResponseReturnValue:
    """A new status link, to be handed to an applicant who lost it and has no mail."""
    found = _found(ref)
    application = actions.load(ref)
    address = status_address(actions.hand_over_link(application))
    qr = svg(address, _("Link to the application"))
    return render_template("applications/link.html", application=found.row, address=address, qr=qr)


@blueprint.post("/applications/<ref:ref>/owner-link")
@needs(Can.APPLICATION_HANDLE)
def owner_link(ref: str) -> ResponseReturnValue:
    """A new way into the workspace, to be handed to an owner who lost the first one; the old link ends."""
    found = _found(ref)
    address = actions.renew_owner_link(actions.load(ref))
    qr = svg(address, _("Link to the workspace"))
    return render_template("applications/owner_link.html", application=found.row, address=address, qr=qr)


def _found(ref: str) -> Case:
    return case(ref) or abort(404)


def _back(ref: str) -> ResponseReturnValue:
    return redirect(url_for("applications.show", ref=ref), 303)


def _stepped(found: Case, typed: StepForm, step: Callable[[Application], object]) -> ResponseReturnValue:
    """Take a step at the desk; where it is not taken, the page as it stands by now, with everything typed."""
    ref = found.row.ref
    if not typed.validate():
        return _page(found, typed), 422
    if typed.is_stale(found.row.version):
        typed.form_errors.append(found.said_stale)
    elif typed.takes(lambda: step(actions.load(ref))):
        return redirect(url_for("applications.show", ref=ref), 303)
    now = _found(ref)
    typed.version.data = str(now.row.version)
    return _page(now, typed), 422


def _settling(found: Case, name: Name) -> SettleForm:
    """The form of one name; who is called exactly so is ticked before anybody looked."""
    likely = [person for person, called in found.readers.items() if plain(called) == plain(name.words)]
    return SettleForm(name.ref, found.readers, people=list(name.people) if name.is_settled else likely)


def _page(found: Case, typed: StepForm | None = None) -> str:
    row, ticket = found.row, request.args.get("opened", "")
    may_verify = g.who.can(Can.EVIDENCE_READ) and row.status in VERIFIABLE
    paper = next((one for one in found.evidence if opened.is_opened(ticket, one.ref)), None)
    facing: dict[str, StepForm] = {
        "verify": VerifyForm(currency=row.currency, remarks=row.remarks),
        "ask": AskForm(),
        "decline": DeclineForm(),
        "explain": ExplainForm(),
    }
    settling = {name.ref: _settling(found, name) for name in found.named}
    if isinstance(typed, SettleForm):
        settling[typed.name] = typed
    elif typed is not None:
        facing[typed.step.removesuffix("-")] = typed
    for form in (*facing.values(), *settling.values()):
        form.version.data = form.version.data or str(row.version)
    return render_template(
        "applications/show.html",
        case=found,
        application=row,
        form=typed,
        facts=as_sent(row),
        warnings=warnings(found),
        todo=todo(found, may_decline=g.who.can(Can.APPLICATION_HANDLE)),
        band=turnover_band(found.verified, gate_here()) if found.verified else None,
        gate=gate_here(),
        ticket=ticket,
        paper=paper,
        settling=settling,
        is_open=row.status in OPEN_STATUSES,
        may_open=g.who.can(Can.EVIDENCE_READ),
        may_verify=may_verify,
        unopened=found.unopened(g.who.person_id) if may_verify else [],
        may_ask=g.who.can(Can.APPLICATION_ASK),
        may_handle=g.who.can(Can.APPLICATION_HANDLE),
        owner=way_in(row.firm_id) if row.firm_id is not None else WayIn(),
        may_reset_owner=g.who.can(Can.FIRM_ADMINISTER),
        may_explain=g.who.can(Can.APPLICATION_HANDLE) and is_unexplained(found),
        **facing,
    )
